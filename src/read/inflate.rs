//! DEFLATE (RFC 1951) as it stands in a container: inflated at once, and bounded.

use libdeflater::{DecompressionError, Decompressor};
use std::cell::RefCell;
use thiserror::Error;

/// Why bytes could not be inflated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(super) enum InflateError {
    #[error("압축이 풀리지 않습니다 · no DEFLATE, or cut short")]
    Damaged,
    #[error("한도보다 깁니다 · longer than the limit")]
    TooLong,
}

/// Parts up to this length are inflated into room that the thread keeps.
const KEPT: usize = 1 << 18;

/// What takes longer to set up than a short part takes to inflate.
struct Inflater {
    decompressor: Decompressor,
    room: Box<[u8]>,
}

thread_local! {
    static INFLATER: RefCell<Inflater> =
        RefCell::new(Inflater { decompressor: Decompressor::new(), room: vec![0; KEPT].into() });
}

/// The bytes that were deflated, when they are no more than `most`; room is made for `expected` at first.
pub(super) fn inflate(stored: &[u8], expected: usize, most: usize) -> Result<Vec<u8>, InflateError> {
    INFLATER.with_borrow_mut(|Inflater { decompressor, room }| {
        let mut size = expected.max(KEPT).min(most);
        loop {
            let mut long = if size > KEPT { vec![0; size] } else { Vec::new() };
            let into = if long.is_empty() { &mut room[..size] } else { &mut long[..] };
            match decompressor.deflate_decompress(stored, into) {
                Ok(len) if long.is_empty() => return Ok(room[..len].to_vec()),
                Ok(len) => {
                    long.truncate(len);
                    long.shrink_to_fit();
                    return Ok(long);
                }
                Err(DecompressionError::InsufficientSpace) if size < most => size = size.saturating_mul(4).min(most),
                Err(DecompressionError::InsufficientSpace) => return Err(InflateError::TooLong),
                Err(DecompressionError::BadData) => return Err(InflateError::Damaged),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use libdeflater::{CompressionLvl, Compressor};

    fn deflated(data: &[u8]) -> Vec<u8> {
        let mut compressor = Compressor::new(CompressionLvl::default());
        let mut out = vec![0; compressor.deflate_compress_bound(data.len())];
        let len = compressor.deflate_compress(data, &mut out).unwrap();
        out.truncate(len);
        out
    }

    #[test]
    fn whatever_is_expected_all_of_it_comes_out() {
        let data: Vec<u8> = (0..200_000u32).flat_map(|i| (i / 7 % 251).to_le_bytes()).collect();
        let stored = deflated(&data);
        for expected in [0, data.len() - 1, data.len(), data.len() * 2] {
            assert!(inflate(&stored, expected, data.len()).unwrap() == data, "{expected}");
        }
    }

    #[test]
    fn never_more_than_the_limit() {
        let stored = deflated(&[7; 1000]);
        for expected in [8, 999, 1000, 1 << 40] {
            assert_eq!(inflate(&stored, expected, 999), Err(InflateError::TooLong));
            assert_eq!(inflate(&stored, expected, 1000), Ok(vec![7; 1000]));
        }
        assert_eq!(inflate(&stored, 8, 0), Err(InflateError::TooLong));
        assert_eq!(inflate(&deflated(b""), 8, 0), Ok(Vec::new()));
    }

    #[test]
    fn bytes_that_are_cut_or_no_deflate_are_errors_and_the_next_are_read() {
        let stored = deflated(b"abcabcabc");
        for damaged in [&stored[..stored.len() - 2], b"\xff\xff\xff", b""] {
            assert_eq!(inflate(damaged, 100, 100), Err(InflateError::Damaged));
        }
        assert_eq!(inflate(&stored, 9, 100).unwrap(), b"abcabcabc");
        let padded = [&stored[..], &[0; 16]].concat();
        assert_eq!(inflate(&padded, 9, 100).unwrap(), b"abcabcabc", "zeros behind it fill the last block of a cipher");
    }
}
