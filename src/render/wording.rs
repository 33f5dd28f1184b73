//! Words of the model form: days, terms of today's law.

use jiff::civil::Date;

/// A day of ISO 8601 as offices write it: `2024. 6. 3.`; another text as it is.
pub(super) fn day(iso: &str) -> String {
    match iso.parse::<Date>() {
        Ok(day) => format!("{}. {}. {}.", day.year(), day.month(), day.day()),
        Err(_) => iso.to_owned(),
    }
}

/// A title with the term that the law has had since 2023-09-15.
pub(super) fn todays_term(title: &str) -> String {
    const TERM: &str = "영상정보처리기기";
    let mut out = String::with_capacity(title.len() + 16);
    let mut rest = title;
    while let Some(at) = rest.find(TERM) {
        let before = &rest[..at];
        out.push_str(before);
        let kind = out.trim_end();
        // what is quoted is the name of something else
        let quoted = out.matches('「').count() > out.matches('」').count();
        if !kind.ends_with("고정형") && !kind.ends_with("이동형") && !quoted {
            out.push_str("고정형 ");
        }
        out.push_str(TERM);
        rest = &rest[at + TERM.len()..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_term_is_brought_up_to_date_once() {
        for (from, to) in [
            ("미르시 영상정보처리기기 운영·관리 방침", "미르시 고정형 영상정보처리기기 운영·관리 방침"),
            ("고정형 영상정보처리기기 운영·관리 방침", "고정형 영상정보처리기기 운영·관리 방침"),
            ("이동형 영상정보처리기기 운영 방침", "이동형 영상정보처리기기 운영 방침"),
            ("「영상정보처리기기 조례」에 따른 방침", "「영상정보처리기기 조례」에 따른 방침"),
        ] {
            assert_eq!(todays_term(from), to);
            assert_eq!(todays_term(to), to);
        }
    }

    #[test]
    fn days() {
        assert_eq!(day("2024-06-03"), "2024. 6. 3.");
        assert_eq!(day("2024. 6."), "2024. 6.");
    }
}
