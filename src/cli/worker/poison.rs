//! Documents that break the process that reads them: what the tests of the supervision need. Only where the environment
//! variable `BANGCHIM_TEST_POISON` is set is a document looked at for it.

use std::time::Duration;

const SWITCH: &str = "BANGCHIM_TEST_POISON";

/// Does what a document beginning with `poison:` asks for.
pub(crate) fn taste(bytes: &[u8]) {
    if std::env::var_os(SWITCH).is_none() {
        return;
    }
    let Some(rest) = bytes.strip_prefix(b"poison:") else { return };
    let word = rest.split(|b| b.is_ascii_whitespace()).next().unwrap_or_default();
    match word {
        b"abort" => std::process::abort(),
        b"memory" => storm(),
        b"loop" => loop {
            std::hint::spin_loop();
        },
        b"stack" => {
            std::hint::black_box(deeper(0));
        }
        // a process that outlives the one that reads, unless the whole tree is ended
        b"tree" => {
            let pid = std::process::Command::new("sleep").arg("600").spawn().map(|child| child.id());
            if let (Ok(pid), Some(path)) = (pid, std::env::var_os(SWITCH)) {
                let _ = std::fs::write(path, pid.to_string());
            }
            loop {
                std::thread::sleep(Duration::from_secs(1));
            }
        }
        b"slow" => std::thread::sleep(Duration::from_millis(20)),
        _ => {}
    }
}

/// Takes memory until there is none.
fn storm() {
    let mut all: Vec<Vec<u8>> = Vec::new();
    loop {
        all.push(vec![1; 16 << 20]);
        std::hint::black_box(&all);
    }
}

#[allow(unconditional_recursion, reason = "the stack is what is to overflow")]
fn deeper(n: u64) -> u64 {
    let held = std::hint::black_box([n; 512]);
    deeper(n + 1) + held[7]
}
