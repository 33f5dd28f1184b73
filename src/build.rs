//! Names the build by the sources it is made of, so that what one build wrote down is never replayed by another.
//!
//! The same sources give the same name on every machine: a cache may be carried from one to another.

use std::path::Path;
use std::{env, fs};

/// FNV-1a, 64 bits: its offset and its prime.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

fn main() -> std::io::Result<()> {
    let root = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let root = Path::new(&root);
    let mut hash = OFFSET;
    add(&root.join("src"), &mut hash)?;
    let lock = root.join("Cargo.lock");
    if lock.is_file() {
        add(&lock, &mut hash)?;
        println!("cargo::rerun-if-changed=Cargo.lock");
    }
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rustc-env=BANGCHIM_BUILD={hash:016x}");
    Ok(())
}

/// Adds a file, or what a folder holds in the order of the names.
fn add(path: &Path, hash: &mut u64) -> std::io::Result<()> {
    if path.is_dir() {
        let mut inside = fs::read_dir(path)?.map(|e| Ok(e?.path())).collect::<std::io::Result<Vec<_>>>()?;
        inside.sort();
        return inside.iter().try_for_each(|p| add(p, hash));
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for byte in name.bytes().chain([0]).chain(fs::read(path)?) {
        *hash = (*hash ^ u64::from(byte)).wrapping_mul(PRIME);
    }
    Ok(())
}
