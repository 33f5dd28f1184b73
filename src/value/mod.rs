//! One text to one typed value, no document in sight.
//!
//! Every function here is pure: it reads a (normalised) text and answers with what is printed there. Which column or
//! label the text stood under is the caller's knowledge. Byte ranges refer to the text that was given.

pub mod count;
pub mod date;
pub mod hangul;
pub mod hours;
pub mod period;
pub mod phone;
mod scan;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{compare_key, outdated, resolve};

    /// Texts put together from awkward pieces by a fixed sequence: no panic, and every range quotes whole characters.
    #[test]
    fn awkward_texts() {
        const POOL: [&str; 64] = [
            "0",
            "02",
            "032",
            "1588",
            "010",
            "555",
            "0103",
            "1",
            "12",
            "30",
            "2023",
            "20",
            "'23",
            "-",
            "--",
            ".",
            ". ",
            " ",
            "~",
            "/",
            ",",
            ":",
            "(",
            ")",
            "))",
            "+82",
            "O",
            "l",
            "X",
            "*",
            "##",
            "○",
            "·",
            "–",
            "․",
            "대",
            " 대",
            "개소",
            "CH",
            "총 ",
            "각 ",
            "약 ",
            "외 ",
            "씩",
            "여",
            "열두 ",
            "일",
            "개월",
            "년",
            "월",
            "시간",
            "시",
            "분",
            "이내",
            "제",
            "내선 ",
            "교",
            "FAX",
            "☎",
            "강원도",
            "인천광역시",
            "부천시원미구",
            " 서구",
            "\u{fffd}",
        ];
        let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
        let mut next = |n: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed % n as u64) as usize
        };
        let day = jiff::civil::Date::constant(2026, 8, 1);
        for _ in 0..8_000 {
            let text: String = (0..next(12) + 1).map(|_| POOL[next(POOL.len())]).collect();
            let mut ranges = vec![period::parse(&text).range];
            ranges.extend(phone::find(&text).into_iter().map(|p| p.range));
            ranges.extend(phone::find_in_field(&text).into_iter().map(|p| p.range));
            ranges.extend(count::find(&text).into_iter().map(|c| c.range));
            ranges.extend(date::find(&text).into_iter().map(|d| d.range));
            ranges.extend(outdated(&text, day).into_iter().map(|o| o.range));
            for range in ranges {
                assert!(text.get(range.clone()).is_some(), "{text:?} {range:?}");
            }
            let _ = (count::cell(&text), count::placeholder(&text), hours::looks_like(&text), hours::impossible(&text));
            let _ = (resolve(&text, None), resolve(&text, Some(day)), compare_key(&text));
            let _ = hangul::similar_names(&text, "인천광역시 서구");
        }
    }
}
