//! Tables with a heading row: what the rows say about cameras, people, retention and contractors.

use super::people;
use super::places;
use super::value::{Found, tidy};
use crate::lexicon::columns::{self, TableKind};
use crate::lexicon::{fold, heads, words};
use crate::model::{
    CellRef, Concept, Contact, Contractor, Drawn, Field, Grid, How, Installation, Notice, Part, Point, Retention, Role,
    Table, Text,
};
use crate::value::count;

/// A table with the meaning of its columns.
pub(super) struct Sheet<'t> {
    grid: Grid<'t>,
    kind: TableKind,
    columns: Vec<Option<Concept>>,
    first_row: usize,
    index: u32,
}

/// The table as rows under headings; none when it has no heading row.
pub(super) fn sheet(table: &Table, index: u32) -> Option<Sheet<'_>> {
    let grid = table.grid();
    if table.columns.iter().any(Option::is_some) {
        let (kind, _) = columns::resolve(&table.columns);
        let first_row = (0..grid.rows())
            .find(|&r| !(0..grid.cols()).any(|c| grid.cell(r, c).is_some_and(|c| c.header)))
            .unwrap_or(0);
        return Some(Sheet { grid, kind, columns: table.columns.clone(), first_row, index });
    }
    // a form that layout put together has no heading row
    if table.drawn == Drawn::Fitted {
        return None;
    }
    // a native table: the heading row is found here
    for row in 0..grid.rows().min(3) {
        let found: Vec<Option<Concept>> = (0..grid.cols()).map(|c| heads::head(grid.text(row, c))).collect();
        let filled = (0..grid.cols()).filter(|&c| !grid.text(row, c).is_empty()).count();
        let known = found.iter().flatten().count();
        if known >= 2 && known * 2 >= filled {
            let (kind, columns) = columns::resolve(&found);
            return Some(Sheet { grid, kind, columns, first_row: row + 1, index });
        }
    }
    None
}

impl<'t> Sheet<'t> {
    pub fn kind(&self) -> TableKind {
        self.kind
    }

    fn all(&self, concept: Concept) -> impl Iterator<Item = usize> + '_ {
        self.columns.iter().enumerate().filter(move |(_, c)| **c == Some(concept)).map(|(i, _)| i)
    }

    fn col(&self, concept: Concept) -> Option<usize> {
        self.all(concept).next()
    }

    fn at(&self, row: usize, col: usize) -> Found {
        let cell = self.grid.cell(row, col);
        let place = CellRef { table: self.index, row: row as u32, col: col as u32 };
        match cell {
            Some(c) => {
                let how = if c.row_span > 1 { How::MergedCell } else { How::ColumnHead };
                Found::in_cell(c.text.clone(), how, place)
            }
            None => Found::default(),
        }
    }

    fn found(&self, row: usize, concept: Concept) -> Found {
        self.col(concept).map_or_else(Found::default, |col| self.at(row, col))
    }

    fn is_total(&self, row: usize) -> bool {
        (0..self.grid.cols()).any(|c| words::is_total_label(self.grid.text(row, c)))
    }

    fn rows(&self) -> std::ops::Range<usize> {
        self.first_row..self.grid.rows()
    }

    /// Runs of rows that share one cell of a column.
    fn groups(&self, col: Option<usize>) -> Vec<Vec<usize>> {
        let mut out: Vec<Vec<usize>> = Vec::new();
        let mut last = None;
        for row in self.rows() {
            let index = col.and_then(|c| self.grid.index(row, c));
            match out.last_mut() {
                Some(group) if index.is_some() && index == last => group.push(row),
                _ => out.push(vec![row]),
            }
            last = index;
        }
        out
    }

    /// Unit and site of a row, from the columns before the people and the counts.
    fn unit(&self, row: usize) -> (Field<String>, Field<String>) {
        let columns: Vec<usize> = self.all(Concept::Department).collect();
        let facility = self.found(row, Concept::Facility);
        let site = site_name(&facility);
        match columns[..] {
            [] => (Field::Missing, site),
            [only] => {
                let found = self.at(row, only);
                let (unit, inner) = unit_and_site(&found);
                (unit, site.or(inner))
            }
            // several cells make one name; the roster reads them together
            _ => {
                let mut last = None;
                for &col in &columns {
                    let found = self.at(row, col);
                    if !found.is_none() {
                        last = Some(found);
                    }
                }
                (last.map_or(Field::Missing, |f| f.string()), site)
            }
        }
    }
}

/// `관광팀 (해변캠핑장)`: the unit, and the site that it runs.
fn unit_and_site(found: &Found) -> (Field<String>, Field<String>) {
    let s = found.str().trim();
    if let Some((unit, site)) = s.strip_suffix(')').and_then(|r| r.split_once(" (").or_else(|| r.split_once("\n("))) {
        let both = words::is_unit(unit) && site.chars().count() > 2;
        if both {
            return (found.with(found.text.of(unit)).string(), found.with(found.text.of(site)).string());
        }
    }
    (found.string(), Field::Missing)
}

/// Words for the devices themselves, which name no site.
const DEVICE_WORDS: [&str; 19] = [
    "고정형",
    "고정식",
    "회전식",
    "회전형",
    "돔형",
    "스피드돔",
    "영상정보처리기기",
    "cctv",
    "카메라",
    "씨씨티비",
    "공개장소",
    "공개된장소",
    "네트워크",
    "일반",
    "차량번호인식",
    "차량번호인식카메라",
    "차번인식",
    "주차관제",
    "번호인식",
];

/// A site from a cell of 구분 or 시설: words for the devices are set aside.
pub(super) fn site_name(found: &Found) -> Field<String> {
    if found.is_none() {
        return Field::Missing;
    }
    let s = found.str().trim();
    let mut folded = fold(s);
    for word in DEVICE_WORDS {
        folded = folded.replace(word, "");
    }
    if folded.is_empty() || folded.chars().all(|c| c.is_ascii_digit()) || folded.starts_with("이동형") {
        return Field::Missing;
    }
    // `고정형 영상정보처리기기 본점`: the device words before the site go
    let mut rest = s;
    for word in ["고정형", "영상정보처리기기", "CCTV"] {
        rest = rest.trim_start().strip_prefix(word).unwrap_or(rest);
    }
    found.with(tidy(&found.text.of(rest.trim()))).string()
}

/// Reads a table into the notice. `site` is the sub-heading above it, `part` the part it stands in.
pub(super) fn read(sheet: &Sheet<'_>, part: Option<Part>, site: &Field<String>, notice: &mut Notice) {
    match sheet.kind {
        TableKind::Cameras => cameras(sheet, site, notice),
        TableKind::People => people_rows(sheet, site, notice),
        TableKind::Retention => retention_rows(sheet, site, notice),
        TableKind::Contractors => contractors(sheet, notice),
        TableKind::Revisions | TableKind::Unknown => {
            if part == Some(Part::Contact) {
                people_rows(sheet, site, notice);
            }
        }
    }
}

fn cameras(sheet: &Sheet<'_>, site: &Field<String>, notice: &mut Notice) {
    let count_col = sheet.col(Concept::Count);
    let subtotals = sheet
        .rows()
        .filter(|&r| (0..sheet.grid.cols()).any(|c| words::is_subtotal_label(sheet.grid.text(r, c))))
        .count();
    let mut drafts: Vec<(Installation, bool)> = Vec::new();
    for group in sheet.groups(count_col) {
        let row = group[0];
        if sheet.is_total(row) {
            let subtotal = (0..sheet.grid.cols()).any(|c| words::is_subtotal_label(sheet.grid.text(row, c)));
            let only = subtotals == 1 && row + 1 == sheet.grid.rows();
            if !subtotal || only {
                total(sheet, row, notice);
            }
            continue;
        }
        let found = sheet.found(row, Concept::Count);
        let mut one = Installation::default();
        (one.department, one.facility) = sheet.unit(row);
        if one.department.is_missing()
            && one.facility.as_str().ends_with(['읍', '면', '과', '팀'])
            && words::is_unit(one.facility.as_str())
        {
            one.department = std::mem::take(&mut one.facility);
        }
        one.purpose = sheet.found(row, Concept::Purpose).string();
        one.range = sheet.found(row, Concept::Range).string();
        let mut stated_total = false;
        if let Some((name, number)) = named_count(&found) {
            // `관리동(4대)` under 설치 대수
            one.facility = one.facility.or(site_name(&name));
            one.count = number.count();
        } else {
            one.count = found.count();
            stated_total = found.str().trim().starts_with('총') && group.len() == 1;
        }
        for &r in &group {
            let location = sheet.found(r, Concept::Location);
            one.points.extend(points_with_range(&location, &mut one.range));
            if one.range.is_missing() {
                one.range = sheet.found(r, Concept::Range).string();
            }
        }
        lead_line_is_site(&mut one, sheet.found(row, Concept::Location));
        let note = sheet.found(row, Concept::Note);
        if let Some(stated) = total_in(&note) {
            notice.total_count = stated;
        }
        let nothing = one.points.is_empty() && one.facility.is_missing() && one.department.is_missing();
        if stated_total && nothing {
            notice.total_count = one.count.clone();
            continue;
        }
        let not_kept = matches!(&one.count, Field::Unparsed { text, .. } if says_none(text.as_str()));
        if not_kept {
            continue;
        }
        // `매장 내부 (대수 별도 안내)`: kept, its count is not a number
        let unlabelled = nothing && matches!(one.count, Field::Parsed { .. });
        if nothing && !unlabelled {
            continue;
        }
        one.facility = one.facility.or(site.clone());
        beside_cameras(sheet, row, &one, notice);
        drafts.push((one, unlabelled));
    }
    drop_unlabelled_sums(&mut drafts, notice);
    notice.installations.extend(drafts.into_iter().map(|(one, _)| one));
}

/// `보유하지 않음` in a column of counts.
fn says_none(s: &str) -> bool {
    ["보유하지", "미보유", "미설치", "없음"].iter().any(|w| s.contains(w))
}

/// Rows that hold a number and nothing else are sums: of the rows after them, or of all before.
fn drop_unlabelled_sums(drafts: &mut Vec<(Installation, bool)>, notice: &mut Notice) {
    let counts: Vec<u32> = drafts.iter().map(|(d, _)| d.count.value().copied().unwrap_or(0)).collect();
    let lone: Vec<usize> = (0..drafts.len()).filter(|&i| drafts[i].1).collect();
    if let [only] = lone[..] {
        let others: u32 = counts.iter().enumerate().filter(|(i, _)| *i != only).map(|(_, c)| c).sum();
        if drafts.len() > 2 && (only + 1 == drafts.len() || counts[only] == others) {
            notice.total_count = drafts[only].0.count.clone();
        }
    }
    drafts.retain(|(_, unlabelled)| !unlabelled);
}

/// A row in the count table that also says who is in charge and how long is kept.
fn beside_cameras(sheet: &Sheet<'_>, row: usize, one: &Installation, notice: &mut Notice) {
    let (hours, period, storage) = kept(sheet, row);
    if !(hours.is_none() && period.is_none() && storage.is_none()) {
        let facility = if one.facility.is_missing() && sheet.col(Concept::Department).is_none() {
            Field::Missing
        } else {
            one.facility.clone()
        };
        notice.retention.push(retention(one.department.clone(), facility, &hours, &period, &storage));
    }
    let person = [
        Concept::Manager,
        Concept::AccessHolder,
        Concept::Name,
        Concept::Phone,
        Concept::PersonInCharge,
        Concept::Operator,
    ]
    .iter()
    .any(|c| sheet.col(*c).is_some());
    if person {
        let contacts = people_of(sheet, row, &[], one.department.clone(), one.facility.clone());
        notice.contacts.extend(contacts);
    }
}

fn total(sheet: &Sheet<'_>, row: usize, notice: &mut Notice) {
    let count = sheet.found(row, Concept::Count);
    let from_column = count.count();
    let value = if from_column.value().is_some() {
        from_column
    } else {
        // the label pushed the number into another column
        (0..sheet.grid.cols())
            .map(|c| sheet.at(row, c))
            .map(|f| f.count())
            .find(|f| f.value().is_some())
            .unwrap_or_default()
    };
    if value.value().is_some() {
        notice.total_count = value;
    }
}

/// `총12대` in a remark.
fn total_in(found: &Found) -> Option<Field<u32>> {
    let s = found.str().trim();
    let hit = count::find(s).into_iter().find(|c| c.total)?;
    Some(Field::parsed(hit.value, found.text.slice(hit.range), found.by))
}

/// `관리동(4대)`, `관리동 : 4대`: a site with its count in one cell.
fn named_count(found: &Found) -> Option<(Found, Found)> {
    let s = found.str().trim();
    if count::cell(s).is_some() || !s.ends_with([')', '대']) {
        return None;
    }
    let open = s.rfind('(').filter(|_| s.ends_with("대)"))?;
    let inner = &s[open + 1..s.len() - 1];
    count::cell(inner)?;
    let name = s[..open].trim_end();
    (!name.is_empty()).then(|| (found.with(found.text.of(name)), found.with(found.text.of(inner))))
}

/// The places of a cell; a range inside the cell (`주차장(반경 20m 이내)`) is told apart.
fn points_with_range(found: &Found, range: &mut Field<String>) -> Vec<Point> {
    let s = found.str();
    if range.is_missing() && s.contains("m") {
        if let Some((at, inner)) = range_in(s) {
            *range = found.with(found.text.slice(inner)).string();
            let mut rest = found.text.slice(0..at.start);
            rest.append(&found.text.slice(at.end..s.len()));
            return places::points(&found.with(rest));
        }
    }
    if range.is_missing() && s.contains('\n') {
        // a line of a cell that tells the radius, the place lists before and after it
        let radius = s.split('\n').find(|l| l.contains("반경") && l.contains("이내"));
        if let Some(line) = radius {
            *range = found.with(found.text.of(line.trim().trim_end_matches("촬영").trim())).string();
            let bracket =
                s.split('\n').find(|l| l.trim().starts_with('(') && l.trim().ends_with(')') && l.contains(','));
            if let Some(list) = bracket {
                let inner = list.trim();
                return places::points(&found.with(found.text.of(&inner[1..inner.len() - 1])));
            }
        }
    }
    places::points(found)
}

/// `(고정식20m이내)`: the bracket, and what is inside.
fn range_in(s: &str) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let close = s.find("이내)")? + "이내".len();
    let open = s[..close].rfind('(')?;
    s[open..close].bytes().any(|b| b.is_ascii_digit()).then(|| (open..close + 1, open + 1..close))
}

/// The first line of a cell of counted places names the site: `안전체험관` over `1층 복도(1대)`.
fn lead_line_is_site(one: &mut Installation, location: Found) {
    if !one.facility.is_missing() || one.points.len() < 3 || !location.str().contains('\n') {
        return;
    }
    let counted = one.points.iter().skip(1).all(|p| p.count.value().is_some());
    let first = &one.points[0];
    if counted && first.count.is_missing() && words::is_site(first.location.as_str()) {
        one.facility = first.location.clone();
        one.points.remove(0);
    }
}

fn kept(sheet: &Sheet<'_>, row: usize) -> (Found, Found, Found) {
    let both = sheet.found(row, Concept::PeriodAndStorage);
    let mut period = sheet.found(row, Concept::Period);
    let mut storage = sheet.found(row, Concept::Storage);
    if storage.is_none() {
        storage = sheet.found(row, Concept::StorageAndViewing);
    }
    if !both.is_none() {
        // `30일, 통신실`
        if let Some((left, right)) = both.str().split_once([',', '/', '\n']) {
            period = both.with(both.text.of(left.trim()));
            storage = both.with(both.text.of(right.trim()));
        } else {
            period = both;
        }
    }
    (sheet.found(row, Concept::Hours), period, storage)
}

/// One retention record.
pub(super) fn retention(
    department: Field<String>,
    facility: Field<String>,
    hours: &Found,
    period: &Found,
    storage: &Found,
) -> Retention {
    let period = &first_statement(period);
    Retention {
        department,
        facility,
        hours: hours.string(),
        period: period_text(period),
        days: period.days(),
        storage: storage.string(),
    }
}

/// The line of a cell that states the period; lines about deletion below it are left out.
fn first_statement(period: &Found) -> Found {
    let s = period.str().trim();
    match s.split_once('\n') {
        Some((first, rest)) if rest.contains("삭제") || rest.contains("파일") => period.with(period.text.of(first)),
        _ => period.with(period.text.of(s)),
    }
}

fn period_text(period: &Found) -> Field<String> {
    let parsed = crate::value::period::parse(period.str());
    match period.string() {
        // the unit was lost on the way; the number can only be days
        Field::Parsed { value, text, by } if parsed.unit_missing && parsed.days.is_some() => {
            Field::Parsed {
                value: format!("{value}일"), text, by: crate::model::Evidence { how: How::Repaired, ..by }
            }
        }
        field => field,
    }
}

fn retention_rows(sheet: &Sheet<'_>, site: &Field<String>, notice: &mut Notice) {
    let storage_col = sheet.col(Concept::Storage);
    for group in sheet.groups(None) {
        let row = group[0];
        let (hours, period, storage) = kept(sheet, row);
        if hours.is_none() && period.is_none() && storage.is_none() {
            continue;
        }
        let (department, facility) = sheet.unit(row);
        // lines of storage under merged hours and period are rows of their own
        let _ = storage_col;
        notice.retention.push(retention(department, facility.or(site.clone()), &hours, &period, &storage));
    }
}

fn people_rows(sheet: &Sheet<'_>, site: &Field<String>, notice: &mut Notice) {
    let mut role_above: Vec<Found> = Vec::new();
    for row in sheet.rows() {
        if sheet.is_total(row) {
            continue;
        }
        let (department, facility) = sheet.unit(row);
        let own = sheet.found(row, Concept::Role);
        if words::role_of(own.str()).is_some() {
            role_above = vec![own];
        }
        notice.contacts.extend(people_of(sheet, row, &role_above, department, facility.or(site.clone())));
    }
}

/// The people of a row. Several person columns (관리책임자 | 접근권한자) give one each.
fn people_of(
    sheet: &Sheet<'_>,
    row: usize,
    role_above: &[Found],
    department: Field<String>,
    facility: Field<String>,
) -> Vec<Contact> {
    let headed = [
        (Concept::Manager, Role::Manager),
        (Concept::AccessHolder, Role::AccessHolder),
        (Concept::Operator, Role::Operator),
        (Concept::ProtectionOfficer, Role::ProtectionOfficer),
        (Concept::OtherPerson, Role::Other),
    ];
    let numbers = sheet.found(row, Concept::Phone);
    let phones = numbers.phones();
    let fax = sheet.found(row, Concept::Fax).phones().first().or(phones.fax.clone());
    let columns: Vec<(usize, Role)> = headed.iter().flat_map(|(c, r)| sheet.all(*c).map(move |i| (i, *r))).collect();
    if !columns.is_empty() && sheet.col(Concept::Role).is_none() {
        return headed_people(sheet, row, &columns, &phones.phones, &fax, &department, &facility);
    }
    let mut contact = Contact { department, facility, fax, ..Contact::default() };
    let own = sheet.found(row, Concept::Role);
    let role =
        if words::role_of(own.str()).is_some() { own.clone() } else { role_above.first().cloned().unwrap_or_default() };
    contact.role = words::role_of(role.str()).unwrap_or_default();
    contact.role_text = role.string();
    if contact.facility.is_missing() {
        contact.facility = site_in_role(&own);
    }
    let name = sheet.found(row, Concept::Name);
    let position = sheet.found(row, Concept::Position);
    read_name(&mut contact, &name);
    if contact.position.is_missing() {
        contact.position = position.string();
    }
    if position.str().contains('/') && contact.department.is_missing() {
        // `지원부 / 부장` under 부서/직급
        let person = people::describe(&position, &position.text);
        if !person.department.is_missing() && !person.position.is_missing() {
            contact.department = person.department;
            contact.position = person.position;
        }
    }
    if contact.name.is_missing() && name.is_none() && !position.is_none() {
        // `학교장 홍길순` under 직위
        let person = people::describe(&position, &position.text);
        if !person.name.is_missing() && !person.position.is_missing() {
            contact.name = person.name;
            contact.position = person.position;
        }
    }
    if phones.phones.is_empty() && !numbers.is_none() {
        contact.phone = placeholder_number(&numbers);
    } else {
        contact.phone = phones.first();
    }
    let nobody = contact.name.is_missing()
        && contact.position.is_missing()
        && contact.phone.is_missing()
        && contact.fax.is_missing();
    if nobody && (contact.department.is_missing() || own.is_none()) {
        return Vec::new();
    }
    // `안전관리팀 : 02-…` lines under one role
    vec![contact]
}

/// A number that is a blank to fill in, kept as printed.
fn placeholder_number(found: &Found) -> Field<String> {
    let s = found.str().trim();
    let blank = s.chars().all(|c| matches!(c, '0' | 'O' | 'o' | '○' | '-' | 'X' | 'x' | ')' | '('));
    if blank && s.len() >= 7 { found.string() } else { Field::Missing }
}

/// `접근권한자(직영매장)`: the bracket names the site.
fn site_in_role(role: &Found) -> Field<String> {
    let s = role.str().trim();
    let Some((head, inner)) = s.strip_suffix(')').and_then(|r| r.split_once('(')) else { return Field::Missing };
    let is_site = words::is_site(inner) && !words::is_role(inner) && words::role_of(head).is_some();
    if is_site { role.with(role.text.of(inner)).string() } else { Field::Missing }
}

/// A cell of names: `홍길순`, `홍길순(차량)`, `학교장 홍길순`, or a post.
fn read_name(contact: &mut Contact, found: &Found) {
    if found.is_none() {
        return;
    }
    let s = found.str().trim();
    let bare = words::before_bracket(s);
    if words::is_person(bare) {
        contact.name = found.with(found.text.of(bare)).string();
        // what the person is in charge of
        if let Some(inner) = s[bare.len()..].trim().strip_prefix('(').and_then(|r| r.strip_suffix(')')) {
            if contact.facility.is_missing() && !words::is_position(inner) {
                contact.facility = found.with(found.text.of(inner)).string();
            } else if words::is_position(inner) {
                contact.position = found.with(found.text.of(inner)).string();
            }
        }
        return;
    }
    if s.contains(' ') && !s.contains(',') {
        let person = people::describe(found, &found.text);
        if !person.name.is_missing() {
            contact.name = person.name;
            contact.position = person.position;
            if contact.department.is_missing() {
                contact.department = person.department;
            }
            return;
        }
    }
    let group = s.contains(',') || s.contains(" 및 ") || s.ends_with("직원") || s.ends_with("팀원");
    if group && words::is_position(s) || s.contains("각 ") {
        contact.position = found.string();
    } else {
        contact.name = found.string();
    }
}

fn headed_people(
    sheet: &Sheet<'_>,
    row: usize,
    columns: &[(usize, Role)],
    phones: &[Field<String>],
    fax: &Field<String>,
    department: &Field<String>,
    facility: &Field<String>,
) -> Vec<Contact> {
    let mut out = Vec::new();
    let units: Vec<Text> = sheet.col(Concept::Department).map(|c| lines(&sheet.at(row, c).text)).unwrap_or_default();
    let people: usize = columns.iter().map(|(c, _)| lines(&sheet.at(row, *c).text).len()).sum();
    for &(col, role) in columns {
        let found = sheet.at(row, col);
        if found.is_none() {
            continue;
        }
        let own = lines(&found.text);
        for (i, line) in own.iter().enumerate() {
            let cell = found.with(line.clone());
            let mut person = people::read(&cell).into_iter().next().unwrap_or_default();
            if person.position.is_missing() && person.name.is_missing() {
                person.position = cell.string();
            }
            // lines of a cell stand side by side with the lines of its neighbours
            let beside = |list: usize| if list > 1 && own.len() == list { i } else { 0 };
            let unit = match units.get(beside(units.len())) {
                Some(t) if units.len() > 1 => {
                    sheet.at(row, sheet.col(Concept::Department).unwrap_or(0)).with(t.clone()).string()
                }
                _ => department.clone(),
            };
            let number = phones.get(beside(phones.len())).cloned().unwrap_or_default();
            let phone = if phones.len() == people && phones.len() > 1 {
                phones.get(out.len()).cloned().unwrap_or(number)
            } else {
                number
            };
            out.push(Contact {
                department: person.department.or(unit),
                facility: person.facility.or(facility.clone()),
                role,
                role_text: sheet.head_text(col),
                name: person.name,
                position: person.position,
                phone: person.phone.or(phone),
                fax: if role == Role::Manager { fax.clone() } else { Field::Missing },
            });
        }
    }
    out
}

impl Sheet<'_> {
    fn head_text(&self, col: usize) -> Field<String> {
        (0..self.first_row).rev().map(|r| self.at(r, col)).find(|f| !f.is_none()).map_or(Field::Missing, |f| f.string())
    }
}

/// The lines of a cell; a bracket at a line start goes on with the line before.
fn lines(text: &Text) -> Vec<Text> {
    text.as_str().split('\n').map(|l| text.of(l.trim())).filter(|t| !t.is_empty()).collect()
}

fn contractors(sheet: &Sheet<'_>, notice: &mut Notice) {
    for row in sheet.rows() {
        let found = sheet.found(row, Concept::Company);
        let contact = sheet.found(row, Concept::PersonInCharge);
        let contact = if contact.is_none() { sheet.found(row, Concept::Name) } else { contact };
        let numbers = sheet.found(row, Concept::Phone);
        let note = sheet.found(row, Concept::Note);
        let (department, facility) = sheet.unit(row);
        let (unit, sites) = unit_with_sites(department);
        let mut one = Contractor {
            department: unit,
            facility: facility.or(sites),
            contact: contact.string(),
            note: note.string(),
            ..Contractor::default()
        };
        let phones = numbers.phones();
        one.phone = if phones.phones.is_empty() { placeholder_number(&numbers) } else { phones.first() };
        company(&mut one, &found);
        if one.company.is_missing() && one.contact.is_missing() && one.phone.is_missing() {
            continue;
        }
        notice.contractors.push(one);
    }
}

/// `도서관과 (본관, 분관)`: a unit and the sites it means.
fn unit_with_sites(unit: Field<String>) -> (Field<String>, Field<String>) {
    let Field::Parsed { text, by, .. } = &unit else { return (unit, Field::Missing) };
    let s = text.as_str();
    let Some((head, inner)) = s.strip_suffix(')').and_then(|r| r.split_once('(')) else {
        return (unit, Field::Missing);
    };
    if !words::is_unit(head.trim()) {
        return (unit, Field::Missing);
    }
    let of = |piece: &str| Found { text: text.of(piece.trim()), by: *by }.string();
    (of(head), of(inner))
}

/// Company, site and remark of a contractor cell.
fn company(one: &mut Contractor, found: &Found) {
    if found.is_none() {
        return;
    }
    let s = found.str().trim();
    let set = |piece: &str| found.with(found.text.of(piece.trim())).string();
    let cut = s.find(" (").or_else(|| s.find("\n(")).filter(|_| s.ends_with(')') || s.contains(" ("));
    let Some(at) = cut else {
        one.company = set(s);
        return;
    };
    let (head, rest) = (s[..at].trim(), s[at..].trim());
    let inner = whole_bracket(rest);
    let about_devices =
        ["CCTV", "cctv", "카메라", "유지", "보수", "설치", "단속", "관리"].iter().any(|w| inner.contains(w));
    let runs_it = has_mark(inner) || ORGANISATIONS.iter().any(|e| inner.ends_with(e));
    if (words::is_site(head) || runs_it) && !has_mark(head) && !about_devices {
        one.facility = if one.facility.is_missing() { set(head) } else { one.facility.clone() };
        one.company = set(inner);
    } else if about_devices && one.note.is_missing() {
        one.company = set(head);
        one.note = set(inner);
    } else {
        one.company = set(s);
    }
}

/// Endings of bodies that run a site for its owner.
const ORGANISATIONS: [&str; 10] = ["회", "재단", "공단", "공사", "조합", "법인", "FC", "컴퍼니", "협의체", "연합"];

fn has_mark(s: &str) -> bool {
    ["㈜", "(주)", "주식회사", "(사)", "(재)"].iter().any(|m| s.contains(m))
}

/// The inside of a bracket, also where conversion lost one of its ends: `(주) 가나다)`.
fn whole_bracket(s: &str) -> &str {
    let opens = s.matches('(').count();
    let closes = s.matches(')').count();
    if opens == closes {
        return s.strip_prefix('(').and_then(|r| r.strip_suffix(')')).filter(|inner| balanced(inner)).unwrap_or(s);
    }
    // the outer opening bracket is gone: the last closing one has no partner
    if closes > opens { s.strip_suffix(')').unwrap_or(s) } else { s }
}

fn balanced(s: &str) -> bool {
    let mut depth = 0;
    s.chars().all(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth >= 0
    })
}
