//! Tokens of content streams and CMaps. Nothing is copied: names and strings are slices of the stream.

/// A token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'a> {
    Number(f32),
    /// Without its slash; `#xx` is left as it stands.
    Name(&'a [u8]),
    /// As written, without the outer brackets.
    String(StringToken<'a>),
    Open,
    Close,
    /// `<<` and `>>`
    OpenDict,
    CloseDict,
    /// An operator, or `true`, `false`, `null`.
    Word(&'a [u8]),
}

/// A string as written; [`decode`](StringToken::decode) gives its bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct StringToken<'a> {
    raw: &'a [u8],
    hex: bool,
}

impl StringToken<'_> {
    /// Writes the bytes of the string over what `out` held.
    pub(super) fn decode(self, out: &mut Vec<u8>) {
        out.clear();
        if self.hex { self.decode_hex(out) } else { self.decode_literal(out) }
    }

    fn decode_hex(self, out: &mut Vec<u8>) {
        let mut high = None;
        for digit in self.raw.iter().filter_map(|b| (*b as char).to_digit(16)) {
            match high.take() {
                None => high = Some(digit),
                Some(high) => out.push((high * 16 + digit) as u8),
            }
        }
        if let Some(high) = high {
            out.push((high * 16) as u8);
        }
    }

    fn decode_literal(self, out: &mut Vec<u8>) {
        let mut at = 0;
        while let Some(&byte) = self.raw.get(at) {
            at += 1;
            if byte != b'\\' {
                out.push(byte);
                continue;
            }
            let Some(&escaped) = self.raw.get(at) else { break };
            at += 1;
            match escaped {
                b'n' => out.push(b'\n'),
                b'r' => out.push(b'\r'),
                b't' => out.push(b'\t'),
                b'b' => out.push(8),
                b'f' => out.push(12),
                b'\r' => at += usize::from(self.raw.get(at) == Some(&b'\n')),
                b'\n' => {}
                b'0'..=b'7' => {
                    let mut value = u32::from(escaped - b'0');
                    for _ in 0..2 {
                        match self.raw.get(at) {
                            Some(digit @ b'0'..=b'7') => value = value * 8 + u32::from(digit - b'0'),
                            _ => break,
                        }
                        at += 1;
                    }
                    out.push(value as u8);
                }
                other => out.push(other),
            }
        }
    }
}

/// Cuts a stream into tokens.
#[derive(Clone, Debug)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Lexer { bytes, at: 0 }
    }

    fn skip_blanks(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            if byte == b'%' {
                let rest = &self.bytes[self.at..];
                self.at += rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
            } else if is_white(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    fn word(&mut self) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let len = rest.iter().position(|&b| is_white(b) || is_delimiter(b)).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    fn literal(&mut self) -> StringToken<'a> {
        let start = self.at;
        let mut depth = 1u32;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        return StringToken { raw: &self.bytes[start..self.at - 1], hex: false };
                    }
                }
                _ => {}
            }
        }
        self.at = self.bytes.len();
        StringToken { raw: &self.bytes[start..], hex: false }
    }

    fn hex(&mut self) -> StringToken<'a> {
        let rest = &self.bytes[self.at..];
        let len = memchr::memchr(b'>', rest);
        self.at += len.map_or(rest.len(), |l| l + 1);
        StringToken { raw: &rest[..len.unwrap_or(rest.len())], hex: true }
    }

    /// Skips the data of an inline image, from behind `ID` to behind `EI`.
    pub(super) fn skip_image(&mut self) {
        let mut from = self.at;
        while let Some(found) = memchr::memmem::find(self.bytes.get(from..).unwrap_or_default(), b"EI") {
            let at = from + found;
            let before = at == 0 || is_white(self.bytes[at - 1]);
            let after = self.bytes.get(at + 2).is_none_or(|&b| is_white(b));
            // in binary data the two letters can stand by chance; operators are text
            let text = self.bytes[at + 2..].iter().take(12).all(|&b| is_white(b) || (0x20..0x7F).contains(&b));
            if before && after && text {
                self.at = at + 2;
                return;
            }
            from = at + 2;
        }
        self.at = self.bytes.len();
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            self.skip_blanks();
            let byte = *self.bytes.get(self.at)?;
            let next = self.bytes.get(self.at + 1);
            return Some(match byte {
                b'/' => {
                    self.at += 1;
                    Token::Name(self.word())
                }
                b'(' => {
                    self.at += 1;
                    Token::String(self.literal())
                }
                b'<' if next == Some(&b'<') => {
                    self.at += 2;
                    Token::OpenDict
                }
                b'>' if next == Some(&b'>') => {
                    self.at += 2;
                    Token::CloseDict
                }
                b'<' => {
                    self.at += 1;
                    Token::String(self.hex())
                }
                b'[' => {
                    self.at += 1;
                    Token::Open
                }
                b']' => {
                    self.at += 1;
                    Token::Close
                }
                b')' | b'>' | b'{' | b'}' => {
                    self.at += 1;
                    continue;
                }
                _ => {
                    let word = self.word();
                    match number(word) {
                        Some(value) => Token::Number(value),
                        None => Token::Word(word),
                    }
                }
            });
        }
    }
}

/// A number as PDF writes it: no exponent; `--5` and `5-3` occur and are read as other readers do.
fn number(word: &[u8]) -> Option<f32> {
    if !matches!(word.first()?, b'0'..=b'9' | b'+' | b'-' | b'.') {
        return None;
    }
    let signs = word.iter().take_while(|b| matches!(b, b'+' | b'-')).count();
    let (mut value, mut scale, mut digits) = (0f64, 0f64, 0usize);
    for &byte in &word[signs..] {
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                let digit = f64::from(byte - b'0');
                if scale == 0.0 {
                    value = value * 10.0 + digit;
                } else {
                    value += digit * scale;
                    scale /= 10.0;
                }
            }
            b'.' if scale == 0.0 => scale = 0.1,
            b'-' => break,
            _ => return None,
        }
    }
    if digits == 0 && word.len() > signs + 1 {
        return None;
    }
    let value = value.min(1e9) as f32;
    Some(if word[..signs].contains(&b'-') { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let Some(Token::String(s)) = Lexer::new(text).next() else { return out };
        s.decode(&mut out);
        out
    }

    #[test]
    fn numbers() {
        let read: Vec<_> = Lexer::new(b"1 -2.5 .5 -.5 +3 4. --5 6-7 - 0.0001").collect();
        let want = [1.0, -2.5, 0.5, -0.5, 3.0, 4.0, -5.0, 6.0, 0.0, 0.0001].map(Token::Number);
        assert_eq!(read, want);
    }

    #[test]
    fn operators_and_names() {
        let read: Vec<_> = Lexer::new(b"/F1 12 Tf% note\n[(a)-3<62>]TJ T* f*").collect();
        assert_eq!(read[..3], [Token::Name(b"F1"), Token::Number(12.0), Token::Word(b"Tf")]);
        assert_eq!(read[3], Token::Open);
        assert_eq!(
            read[7..],
            [Token::Close, Token::Word(b"TJ"), Token::Word(b"T*"), Token::Word(b"f*")][..read.len() - 7]
        );
    }

    #[test]
    fn strings() {
        assert_eq!(bytes(b"(a(b)c)"), b"a(b)c");
        assert_eq!(bytes(b"(\\101\\n\\)\\\r\nx)"), b"A\n)x");
        assert_eq!(bytes(b"<4 1 4>"), b"A@");
        assert_eq!(bytes(b"(never closed"), b"never closed");
        assert_eq!(bytes(b"(ends in a backslash\\"), b"ends in a backslash");
    }

    #[test]
    fn an_image_is_skipped() {
        let mut lexer = Lexer::new(b"\x01EI\xFF\x02 EI\xFFx\nEI Q");
        lexer.skip_image();
        assert_eq!(lexer.next(), Some(Token::Word(b"Q")));
    }
}
