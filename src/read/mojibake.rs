//! Undoes a wrong decoding of a whole file, where that is beyond doubt.
//!
//! Two accidents are known: CP949 read as Latin-1 (`´ëÀü` is 대전), and UTF-8 read as CP949 (full of rare Hanja). The
//! result counts only when every character goes back and forth without loss and nearly all that comes out is common
//! Hangul. Anything less stays as it is, for a rule to show.

use encoding_rs::{EUC_KR, WINDOWS_1252};

/// The text that was meant and the name of what happened to it.
pub(super) fn undo(text: &str) -> Option<(String, &'static str)> {
    let mut latin = 0usize;
    let mut hangul = 0usize;
    let mut hanja = 0usize;
    for c in text.chars().filter(|c| !c.is_ascii()).take(4000) {
        match c {
            '\u{80}'..='\u{ff}' => latin += 1,
            '가'..='힣' => hangul += 1,
            '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => hanja += 1,
            _ => {}
        }
    }
    let all = latin + hangul + hanja;
    if all < 12 {
        return None;
    }
    if latin * 10 > all * 9 && hangul == 0 {
        let meant = EUC_KR.decode_without_bom_handling_and_without_replacement(&to_latin(text)?)?.into_owned();
        return is_korean(&meant).then_some((meant, "CP949 (read as Latin-1)"));
    }
    if hanja * 5 > all {
        let (bytes, _, unmappable) = EUC_KR.encode(text);
        if unmappable {
            return None;
        }
        let meant = String::from_utf8(bytes.into_owned()).ok()?;
        return is_korean(&meant).then_some((meant, "UTF-8 (read as CP949)"));
    }
    None
}

/// The bytes of a text that was read as Latin-1 or Windows-1252.
fn to_latin(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut buffer = [0u8; 4];
    for c in text.chars() {
        if let Ok(byte) = u8::try_from(u32::from(c)) {
            out.push(byte);
            continue;
        }
        let (bytes, _, unmappable) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
        match (unmappable, bytes.as_ref()) {
            (false, [byte]) => out.push(*byte),
            _ => return None,
        }
    }
    Some(out)
}

/// Whether nearly all that is not ASCII is one of the 2,350 common syllables or a usual mark.
fn is_korean(text: &str) -> bool {
    let mut all = 0usize;
    let mut common = 0usize;
    let mut buffer = [0u8; 4];
    for c in text.chars().filter(|c| !c.is_ascii()).take(4000) {
        all += 1;
        common += usize::from(match c {
            // KS X 1001 has its syllables at B0A1 to C8FE
            '가'..='힣' => {
                let (bytes, ..) = EUC_KR.encode(c.encode_utf8(&mut buffer));
                matches!(bytes.as_ref(), [0xB0..=0xC8, 0xA1..=0xFE])
            }
            '·' | 'ㆍ' | '○' | '●' | '□' | '■' | '「' | '」' | '※' | '~' | '∼' | '①'..='⑮' | '㈜' | '☎' => {
                true
            }
            _ => false,
        });
    }
    all >= 6 && common * 20 >= all * 19
}
