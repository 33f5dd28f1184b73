//! Wrong usage in Korean; clap speaks English alone.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::fmt::Write as _;

/// What clap has to say, in Korean.
pub(crate) fn korean(error: &Error) -> String {
    let get = |kind| error.get(kind).map(words).filter(|w| !w.is_empty());
    let arg = get(ContextKind::InvalidArg).unwrap_or_default();
    let value = get(ContextKind::InvalidValue).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::UnknownArgument => format!("알 수 없는 인자입니다: {arg}"),
        ErrorKind::InvalidSubcommand => {
            format!("알 수 없는 명령입니다: {}", get(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg}에 값이 필요합니다"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("{arg}의 값이 맞지 않습니다: {value}"),
        ErrorKind::MissingRequiredArgument => format!("필요한 인자가 없습니다: {arg}"),
        ErrorKind::MissingSubcommand => "명령이 없습니다".to_owned(),
        ErrorKind::ArgumentConflict => {
            format!("함께 쓸 수 없는 인자입니다: {arg}, {}", get(ContextKind::PriorArg).unwrap_or_default())
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{arg}에 값이 모자랍니다")
        }
        ErrorKind::TooManyValues => format!("{arg}에 값이 너무 많습니다: {value}"),
        ErrorKind::InvalidUtf8 => "인자가 UTF-8이 아닙니다".to_owned(),
        other => format!("인자를 읽을 수 없습니다 ({other})"),
    };
    let mut out = format!("\u{1b}[1;91m오류\u{1b}[0m: {what}\n");
    if let Some(valid) = get(ContextKind::ValidValue) {
        let _ = writeln!(out, "  쓸 수 있는 값: {valid}");
    }
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(near) = near.into_iter().find_map(get) {
        let _ = writeln!(out, "  혹시 이것입니까: {near}");
    }
    if let Some(usage) = get(ContextKind::Usage) {
        let _ = writeln!(out, "\n{}", usage.replace("Usage: ", "사용법: "));
    }
    out.push_str("\n자세한 것은 `--help`를 보십시오.");
    out
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
