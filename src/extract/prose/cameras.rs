//! Cameras told in lines and sentences: counts with the places around them.

use crate::extract::places;
use crate::extract::value::Found;
use crate::lexicon::{fold, heads, parts, words};
use crate::model::{Field, Installation, Notice, Point};
use crate::value::count::{self, Count, CountUnit};
use regex::Regex;
use std::sync::LazyLock;

/// A count with the places around it: `총 24대 — 로비, 복도`, `상담실, 로비(3) 총 9대`.
pub(in crate::extract) fn counted(found: &Found) -> Option<Installation> {
    let s = found.str();
    if count::cell(s.trim()).is_some() {
        return Some(Installation { count: found.count(), ..Installation::default() });
    }
    let hits = count::find(s);
    let hit = hits.iter().find(|c| c.total).or_else(|| hits.first().filter(|_| hits.len() == 1))?;
    let (before, after) = (s[..hit.range.start].trim_end(), s[hit.range.end..].trim_start());
    let after = after.trim_start_matches([',', '-', '—', '–', ':', ' ', '/']);
    let before = before.strip_suffix('총').unwrap_or(before).trim_end_matches([',', ' ', ':', '(']);
    // the number must end or open the line, not stand in a bracket of a place
    let rest = if before.is_empty() {
        after
    } else if after.trim_matches([')', '.', ' ']).is_empty() {
        before
    } else {
        return None;
    };
    // `총 8대(현관 2대, 창고 6대)`
    let inner = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')')).filter(|i| !i.contains('('));
    if rest.starts_with('(') && inner.is_none() || hit.each {
        return None;
    }
    let rest = inner.unwrap_or(rest);
    let count = Field::parsed(hit.value, found.text.slice(hit.range.clone()), found.by);
    let said = found.with(found.text.of(rest));
    // `방범용 14대`
    if words::is_purpose(rest) {
        return Some(Installation { count, purpose: said.string(), ..Installation::default() });
    }
    Some(Installation { count, points: places::points(&said), ..Installation::default() })
}

/// `총 9대(시설 경비: 4대, 화재 감시: 5대)`: the total, and a row for each purpose.
///
/// Places in the bracket are points of one row ([`counted`]).
pub(in crate::extract) fn total_with_purposes(found: &Found) -> Option<(Field<u32>, Vec<Installation>)> {
    let s = found.str().trim();
    let (number, inner) = s.strip_suffix(')')?.split_once('(')?;
    let total = count::cell(number.trim())?;
    let rows = named_counts(&found.with(found.text.of(inner)));
    let sum: u32 = rows.iter().filter_map(|r| r.count.value()).sum();
    if rows.len() < 2 || sum != total || !rows.iter().all(|r| words::is_purpose(r.facility.as_str())) {
        return None;
    }
    let rows =
        rows.into_iter().map(|row| Installation { purpose: row.facility, facility: Field::Missing, ..row }).collect();
    Some((Field::parsed(total, found.text.of(number.trim()), found.by), rows))
}

/// Cameras told in one sentence with what they take: `사옥 로비 등 주요시설물에 49대 설치, 촬영범위는 … 전 공간을 촬영`,
/// `본사 8대, 지사 6대, 창고 2대에 설치, 촬영범위는 …`, `1전시장 225대 2전시장 564대 총789대, 로비 등에 설치`.
pub(in crate::extract) fn installed(found: &Found) -> Vec<Installation> {
    let s = found.str();
    let hits: Vec<_> = count::find(s).into_iter().filter(|c| c.unit == CountUnit::Camera).collect();
    let stated = hits.iter().position(|h| h.total).unwrap_or(hits.len());
    let (hits, total) = hits.split_at(stated);
    let Some(last) = hits.last().filter(|_| total.len() < 2) else { return Vec::new() };
    let range = range_said(found);
    // `고정형 영상정보처리기기 본사 2대`
    let start =
        ["기기 ", "CCTV ", "카메라 "].iter().filter_map(|w| s[..last.range.start].find(w).map(|i| i + w.len())).min();
    let places = |from: usize, to: usize| {
        let told = s.get(from..to).unwrap_or("").trim().trim_matches(['[', ']', ' ', ',']);
        places::points(&found.with(found.text.of(told)))
    };
    let start = start.unwrap_or(0);
    let before = s[..last.range.start].trim_end().trim_end_matches(['총', ' ']);
    let behind = s[last.range.end..].trim_start();
    // `사무실 내 10대 설치`
    let bare = s.get(start..before.len()).unwrap_or("").trim();
    let at = before.strip_suffix('에').or((behind.starts_with("설치") && is_place(bare)).then_some(before));
    if last.each && hits.len() == 1 && total.is_empty() {
        return each(found, &s[start..last.range.start], last, range).into_iter().collect();
    }
    if let ([_], [], Some(at), true) = (hits, total, at, behind.contains("설치")) {
        let count = Field::parsed(last.value, found.text.slice(last.range.clone()), found.by);
        return vec![Installation { count, points: places(start, at.len()), range, ..Installation::default() }];
    }
    let end = last.range.end + usize::from(s[last.range.end..].starts_with(')'));
    let told = places(start, end);
    if told.iter().any(|p| p.count.is_missing()) {
        return Vec::new();
    }
    if let [total] = total {
        let sum: u32 = told.iter().filter_map(|p| p.count.value()).sum();
        let end = s[total.range.end..].find("에 설치").map(|i| total.range.end + i);
        let Some(end) = end.filter(|_| sum == total.value && told.len() > 1) else { return Vec::new() };
        let shared = places(total.range.end, end);
        let site = |site: Point| Installation {
            facility: site.location,
            count: site.count,
            points: shared.clone(),
            range: range.clone(),
            ..Installation::default()
        };
        return told.into_iter().map(site).collect();
    }
    if told.len() < 3 {
        return Vec::new();
    }
    let row = |point: Point| Installation {
        count: point.count,
        points: vec![Point { location: point.location, ..Point::default() }],
        range: range.clone(),
        ..Installation::default()
    };
    told.into_iter().map(row).collect()
}

/// Whether words before a count may be a place: no label, no word for the devices, nothing with a particle.
fn is_place(words: &str) -> bool {
    !words.is_empty()
        && words != "현재"
        && !words.ends_with(['은', '는', '을', '를'])
        && heads::head(words).is_none()
        && !parts::names_the_devices(&fold(words))
}

/// `현관과 복도에 각 1대씩 설치`: the cameras of places that have as many each.
fn each(found: &Found, before: &str, hit: &Count, range: Field<String>) -> Option<Installation> {
    let before = before.trim_end();
    let places = before.strip_suffix('각').unwrap_or(before).trim_end().strip_suffix('에')?;
    let count = |n: u32| Field::parsed(hit.value.saturating_mul(n), found.text.slice(hit.range.clone()), found.by);
    let pieces = ["와 ", "과 ", " 및 "].into_iter().find_map(|and| {
        let (left, right) = places.split_once(and)?;
        // `총무과 사무실, 복도`: commas part the places
        (and != "과 " || !right.contains(',')).then(|| vec![left, right])
    });
    let points: Vec<Point> = pieces
        .unwrap_or_else(|| vec![places])
        .into_iter()
        .flat_map(|piece| places::points(&found.with(found.text.of(piece.trim()))))
        .map(|point| Point { count: count(1), ..point })
        .collect();
    let many = points.len() as u32;
    (many > 1).then(|| Installation { count: count(many), points, range, ..Installation::default() })
}

/// What a sentence about nothing else says of the range: `촬영범위는 반경 20m 이내입니다.`
pub(in crate::extract) fn range_told(s: &str) -> Option<&str> {
    let said = s.strip_prefix("촬영범위는 ").or_else(|| s.strip_prefix("촬영 범위는 "))?;
    let end = ["입니다", "이다", "임"].iter().filter_map(|w| said.find(w)).min()?;
    let range = said[..end].trim();
    (2..=40).contains(&range.chars().count()).then_some(range)
}

/// `촬영범위는 주요시설물의 전 공간을 촬영`
fn range_said(found: &Found) -> Field<String> {
    static RANGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?:촬영\s?범위는|설치(?:하여|하고|하며|되었으며|되어 있으며))\s?([^.,]{2,40}?)(?:[을를]\s?촬영|\.?$)",
        )
        .ok()
    });
    let said = RANGE.as_ref().and_then(|r| r.captures(found.str())).and_then(|c| c.get(1));
    said.map_or(Field::Missing, |r| found.with(found.text.slice(r.range())).string())
}

/// `본사 8대, 지사 6대`: sites with their counts.
pub(in crate::extract) fn named_counts(found: &Found) -> Vec<Installation> {
    let s = found.str();
    let mut out = Vec::new();
    for piece in s.split([',', '\n', '/']) {
        let piece = piece.trim();
        let hits = count::find(piece);
        let [hit] = &hits[..] else { return Vec::new() };
        let name = piece[..hit.range.start].trim().trim_end_matches([':', '(', '-']).trim();
        if name.is_empty() || !piece[hit.range.end..].trim_matches([')', ' ', '대', '.']).is_empty() {
            return Vec::new();
        }
        let count = Field::parsed(hit.value, found.text.of(&piece[hit.range.clone()]), found.by);
        out.push(Installation { facility: found.with(found.text.of(name)).string(), count, ..Installation::default() });
    }
    out
}

/// Whether what stands before a count may be a place: no year, no kind of camera, no subject of a sentence.
fn may_be_place(text: &str) -> bool {
    const KINDS: [&str; 9] = ["화소", "고정형", "회전형", "이동형", "돔형", "카메라", "cctv", "CCTV", "PTZ"];
    let year = text.strip_suffix('년').is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()));
    !year && !text.split(' ').any(bears_particle) && !KINDS.iter().any(|k| text.contains(k))
}

/// Whether a word is the subject or the object of a clause.
fn bears_particle(word: &str) -> bool {
    word.chars().count() > 1 && word.ends_with(['은', '는', '을', '를'])
}

/// `대학본부(16) : 로비(3), 복도(13)`, `본관: 5대 (현관 2대, 복도 3대)`: a site with its number over its places.
pub(in crate::extract) fn counted_site(found: &Found) -> Option<Installation> {
    const LONGEST: usize = 24;
    let (label, list) = found.str().split_once(':')?;
    let (label, list) = (label.trim(), list.trim());
    let (name, number, list) = match label.strip_suffix(')').and_then(|s| s.rsplit_once('(')) {
        Some((name, number)) => (name.trim(), number, list),
        None => {
            let (number, list) = list.strip_suffix(')')?.split_once('(')?;
            (label, number.trim(), list)
        }
    };
    if !(1..=LONGEST).contains(&name.chars().count()) || heads::head(name).is_some() || words::is_total_label(name) {
        return None;
    }
    let count = count::cell(number)?;
    let points = places::points(&found.with(found.text.of(list)));
    let sum: Option<u32> = points.iter().map(|p| p.count.value().copied()).sum();
    // under the name the number may be wrong; behind it the places prove what it is
    if points.is_empty() || sum.is_none_or(|sum| label.len() == name.len() && sum != count) {
        return None;
    }
    Some(Installation {
        facility: found.with(found.text.of(name)).string(),
        count: Field::parsed(count, found.text.of(number), found.by),
        points,
        ..Installation::default()
    })
}

/// `본관 - 16대 - 출입구, 원무과`: a site, its number and its places, set apart by dashes or strokes.
pub(in crate::extract) fn dashed_site(found: &Found) -> Option<Installation> {
    static LINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^([^:(),]{2,24}?)\s+([-–/])\s+([0-9]{1,4}\s*대)\s+([-–/])\s+([^:]{2,200})$").ok()
    });
    let told = LINE.as_ref()?.captures(found.str().trim())?;
    let piece = |n: usize| told.get(n).map(|m| found.with(found.text.of(m.as_str())));
    let (site, number) = (piece(1)?, piece(3)?);
    if told.get(2)?.as_str() != told.get(4)?.as_str() || words::is_total_label(site.str()) {
        return None;
    }
    Some(Installation {
        facility: site.string(),
        count: Field::parsed(count::cell(number.str())?, number.text.clone(), found.by),
        points: places::points(&piece(5)?),
        ..Installation::default()
    })
}

/// `후문 ········ 2대 (출입구 주변)`, `정문 2대 (촬영범위: 진입로)`: a place with its number, and what is seen in a bracket.
pub(in crate::extract) fn placed(found: &Found) -> Option<Installation> {
    static LABELLED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^([^:()]{2,40}?)\s+([0-9]{1,4}\s*대)\s*\(촬영\s?범위\s*[:은]?\s*([^()]{2,60})\)$").ok()
    });
    static LINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^([^:]{2,60}?)\s*(?:[·.‥․ㆍ・_]{3,}|…+)\s*([0-9]{1,4}\s*대)\s*(?:\(([^()]{2,30})\))?$").ok()
    });
    let told = [&LINE, &LABELLED].into_iter().find_map(|p| p.as_ref()?.captures(found.str().trim()))?;
    let piece = |n: usize| told.get(n).map(|m| found.with(found.text.of(m.as_str())));
    let (place, number) = (piece(1)?, piece(2)?);
    let location = place.string();
    Some(Installation {
        count: Field::parsed(count::cell(number.str())?, number.text.clone(), found.by),
        points: vec![Point { location, ..Point::default() }],
        range: piece(3).map_or(Field::Missing, |range| range.string()),
        ..Installation::default()
    })
}

/// `본관에는 현관(2대), 복도(3대) 등 5대가, 별관에는 …`: sites with the numbers of their places in brackets.
fn sites_with_brackets(found: &Found) -> Vec<Installation> {
    static SITE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"([가-힣A-Za-z0-9]+?)(?:에는|은|는)\s+((?:[^(),.]{1,20}\([0-9]{1,3}\s*대?\),?\s*)+)(?:등\s*)?(?:총\s*|모두\s*)?([0-9]{1,4}\s*대)").ok()
    });
    let Some(pattern) = SITE.as_ref() else { return Vec::new() };
    let site = |told: regex::Captures<'_>| {
        let piece = |n: usize| told.get(n).map(|m| found.with(found.text.of(m.as_str().trim())));
        let number = piece(3)?;
        Some(Installation {
            facility: piece(1)?.string(),
            count: Field::parsed(count::cell(number.str())?, number.text.clone(), found.by),
            points: places::points(&piece(2)?),
            ..Installation::default()
        })
    };
    let mut out: Vec<Installation> = pattern.captures_iter(found.str()).filter_map(site).collect();
    forget_a_lone_subject(&mut out);
    out
}

/// A single subject is who installs: `우리 도서관은 정문 2대, …`.
fn forget_a_lone_subject(told: &mut [Installation]) {
    if told.windows(2).all(|pair| pair[0].facility.as_str() == pair[1].facility.as_str()) {
        told.iter_mut().for_each(|one| one.facility = Field::Missing);
    }
}

/// The site that a clause is about, and what it says: `별관은 주차장`.
fn clause_about(clause: &str) -> Option<(&str, &str)> {
    let (subject, said) = ["에는 ", "은 ", "는 "].iter().find_map(|particle| clause.rsplit_once(particle))?;
    let site = subject.rsplit([' ', ',']).next()?;
    (words::is_site(site) && !said.trim().is_empty()).then_some((site, said.trim_start()))
}

/// Cameras told in a sentence: `1층 로비에 2대, 복도에 3대를 설치하여 모두 5대를 운영합니다`.
///
/// Places right before their counts (`로비 2대, 주차장 3대를 설치하여`) are read where nothing else tells cameras: `alone`.
pub(in crate::extract) fn in_sentence(found: &Found, alone: bool, notice: &mut Notice) -> Vec<Installation> {
    const SEPARATORS: [&str; 9] = [", ", "고 ", "며 ", "와 ", "과 ", "에는 ", "를 ", "을 ", ". "];
    let s = found.str();
    let in_brackets = sites_with_brackets(found);
    let mut out = Vec::new();
    let mut listed = Vec::new();
    let mut sure = alone;
    let mut from = 0;
    let mut facility = Field::Missing;
    for hit in count::find(s) {
        let before = &s[from..hit.range.start];
        from = hit.range.end;
        let sums = ["모두", "총", "합쳐", "합하여", "전체", "합계"].iter().any(|w| before.trim_end().ends_with(w));
        if hit.total || sums {
            if notice.total_count.is_missing() {
                notice.total_count = Field::parsed(hit.value, found.text.slice(hit.range), found.by);
            }
            continue;
        }
        if !matches!(hit.unit, CountUnit::Camera) || !in_brackets.is_empty() {
            continue;
        }
        let mut clause = before.trim_end();
        if let Some((site, said)) = clause_about(clause) {
            facility = found.with(found.text.of(site)).string();
            clause = said;
        }
        let marked = clause.strip_suffix("에는").or_else(|| clause.strip_suffix("에"));
        let place = match marked {
            Some(place) => {
                let starts = SEPARATORS.iter().filter_map(|w| place.rfind(w).map(|i| i + w.len()));
                let place = place[starts.max().unwrap_or(0)..].trim();
                place.strip_prefix("건물 ").unwrap_or(place)
            }
            None => {
                // before the first place stands who installs
                let subject = ["은 ", "는 "].iter().filter(|_| listed.is_empty());
                let starts = subject.filter_map(|w| clause.rfind(w).map(|i| i + w.len()));
                let place = clause[starts.max().unwrap_or(0)..].trim_start_matches([',', ' ']);
                let place = ["와 ", "과 ", "및 "].iter().find_map(|w| place.strip_prefix(w)).unwrap_or(place).trim();
                sure &= may_be_place(place);
                place
            }
        };
        if place.chars().count() < 2 || place.chars().count() > 40 {
            continue;
        }
        let location = found.with(found.text.of(place)).string();
        let one = Installation {
            facility: facility.clone(),
            count: Field::parsed(hit.value, found.text.slice(hit.range), found.by),
            points: vec![Point { location, ..Point::default() }],
            ..Installation::default()
        };
        if marked.is_some() { out.push(one) } else { listed.push(one) }
    }
    if !in_brackets.is_empty() {
        return in_brackets;
    }
    let said = s[from..].trim_start();
    let installs = said.starts_with(['를', '을', '가', '이']) && ["설치", "운영"].iter().any(|w| said.contains(w));
    let mut told = if out.is_empty() && listed.len() > 1 && installs && sure { listed } else { out };
    forget_a_lone_subject(&mut told);
    told
}

/// Places without a number: `보육실, 복도 등 … 공간에 설치되어 있으며`, `로비 등에 00대 설치`.
pub(in crate::extract) fn places_in_sentence(found: &Found) -> Option<Installation> {
    static PLACED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"^([^.:]{2,80}?)(?:\s등[^.,:]{0,40})?에\s?(?:설치(?:되어|하여|돼)\s?(?:있|운영)|[0○O]{1,3}\s?대\s설치)",
        )
        .ok()
    });
    let told = PLACED.as_ref().and_then(|r| r.captures(found.str()))?.get(1)?;
    // what a clause says of somebody is no list of places
    let listed = told.as_str().contains([',', '·', 'ㆍ', '․', '/']);
    let clause = |w: &str| {
        bears_particle(w) || ["으로", "위해", "위하여"].iter().any(|end| w.ends_with(end)) || w.contains("목적")
    };
    if !listed || told.as_str().split(' ').any(clause) {
        return None;
    }
    let points = places::points(&found.with(found.text.slice(told.range())));
    Some(Installation { points, range: range_said(found), ..Installation::default() })
}
