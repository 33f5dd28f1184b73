//! Lines: a label with its value, an item of a list, a sentence.

use super::Reader;
use super::block::belong_to;
use crate::extract::places;
use crate::extract::prose;
use crate::extract::rows;
use crate::extract::value::{Found, tidy};
use crate::lexicon::heads::{head, labelled};
use crate::lexicon::{fold, words};
use crate::model::layout::Marker;
use crate::model::{Block, Concept, Field, How, Installation, Notice, Paragraph, Part, Point, Role, Text};
use crate::value::{count, hours, period};

impl Reader {
    pub(crate) fn paragraph(&mut self, p: &Paragraph, notice: &mut Notice) {
        let text = p.text.as_str();
        if self.is_in(Part::History) || self.is_in(Part::Form) || crate::lexicon::gap::is(text) {
            return;
        }
        if self.is_in(Part::Installation) && self.row_of_cameras(&p.text, notice) {
            return;
        }
        // `[설치 대수 …] 총 24대` and `1. 설치 목적: 시설 안전`: the heading line has a value of its own
        if let Some(heading) = crate::lexicon::outline::heading(p.marker, text)
            && !heading.value.is_empty()
            && (listed_labels(text).is_none() && head(heading.title).is_none())
        {
            let found = Found::new(p.text.of(heading.value), How::Label);
            self.headed_value(heading.title, found, notice);
            return;
        }
        for piece in slash_items(text).into_iter().flat_map(run_together) {
            let piece = p.text.of(piece);
            self.line(&piece, p, notice);
        }
    }

    /// A line that is a row of its own: a site or a place with its number, and what belongs to it.
    fn row_of_cameras(&mut self, text: &Text, notice: &mut Notice) -> bool {
        let found = Found::new(text.clone(), How::Label);
        let told = prose::cameras::counted_site(&found)
            .or_else(|| prose::cameras::dashed_site(&found))
            .or_else(|| prose::cameras::placed(&found));
        let Some(told) = told else { return false };
        if told.points.iter().any(|p| words::is_total_label(p.location.as_str())) {
            notice.total_count.fill(told.count);
        } else {
            self.settle_cameras();
            self.block.cameras.push(told);
        }
        true
    }

    pub(super) fn line(&mut self, text: &Text, p: &Paragraph, notice: &mut Notice) {
        let s = text.as_str();
        if let Some(several) = listed_labels(s) {
            for (label, value) in several {
                if let Some(concept) = head(label) {
                    self.item(concept, &text.of(label), Found::new(text.of(value), How::Label), notice);
                }
            }
            return;
        }
        if let Some(found) = labelled(s) {
            self.pending = None;
            let label = text.slice(found.label);
            let value = Found::new(text.slice(found.value).trim(), How::Label);
            // `장소 : …` under a heading that says of what
            let viewed = self.is_in(Part::Viewing) && label.as_str() == "장소";
            let concept = if viewed { Concept::ViewingPlace } else { found.concept };
            self.item(concept, &label, value, notice);
            return;
        }
        // a label that a role word makes: `학교 CCTV 총괄 책임관: 교감`
        if let Some((label, value)) = s.split_once(':').filter(|(l, _)| l.chars().count() <= 40) {
            if self.is_in(Part::Viewing) && label.trim() == "방법" {
                prose::set_method(&Found::new(text.of(value.trim()), How::Label), notice);
                return;
            }
            // `보호책임자 부서 : 총무과`: said of the person, not another one
            if let Some(concept) = about_a_role(label).filter(|_| self.may_name_people()) {
                self.item(concept, &text.of(label.trim()), Found::new(text.of(value.trim()), How::Label), notice);
                return;
            }
            if let Some(role) = words::role_of(label).filter(|_| self.may_name_people()) {
                let value = Found::new(text.of(value.trim()), How::Label);
                self.people(role, &text.of(label.trim()), &value, notice);
                return;
            }
            // `운영관리 : 시설팀 (홍길순 031-555-0103)`
            if self.is_in(Part::Contact) && head(label).is_none() && !crate::value::phone::find(value).is_empty() {
                let role =
                    if ["운영", "관리"].iter().any(|w| label.contains(w)) { Role::Operator } else { Role::Other };
                let value = Found::new(text.of(value.trim()), How::Label);
                self.people(role, &text.of(label.trim()), &value, notice);
                return;
            }
            let about = crate::lexicon::parts::parts_of(label);
            if !about.is_empty() && label.contains([',', '및']) {
                let before = std::mem::replace(&mut self.parts, about);
                self.headed_value(label, Found::new(text.of(value.trim()), How::Label), notice);
                self.parts = before;
                return;
            }
            if self.is_in(Part::Installation) || self.parts.is_empty() {
                let value = Found::new(text.of(value.trim()), How::Label);
                if self.named_cameras(&text.of(label.trim()), &value) {
                    return;
                }
            }
        }
        // `• 설치 위치` over a list of its values
        let takes_values = |c: &Concept| {
            use Concept::{Hours, Location, Period, Range, Storage, ViewingMethod, ViewingPlace};
            // a term at the margin over its definition
            let term = p.indent == 0 && p.marker == Marker::None;
            matches!(c, Location | Range | Storage)
                || matches!(c, Hours | Period) && (term || self.is_in(Part::Retention))
                || matches!(c, ViewingMethod | ViewingPlace) && term
        };
        if let Some(concept) = head(s).filter(takes_values) {
            self.pending = Some(concept);
            return;
        }
        let below = matches!(p.marker, Marker::Bullet(_)) || p.indent > 2;
        let told = |c: &Concept| {
            let typed = matches!(c, Concept::Hours | Concept::Period);
            below && (!typed || is_value(s, *c)) || self.is_in(Part::Retention) && is_value(s, *c)
        };
        if let Some(concept) = self.pending.filter(told) {
            // `• 민원실 1대` below `설치 위치`
            if concept == Concept::Location && self.listed_cameras(&Found::new(text.clone(), How::Pattern)) {
                return;
            }
            self.item(concept, &Text::default(), Found::new(text.clone(), How::Label), notice);
            return;
        }
        self.pending = None;
        self.plain(text, p, notice);
    }

    pub(super) fn may_name_people(&self) -> bool {
        self.parts.is_empty() || self.is_in(Part::Contact) || self.is_in(Part::Installation) || self.is_in(Part::Other)
    }

    /// A paragraph without a label.
    pub(super) fn plain(&mut self, text: &Text, p: &Paragraph, notice: &mut Notice) {
        let s = text.as_str();
        let found = Found::new(text.clone(), How::Pattern);
        if self.is_in(Part::Contact)
            && let Some(role) = super::lone_role(s)
        {
            self.open_role(role, text, notice);
            return;
        }
        if self.people_of_a_site(&found, notice)
            || self.person_under_role(&found)
            || self.person_before_role(&found, notice)
        {
            return;
        }
        if self.is_in(Part::Contact)
            && !crate::lexicon::parts::is_sentence(s)
            && let Some(label) = role_prefix(s).filter(|l| !s[l.len()..].trim_start().starts_with('및'))
            && let Some(role) = words::role_of(label)
        {
            let value = found.with(text.of(s[label.len()..].trim()));
            if value.str().chars().count() >= 2 {
                self.people(role, &text.of(label), &value, notice);
                return;
            }
        }
        if self.is_in(Part::Viewing) {
            prose::viewing(&found, p.marker, self.viewing_sub, notice);
            prose::viewed_at(&found, self.viewing_sub, notice);
            self.viewing_sub =
                head(s).filter(|c| matches!(c, Concept::ViewingMethod | Concept::ViewingPlace)).or(self.viewing_sub);
        }
        if self.is_in(Part::Installation) && !crate::lexicon::parts::is_sentence(s) {
            if prose::names_site(p) {
                self.flush(notice);
                self.site = prose::site_of(p);
                return;
            }
            let total = count::find(s).into_iter().find(|c| c.total);
            if matches!(p.marker, Marker::Bullet(_) | Marker::Number { .. }) && self.listed_cameras(&found) {
                return;
            }
            if self.installed_cameras(&found) {
                return;
            }
            if self.counted_text(&found) {
                if let Some(total) = total.filter(|_| notice.total_count.is_missing()) {
                    notice.total_count = Field::parsed(total.value, text.slice(total.range), found.by);
                }
                return;
            }
        } else if (self.parts.is_empty() || self.is_in(Part::Contact) || self.is_in(Part::Retention))
            && prose::names_site(p)
        {
            self.flush(notice);
            self.site = prose::site_of(p);
        }
        if self.is_in(Part::Installation) && crate::lexicon::parts::is_sentence(s) {
            if let Some(range) = prose::cameras::range_told(s) {
                let range = found.with(text.of(range)).string();
                let told = self.labelled_cameras.iter_mut().chain(&mut self.block.cameras);
                told.filter(|one| one.range.is_missing()).for_each(|one| one.range = range.clone());
                return;
            }
            let alone = self.labelled_cameras.is_empty()
                && self.block.cameras.is_empty()
                && notice.installations.is_empty()
                && self.block.points.is_empty();
            let told = prose::cameras::in_sentence(&found, alone, notice);
            self.labelled_cameras.extend(told);
            if self.labelled_cameras.is_empty() && notice.installations.is_empty() {
                self.labelled_cameras.extend(prose::cameras::places_in_sentence(&found));
            }
        }
        if self.is_in(Part::Contact)
            && let Some((role_word, people)) = prose::people_in_sentence(s)
            && let Some(role) = words::role_of(role_word)
        {
            for one in &people {
                self.people(role, &text.of(role_word), &found.with(text.of(one)), notice);
            }
            if let ([_], Some(number)) = (&people[..], crate::value::phone::find(s).first()) {
                let field = found.number(number);
                if let Some(last) = self.block.contacts.last_mut().filter(|c| c.phone.is_missing()) {
                    last.phone = field;
                }
            }
        }
        if self.is_in(Part::Contractor) {
            if prose::listed_contractor(&found, notice) {
                return;
            }
            prose::contractor_in_sentence(&found, notice);
        }
        if self.is_in(Part::Contractor) || s.contains("수탁업체(") {
            prose::contractor(&found, notice);
        }
        if self.is_in(Part::Purpose) || self.parts.is_empty() {
            prose::purpose(&found, p.marker, self.is_in(Part::Purpose), notice);
        }
        prose::promise(&found, notice);
    }

    /// `[가람체육관] 관리책임자 과장 홍길순 ☎ 031-… / 접근권한자 주임 김가람 ☎ 031-…`
    fn people_of_a_site(&mut self, found: &Found, notice: &mut Notice) -> bool {
        let s = found.str();
        let Some((site, list)) = s.strip_prefix('[').and_then(|s| s.split_once(']')) else { return false };
        if !self.is_in(Part::Contact) {
            return false;
        }
        let person = |piece: &str| {
            let label = role_prefix(piece.trim())?;
            let said = found.with(found.text.of(piece.trim()[label.len()..].trim()));
            if said.is_none() { None } else { Some((words::role_of(label)?, found.text.of(label), said)) }
        };
        let people: Option<Vec<_>> = list.split(" / ").map(person).collect();
        let Some(people) = people else { return false };
        self.flush(notice);
        for (role, label, said) in &people {
            self.people(*role, label, said, notice);
        }
        let site = found.with(found.text.of(site.trim())).string();
        self.block.contacts.iter_mut().for_each(|one| belong_to(one, &site));
        true
    }

    /// Sites with their places on the lines below: the number of blocks that tell them.
    pub(in crate::extract) fn sites(&mut self, blocks: &[Block]) -> usize {
        if !(self.is_in(Part::Installation) || self.parts.is_empty()) {
            return 0;
        }
        let (cameras, used) = prose::sites::cameras(blocks);
        self.labelled_cameras.extend(cameras);
        used
    }

    /// `로비 등에 49대 설치, 촬영범위는 …`: one sentence that tells all of the cameras.
    fn installed_cameras(&mut self, found: &Found) -> bool {
        let mut told = prose::cameras::installed(found);
        if told.is_empty() && found.str().contains("대 설치") {
            told.extend(prose::cameras::places_in_sentence(found));
        }
        let any = !told.is_empty();
        self.labelled_cameras.extend(told);
        any
    }

    /// `상담실, 치료실(2), 로비(3) 총 9대`, `2대, 출입구`: places and a count in one line.
    pub(super) fn counted_text(&mut self, found: &Found) -> bool {
        let s = found.str();
        if s.chars().count() > 300 || !s.contains('대') {
            return false;
        }
        let Some(one) = prose::cameras::counted(found) else { return false };
        self.labelled_cameras.push(one);
        true
    }

    /// `- 강의실 5대(1반 2, 2반 3)`, `- 식당 1대, 현관 1대`: each place with its own count.
    pub(super) fn listed_cameras(&mut self, found: &Found) -> bool {
        let points = places::points(found);
        // `- 총 12대`: a sum is no place
        let sum = |p: &Point| words::is_total_label(p.location.as_str());
        if points.is_empty()
            || points.iter().any(|p| p.count.value().is_none() || sum(p))
            || !found.str().contains('대')
        {
            return false;
        }
        // `① 시설 경비용(4대)` tells a row again, to list its places below
        if let [point] = &points[..]
            && let Some(row) = self.block.cameras.iter().position(|c| {
                let purpose = fold(c.purpose.as_str());
                !purpose.is_empty()
                    && c.count.value() == point.count.value()
                    && fold(point.location.as_str()).starts_with(&purpose)
            })
        {
            self.block.listed = Some(row);
            return true;
        }
        if let Some(row) = self.block.listed.and_then(|row| self.block.cameras.get_mut(row)) {
            row.points.extend(points);
            return true;
        }
        // the total that a heading said before the list is no camera of its own
        self.labelled_cameras.retain(|c| !c.points.is_empty() || !c.facility.is_missing());
        for point in points {
            let Point { location, count, points } = point;
            let points = if points.is_empty() { vec![Point { location, ..Point::default() }] } else { points };
            self.labelled_cameras.push(Installation { count, points, ..Installation::default() });
        }
        true
    }

    /// `별빛놀이방 : 4대`, `본사 8대, 지사 6대`: a site as the label.
    pub(super) fn named_cameras(&mut self, label: &Text, value: &Found) -> bool {
        let l = label.as_str();
        // `2024.5.2 09:30` above the notice names nothing
        if l.chars().count() > 24 || l.ends_with(|c: char| c.is_ascii_digit()) && !l.contains(words::is_syllable) {
            return false;
        }
        // outside the part about cameras a bare number may count anything
        if self.parts.is_empty() && !value.str().contains('대') {
            return false;
        }
        if let Some((number, range)) = count_and_range(value) {
            self.settle_cameras();
            let facility = rows::site_name(&value.with(tidy(label)));
            let range = range.string();
            self.block.cameras.push(Installation { facility, count: number.count(), range, ..Installation::default() });
            return true;
        }
        if count::cell(value.str()).is_none() {
            // `주차타워 : 6대(1층 2대, 2층 4대)`
            let Some(mut one) =
                prose::cameras::counted(value).filter(|o| !o.points.is_empty() && value.str().ends_with(')'))
            else {
                return false;
            };
            self.settle_cameras();
            one.facility = rows::site_name(&value.with(tidy(label)));
            self.block.cameras.push(one);
            return true;
        }
        self.settle_cameras();
        let facility = rows::site_name(&value.with(tidy(label)));
        if words::is_total_label(label.as_str()) {
            return false;
        }
        self.block.cameras.push(Installation { facility, count: value.count(), ..Installation::default() });
        true
    }

    /// A heading with its value on the same line.
    pub(super) fn headed_value(&mut self, title: &str, value: Found, notice: &mut Notice) {
        prose::promise(&value, notice);
        match self.part() {
            Some(Part::Installation) => {
                let total = count::find(value.str()).into_iter().find(|c| c.total);
                if let Some(total) = total.filter(|_| notice.total_count.is_missing()) {
                    notice.total_count = Field::parsed(total.value, value.text.slice(total.range), value.by);
                }
                if !self.installed_cameras(&value) && !self.counted_text(&value) {
                    self.item(Concept::Location, &Text::default(), value, notice);
                }
            }
            Some(Part::Contact) => self.headed_people(title, &value, notice),
            Some(Part::Retention) => prose::retention(&value, title, notice),
            Some(Part::Viewing) => prose::viewing_headed(&value, title, notice),
            Some(Part::Purpose) => prose::purpose(&value, Marker::None, true, notice),
            Some(Part::Contractor) => prose::contractor(&value, notice),
            _ => {}
        }
    }

    /// `관리책임자, 담당부서 및 접근권한자 : 인사팀 홍길순 부장 / 인사팀, 전산팀`: who a heading about people names.
    fn headed_people(&mut self, title: &str, value: &Found, notice: &mut Notice) {
        let role = words::role_of(title).unwrap_or(Role::Manager);
        let both = role == Role::Manager && fold(title).contains("접근");
        let Some((manager, others)) = value.str().split_once(" / ").filter(|_| both) else {
            self.people(role, &Text::default(), value, notice);
            return;
        };
        self.people(Role::Manager, &Text::default(), &value.with(value.text.of(manager.trim())), notice);
        for piece in others.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            self.people(Role::AccessHolder, &Text::default(), &value.with(value.text.of(piece)), notice);
        }
    }
}

/// `3대 (촬영범위 20m 이내)`
fn count_and_range(value: &Found) -> Option<(Found, Found)> {
    let s = value.str().trim();
    let (number, inner) = s.strip_suffix(')')?.split_once('(')?;
    let number = number.trim();
    count::cell(number)?;
    let (label, range) = match inner.split_once(':') {
        Some((label, range)) => (label, range),
        None => inner.split_at(inner.find("범위")? + "범위".len()),
    };
    (head(label) == Some(Concept::Range) && !range.trim().is_empty())
        .then(|| (value.with(value.text.of(number)), value.with(value.text.of(range.trim()))))
}

/// `공고일자 : … / 시행일자 : …`: items that a slash separates, each with a label of its own.
fn slash_items(s: &str) -> Vec<&str> {
    if s.matches(':').count() < 2 {
        return vec![s];
    }
    for separator in ['/', ','] {
        let pieces: Vec<&str> = s.split(separator).map(str::trim).collect();
        if pieces.len() > 1 && pieces.iter().all(|p| labelled(p).is_some()) {
            return pieces;
        }
    }
    vec![s]
}

/// `확인 방법 : … 합니다. 확인 장소 : …`, `촬영시간 : 24시간 ② 보관기간 : 30일`: labels on one line, cut before each.
fn run_together(s: &str) -> Vec<&str> {
    if s.len() > 2_000 || labelled(s).is_none() || s.matches(':').count() < 2 {
        return vec![s];
    }
    let mut cuts = vec![0];
    let mut from = s.find(':').map_or(s.len(), |first| first + 1);
    for (colon, _) in s.match_indices(':').skip(1) {
        let (value, whole) = (&s[from..colon], &s[..colon]);
        let starts = value.match_indices(' ').map(|(i, _)| from + i + 1);
        // a label in brackets is part of the value
        let open = |at: usize| s[from..at].matches('(').count() > s[from..at].matches(')').count();
        let label = |at: &usize| !whole[*at..].starts_with('(') && !open(*at) && head(&whole[*at..]).is_some();
        if let Some(start) = starts.into_iter().find(label).filter(|start| !s[from..*start].trim().is_empty()) {
            cuts.push(start);
        }
        from = colon + 1;
    }
    let ends = cuts.iter().skip(1).copied().chain([s.len()]);
    let circled = |c: char| ('①'..='⑳').contains(&c) || c.is_whitespace();
    cuts.iter().zip(ends).map(|(a, b)| s[*a..b].trim_end_matches(circled).trim()).collect()
}

/// `촬영시간 / 보관기간 : 24시간 / 30일`: labels and values in the same order.
fn listed_labels(s: &str) -> Option<Vec<(&str, &str)>> {
    let (labels, values) = s.split_once(':')?;
    if !labels.contains(['/', ',']) || labels.chars().count() > 60 {
        return None;
    }
    let by_slash = labels.contains('/');
    // places and what is seen there, under both words: a comma parts the places
    if by_slash && !values.contains('/') && head(labels.trim()) == Some(Concept::Location) {
        return None;
    }
    let labels: Vec<&str> = labels.split(['/', ',']).map(str::trim).collect();
    // `누리B/D` under labels that commas separate is one word
    let by_slash = labels.len() == values.split('/').count() && (by_slash || values.contains(" / "));
    let values: Vec<&str> =
        if by_slash { values.split('/').map(str::trim).collect() } else { values.split(',').map(str::trim).collect() };
    let of_kind = |(label, value): (&&str, &&str)| match head(label) {
        Some(Concept::Count) => !count::find(value).is_empty() || count::cell(value).is_some(),
        known => known.is_some(),
    };
    // pieces of one sentence
    let told = values.iter().any(|v| v.contains("에 설치") || v.ends_with("촬영") && v.contains(' '));
    (labels.len() > 1 && labels.len() == values.len() && !told && labels.iter().zip(&values).all(of_kind))
        .then(|| labels.into_iter().zip(values).collect())
}

/// Whether a line below a label alone is what the label asks for.
fn is_value(s: &str, label: Concept) -> bool {
    match label {
        Concept::Hours => hours::looks_like(s),
        Concept::Period => period::parse(s).days.is_some(),
        Concept::Storage => s.chars().count() <= 30 && !crate::lexicon::parts::is_sentence(s),
        _ => false,
    }
}

/// What a label says of the person whose role it begins with (`보호책임자 부서`, `관리책임자 연락처`).
fn about_a_role(label: &str) -> Option<Concept> {
    const ENDS: [(&str, Concept); 7] = [
        ("담당부서", Concept::Department),
        ("부서", Concept::Department),
        ("소속", Concept::Affiliation),
        ("전화번호", Concept::Phone),
        ("연락처", Concept::Phone),
        ("직위", Concept::Position),
        ("직책", Concept::Position),
    ];
    let label = label.trim();
    let (role, concept) = ENDS.iter().find_map(|(end, c)| Some((label.strip_suffix(end)?.trim(), *c)))?;
    words::is_role(role.trim_end_matches(['의', ' '])).then_some(concept)
}

/// The role at the start of a line, when a person follows (`관리책임자 총무과장 홍길순 …`, `관리 책임자 홍길순 …`).
fn role_prefix(s: &str) -> Option<&str> {
    let first = s.split([' ', '|', ':']).next()?;
    let is_one = |t: &str| head(t).is_some() && words::role_of(t).is_some() && words::is_role(t);
    if is_one(first) {
        return Some(first);
    }
    // several words are a role only before a post or a number
    let rest = |role: &str| s[role.len()..].split_whitespace().take(4).collect::<Vec<_>>();
    let of_person = |role: &&str| {
        let rest = rest(role);
        rest.iter().take(3).any(|w| words::is_position(w)) || !crate::value::phone::find(&rest.join(" ")).is_empty()
    };
    let prefixes = s.match_indices(' ').skip(1).take(3).map(|(i, _)| &s[..i]);
    prefixes.filter(|p| is_one(p)).find(of_person)
}
