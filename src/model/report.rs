//! The outcome of a run.

use super::batch::Keys;
use super::finding::Finding;
use super::lang::{Bi, Lang};
use super::layout::Layout;
use super::notice::Notice;
use super::page::TextLayer;
use super::rule::RuleInfo;
use super::source::{Origin, Source};

/// Why an input could not be judged. Ends this input; the run goes on.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("the file is empty")]
    Empty,
    #[error("the file is binary or of a format that is not read ({what})")]
    UnknownFormat { what: String },
    #[error("the file is locked ({what})")]
    Encrypted { what: String },
    #[error("the file is protected by DRM ({what})")]
    Drm { what: String },
    #[error("the file is of HWP 3, the version before 1997")]
    Hwp3,
    #[error("the name says HWP, the content is {what}")]
    NotHwp { what: String },
    #[error("tables or elements stand inside each other more than {limit} deep")]
    TooDeep { limit: u64 },
    #[error("no page can be read as text: {}", match .layer { TextLayer::Scan => "the pages are images", _ => "the letters of its fonts cannot be told" })]
    NoText { layer: TextLayer },
    #[error("the file is damaged: {what}")]
    Damaged { what: String },
    #[error("no CCTV notice was recognised in the file")]
    NotANotice,
    #[error("the file holds a register of requests (개인영상정보 관리대장), not a notice")]
    RequestRegister,
    #[error("no column of the ledger that names places and no column that counts cameras was recognised")]
    NotALedger,
    #[error("the file is a ledger of cameras, not a notice")]
    Ledger,
    #[error("{what} is {found}, more than the limit of {limit}")]
    TooLarge { what: TooLarge, found: u64, limit: u64, line: Option<u32> },
    #[error("the file cannot be read")]
    Io(#[source] std::io::Error),
    #[error("internal error: {0}")]
    Internal(String),
}

/// What was too large.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooLarge {
    FileBytes,
    LineBytes,
    Lines,
    Columns,
    Cells,
    /// Pieces that a file marks up (elements, texts).
    Units,
    /// How deep such pieces stand in each other.
    Depth,
    /// Entries of a package or an archive.
    Entries,
    /// Bytes unpacked from one entry.
    PartBytes,
    /// Bytes unpacked from one file in all.
    UnpackedBytes,
    /// Records of an HWP section.
    Records,
    Pages,
}

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            TooLarge::FileBytes => "the size of the file in bytes",
            TooLarge::LineBytes => "the length of a line in bytes",
            TooLarge::Lines => "the number of lines",
            TooLarge::Entries => "the number of entries of the archive",
            TooLarge::PartBytes => "the size of an unpacked entry in bytes",
            TooLarge::UnpackedBytes => "the size of all that is unpacked in bytes",
            TooLarge::Records => "the number of records",
            TooLarge::Columns => "the number of columns of a table",
            TooLarge::Cells => "the number of cells of a table",
            TooLarge::Units => "the number of elements",
            TooLarge::Depth => "the depth of nesting",
            TooLarge::Pages => "the number of pages",
        })
    }
}

impl ReadError {
    /// A stable code for scripts and ledgers.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            ReadError::Empty => "empty",
            ReadError::UnknownFormat { .. } => "unknown-format",
            ReadError::Encrypted { .. } => "encrypted",
            ReadError::Drm { .. } => "drm",
            ReadError::Hwp3 => "hwp3",
            ReadError::NotHwp { .. } => "not-hwp",
            ReadError::TooDeep { .. } => "too-deep",
            ReadError::NoText { layer: TextLayer::Scan } => "no-text-layer",
            ReadError::NoText { .. } => "text-layer-unusable",
            ReadError::Damaged { .. } => "damaged",
            ReadError::NotANotice => "not-a-notice",
            ReadError::RequestRegister => "request-register",
            ReadError::NotALedger => "not-a-ledger",
            ReadError::Ledger => "ledger",
            ReadError::TooLarge { .. } => "too-large",
            ReadError::Io(_) => "io",
            ReadError::Internal(_) => "internal",
        }
    }

    /// What happened, for people.
    #[must_use]
    pub fn message(&self) -> Bi {
        let en = match self {
            ReadError::Io(cause) => format!("{self}: {cause}"),
            other => other.to_string(),
        };
        let ko = match self {
            ReadError::Empty => "파일이 비어 있습니다".to_owned(),
            ReadError::UnknownFormat { what } => format!("이진 파일이거나 읽지 않는 형식입니다 ({what})"),
            ReadError::Encrypted { what } => format!("잠긴 파일입니다 ({what})"),
            ReadError::Drm { what } => format!("DRM 문서입니다 ({what})"),
            ReadError::Hwp3 => "한글 97 이전(HWP 3) 문서입니다".to_owned(),
            ReadError::NotHwp { what } => format!("이름은 한글 문서이지만 내용은 {what}입니다"),
            ReadError::TooDeep { limit } => format!("표나 요소가 {limit}겹을 넘게 겹쳐 있습니다"),
            ReadError::NoText { layer: TextLayer::Scan } => "글자가 없는 그림(스캔)입니다".to_owned(),
            ReadError::NoText { .. } => "글꼴 정보가 없거나 틀려 글자를 알아낼 수 없습니다".to_owned(),
            ReadError::Damaged { what } => format!("파일이 손상되었습니다: {what}"),
            ReadError::NotANotice => "영상정보처리기기 운영·관리 방침을 찾지 못했습니다".to_owned(),
            ReadError::RequestRegister => "방침이 아니라 개인영상정보 관리대장입니다".to_owned(),
            ReadError::NotALedger => "대장에서 시설 이름 열과 대수 열을 찾지 못했습니다".to_owned(),
            ReadError::Ledger => "방침이 아니라 설치 현황 대장입니다".to_owned(),
            ReadError::TooLarge { what, found, limit, line } => {
                let what = match what {
                    TooLarge::FileBytes => "파일 크기(바이트)가",
                    TooLarge::LineBytes => "한 줄의 길이(바이트)가",
                    TooLarge::Lines => "줄 수가",
                    TooLarge::Entries => "압축 파일의 항목 수가",
                    TooLarge::PartBytes => "압축을 푼 항목의 크기(바이트)가",
                    TooLarge::UnpackedBytes => "압축을 푼 전체 크기(바이트)가",
                    TooLarge::Records => "레코드 수가",
                    TooLarge::Columns => "표의 열 수가",
                    TooLarge::Cells => "표의 칸 수가",
                    TooLarge::Units => "요소 수가",
                    TooLarge::Depth => "겹친 깊이가",
                    TooLarge::Pages => "쪽수가",
                };
                let place = line.map(|l| format!("{l}행: ")).unwrap_or_default();
                format!("{place}{what} 한도를 넘습니다: {found} (한도 {limit})")
            }
            ReadError::Io(cause) => format!("파일을 읽을 수 없습니다: {}", io_cause(cause)),
            ReadError::Internal(cause) => format!("내부 오류: {cause}"),
        };
        Bi { ko, en }
    }

    /// What to do about it, for people.
    #[must_use]
    pub fn advice(&self, lang: Lang) -> &'static str {
        let advice = match self {
            ReadError::Empty => Bi::new("원본에서 다시 저장해 주세요.", "Save it again from the original."),
            ReadError::UnknownFormat { .. } => {
                Bi::new("텍스트(.txt, .md)로 저장해 다시 넣어 주세요.", "Save it as text (.txt, .md) and try again.")
            }
            ReadError::Encrypted { .. } => {
                Bi::new("암호를 풀어 다시 저장한 뒤 넣어 주세요.", "Save it again without the password and try again.")
            }
            ReadError::Drm { .. } => {
                Bi::new("보안을 해제한 사본을 받아 넣어 주세요.", "Ask for a copy without protection.")
            }
            ReadError::Hwp3 => Bi::new("한글에서 .hwpx로 저장해 넣어 주세요.", "Save it as .hwpx in Hangul."),
            ReadError::NotHwp { .. } => Bi::new(
                "맞는 파일인지 확인하고 한글에서 다시 저장해 주세요.",
                "Check that it is the right file and save it again in Hangul.",
            ),
            ReadError::TooDeep { .. } => {
                Bi::new("겹친 표를 풀어 다시 저장해 주세요.", "Take the nested tables apart and save it again.")
            }
            ReadError::NoText { .. } => Bi::new(
                "원본 문서에서 다시 PDF로 저장하거나, 문자 인식(OCR)을 거친 뒤 넣어 주세요.",
                "Export the PDF again from the original, or run OCR over it first.",
            ),
            ReadError::Damaged { .. } => {
                Bi::new("원본 프로그램에서 열어 다시 저장해 주세요.", "Open it in its program and save it again.")
            }
            ReadError::NotANotice => Bi::new(
                "방침이 맞는 파일인지 확인해 주세요.",
                "Check that the file is a notice on fixed video devices.",
            ),
            ReadError::RequestRegister => Bi::new("방침 파일을 넣어 주세요.", "Give the notice itself."),
            ReadError::NotALedger => Bi::new(
                "열 이름을 알려 주세요. 예: --ledger-map 물품명=facility --ledger-map 현재고=count",
                "Name the columns, as in --ledger-map 물품명=facility --ledger-map 현재고=count.",
            ),
            ReadError::Ledger => Bi::new(
                "방침과 견주려면 --ledger로 지정해 주세요.",
                "Name it with --ledger to hold notices against it.",
            ),
            ReadError::TooLarge { .. } => Bi::new(
                "파일을 나누거나, 방침이 맞는지 확인해 주세요.",
                "Split the file, or check that it is a notice.",
            ),
            ReadError::Io(_) => {
                Bi::new("경로와 읽기 권한을 확인해 주세요.", "Check the path and the permission to read.")
            }
            ReadError::Internal(_) => Bi::new(
                "이 파일을 빼고 다시 실행하고, 오류를 알려 주세요.",
                "Run again without this file and report the error.",
            ),
        };
        advice.get(lang)
    }
}

/// The usual causes in Korean; the others in the words of the system.
fn io_cause(cause: &std::io::Error) -> String {
    use std::io::ErrorKind::{InvalidFilename, IsADirectory, NotFound, PermissionDenied};
    match cause.kind() {
        NotFound => "그런 파일이 없습니다".to_owned(),
        PermissionDenied => "읽을 권한이 없습니다".to_owned(),
        IsADirectory => "파일이 아니라 폴더입니다".to_owned(),
        InvalidFilename => "파일 이름이 올바르지 않습니다".to_owned(),
        _ => cause.to_string(),
    }
}

/// What a rule did on one notice, so that silence is never taken for a pass.
#[derive(Clone, Debug)]
pub struct RuleOutcome {
    pub rule: &'static RuleInfo,
    /// Notice of the file, from 1.
    pub notice: u32,
    pub result: RuleResult,
}

#[derive(Clone, Debug)]
pub enum RuleResult {
    Fired(u32),
    Clean,
    /// It could not be judged, with the reason.
    NotEvaluated(Bi<&'static str>),
}

/// What came of one input.
#[derive(Debug)]
pub enum InputOutcome {
    Done(Box<Judged>),
    Failed { origin: Origin, error: ReadError },
}

/// An input that was read, extracted and checked.
#[derive(Debug, Default)]
pub struct Judged {
    pub source: Source,
    pub layout: Layout,
    pub notices: Vec<Notice>,
    pub findings: Vec<Finding>,
    pub outcomes: Vec<RuleOutcome>,
    /// What the rules that compare the notices of a run need, one for each notice.
    pub keys: Vec<Keys>,
}

impl InputOutcome {
    #[must_use]
    pub fn origin(&self) -> &Origin {
        match self {
            InputOutcome::Done(judged) => &judged.source.origin,
            InputOutcome::Failed { origin, .. } => origin,
        }
    }
}

/// The outcome of all inputs of a run, in the order given.
#[derive(Debug, Default)]
pub struct Report {
    pub inputs: Vec<InputOutcome>,
}

/// What the gate says; the worst wins. The number is the exit code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    #[default]
    Clean = 0,
    /// Findings at or above the gate.
    Findings = 1,
    /// Wrong usage or settings.
    Usage = 2,
    /// An input could not be judged.
    NotJudged = 3,
    Internal = 4,
}

impl Verdict {
    #[must_use]
    pub fn exit_code(self) -> u8 {
        self as u8
    }
}
