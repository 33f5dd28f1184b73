//! Every word of the help, in both languages, side by side.

use bangchim::model::{Bi, Lang};
use clap::{Arg, Command};

type Entry = (&'static str, Bi<&'static str>);

/// By `command` or `command.argument`; an argument that several commands share stands under `*`.
const TEXTS: &[Entry] = &[
    (
        "",
        Bi::new(
            "고정형 영상정보처리기기 운영·관리 방침을 읽어 표를 되살리고, 기록으로 정리하고, 어긋난 곳을 찾습니다",
            "Reads Korean CCTV notices, rebuilds their tables, normalises them into records and flags what is inconsistent",
        ),
    ),
    (
        "after",
        Bi::new(
            "종료 코드: 0 이상 없음 · 1 지적사항 있음 · 2 잘못된 사용 · 3 판정하지 못한 파일 있음 · 4 내부 오류\n\
         경로에는 파일, 폴더, 패턴(`notices/**/*.txt`), 표준 입력(`-`)을 쓸 수 있습니다.",
            "Exit codes: 0 clean · 1 findings · 2 wrong usage · 3 an input could not be judged · 4 internal error\n\
         A path is a file, a folder, a pattern (`notices/**/*.txt`) or standard input (`-`).",
        ),
    ),
    ("check", Bi::new("방침을 점검하고 어긋난 곳을 보여 줍니다", "Check notices and show what is inconsistent")),
    ("extract", Bi::new("방침을 하나의 기록(JSON, CSV)으로 정리합니다", "Print the normalised record (JSON, CSV)")),
    ("tables", Bi::new("되살린 표를 보여 줍니다", "Print the tables as rebuilt")),
    (
        "migrate",
        Bi::new(
            "폴더의 모든 방침을 기록, 지적사항, 목록으로 옮깁니다. 멈춰도 이어서 합니다",
            "Turn every notice of a folder into records, findings and a list; goes on where it was ended",
        ),
    ),
    (
        "merge",
        Bi::new(
            "나누어 실행한 결과 폴더(--shard)를 하나로 합칩니다",
            "Put the folders of the shards of a run together",
        ),
    ),
    (
        "worker",
        Bi::new(
            "표준 입력의 한 줄(JSON)마다 방침 하나를 읽어 한 줄로 답합니다 (Spark 등에서 씀)",
            "Answer each line (JSON) of standard input with a line: for engines such as Spark",
        ),
    ),
    (
        "reconcile",
        Bi::new(
            "여러 방침을 설치 현황 대장과 견주어 엑셀 파일로 정리합니다",
            "Hold notices against a ledger of cameras and write the comparison as a workbook",
        ),
    ),
    (
        "render",
        Bi::new(
            "방침을 표준 서식에 맞추어 다시 씁니다 (HTML, 마크다운, 텍스트, 한글 HWPX)",
            "Write a notice anew in the model form (HTML, Markdown, text, HWPX)",
        ),
    ),
    (
        "diff",
        Bi::new(
            "방침의 두 판을 기록끼리 견주어 신·구 대비표를 만듭니다",
            "Compare two versions of a notice record by record, as a table of old and new",
        ),
    ),
    (
        "report",
        Bi::new(
            "방침이나 migrate 결과 폴더를 정리 보고서(HTML, 엑셀, Markdown, CSV)로 만듭니다",
            "Turn notices, or the folder of a migrate run, into a cleanup report (HTML, workbook, Markdown, CSV)",
        ),
    ),
    (
        "review",
        Bi::new(
            "엑셀 보고서에서 제외로 고른 지적을 설정 파일이나 기준선에 넣습니다",
            "Put the findings that were accepted in the workbook of a report into the settings or a baseline",
        ),
    ),
    ("explain", Bi::new("규칙 하나를 설명합니다", "Explain a rule")),
    ("rules", Bi::new("규칙 목록을 보여 줍니다", "List the rules")),
    ("schema", Bi::new("출력의 JSON Schema를 보여 줍니다", "Print the JSON Schema of an output")),
    ("fix", Bi::new("고칠 수 있는 곳을 고칩니다", "Mend what can be mended")),
    ("config", Bi::new("어떤 설정이 어디서 왔는지 보여 줍니다", "Show which settings hold and where they come from")),
    ("dump", Bi::new("한 단계의 결과를 그대로 보여 줍니다", "Print what one stage made of an input")),
    ("*.paths", Bi::new("읽을 파일, 폴더, 패턴 또는 `-`", "Files, folders, patterns or `-`")),
    ("*.lang", Bi::new("메시지의 언어", "Language of messages")),
    ("*.color", Bi::new("색을 쓸지", "Whether to use colours")),
    ("*.quiet", Bi::new("진행 상황과 요약을 보이지 않음", "No progress and no summary")),
    (
        "*.ocr",
        Bi::new(
            "글자 없는 PDF 쪽을 문자 인식으로 읽음 (pdftoppm, tesseract 필요)",
            "Recognise the text of PDF pages that have none (needs pdftoppm and tesseract)",
        ),
    ),
    ("*.password", Bi::new("잠긴 PDF의 암호", "Password of a locked PDF")),
    ("*.help", Bi::new("도움말", "Print help")),
    ("*.version", Bi::new("버전", "Print version")),
    (
        "*.select",
        Bi::new(
            "이 규칙만 적용 (코드 또는 이름, 쉼표로 구분)",
            "Only these rules (codes or slugs, separated by commas)",
        ),
    ),
    (
        "*.ignore",
        Bi::new(
            "이 규칙은 적용하지 않음 (코드 또는 이름, 쉼표로 구분)",
            "Not these rules (codes or slugs, separated by commas)",
        ),
    ),
    ("*.today", Bi::new("오늘로 볼 날짜 (YYYY-MM-DD)", "The day to take for today (YYYY-MM-DD)")),
    ("*.format", Bi::new("출력 형식", "Output format")),
    (
        "*.config",
        Bi::new("설정 파일 (기본: 위쪽 폴더의 bangchim.toml)", "Settings file (default: bangchim.toml found upwards)"),
    ),
    ("*.no_config", Bi::new("설정 파일을 쓰지 않음", "Use no settings file")),
    ("check.output", Bi::new("표준 출력 대신 쓸 파일", "File to write instead of standard output")),
    (
        "check.also",
        Bi::new("함께 쓸 다른 형식: 형식=파일 (여러 번 가능)", "Another format beside: FORMAT=FILE (may be repeated)"),
    ),
    ("check.baseline", Bi::new("이 기준선에 있는 지적은 통과", "Findings of this baseline pass")),
    ("check.write_baseline", Bi::new("지금의 지적을 기준선으로 저장", "Save the findings of this run as a baseline")),
    (
        "check.cache_dir",
        Bi::new(
            "판정을 기억해 둘 폴더 (기본: 사용자의 캐시 폴더 아래 bangchim)",
            "Folder where verdicts are remembered (default: bangchim in the user's cache folder)",
        ),
    ),
    (
        "check.no_cache",
        Bi::new("판정을 기억하지도 꺼내 쓰지도 않음", "Neither remember verdicts nor use remembered ones"),
    ),
    ("fix.write", Bi::new("파일을 고쳐 씀 (없으면 보여 주기만 함)", "Rewrite the files (otherwise only shown)")),
    ("fix.all", Bi::new("확인이 필요한 제안까지 모두", "Also what a person should confirm")),
    ("fix.no_backup", Bi::new("원본(.bak)을 남기지 않음", "Keep no original (.bak)")),
    ("config.action", Bi::new("할 일", "What to do")),
    ("config.path", Bi::new("어느 파일이나 폴더의 설정인지", "File or folder whose settings are shown")),
    ("check.fail_on", Bi::new("이 심각도부터 종료 코드 1", "Exit with 1 from this severity on")),
    (
        "*.ledger",
        Bi::new(
            "견줄 설치 현황 대장 (엑셀, CSV, 전국CCTV표준데이터)",
            "Ledger of cameras to compare with (workbook, CSV, national open data)",
        ),
    ),
    (
        "*.ledger_map",
        Bi::new(
            "대장의 열이 뜻하는 항목: 열=항목 (facility, department, institution, location, purpose, count, days, phone)",
            "What a column of the ledger holds: column=field (facility, department, institution, location, purpose, count, days, phone)",
        ),
    ),
    ("reconcile.out", Bi::new("결과를 쓸 엑셀 파일 (.xlsx)", "Workbook to write (.xlsx)")),
    (
        "render.path",
        Bi::new("방침 파일, 또는 extract가 낸 기록(JSON)", "A notice, or the record (JSON) that extract prints"),
    ),
    (
        "render.out",
        Bi::new(
            "쓸 파일 (없으면 표준 출력; 방침이 여럿이면 -1, -2 …가 붙음)",
            "File to write (default: standard output; several notices get -1, -2 …)",
        ),
    ),
    (
        "render.format",
        Bi::new(
            "출력 형식 (기본: --out의 확장자, 없으면 html)",
            "Output format (default: by the name of --out, else html)",
        ),
    ),
    ("render.notice", Bi::new("몇 번째 방침을 쓸지 (1부터)", "Which notice to write (from 1)")),
    ("render.all", Bi::new("확인이 필요한 제안까지 고쳐서 씀", "Mend also what a person should confirm")),
    ("diff.old", Bi::new("변경 전의 방침이나 폴더", "The notice, or the folder, before the change")),
    ("diff.new", Bi::new("변경 후의 방침이나 폴더", "The notice, or the folder, after the change")),
    (
        "diff.format",
        Bi::new(
            "출력 형식 (기본: --out의 확장자, 없으면 text)",
            "Output format (default: by the name of --out, else text)",
        ),
    ),
    ("diff.out", Bi::new("쓸 파일 (없으면 표준 출력)", "File to write (default: standard output)")),
    ("diff.exit_code", Bi::new("다르면 1로 끝남", "End with 1 when they differ")),
    (
        "report.out",
        Bi::new(
            "쓸 파일. 확장자로 종류를 정함: .html .xlsx .md .csv (여러 번 가능)",
            "File to write, the kind by its extension: .html .xlsx .md .csv (may be repeated)",
        ),
    ),
    ("report.unmask", Bi::new("사람 이름과 휴대전화 번호를 가리지 않음", "Show names of persons and mobile numbers")),
    (
        "report.sources",
        Bi::new(
            "결과 폴더로 만들 때 원본이 있는 폴더 (인용과 표를 되살림)",
            "With the folder of a run: where its files lie, so that lines and tables can be quoted",
        ),
    ),
    ("report.fail_on", Bi::new("이 심각도부터 지적사항 있음으로 봄", "Severity from which the verdict is not clean")),
    ("report.baseline", Bi::new("이 기준선에 있는 지적은 통과", "Findings of this baseline pass")),
    ("review.action", Bi::new("할 일", "What to do")),
    ("review.file", Bi::new("처리상태를 적은 엑셀 보고서", "The workbook with the states filled in")),
    (
        "review.config",
        Bi::new(
            "넣을 설정 파일 (기본: 이 폴더의 bangchim.toml)",
            "Settings file to write (default: bangchim.toml here)",
        ),
    ),
    ("review.baseline", Bi::new("설정 파일 대신 넣을 기준선", "Baseline to write instead of the settings")),
    (
        "tables.debug",
        Bi::new("html 형식에서 쪽마다 읽은 그대로를 그림으로 보임", "With html: draw each page as it was read"),
    ),
    ("migrate.out", Bi::new("결과를 둘 폴더", "Folder for the results")),
    ("migrate.jobs", Bi::new("한꺼번에 쓸 코어 수 (기본: 모두)", "Number of cores to use (default: all)")),
    (
        "migrate.retry",
        Bi::new(
            "전에 실패한 파일을 다시 시도: 비정상 종료와 메모리 초과(failed), 시간 초과(timeout), 모두(all). 그 밖의 실패는 늘 다시 읽음",
            "Try again what failed before: crashes and out of memory (failed), time (timeout), both (all); other failures are always read again",
        ),
    ),
    ("migrate.force", Bi::new("끝난 파일도 모두 다시 처리", "Do everything again, also what is done")),
    (
        "migrate.shard",
        Bi::new("전체를 N으로 나눈 것 가운데 i번째만 처리 (i/N)", "Only part i of N of the inputs (i/N)"),
    ),
    (
        "migrate.no_report",
        Bi::new(
            "정리 보고서(report.html, report.xlsx)를 쓰지 않음",
            "Write no cleanup report (report.html, report.xlsx)",
        ),
    ),
    (
        "migrate.progress",
        Bi::new(
            "진행 상황: 막대나 줄(auto), JSON 줄(json), 없음(none)",
            "Progress: a bar or lines (auto), lines of JSON (json), none",
        ),
    ),
    ("*.open_data_encoding", Bi::new("전국CCTV표준데이터.csv의 인코딩", "Encoding of 전국CCTV표준데이터.csv")),
    ("*.timeout", Bi::new("파일 하나에 쓸 시간 (기본: 60s)", "Time for one file (default: 60s)")),
    (
        "*.memory",
        Bi::new(
            "읽는 프로세스 하나가 쓸 메모리 (기본: 512MiB). Windows에는 걸리지 않음",
            "Memory of a process that reads (default: 512MiB); without effect on Windows",
        ),
    ),
    (
        "*.recycle",
        Bi::new(
            "읽는 프로세스를 새로 시작하기까지의 파일 수 (기본: 1000)",
            "Files until a process that reads is replaced (default: 1000)",
        ),
    ),
    ("merge.paths", Bi::new("--shard로 나누어 실행한 결과 폴더", "Folders of the shards of a run")),
    ("merge.out", Bi::new("합친 결과를 둘 폴더", "Folder for the whole")),
    ("worker.describe", Bi::new("주고받는 줄의 형식과 판을 보여 줌", "Print the protocol, its schema and versions")),
    (
        "worker.unsupervised",
        Bi::new(
            "감독하는 프로세스 없이 바로 읽음: 파일 하나가 전체를 멈출 수 있음",
            "Read in this process: one file may end it",
        ),
    ),
    ("worker.child", Bi::new("감독을 받는 프로세스", "The process that is supervised")),
    ("worker.keys", Bi::new("방침을 견줄 값도 답함", "Answer what notices are compared by, too")),
    ("explain.rule", Bi::new("규칙의 코드나 이름", "Code or slug of a rule")),
    ("schema.which", Bi::new("어느 출력인지", "Which output")),
    ("dump.stage", Bi::new("어느 단계인지", "Which stage")),
];

/// Value names and headings.
const WORDS: &[Entry] = &[
    ("PATHS", Bi::new("경로", "PATHS")),
    ("RULE", Bi::new("규칙", "RULE")),
    ("WHICH", Bi::new("출력", "WHICH")),
    ("OUT", Bi::new("경로", "PATH")),
    ("FILE", Bi::new("파일", "FILE")),
    ("SOURCES", Bi::new("폴더", "FOLDER")),
    ("LEDGER", Bi::new("대장", "LEDGER")),
    ("LEDGER_MAP", Bi::new("열=항목", "COLUMN=FIELD")),
    ("JOBS", Bi::new("수", "N")),
    ("RETRY", Bi::new("무엇", "WHAT")),
    ("SHARD", Bi::new("i/N", "i/N")),
    ("PROGRESS", Bi::new("방식", "HOW")),
    ("OPEN_DATA_ENCODING", Bi::new("인코딩", "ENCODING")),
    ("TIMEOUT", Bi::new("시간", "TIME")),
    ("MEMORY", Bi::new("크기", "SIZE")),
    ("RECYCLE", Bi::new("수", "N")),
    ("NOTICE", Bi::new("수", "N")),
    ("OLD", Bi::new("변경 전", "OLD")),
    ("NEW", Bi::new("변경 후", "NEW")),
    ("SELECT", Bi::new("규칙", "RULES")),
    ("IGNORE", Bi::new("규칙", "RULES")),
    ("TODAY", Bi::new("날짜", "DATE")),
    ("FORMAT", Bi::new("형식", "FORMAT")),
    ("PASSWORD", Bi::new("암호", "PASSWORD")),
    ("LANG", Bi::new("언어", "LANG")),
    ("COLOR", Bi::new("때", "WHEN")),
    ("FAIL_ON", Bi::new("심각도", "SEVERITY")),
    ("STAGE", Bi::new("단계", "STAGE")),
    ("CONFIG", Bi::new("파일", "FILE")),
    ("OUTPUT", Bi::new("파일", "FILE")),
    ("ALSO", Bi::new("형식=파일", "FORMAT=FILE")),
    ("BASELINE", Bi::new("파일", "FILE")),
    ("CACHE_DIR", Bi::new("폴더", "DIR")),
    ("WRITE_BASELINE", Bi::new("파일", "FILE")),
    ("ACTION", Bi::new("할일", "ACTION")),
    ("PATH", Bi::new("경로", "PATH")),
];

fn text(table: &[Entry], key: &str, lang: Lang) -> Option<&'static str> {
    table.iter().find(|(k, _)| *k == key).map(|(_, bi)| *bi.get(lang))
}

/// The command line with its help in one language.
pub(crate) fn apply(command: Command, lang: Lang) -> Command {
    let template = match lang {
        Lang::Ko => "{about-with-newline}\n사용법: {usage}\n\n{all-args}{after-help}",
        Lang::En => "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
    };
    let heading = Bi::new("명령", "Commands");
    dress(command, "", lang, template)
        .after_help(text(TEXTS, "after", lang).unwrap_or(""))
        .subcommand_help_heading(*heading.get(lang))
        .mut_subcommands(|sub| {
            let name = sub.get_name().to_owned();
            dress(sub, &name, lang, template)
        })
}

fn dress(command: Command, name: &str, lang: Lang, template: &'static str) -> Command {
    let mut command = command.help_template(template).mut_args(|arg| dress_arg(arg, name, lang));
    if let Some(about) = text(TEXTS, name, lang) {
        command = command.about(about);
    }
    if lang == Lang::En {
        return command;
    }
    let mut usage =
        if name.is_empty() { "bangchim [옵션] <명령>".to_owned() } else { format!("bangchim {name} [옵션]") };
    let word_of = |arg: &Arg| arg.get_value_names().and_then(|n| n.first()).map_or("값", |n| n.as_str()).to_owned();
    for arg in command.get_opts().filter(|a| a.is_required_set()) {
        usage.push_str(&format!(" --{} <{}>", arg.get_long().unwrap_or_default(), word_of(arg)));
    }
    for arg in command.get_positionals() {
        let word = word_of(arg);
        let dots =
            if arg.get_num_args().is_some_and(|n| n.max_values() > 1) || arg.get_id() == "paths" { "..." } else { "" };
        usage.push_str(&format!(" <{word}>{dots}"));
    }
    command.override_usage(usage)
}

fn dress_arg(arg: Arg, command: &str, lang: Lang) -> Arg {
    let id = arg.get_id().as_str().to_owned();
    let key = format!("{command}.{id}");
    let help = text(TEXTS, &key, lang).or_else(|| text(TEXTS, &format!("*.{id}"), lang)).unwrap_or("");
    let heading = if arg.is_positional() { Bi::new("인자", "Arguments") } else { Bi::new("옵션", "Options") };
    let word = text(WORDS, &id.to_uppercase(), lang).filter(|_| arg.get_action().takes_values());
    let arg = arg.help_heading(*heading.get(lang));
    let arg = match word {
        Some(word) => arg.value_name(word),
        None => arg,
    };
    if lang == Lang::En || !arg.get_action().takes_values() {
        return arg.help(help);
    }
    // clap's own words for these are English
    let mut help = help.to_owned();
    let values: Vec<String> = arg.get_possible_values().iter().map(|v| v.get_name().to_owned()).collect();
    let default: Vec<_> = arg.get_default_values().iter().map(|v| v.to_string_lossy()).collect();
    if !values.is_empty() {
        help.push_str(&format!(" [{}]", values.join(", ")));
    }
    if !default.is_empty() {
        help.push_str(&format!(" [기본: {}]", default.join(", ")));
    }
    arg.help(help).hide_possible_values(true).hide_default_value(true)
}

#[cfg(test)]
mod tests {
    use super::super::args::Cli;
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn every_command_and_argument_has_its_words() {
        for lang in [Lang::Ko, Lang::En] {
            let command = apply(Cli::command(), lang);
            for part in std::iter::once(&command).chain(command.get_subcommands()) {
                assert!(part.get_about().is_some(), "{} has no text", part.get_name());
                for arg in part.get_arguments() {
                    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                    assert!(!help.trim().is_empty(), "{}.{} has no text", part.get_name(), arg.get_id());
                }
            }
        }
    }

    #[test]
    fn no_words_are_left_over() {
        let command = Cli::command();
        for (key, _) in TEXTS.iter().filter(|(k, _)| k.contains('.')) {
            let (of, id) = key.split_once('.').unwrap();
            let mut parts = std::iter::once(&command).chain(command.get_subcommands());
            let used = parts.any(|p| (of == "*" || of == p.get_name()) && p.get_arguments().any(|a| a.get_id() == id));
            assert!(used, "{key} is the text of nothing");
        }
    }

    #[test]
    fn the_command_line_is_well_formed() {
        apply(Cli::command(), Lang::Ko).debug_assert();
    }
}
