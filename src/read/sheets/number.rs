//! Numbers and dates of cells, as the program shows them.

use calamine::ExcelDateTime;

pub(super) fn bool(value: bool) -> &'static str {
    if value { "TRUE" } else { "FALSE" }
}

/// A number without a needless point: at most fifteen digits count.
pub(super) fn plain(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return format!("{value:.0}");
    }
    let text = format!("{value}");
    if text.len() <= 17 {
        return text;
    }
    // 0.1 + 0.2 is shown as 0.3
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    format!("{rounded}")
}

/// A number with the words that its format puts around it (`0"대"`), or set into the zeros of its format
/// (`000-0000-0000`).
pub(super) fn formatted(value: f64, format: Option<&str>) -> String {
    let number = plain(value);
    let Some(format) = format.filter(|f| !f.eq_ignore_ascii_case("general") && !f.starts_with('@')) else {
        return number;
    };
    let section = format.split(';').next().unwrap_or(format);
    let Some(parts) = parts(section) else { return number };
    let zeros: usize = parts.iter().map(|p| if let Part::Digits { zeros, .. } = p { *zeros } else { 0 }).sum();
    let groups = parts.iter().filter(|p| matches!(p, Part::Digits { .. })).count();
    let only_zeros = parts.iter().all(|p| !matches!(p, Part::Digits { only_zeros: false, .. }));
    let whole = value >= 0.0 && value.fract() == 0.0;
    if groups > 1 && only_zeros && whole && number.len() <= zeros {
        let mut digits = format!("{number:0>zeros$}");
        let mut out = String::new();
        for part in &parts {
            match part {
                Part::Literal(text) => out.push_str(text),
                Part::Digits { zeros, .. } => {
                    let rest = digits.split_off((*zeros).min(digits.len()));
                    out.push_str(&digits);
                    digits = rest;
                }
            }
        }
        return out;
    }
    if groups != 1 {
        return number;
    }
    let number = if only_zeros && whole { format!("{number:0>zeros$}") } else { number };
    parts.iter().map(|p| if let Part::Literal(text) = p { text.as_str() } else { number.as_str() }).collect()
}

enum Part {
    Literal(String),
    Digits { zeros: usize, only_zeros: bool },
}

/// Literals and places of digits of a format; none for formats that are more than that (percent, exponent, fractions).
fn parts(section: &str) -> Option<Vec<Part>> {
    let mut out: Vec<Part> = Vec::new();
    let mut chars = section.chars();
    let literal = |out: &mut Vec<Part>, c: char| match out.last_mut() {
        Some(Part::Literal(text)) => text.push(c),
        _ => out.push(Part::Literal(c.into())),
    };
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                for quoted in chars.by_ref().take_while(|q| *q != '"') {
                    literal(&mut out, quoted);
                }
            }
            '\\' => literal(&mut out, chars.next()?),
            '[' => {
                chars.by_ref().find(|c| *c == ']')?;
            }
            '_' | '*' => {
                chars.next(); // room as wide as a character, or filled with it
            }
            '0' | '#' | '?' | ',' | '.' => match out.last_mut() {
                Some(Part::Digits { zeros, only_zeros }) => {
                    *zeros += usize::from(c == '0');
                    *only_zeros &= c == '0';
                }
                _ => out.push(Part::Digits { zeros: usize::from(c == '0'), only_zeros: c == '0' }),
            },
            'G' if section.contains("General") => {
                chars.by_ref().take("eneral".len()).for_each(drop);
                out.push(Part::Digits { zeros: 0, only_zeros: false });
            }
            '%' | 'E' | 'e' | '/' | '@' => return None,
            c => literal(&mut out, c),
        }
    }
    Some(out)
}

/// `2024-03-04`, `2024-03-04 09:30`; a time of day or a duration as `09:30`.
pub(super) fn date(at: &ExcelDateTime) -> String {
    let value = at.as_f64();
    if at.is_duration() || (0.0..1.0).contains(&value) {
        let minutes = (value.max(0.0) * 1440.0).round() as u64;
        return format!("{:02}:{:02}", minutes / 60, minutes % 60);
    }
    let (year, month, day, hour, minute, ..) = at.to_ymd_hms_milli();
    if value.fract().abs() < 1e-9 {
        return format!("{year:04}-{month:02}-{day:02}");
    }
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_are_shown_as_the_program_shows_them() {
        for (value, format, shown) in [
            (4.0, None, "4"),
            (1.5, None, "1.5"),
            (0.1 + 0.2, None, "0.3"),
            (4.0, Some("0\"대\""), "4대"),
            (30.0, Some("#,##0\\일"), "30일"),
            (3.0, Some("\"총 \"0\"대\""), "총 3대"),
            (425_550_101.0, Some("000-000-0000"), "042-555-0101"),
            (7.0, Some("000"), "007"),
            (3.0, Some("General\"개소\""), "3개소"),
            (0.5, Some("0%"), "0.5"),
            (12.0, Some("_-* #,##0_-;\\-* #,##0_-"), "12"),
        ] {
            assert_eq!(formatted(value, format), shown, "{value} as {format:?}");
        }
    }

    #[test]
    fn dates_are_iso_8601() {
        let of = |value| date(&ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false));
        assert_eq!(of(45_355.0), "2024-03-04");
        assert_eq!(of(45_355.395_833_333_336), "2024-03-04 09:30");
        assert_eq!(of(0.75), "18:00");
    }
}
