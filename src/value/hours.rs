//! Capture hours (촬영시간). The record keeps their wording; two questions are asked of it here.

use super::scan::{char_at, digits, spaces};

/// Words that only capture hours are made of, beside clock times.
const WORDS: [&str; 15] = [
    "24시간",
    "24 시간",
    "상시",
    "연중무휴",
    "연중 무휴",
    "365일",
    "일몰",
    "일출",
    "근무시간",
    "업무시간",
    "운영시간",
    "이용시간",
    "영업시간",
    "시간 동안",
    "시간동안",
];

/// Whether a text reads like capture hours: `24시간`, `연중무휴`, `평일 (07:00 ~ 09:00)`, `일몰~일출`, `00시간`.
#[must_use]
pub fn looks_like(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.len() > 240 {
        return false;
    }
    WORDS.iter().any(|w| text.contains(w))
        || ["00시간", "○○시간", "OO시간", "○○ 시간", "00 시간"].iter().any(|w| text.contains(w))
        || matches!(text, "주간" | "야간" | "주·야간" | "주야간" | "주간, 야간" | "주간/야간" | "주간·야간")
        || has_clock_range(text)
        || is_span_of_day(text)
        || text.strip_suffix("시간").is_some_and(|head| {
            let head = head.trim_end();
            !head.is_empty() && head.len() <= 2 && head.bytes().all(|b| b.is_ascii_digit())
        })
}

/// A span that goes by what is done in it: `수업시간`, `급식소 배식시간`.
fn is_span_of_day(text: &str) -> bool {
    let head = text.strip_suffix("시간").unwrap_or("");
    let plain = |c: char| c == ' ' || ('가'..='힣').contains(&c);
    (2..=10).contains(&head.chars().count())
        && head.chars().all(plain)
        && !["촬영", "녹화", "가동", "작동", "감시", "보관", "보유", "저장"].iter().any(|w| head.ends_with(w))
}

/// Whether the hours cannot be: more than 24, a clock time after 24:00, or a span without length.
#[must_use]
pub fn impossible(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut previous: Option<(u32, usize)> = None;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = digits(text, at);
        if let Some((minutes, stop)) = clock(text, at) {
            if minutes > 24 * 60 || minutes % 60 > 59 {
                return true;
            }
            if let Some((start, start_end)) = previous {
                let between = text[start_end..at].trim();
                if matches!(between, "~" | "-" | "–" | "∼" | "～" | "부터") && start == minutes && !text.contains("24")
                {
                    return true;
                }
            }
            previous = Some((minutes, stop));
            at = stop;
            continue;
        }
        let unit = spaces(text, end);
        if text[unit..].starts_with("시간")
            && text[at..end].parse::<u32>().is_ok_and(|hours| hours > 24 && hours % 24 != 0)
        {
            return true;
        }
        at = end;
    }
    false
}

/// Whether there are two clock times with a tilde or hyphen between them.
fn has_clock_range(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_digit() {
            if let Some((_, end)) = clock(text, at) {
                let mark = spaces(text, end);
                if let Some(c) = char_at(text, mark).filter(|&c| matches!(c, '~' | '-' | '–' | '∼' | '～')) {
                    let mut next = spaces(text, mark + c.len_utf8());
                    for word in ["익일", "다음날", "오후", "오전", "당일"] {
                        if text[next..].starts_with(word) {
                            next = spaces(text, next + word.len());
                        }
                    }
                    if clock(text, next).is_some() {
                        return true;
                    }
                }
                at = end;
                continue;
            }
            at = digits(text, at);
        } else {
            at += 1;
        }
    }
    false
}

/// A clock time at `at` (`07:00`, `7시`, `7시 30분`) in minutes since midnight, and its end.
fn clock(text: &str, at: usize) -> Option<(u32, usize)> {
    let end = digits(text, at);
    if !(1..=2).contains(&(end - at)) {
        return None;
    }
    let hour: u32 = text[at..end].parse().ok()?;
    let rest = &text[end..];
    if rest.starts_with(':') {
        let stop = digits(text, end + 1);
        if stop - end != 3 {
            return None;
        }
        let minute: u32 = text[end + 1..stop].parse().ok()?;
        return Some((if minute > 59 { u32::MAX } else { hour * 60 + minute }, stop));
    }
    if rest.starts_with('시') && !rest.starts_with("시간") {
        let stop = end + '시'.len_utf8();
        let m = spaces(text, stop);
        let m_end = digits(text, m);
        if m_end > m && text[m_end..].starts_with('분') {
            let minute: u32 = text[m..m_end].parse().ok()?;
            return Some((hour * 60 + minute, m_end + '분'.len_utf8()));
        }
        return Some((hour * 60, stop));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capture_hours() {
        for text in [
            "24시간",
            "24 시간",
            "상시(24시간)",
            "연중무휴",
            "평일 (07:00 ~ 09:00, 17:00 ~ 20:00), 365일 24시간",
            "00시간",
            "수술시간 동안",
            "일몰~일출",
            "24시간 (움직임 감지시 녹화·저장)",
            "22:00~06:00",
            "18시 ~ 익일 09시",
            "25시간",
            "근무시간 외",
            "급식소 배식시간",
        ] {
            assert!(looks_like(text), "{text}");
        }
        for text in [
            "",
            "30일",
            "촬영일로부터 30일",
            "관리실",
            "2대",
            "032-555-0142",
            "주간보호실 2",
            "1층 로비",
            "2023. 9. 1.",
            "촬영시간",
        ] {
            assert!(!looks_like(text), "{text}");
        }
    }

    #[test]
    fn impossible_hours() {
        for text in ["25시간", "09:00~25:00", "09:00 ~ 09:00", "08:70~09:00"] {
            assert!(impossible(text), "{text}");
        }
        for text in [
            "24시간",
            "00:00~24:00",
            "22:00~06:00",
            "일몰~일출",
            "720시간",
            "연중 24시간",
            "00시간",
            "09:00 ~ 09:00 (24시간)",
        ] {
            assert!(!impossible(text), "{text}");
        }
    }
}
