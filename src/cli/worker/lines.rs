//! Lines of bytes up to a length; what is longer is passed over without being held.

use memchr::memchr;
use std::io::{self, BufRead};

/// What was read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    Line,
    TooLong,
    End,
}

/// Reads a line without its end into `line`. A last line needs no line end.
pub(crate) fn take(from: &mut impl BufRead, longest: usize, line: &mut Vec<u8>) -> io::Result<Taken> {
    line.clear();
    let (mut long, mut any) = (false, false);
    loop {
        let piece = match from.fill_buf() {
            Ok(piece) => piece,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if piece.is_empty() && !any {
            return Ok(Taken::End);
        }
        any = true;
        let end = memchr(b'\n', piece);
        let (text, used) = end.map_or((piece, piece.len()), |at| (&piece[..at], at + 1));
        long |= line.len() + text.len() > longest;
        if long {
            line.clear();
        } else {
            line.extend_from_slice(text);
        }
        let last = piece.is_empty() || end.is_some();
        from.consume(used);
        if last {
            return Ok(if long { Taken::TooLong } else { Taken::Line });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_passed_over() {
        let mut from = io::BufReader::with_capacity(4, "ab\n0123456789\n\ncd".as_bytes());
        let mut line = Vec::new();
        let mut seen = Vec::new();
        loop {
            match take(&mut from, 5, &mut line).unwrap() {
                Taken::End => break,
                taken => seen.push((taken, String::from_utf8(line.clone()).unwrap())),
            }
        }
        let texts = [(Taken::Line, "ab"), (Taken::TooLong, ""), (Taken::Line, ""), (Taken::Line, "cd")];
        assert_eq!(seen, texts.map(|(t, s)| (t, s.to_owned())));
    }
}
