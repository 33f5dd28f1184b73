//! Who is meant by a run of words: unit, post, name and number of each person.

use super::value::Found;
use crate::lexicon::words;
use crate::model::{Field, Text};
use crate::value::phone::{self, PhoneLabel};

/// A person or post read from running text.
#[derive(Clone, Debug, Default)]
pub(super) struct Person {
    pub department: Field<String>,
    pub facility: Field<String>,
    pub position: Field<String>,
    pub name: Field<String>,
    pub phone: Field<String>,
    pub fax: Field<String>,
}

impl Person {
    fn is_empty(&self) -> bool {
        self.department.is_missing() && self.position.is_missing() && self.name.is_missing() && self.phone.is_missing()
    }
}

/// The people that a value names (`총무과장 홍길순 / 031-555-0103`).
pub(super) fn read(found: &Found) -> Vec<Person> {
    let s = found.str();
    if found.is_none() {
        return Vec::new();
    }
    let numbers = phone::find_in_field(s);
    let (phones, faxes): (Vec<_>, Vec<_>) = numbers.iter().partition(|p| p.label != Some(PhoneLabel::Fax));
    let fax = faxes.first().map(|p| found.number(p)).unwrap_or_default();
    let mut out: Vec<Person> = Vec::new();
    for clause in clauses(s) {
        let own: Vec<_> =
            phones.iter().filter(|p| p.range.start >= clause.start && p.range.end <= clause.end).collect();
        let head_end = own.first().map_or(clause.end, |p| p.range.start);
        let head = before_open_bracket(&s[clause.start..head_end]);
        // `총무과 총무과장, 031-555-0103`: what sets the number apart is no list
        let head = if own.is_empty() { head } else { head.trim_end_matches([',', '/', ' ', '☎']) };
        let base = describe(found, &found.text.slice(clause.start..clause.start + head.len()));
        if own.is_empty() {
            if !base.is_empty() {
                out.push(base);
            }
            continue;
        }
        for (i, number) in own.iter().enumerate() {
            let next = own.get(i + 1).map_or(clause.end, |n| n.range.start);
            let after = &s[number.range.end..next];
            let mut one = Person { phone: found.number(number), facility: sites_after(found, after), ..base.clone() };
            // `시설팀 (홍길순 031-555-0103)`
            let inner = s[clause.start..number.range.start].rsplit('(').next().map_or("", str::trim);
            if one.name.is_missing() && s[..number.range.start].contains('(') && words::could_be_name(inner) {
                one.name = found.with(found.text.of(inner)).string();
            }
            out.push(one);
        }
    }
    if let Some(first) = out.first_mut() {
        first.fax = fax;
    }
    out
}

/// Clauses between commas that stand outside brackets; a comma inside a description does not cut.
fn clauses(s: &str) -> Vec<std::ops::Range<usize>> {
    let mut cuts = vec![0];
    let mut depth = 0;
    for (i, c) in s.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth <= 0 => {
                let (left, right) = (&s[*cuts.last().unwrap_or(&0)..i], &s[i + 1..]);
                let right = right.split([',', '(']).next().unwrap_or(right);
                // both sides name a post, or a post and a person: two people
                let bare = |t: &str| {
                    let t = before_open_bracket(t.trim()).trim();
                    let both = t.split_once(' ').is_some_and(|(a, b)| {
                        words::is_position(a) && words::is_person(b) || words::is_person(a) && words::is_position(b)
                    });
                    both || words::is_position(t)
                };
                // `총무팀장, 운영팀장 및 소장` without a number for each is said of all
                let listed = right.contains(" 및 ") && !s.bytes().any(|b| b.is_ascii_digit());
                if !listed && bare(left) && bare(right) && !left.contains("간-") {
                    cuts.push(i + 1);
                }
            }
            _ => {}
        }
    }
    let ends: Vec<usize> = cuts.iter().skip(1).map(|c| c - 1).chain([s.len()]).collect();
    cuts.into_iter().zip(ends).map(|(a, b)| a..b).collect()
}

/// The text up to a bracket that is still open at its end.
fn before_open_bracket(s: &str) -> &str {
    let mut depth = 0;
    let mut open = s.len();
    for (i, c) in s.char_indices() {
        match c {
            '(' | '[' => {
                if depth == 0 {
                    open = i;
                }
                depth += 1;
            }
            ')' | ']' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    open = s.len();
                }
            }
            _ => {}
        }
    }
    if depth > 0 { &s[..open] } else { s }
}

/// Sites listed after a number: `440-0000 : 본관, 별관)`.
fn sites_after(found: &Found, after: &str) -> Field<String> {
    let Some(list) = after.trim_start().strip_prefix(':') else { return Field::Missing };
    let mut depth = 0;
    let mut end = list.len();
    for (i, c) in list.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth < 0 {
                    end = i;
                    break;
                }
            }
            _ => {}
        }
    }
    found.with(found.text.of(&list[..end])).string()
}

/// Unit, post and name among the words of a description.
pub(super) fn describe(found: &Found, text: &Text) -> Person {
    let mut person = Person::default();
    let s = text.as_str();
    let tokens: Vec<&str> = s
        .split([' ', '/', '\n', '\t', '·', '|', ':'])
        .map(|t| t.trim_matches(['☎', '-', ',', '.', '/', ':']))
        .filter(|t| !t.is_empty() && !t.contains('@') && !is_phone_word(t))
        .collect();
    let tokens = whole_units(s, tokens);
    if tokens.is_empty() {
        return person;
    }
    // `책임자가 지정한 자`: a clause tells who it is, whatever posts it names
    if let [.., verb, "자" | "사람"] = &tokens[..]
        && verb.ends_with(['한', '된', '은', '는'])
    {
        person.position = found.with(text.clone()).string();
        return person;
    }
    // `홍길순(가람학원 원장)`
    if let Some((name, post)) = s.trim().strip_suffix(')').and_then(|s| s.split_once('('))
        && words::is_person(name)
        && words::is_position(post)
        && !post.contains(['(', ','])
    {
        person.name = found.with(text.of(name)).string();
        person.position = found.with(text.of(post)).string();
        return person;
    }
    // one long description of a group stays whole
    let listed = s.contains(',') || s.contains(" 및 ");
    let name_at = tokens.iter().rposition(|t| is_name_token(t, &tokens));
    let posts: Vec<usize> =
        (0..tokens.len()).filter(|&i| Some(i) != name_at && words::is_position(tokens[i])).collect();
    if listed && name_at.is_none() {
        person.position = found.with(text.clone()).string();
        return person;
    }
    if let Some(i) = name_at {
        person.name = found.with(text.of(tokens[i])).string();
    }
    let field = |from: usize, to: usize| {
        let start = text.range_of(tokens[from]).map_or(0, |r| r.start);
        let end = text.range_of(tokens[to]).map_or(0, |r| r.end);
        let piece = text.slice(start..end);
        found.with(piece).string()
    };
    match posts.first() {
        Some(&first) => {
            let last = posts
                .iter()
                .copied()
                .take_while(|&p| name_at.is_none_or(|n| p < n) == name_at.is_none_or(|n| first < n))
                .last()
                .unwrap_or(first);
            // what stands before the post: its unit, or a word of the post itself
            let before = (0..first).rev().take_while(|&i| Some(i) != name_at).collect::<Vec<_>>();
            let unit =
                before.iter().rev().copied().find(|&i| words::is_unit(tokens[i]) && !words::is_position(tokens[i]));
            let start = match unit {
                Some(u) => {
                    person.department = field(before.last().copied().unwrap_or(u).min(u), u);
                    u + 1
                }
                None => before.last().copied().unwrap_or(first),
            };
            person.position = field(start.min(first), last);
        }
        None => {
            let rest: Vec<usize> = (0..tokens.len()).filter(|&i| Some(i) != name_at).collect();
            // `민원정보과 정보보호팀`: the unit with the one above it
            let is_unit = |i: &usize| Some(*i) != name_at && words::is_unit(tokens[*i]);
            if let Some(unit) = rest.iter().copied().find(is_unit) {
                let unit = (unit..tokens.len()).take_while(is_unit).last().unwrap_or(unit);
                let from = rest
                    .iter()
                    .copied()
                    .filter(|&i| i <= unit && name_at.is_none_or(|n| (i < n) == (unit < n)))
                    .min()
                    .unwrap_or(unit);
                person.department = field(from, unit);
            } else if name_at.is_none() {
                person.position = field(0, tokens.len() - 1);
            }
        }
    }
    // `정보관리팀 홍길순 / 주임 / 정보관리팀`
    if person.department.is_missing()
        && let Some(i) =
            (0..tokens.len()).find(|&i| Some(i) != name_at && !posts.contains(&i) && words::is_unit(tokens[i]))
    {
        person.department = field(i, i);
    }
    person
}

/// The words with units in one piece whose last syllable stands apart (`관리 팀`).
fn whole_units<'s>(s: &'s str, words: Vec<&'s str>) -> Vec<&'s str> {
    let start = |t: &str| t.as_ptr() as usize - s.as_ptr() as usize;
    let mut out: Vec<&str> = Vec::with_capacity(words.len());
    for word in words {
        match out.last_mut() {
            Some(last)
                if matches!(word, "팀" | "과" | "부" | "실" | "처" | "국")
                    && &s[start(last) + last.len()..start(word)] == " " =>
            {
                *last = &s[start(last)..start(word) + word.len()];
            }
            _ => out.push(word),
        }
    }
    out
}

fn is_phone_word(t: &str) -> bool {
    matches!(t, "(연락처)" | "연락처" | "전화" | "전화번호" | "Tel" | "TEL" | "tel" | "T" | "☎" | "내선")
}

fn is_name_token(token: &str, all: &[&str]) -> bool {
    let follows_post = all.iter().position(|t| *t == token).is_some_and(|i| i > 0 && words::is_position(all[i - 1]));
    if follows_post && token.chars().count() == 3 && words::could_be_name(token) && !words::is_position(token) {
        return true;
    }
    if !words::is_person(token) || words::is_position(token) {
        // nothing else beside it
        return all.len() == 1 && words::is_rare_name(token);
    }
    let count = token.chars().count();
    // a unit of three syllables (`총무과`, `행정실`) is no name unless masked
    let masked = token.contains(['*', '○', 'O']);
    if count == 3 && words::is_unit(token) && !masked {
        // `시설팀 이지원 팀장`
        let between = |w: &[&str]| w[1] == token && words::is_unit(w[0]) && words::is_position(w[2]);
        if words::ends_like_a_given_name(token) && all.windows(3).any(between) {
            return true;
        }
        let after_post = all.iter().position(|t| *t == token).is_some_and(|i| i > 0 && words::is_position(all[i - 1]));
        return after_post && !token.ends_with(['과', '팀', '실']);
    }
    // two syllables are a name beside a post and nothing else
    count != 2 || masked || all.len() == 2 && follows_post
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::How;

    fn one(s: &str) -> (String, String, String, String) {
        let people = read(&Found::new(Text::identity(0, 0, s), How::Label));
        let p = people.first().cloned().unwrap_or_default();
        (p.department.as_str().into(), p.position.as_str().into(), p.name.as_str().into(), p.phone.as_str().into())
    }

    #[test]
    fn a_clause_that_tells_who_it_is_stays_whole() {
        let clause = "관리 책임자가 담당 지정 또는 임시 허락한 자";
        assert_eq!(one(clause), (String::new(), clause.into(), String::new(), String::new()));
    }

    #[test]
    fn unit_post_name_and_number_in_any_order() {
        for (text, unit, post, name, number) in [
            ("평생교육관장 홍길순 / 031-555-0103", "", "평생교육관장", "홍길순", "031-555-0103"),
            ("시설팀 홍길순 / 주임 / 시설팀 / 031-555-0103", "시설팀", "주임", "홍길순", "031-555-0103"),
            ("행정실장 홍길순 02)555-0145", "", "행정실장", "홍길순", "02-555-0145"),
            ("경영지원본부 02-555-0145", "경영지원본부", "", "", "02-555-0145"),
            ("정보보안팀 팀장", "정보보안팀", "팀장", "", ""),
            ("과장 홍길순", "", "과장", "홍길순", ""),
            ("홍길순(가람학원 원장)", "", "가람학원 원장", "홍길순", ""),
            ("안내과 안내팀 홍길순", "안내과 안내팀", "", "홍길순", ""),
            ("관리직 민솔", "", "관리직", "민솔", ""),
            ("시설팀 이지원 팀장 02-555-0145", "시설팀", "팀장", "이지원", "02-555-0145"),
            ("시설팀 경비원 반장", "시설팀", "경비원 반장", "", ""),
            ("피나라", "", "", "피나라", ""),
            ("관리 팀 홍길순 팀장", "관리 팀", "팀장", "홍길순", ""),
            ("홍길순 대리 / 02-555-0145 / a@example.kr", "", "대리", "홍길순", "02-555-0145"),
            ("총무과장 (총무팀 555-0145)", "", "총무과장", "", "555-0145"),
        ] {
            assert_eq!(one(text), (unit.into(), post.into(), name.into(), number.into()), "{text}");
        }
    }

    #[test]
    fn two_numbers_are_two_people_with_the_same_post() {
        let people = read(&Found::new(Text::identity(0, 0, "체육과장 (시설팀 555-0141, 정책팀 555-0142)"), How::Label));
        assert_eq!(people.len(), 2);
        assert_eq!(people[1].position.as_str(), "체육과장");
        assert_eq!(people[1].phone.as_str(), "555-0142");
    }

    #[test]
    fn sites_after_a_number_are_told() {
        let people = read(&Found::new(
            Text::identity(0, 0, "문화과장 (정책팀 555-0141 : 향교, (구)관사) (계승팀 555-0142 : 서원)"),
            How::Label,
        ));
        assert_eq!(people[0].facility.as_str(), "향교, (구)관사");
        assert_eq!(people[1].facility.as_str(), "서원");
    }
}
