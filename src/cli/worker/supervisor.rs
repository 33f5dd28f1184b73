//! A child process that reads documents, watched over: what breaks it costs one document and no more.
//!
//! The child is this program as `worker --child`. It gets a line and gives one back; it is ended with its whole group
//! when an answer takes too long, and replaced when it has served its time.

use super::lines::{self, Taken};
use bangchim::emit::bulk::Status;
use bangchim::emit::json::ErrorView;
use bangchim::model::{Bi, Lang};
use std::ffi::OsString;
use std::io::{self, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// Longest answer that is taken, in bytes.
const LONGEST: usize = 256 << 20;
/// Bytes kept of what a child says on standard error.
const TAIL: usize = 4096;

/// How children are started and how long each may go on.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    /// Arguments after `worker --child`.
    pub(crate) args: Vec<OsString>,
    /// For one document.
    pub(crate) timeout: Duration,
    /// Documents until a child is replaced.
    pub(crate) recycle: u32,
    /// Whether what children say on standard error is passed on.
    pub(crate) loud: bool,
}

/// What broke a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It ended; how, in the words of the system.
    Crash(String),
    Timeout,
    Oom,
}

impl Fault {
    pub(crate) fn status(&self) -> Status {
        match self {
            Fault::Crash(_) => Status::Crash,
            Fault::Timeout => Status::Timeout,
            Fault::Oom => Status::Oom,
        }
    }

    /// What to tell people. Nothing of the document is in it.
    pub(crate) fn view(&self, lang: Lang) -> ErrorView {
        let (message, advice) = match self {
            Fault::Crash(how) => (
                bangchim::bi!("읽다가 프로그램이 멈췄습니다 ({how})", "the process that read it ended ({how})"),
                Bi::new(
                    "원본 프로그램에서 열어 다시 저장해 넣고, 오류를 알려 주세요.",
                    "Open it in its program, save it again, and report the error.",
                ),
            ),
            Fault::Timeout => (
                bangchim::bi!("정한 시간 안에 읽지 못했습니다", "it was not read in the time allowed"),
                Bi::new(
                    "--timeout을 늘리고 --retry timeout으로 다시 실행하거나, 파일을 나누어 주세요.",
                    "Run again with a longer --timeout and --retry timeout, or split the file.",
                ),
            ),
            Fault::Oom => (
                bangchim::bi!("정한 메모리로는 읽지 못했습니다", "it was not read with the memory allowed"),
                Bi::new(
                    "--memory를 늘리고 --retry failed로 다시 실행하거나, 파일을 나누어 주세요.",
                    "Run again with more --memory and --retry failed, or split the file.",
                ),
            ),
        };
        ErrorView::said(self.status().name(), &message, advice, lang)
    }
}

/// What came of a line.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) result: Result<Vec<u8>, Fault>,
    /// 2 where a child that had served before broke and a fresh one was tried.
    pub(crate) attempts: u32,
}

/// One child at a time.
#[derive(Debug)]
pub(crate) struct Supervisor {
    terms: Terms,
    child: Option<Running>,
}

#[derive(Debug)]
struct Running {
    process: Child,
    stdin: Option<ChildStdin>,
    answers: Receiver<io::Result<Vec<u8>>>,
    errors: Option<JoinHandle<Vec<u8>>>,
    served: u32,
}

impl Supervisor {
    pub(crate) fn new(terms: Terms) -> Self {
        Supervisor { terms, child: None }
    }

    /// Puts a line (without its end) to the child and gives its answer, or what broke it.
    ///
    /// # Errors
    /// No child can be started.
    pub(crate) fn ask(&mut self, line: &[u8]) -> io::Result<Reply> {
        if self.child.as_ref().is_some_and(|c| c.served >= self.terms.recycle) {
            self.child = None;
        }
        let fresh = self.child.is_none();
        let first = self.once(line)?;
        // what earlier documents left behind in a child is no fault of this one
        if fresh || !matches!(first, Err(Fault::Crash(_) | Fault::Oom)) {
            return Ok(Reply { result: first, attempts: 1 });
        }
        Ok(Reply { result: self.once(line)?, attempts: 2 })
    }

    fn once(&mut self, line: &[u8]) -> io::Result<Result<Vec<u8>, Fault>> {
        let child = match &mut self.child {
            Some(child) => child,
            none => none.insert(Running::start(&self.terms)?),
        };
        let sent = child.stdin.as_mut().map(|pipe| pipe.write_all(line).and_then(|()| pipe.write_all(b"\n")));
        // a child that is gone before it is asked says by its end why
        let answer = match sent {
            Some(Ok(())) => child.answers.recv_timeout(self.terms.timeout),
            _ => Err(RecvTimeoutError::Disconnected),
        };
        let fault = match answer {
            Ok(Ok(answer)) => {
                child.served += 1;
                return Ok(Ok(answer));
            }
            Ok(Err(error)) => Some(Fault::Crash(error.to_string())),
            Err(RecvTimeoutError::Timeout) => Some(Fault::Timeout),
            Err(RecvTimeoutError::Disconnected) => None,
        };
        let Some(child) = self.child.take() else { return Ok(Err(Fault::Timeout)) };
        let (status, said) = child.end();
        Ok(Err(fault.unwrap_or_else(|| what_broke(status, &said))))
    }
}

impl Running {
    fn start(terms: &Terms) -> io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["worker", "--child"]).args(&terms.args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // one arena: what threads would reserve counts as addressed memory
        command.env("MALLOC_ARENA_MAX", "1");
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut process = command.spawn()?;
        let (stdin, stdout, stderr) = (process.stdin.take(), process.stdout.take(), process.stderr.take());
        let (to, answers) = sync_channel(1);
        std::thread::spawn(move || {
            let Some(stdout) = stdout else { return };
            let mut from = BufReader::with_capacity(1 << 16, stdout);
            loop {
                let mut line = Vec::new();
                let taken = match lines::take(&mut from, LONGEST, &mut line) {
                    Ok(Taken::Line) => Ok(line),
                    Ok(Taken::End) => return,
                    Ok(Taken::TooLong) => Err(io::Error::other(format!("an answer of more than {LONGEST} bytes"))),
                    Err(error) => Err(error),
                };
                if to.send(taken).is_err() {
                    return;
                }
            }
        });
        let loud = terms.loud;
        let errors = stderr.map(|pipe| std::thread::spawn(move || tail(pipe, loud)));
        Ok(Running { process, stdin, answers, errors, served: 0 })
    }

    /// Ends the child and all that it started; gives how it ended and the last of what it said.
    fn end(mut self) -> (Option<ExitStatus>, Vec<u8>) {
        let status = self.stop();
        let said = self.errors.take().and_then(|thread| thread.join().ok()).unwrap_or_default();
        (status, said)
    }

    /// How a process ended is settled before it closes its output, so one that ended by itself is not wronged by this.
    fn stop(&mut self) -> Option<ExitStatus> {
        drop(self.stdin.take());
        self.kill();
        self.process.wait().ok()
    }

    /// The whole group; a group that is gone is no matter.
    fn kill(&mut self) {
        #[cfg(unix)]
        if let Some(group) = i32::try_from(self.process.id()).ok().and_then(rustix::process::Pid::from_raw) {
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _ = self.process.kill();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.stdin.is_some() {
            self.stop();
        }
    }
}

/// Reads to the end and keeps the last of it.
fn tail(mut pipe: impl Read, loud: bool) -> Vec<u8> {
    let (mut kept, mut piece) = (Vec::new(), [0; 1024]);
    while let Ok(n @ 1..) = pipe.read(&mut piece) {
        if loud {
            let _ = io::stderr().lock().write_all(&piece[..n]);
        }
        kept.extend_from_slice(&piece[..n]);
        let over = kept.len().saturating_sub(TAIL);
        kept.drain(..over);
    }
    kept
}

/// What ended a child that was not ended by its supervisor.
fn what_broke(status: Option<ExitStatus>, said: &[u8]) -> Fault {
    // what the standard library says when memory cannot be had
    let no_memory = memchr::memmem::find(said, b"memory allocation of ").is_some();
    let killed = status.is_some_and(by_the_system);
    if no_memory || killed {
        return Fault::Oom;
    }
    Fault::Crash(status.map_or_else(String::new, |s| s.to_string()))
}

/// Killed, and not by its supervisor: what systems do that have no memory left.
#[cfg(unix)]
fn by_the_system(status: ExitStatus) -> bool {
    std::os::unix::process::ExitStatusExt::signal(&status) == Some(rustix::process::Signal::KILL.as_raw())
}

#[cfg(not(unix))]
fn by_the_system(_status: ExitStatus) -> bool {
    false
}
