//! `failed/README.ko.txt`: every input without a record with the reason and what to do, to be read and worked off.

use super::line::{Line, Status};
use crate::emit::width;
use crate::model::{Bi, Lang};
use std::io::{self, Write};

/// The letter about the inputs that failed, written piece by piece: first a head, then one entry for each.
#[derive(Debug)]
pub struct Letter {
    lang: Lang,
    number: u64,
}

impl Letter {
    /// Begins the letter. Line ends are those of Windows, and the file begins with a byte order mark: old editors need
    /// both.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn begin(out: &mut dyn Write, lang: Lang) -> io::Result<Self> {
        let head = Bi::new(
            "기록으로 옮기지 못한 파일\r\n\
             \r\n\
             아래 파일은 옮기지 못했습니다. 까닭과 할 일을 보고 고친 뒤, 같은 명령을 같은 결과 폴더(--out)로\r\n\
             다시 실행하면 이미 끝난 파일은 건너뛰고 남은 파일만 처리합니다.\r\n\
             시간 초과, 비정상 종료, 메모리 초과는 --retry all 을 붙여야 다시 시도합니다.\r\n\
             프로그램으로 읽을 목록은 list.jsonl에 있습니다.\r\n",
            "Files that did not become a record\r\n\
             \r\n\
             Mend each as told below and run the same command with the same --out again: what is done is passed\r\n\
             over, what is left is worked on. Files that took too long, crashed or needed too much memory are only\r\n\
             tried again with --retry all. The list for programs is list.jsonl.\r\n",
        );
        write!(out, "\u{feff}{}", head.get(lang))?;
        Ok(Letter { lang, number: 0 })
    }

    /// Adds an input.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn add(&mut self, out: &mut dyn Write, line: &Line) -> io::Result<()> {
        self.number += 1;
        let lang = self.lang;
        let (reason, remedy) = (Bi::new("까닭", "reason"), Bi::new("할 일", "to do"));
        write!(out, "\r\n{}. {}\r\n   [{}]", self.number, width::safe(&line.path), line.status.label(lang))?;
        if let Some(error) = &line.error {
            let (reason, remedy) = (reason.get(lang), remedy.get(lang));
            write!(out, " {}: {} ({})\r\n", reason, width::safe(&error.message), error.code)?;
            write!(out, "   {}: {}\r\n", remedy, error.advice)?;
        }
        Ok(())
    }

    /// Ends the letter with the files that were left out, of which only the number is told.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn end(&self, out: &mut dyn Write, skipped: u64) -> io::Result<()> {
        if skipped == 0 {
            return Ok(());
        }
        let name = Status::Skipped.name();
        let text = crate::bi!(
            "\r\n이 밖에 읽지 않는 형식이거나 링크여서 건너뛴 파일이 {skipped}개 있습니다 (run.jsonl의 {name}).\r\n",
            "\r\nBesides, {skipped} files were left out: of a format that is not read, or links ({name} in run.jsonl).\r\n"
        );
        out.write_all(text.get(self.lang).as_bytes())
    }
}
