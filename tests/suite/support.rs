//! What several topics need: samples, settings, an invented notice.

use bangchim::model::{InputOutcome, Notice, ReadError};
use bangchim::pipeline::{self, Input};
use bangchim::settings::Settings;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// An invented notice with a wrong area code, a period that is too long, and a total that does not add up.
pub(crate) const NOTICE: &str = "\
대전광역시 유성구 달빛도서관 고정형 영상정보처리기기 운영·관리 방침

1. 고정형 영상정보처리기기의 설치 근거 및 설치 목적
 - 시설안전 및 화재 예방
 - 고객의 안전을 위한 범죄 예방

2. 설치 대수, 설치 위치 및 촬영범위
설치 대수\t설치 위치\t촬영범위
4대\t1층 출입구(2대), 2층 열람실(2대)\t출입구 및 열람실 전체
3대\t지하 주차장\t주차장 전체
총 8대

3. 관리책임자 및 접근권한자
구분\t이름\t직위\t소속\t연락처
관리책임자\t김가람\t관장\t달빛도서관\t042-555-0101
접근권한자\t박누리\t주무관\t달빛도서관\t033-555-0102

4. 영상정보의 촬영시간, 보관기간, 보관장소 및 처리방법
촬영시간\t보관기간\t보관장소
24시간\t촬영일로부터 60일\t1층 전산실
 - 처리방법: 보관기간이 지나면 복원할 수 없는 방법으로 지웁니다.

5. 개인영상정보의 확인 방법 및 장소에 관한 사항
 - 확인 방법: 관리책임자에게 미리 연락하고 방문하면 확인할 수 있습니다.
 - 확인 장소: 달빛도서관 1층 사무실

6. 정보주체의 영상정보 열람 등 요구에 대한 조치
 - 개인영상정보 열람·존재확인 청구서로 신청해야 합니다.

7. 영상정보의 안전성 확보조치
 - 암호화하고 접근 권한을 나누어 줍니다.

8. 고정형 영상정보처리기기 운영·관리 방침 변경에 관한 사항
이 방침은 2024년 3월 4일에 제정되었으며 바뀌는 내용은 시행하기 7일 전에 알립니다.
 - 공고일자: 2024년 3월 4일 / 시행일자: 2024년 3월 11일
";

/// Settings that do not depend on the day of the test.
pub(crate) fn settings() -> Settings {
    Settings::for_day(jiff::civil::date(2026, 11, 22))
}

pub(crate) fn judge(name: &str, bytes: impl Into<Vec<u8>>) -> InputOutcome {
    judge_with(name, bytes, &settings())
}

pub(crate) fn judge_with(name: &str, bytes: impl Into<Vec<u8>>, settings: &Settings) -> InputOutcome {
    pipeline::judge(
        Input { name: name.to_owned(), bytes: Ok(bytes.into()), password: None, recognised: Vec::new() },
        settings,
    )
}

/// The record of a text that is one notice.
pub(crate) fn recognise(text: String) -> Notice {
    let bytes = Ok(text.into_bytes());
    let input = Input { name: "notice.txt".to_owned(), bytes, password: None, recognised: Vec::new() };
    pipeline::recognise(input, &settings().limits).unwrap().1.remove(0)
}

/// The error of an input, which must have one.
pub(crate) fn error_of(outcome: InputOutcome) -> ReadError {
    match outcome {
        InputOutcome::Failed { error, .. } => error,
        InputOutcome::Done(judged) => panic!("{} was judged", judged.source.origin.name),
    }
}

/// Text files below a folder, in the order of their names.
pub(crate) fn texts(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let (path, kind) = (entry.path(), entry.file_type().unwrap());
            if kind.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "txt" || e == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The samples, a notice in every format, and the corpus that `BANGCHIM_CORPUS` names when it is set (folders, separated as in `PATH`).
pub(crate) fn documents() -> Vec<(String, Vec<u8>)> {
    let mut files = texts(&root().join("samples"));
    if let Some(corpus) = std::env::var_os("BANGCHIM_CORPUS") {
        files.extend(std::env::split_paths(&corpus).flat_map(|p| texts(&p)));
    }
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().into_owned();
        (name, std::fs::read(&path).unwrap())
    };
    let mut all = vec![("invented.txt".to_owned(), NOTICE.as_bytes().to_vec())];
    all.extend(files.into_iter().map(read));
    let others = crate::formats::every_format(&crate::make::notice());
    all.extend(others.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)));
    all
}

/// Whether goldens, cases and quotes are to be written anew, which nothing is in CI.
pub(crate) fn updating() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    assert!(!(set("UPDATE") && set("CI")), "UPDATE is set in CI");
    set("UPDATE")
}

/// Every file below a folder, with its bytes.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                all.insert(name, fs::read(path).unwrap());
            }
        }
    }
    all
}
