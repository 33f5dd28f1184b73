//! Distribution documents (배포용 문서): the key of a section stands in its first record.
//!
//! The record (tag 28, 256 bytes) is covered by runs of a pseudo-random byte; the first four bytes are the seed. What
//! lies under it at 4 + (seed & 15) is the key of AES-128 in ECB mode for the rest of the stream (Hancom, "한글 문서 파일
//! 형식 5.0, 배포용 문서").

use aes::Aes128;
use aes::cipher::{BlockCipherDecrypt, KeyInit};

const TAG: u32 = 28;
const LENGTH: usize = 256;

/// The records of a section, still compressed; none when the key record is missing.
pub(super) fn decrypt(stored: &[u8]) -> Option<Vec<u8>> {
    let head = u32::from_le_bytes(stored.get(..4)?.try_into().ok()?);
    if head & 0x3FF != TAG || (head >> 20) as usize != LENGTH {
        return None;
    }
    let key = key(stored.get(4..4 + LENGTH)?.try_into().ok()?)?;
    let cipher = Aes128::new(&key.into());
    let mut out = stored.get(4 + LENGTH..)?.to_vec();
    // what is no whole block is no part of the encrypted stream
    for block in out.chunks_exact_mut(16) {
        if let Ok(block) = block.try_into() {
            cipher.decrypt_block(block);
        }
    }
    Some(out)
}

fn key(mut data: [u8; LENGTH]) -> Option<[u8; 16]> {
    let seed = u32::from_le_bytes(data[..4].try_into().ok()?);
    let mut random = Random(seed);
    let (mut cover, mut run) = (0, 0);
    for (at, byte) in data.iter_mut().enumerate() {
        if run == 0 {
            cover = random.next() as u8;
            run = (random.next() & 15) + 1;
        }
        if at >= 4 {
            *byte ^= cover;
        }
        run -= 1;
    }
    let start = 4 + (seed & 15) as usize;
    data.get(start..start + 16)?.try_into().ok()
}

/// `rand` of Microsoft's C library.
struct Random(u32);

impl Random {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(214_013).wrapping_add(2_531_011);
        self.0 >> 16 & 0x7FFF
    }
}
