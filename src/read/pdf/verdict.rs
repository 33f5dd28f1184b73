//! How far the text of a page can be trusted, by what its glyphs say.
//!
//! A text layer can be missing, made by a machine under a scan, or wrong: glyph numbers without letters, letters of
//! another font. Single misreadings do not show here; they are found where the tables of a notice disagree.

use super::ink::{Glyph, Ink, Letter};
use crate::model::page::{Bbox, TextLayer};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Part of the glyphs that may stand for nothing.
const UNKNOWN: f32 = 0.05;
/// Part of the page that an image covers when it is a picture of the page.
const COVERED: f32 = 0.6;
/// Hangul syllables from which on they can be judged.
const ENOUGH: usize = 30;
/// Part of the syllables that are common, or are at least in the set that all fonts have (KS X 1001).
const COMMON_SHARE: f32 = 0.7;
const LISTED_SHARE: f32 = 0.9;
/// Letters as wide as Hangul from which on they can be judged, the part of the text that they are where it is Hangul,
/// and the part of them that may be narrow ones.
const WIDE: usize = 30;
const WIDE_SHARE: f32 = 0.2;
const NARROW_SHARE: f32 = 0.5;
/// Different control characters that are still blanks.
const CONTROLS: usize = 2;

/// The commonest syllables of notices and of their explanations, in their order.
const COMMON: &str = "\
    가각간갈감값강같개객갤거건걸검것게겠겨견결겸경계고곳공과관괄광교구국군권규그근글금급긋기긴길김깁까깨께꾸뀌뀔끝나난날남내너널넘넣년노녹놀농누\
    느는늘능니닌닙다단달담답당대더데도돌동되된됩두둔둡뒤드든들등디따때또뜻라락람랍래량러럼레려력련령로록료루류르른를름릅리린릴림립링마막만많말맞\
    맡매맹머먼메며면명모목몰못무문물미민밀및바박반받밝방배버번범법변별병보복본볼봄봅부북분불붙비빈빛빠사삭산살상새생서석선설섯성세센소속손솔솜송\
    쇄수순술숫숲쉼스슬습승시식신실심십쓰쓸씨씩아안않알암았앞야약양어언얼업없엇었에여역연열였영예옛오옥온올옮옵와외요용우운울움웁워원월위유육윤율\
    으은을음의이익인일읽임입있자작잘잠장재저적전절점접정제조족존종좌죄주준줄줍중즉증지직진질집짜쪽찍차찰참창찾채책처천첨청체쳐초총촬최추축춘출층\
    치칙친칠침칩카칸캠코크키타탁태터템통트특티팀파팎판팩페편평포폴표푸품프필하학한할함합항해행향허험혀혁현협형호홀홈홍화확환활황회획효후훈휴힌힣";

/// Judges the text of a page of the given size in points.
pub(super) fn judge(ink: &Ink, width: f32, height: f32) -> TextLayer {
    let count = Count::of(ink);
    let covered = ink.images.iter().map(area).fold(0.0, f32::max) > COVERED * width * height;
    if count.shown == 0 {
        return if ink.images.iter().any(|i| area(i) > 0.05 * width * height) {
            TextLayer::Scan
        } else {
            TextLayer::Blank
        };
    }
    // a page number set over a picture of the page does not make it a page of text
    if covered && count.shown < 30 {
        return TextLayer::Scan;
    }
    if count.is_unusable() {
        return TextLayer::Unusable;
    }
    if covered && count.hidden * 2 > count.shown { TextLayer::Ocr } else { TextLayer::Good }
}

fn area(b: &Bbox) -> f32 {
    (b[2] - b[0]).max(0.0) * (b[3] - b[1]).max(0.0)
}

#[derive(Debug, Default)]
struct Count {
    /// Glyphs that are no blanks.
    shown: usize,
    unknown: usize,
    hidden: usize,
    hangul: usize,
    common: usize,
    /// Of KS X 1001.
    listed: usize,
    /// As wide as Hangul, and those of them that stand for narrow letters.
    wide: usize,
    narrow: usize,
}

impl Count {
    fn of(ink: &Ink) -> Self {
        let mut count = Count::default();
        let controls: BTreeSet<char> =
            ink.glyphs.iter().filter_map(|g| if let Letter::Control(c) = g.letter { Some(c) } else { None }).collect();
        for glyph in &ink.glyphs {
            let letter = match glyph.letter {
                Letter::Blank => continue,
                Letter::Control(_) if controls.len() <= CONTROLS => continue,
                Letter::Control(_) | Letter::Unknown => {
                    count.unknown += 1;
                    None
                }
                Letter::One(letter) => Some(letter),
                Letter::Several(at) => ink.texts[at as usize].chars().next(),
            };
            count.shown += 1;
            count.hidden += usize::from(glyph.hidden);
            let wide = is_wide(glyph);
            count.wide += usize::from(wide);
            count.narrow += usize::from(wide && letter.is_none_or(|c| c.is_ascii()));
            if let Some(letter) = letter.filter(|c| ('\u{AC00}'..='\u{D7A3}').contains(c)) {
                count.hangul += 1;
                let common = is_common(letter);
                count.common += usize::from(common);
                count.listed += usize::from(common || is_listed(letter));
            }
        }
        count
    }

    fn is_unusable(&self) -> bool {
        let share = |part: usize, of: usize| part as f32 / of.max(1) as f32;
        share(self.unknown, self.shown) > UNKNOWN
            || (self.wide >= WIDE
                && share(self.wide, self.shown) > WIDE_SHARE
                && share(self.narrow, self.wide) > NARROW_SHARE)
            || (self.hangul >= ENOUGH
                && (share(self.common, self.hangul) < COMMON_SHARE || share(self.listed, self.hangul) < LISTED_SHARE))
    }
}

fn is_wide(glyph: &Glyph) -> bool {
    let (dx, dy) = (glyph.end.0 - glyph.start.0, glyph.end.1 - glyph.start.1);
    dx.hypot(dy) > 0.85 * glyph.size
}

fn is_common(letter: char) -> bool {
    static LETTERS: OnceLock<Vec<char>> = OnceLock::new();
    LETTERS.get_or_init(|| COMMON.chars().collect()).binary_search(&letter).is_ok()
}

fn is_listed(letter: char) -> bool {
    let text = letter.encode_utf8(&mut [0; 4]).to_owned();
    let (bytes, _, lost) = encoding_rs::EUC_KR.encode(&text);
    !lost && matches!(bytes[..], [0xA1..=0xFF, 0xA1..=0xFF])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::page::Direction;

    fn ink(text: &str, width: f32) -> Ink {
        let mut ink = Ink::default();
        for (i, c) in text.chars().enumerate() {
            let x = i as f32 * 10.0;
            let letter = match c {
                '?' => Letter::Unknown,
                c if c.is_control() => Letter::Control(c),
                c => Letter::One(c),
            };
            ink.glyphs.push(Glyph {
                letter,
                start: (x, 0.0),
                end: (x + width, 0.0),
                size: 10.0,
                direction: Direction::Right,
                hidden: false,
            });
        }
        ink
    }

    fn judged(ink: &Ink) -> TextLayer {
        judge(ink, 600.0, 800.0)
    }

    const TEXT: &str =
        "영상정보처리기기의 설치 및 운영에 관한 방침을 다음과 같이 정하고 공개합니다 보관기간은 삼십일입니다";

    #[test]
    fn text_of_a_notice_is_good() {
        assert_eq!(judged(&ink(TEXT, 10.0)), TextLayer::Good);
        assert_eq!(judged(&ink("Number of cameras: 12, kept for 30 days, seen by nobody", 5.0)), TextLayer::Good);
        // `W`, `M` and `@` are wide in all fonts
        let mut latin = ink(&"WM@".repeat(12), 10.0);
        latin.glyphs.extend(ink(&"Number of cameras".repeat(20), 5.0).glyphs);
        assert_eq!(judged(&latin), TextLayer::Good);
    }

    #[test]
    fn letters_that_are_none() {
        assert_eq!(judged(&ink(&TEXT.replace('다', "?"), 10.0)), TextLayer::Unusable);
        assert_eq!(judged(&ink("%'( A4?@ B7!c, -+=kd; %'( A4x@ B7!c, -+=kd;", 10.0)), TextLayer::Unusable);
        let shifted: String =
            TEXT.chars().map(|c| if c > '가' { char::from_u32(c as u32 + 9).unwrap_or(c) } else { c }).collect();
        assert_eq!(judged(&ink(&shifted, 10.0)), TextLayer::Unusable);
    }

    #[test]
    fn one_control_character_is_a_blank() {
        assert_eq!(judged(&ink(&TEXT.replace(' ', "\u{1}"), 10.0)), TextLayer::Good);
    }

    #[test]
    fn pictures_of_pages() {
        let mut scan = Ink { images: vec![[0.0, 0.0, 600.0, 800.0]], ..Ink::default() };
        assert_eq!(judged(&scan), TextLayer::Scan);
        scan.glyphs = ink(TEXT, 10.0).glyphs.into_iter().map(|g| Glyph { hidden: true, ..g }).collect();
        assert_eq!(judged(&scan), TextLayer::Ocr);
        assert_eq!(judged(&Ink::default()), TextLayer::Blank);
    }
}
