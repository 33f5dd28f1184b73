use super::*;
use crate::model::ReaderNote;

const NOTICE: &str = "고정형 영상정보처리기기 운영·관리 방침\n1. 설치 목적: 시설 안전 및 화재 예방\n가온센터 2대\n";

fn ok(name: &str, bytes: &[u8]) -> Source {
    match read(name, bytes, &Limits::default(), None) {
        Ok(source) => source,
        Err(error) => unreachable!("{error}"),
    }
}

fn code(bytes: &[u8], limits: &Limits) -> &'static str {
    read("a.txt", bytes, limits, None).map_or_else(|e| e.code(), |_| "ok")
}

fn wide(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
}

#[test]
fn encodings() {
    let cp949 = encoding_rs::EUC_KR.encode(NOTICE).0.into_owned();
    let with = |mark: &[u8], body: &[u8]| [mark, body].concat();
    for (bytes, encoding) in [
        (NOTICE.as_bytes().to_vec(), "UTF-8"),
        (with(b"\xEF\xBB\xBF", NOTICE.as_bytes()), "UTF-8"),
        (cp949, "CP949"),
        (with(b"\xFF\xFE", &wide(NOTICE, false)), "UTF-16LE"),
        (with(b"\xFE\xFF", &wide(NOTICE, true)), "UTF-16BE"),
        (wide(NOTICE, false), "UTF-16LE"),
        (wide(NOTICE, true), "UTF-16BE"),
    ] {
        let source = ok("a.txt", &bytes);
        assert_eq!(source.text(), NOTICE, "{encoding}");
        assert_eq!(source.origin.encoding, encoding);
        assert_eq!(source.len(), 3);
        assert_eq!(source.notes, []);
    }
    // all 11,172 syllables, not the 2,350 of KS X 1001 alone
    let rare = encoding_rs::EUC_KR.encode("똠방각하 펲시 방침 안내문").0.into_owned();
    assert_eq!(ok("a", &rare).text(), "똠방각하 펲시 방침 안내문");
}

#[test]
fn what_cannot_be_decoded_is_kept() {
    let mut bytes = encoding_rs::EUC_KR.encode(NOTICE).0.into_owned();
    let at = bytes.iter().position(|b| *b == b'\n').unwrap_or(0) + 1;
    bytes.insert(at, 0xFF);
    let source = ok("a.txt", &bytes);
    assert_eq!(source.origin.encoding, "CP949");
    assert_eq!(source.unit(1).chars().next(), Some('\u{fffd}'));
    let expected =
        ReaderNote::Undecodable { span: crate::model::Span { unit: 1, start: 0, end: 3 }, bytes: vec![0xFF] };
    assert_eq!(source.notes, [expected]);
    // a file cut inside its last character
    let cut = &NOTICE.as_bytes()[..NOTICE.len() - 3];
    let source = ok("a.txt", cut);
    assert_eq!(source.origin.encoding, "UTF-8");
    assert_eq!(source.notes.len(), 1);
    assert!(matches!(&source.notes[0], ReaderNote::Undecodable { span, .. } if source.raw(*span) == "\u{fffd}"));
}

#[test]
fn wrong_decodings_are_undone_only_when_proven() {
    let cp949 = encoding_rs::EUC_KR.encode(NOTICE).0.into_owned();
    let latin: String = cp949.iter().map(|b| char::from(*b)).collect();
    let source = ok("a.txt", latin.as_bytes());
    assert_eq!(source.text(), NOTICE);
    assert_eq!(source.origin.encoding, "CP949 (read as Latin-1)");
    for text in
        ["Größe für café naïve façade über Öl, señor, jalapeño, crème brûlée", "가온 ´ëÀü±¤¿ª½Ã 방침 안내문 가나다라"]
    {
        assert_eq!(ok("a.txt", text.as_bytes()).text(), text);
    }
}

#[test]
fn decomposed_text_is_noted() {
    let source = ok("a.txt", "\u{1107}\u{1161}\u{11bc}\u{110e}\u{1175}\u{11b7}".as_bytes());
    assert_eq!(source.notes, [ReaderNote::Decomposed]);
}

#[test]
fn what_is_no_text() {
    let limits = Limits::default();
    for bytes in [&b""[..], b" \r\n\t", b"\xEF\xBB\xBF", b"\xEF\xBB\xBF \n", b"\xFF\xFE", b"\xFF\xFE \0\n\0"] {
        assert_eq!(code(bytes, &limits), "empty", "{bytes:?}");
    }
    for bytes in [
        &b"PK\x03\x04\x14\0\0\0"[..],
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0",
        b"\x89PNG\r\n\x1A\n\0\0",
        b"\xFF\xD8\xFF\xE0",
        b"GIF89a...",
        b"\x1F\x8B\x08\0",
        b"abc\0\0\0\0\x01\x02\x03\x04\x05\x06\x07",
        b"\xFF\xFE\0\0a\0\0\0",
    ] {
        assert_eq!(code(bytes, &limits), "unknown-format", "{bytes:?}");
    }
}

#[test]
fn limits_hold() {
    let limits = Limits { file_bytes: 64, line_bytes: 16, lines: 3, ..Limits::default() };
    let found = |bytes: &[u8]| match read("a", bytes, &limits, None) {
        Err(ReadError::TooLarge { what, found, line, .. }) => Some((what, found, line)),
        _ => None,
    };
    assert_eq!(found(&[b'a'; 65]), Some((TooLarge::FileBytes, 65, None)));
    assert_eq!(found(b"a\naaaaaaaaaaaaaaaaa\nb"), Some((TooLarge::LineBytes, 17, Some(2))));
    assert_eq!(found(b"a\r\nb\rc\nd"), Some((TooLarge::Lines, 4, None)));
    assert_eq!(found(b"a\r\nb\r\nc\r\n"), None);
    assert_eq!(found(&wide("가\n가\n가\n가", false)), Some((TooLarge::Lines, 4, None)));
}

#[test]
fn the_origin_names_the_file() {
    let source = ok("방침.MD", b"abc");
    assert_eq!(source.origin.media_type, "text/markdown");
    assert_eq!(source.origin.size, 3);
    assert_eq!(ok("a.txt", b"abc").origin.media_type, "text/plain");
}
