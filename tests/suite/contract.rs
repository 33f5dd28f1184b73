//! Outputs against `schemas/`, read back, and every value led back to the text that it rests on.

use crate::support::{NOTICE, documents, judge, settings};
use bangchim::emit::json::Document;
use bangchim::emit::report::{InputView, ReportView, Tool};
use bangchim::emit::values::{self, Leaf};
use bangchim::model::notice::RepairReason;
use bangchim::model::record::{NoticeRecord, State};
use bangchim::model::{
    CellRef, Contact, Evidence, Field, How, InputOutcome, Installation, Lang, Notice, Part, Place, Point, Repair,
    Retention, Role, Section, Source, Span, Text,
};
use bangchim::{NOTICE_SCHEMA, REPORT_SCHEMA, normalise};
use jsonschema::Validator;
use serde_json::Value;

fn validator(schema: &str) -> Validator {
    let schema: Value = serde_json::from_str(schema).unwrap();
    jsonschema::meta::validate(&schema).unwrap_or_else(|e| panic!("the schema itself: {e}"));
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

fn assert_valid(validator: &Validator, what: &str, value: &Value) {
    let errors: Vec<String> =
        validator.iter_errors(value).take(5).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}");
}

#[test]
fn documents_are_valid_and_read_back() {
    let validator = validator(NOTICE_SCHEMA);
    for (name, bytes) in documents() {
        for lang in [Lang::Ko, Lang::En] {
            let document = Document::of(&judge(&name, bytes.clone()), lang);
            let value = serde_json::to_value(&document).unwrap();
            assert_valid(&validator, &name, &value);
            assert_eq!(serde_json::from_value::<Document>(value).unwrap(), document, "{name} read back");
        }
    }
}

#[test]
fn failures_are_valid_too() {
    let validator = validator(NOTICE_SCHEMA);
    for bytes in [&b""[..], b"\0\0\0\0", b"Lorem ipsum"] {
        let outcome = judge("bad", bytes);
        assert!(matches!(outcome, InputOutcome::Failed { .. }));
        assert_valid(&validator, "failure", &serde_json::to_value(Document::of(&outcome, Lang::Ko)).unwrap());
    }
}

#[test]
fn reports_are_valid() {
    let validator = validator(REPORT_SCHEMA);
    let settings = settings();
    let mut outcomes: Vec<_> = documents().into_iter().map(|(name, bytes)| judge(&name, bytes)).collect();
    outcomes.push(judge("empty", ""));
    let inputs = outcomes.iter().map(|o| {
        let mut view = InputView::of(o, Lang::Ko);
        view.settle(settings.fail_on);
        view
    });
    let report = ReportView {
        schema_version: 1,
        tool: Tool::default(),
        today: settings.today.to_string(),
        fail_on: "warning",
        verdict: "not-judged",
        exit_code: 3,
        counts: Default::default(),
        inputs: inputs.collect(),
    };
    assert_valid(&validator, "report", &serde_json::to_value(report).unwrap());
}

/// A notice with every kind of field: parsed, not understood, in two places, inferred, repaired.
fn by_hand() -> (Source, Notice) {
    let text = "달빛도서관\n관리책임자\t033-555-01\n보관 여러 날\n현관(2대)\n";
    let source = Source::from_lines(bangchim::model::Origin { name: "x".into(), ..Default::default() }, text.into());
    let all = |unit: u32| Text::identity(unit, 0, source.unit(unit));
    let by = |how| Evidence { how, cell: Some(CellRef { table: 0, row: 1, col: 2 }) };
    let title = Text::join([&all(0), &all(2)], " ");
    let notice = Notice {
        title: Field::parsed(title.as_str().to_owned(), title, by(How::Pattern)),
        sido: Field::parsed("대전광역시".into(), all(0), Evidence { how: How::Inferred, cell: None }),
        purposes: vec![Field::of_text(all(0), by(How::Label))],
        installations: vec![Installation {
            count: Field::parsed(2, all(3), by(How::MergedCell)),
            points: vec![Point {
                location: Field::of_text(all(3).slice(0..6), by(How::ColumnHead)),
                count: Field::parsed(2, all(3), by(How::Pattern)),
                points: vec![Point::default()],
            }],
            ..Installation::default()
        }],
        contacts: vec![Contact {
            role: Role::Manager,
            phone: Field::Unparsed { text: all(1), by: by(How::ColumnHead) },
            department: Field::parsed("달빛도서관".into(), all(0), by(How::Repaired)),
            ..Contact::default()
        }],
        retention: vec![Retention { days: Field::Unparsed { text: all(2), by: by(How::Label) }, ..Default::default() }],
        sections: vec![Section { parts: vec![Part::Retention, Part::Viewing], heading: all(2), blocks: 0..1 }],
        repairs: vec![Repair {
            field: "/contacts/0/department".into(),
            from: "달빗".into(),
            to: "달빛도서관".into(),
            reason: RepairReason::NearName,
            at: vec![Span { unit: 0, start: 0, end: 6 }],
            proof: vec![Span { unit: 2, start: 0, end: 6 }],
            confidence: 0.9,
        }],
        cut_off: true,
        delegated: vec![Part::Contractor],
        ..Notice::default()
    };
    (source, notice)
}

#[test]
fn missing_unparsed_and_parsed_are_told_apart() {
    let (source, notice) = by_hand();
    let record = NoticeRecord::of(&source, &notice);
    let contact = &record.contacts[0];
    assert_eq!(contact.phone, None);
    assert_eq!(contact.source["phone"].state, State::Unparsed);
    assert_eq!(contact.source["phone"].unparsed.as_deref(), Some("관리책임자\t033-555-01"));
    assert_eq!(contact.fax, None);
    assert!(!contact.source.contains_key("fax"), "what is missing has no source");
    assert_eq!(contact.department.as_deref(), Some("달빛도서관"));
    assert_eq!(contact.source["department"].how, "repaired");
    assert_eq!(record.source["title"].places().count(), 2, "a title on two lines has two places");
    let place = record.installations[0].points[0].source["location"].place.as_ref().unwrap();
    assert_eq!((place.line, place.start, place.end, place.text.as_str()), (Some(4), 1, 3, "현관"));
}

#[test]
fn a_record_made_by_hand_is_valid() {
    let (source, notice) = by_hand();
    let judged = bangchim::model::report::Judged { source, notices: vec![notice], ..Default::default() };
    let document = Document::of(&InputOutcome::Done(Box::new(judged)), Lang::Ko);
    assert_eq!(document.repairs.len(), 1);
    let value = serde_json::to_value(&document).unwrap();
    let mut value_with_hash = value.clone();
    value_with_hash["source"]["sha256"] = "".into();
    assert_valid(&validator(NOTICE_SCHEMA), "by hand", &value_with_hash);
    assert_eq!(serde_json::from_value::<Document>(value).unwrap(), document);
}

#[test]
fn the_schema_is_strict() {
    let validator = validator(NOTICE_SCHEMA);
    let good = serde_json::to_value(Document::of(&judge("invented.txt", NOTICE), Lang::Ko)).unwrap();
    let mut extra = good.clone();
    extra["notices_"] = Value::Null;
    assert!(!validator.is_valid(&extra), "an unknown member is refused");
    let mut less = good;
    less.as_object_mut().unwrap().remove("findings");
    assert!(!validator.is_valid(&less), "a missing member is refused");
}

#[test]
fn every_place_is_what_stands_there() {
    for (name, bytes) in documents() {
        let outcome = judge(&name, bytes);
        let document = Document::of(&outcome, Lang::Ko);
        let InputOutcome::Done(judged) = outcome else { continue };
        let mut places = Vec::new();
        for notice in &document.notices {
            places.extend(
                values::leaves(notice)
                    .unwrap()
                    .into_iter()
                    .flat_map(|l| l.source.places().cloned().collect::<Vec<_>>()),
            );
        }
        for finding in &document.findings {
            places.extend(finding.location.iter().chain(&finding.also).cloned());
            places.extend(finding.related.iter().map(|r| r.location.clone()));
        }
        for place in places {
            let source = &judged.source;
            // several lines of a cell, or of a line of a page, are units of one place
            let units = (0..source.len() as u32).filter(|&unit| {
                let at = Place::of(source, Span { unit, start: 0, end: 0 });
                let same = |p: &Place| (p.line, p.page, p.section, p.paragraph, p.sheet, p.cell);
                same(&at) == same(&place)
            });
            let piece = |unit: u32| -> String {
                let chars = source.unit(unit).chars();
                chars.skip(place.start as usize - 1).take((place.end - place.start) as usize).collect()
            };
            let pieces: Vec<String> = units.map(piece).collect();
            assert!(pieces.contains(&place.text), "{name}: {place:?} is none of {pieces:?}");
        }
    }
}

#[test]
fn pointers_of_findings_and_repairs_resolve() {
    for (name, bytes) in documents() {
        let document = serde_json::to_value(Document::of(&judge(&name, bytes), Lang::Ko)).unwrap();
        for (list, member) in [("findings", "pointer"), ("repairs", "field")] {
            for item in document[list].as_array().unwrap() {
                let number = item["notice"].as_u64().unwrap() as usize;
                let notice = &document["notices"][number - 1];
                let pointer = item[member].as_str().unwrap();
                assert!(notice.pointer(pointer).is_some(), "{name}: {list} {pointer} leads nowhere: {item}");
            }
        }
    }
}

#[test]
fn every_value_leads_back_to_text_that_contains_it() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (name, bytes) in documents() {
        let document = Document::of(&judge(&name, bytes), Lang::Ko);
        for notice in &document.notices {
            for leaf in values::leaves(notice).unwrap() {
                seen += 1;
                if let Err(why) = rests_on_its_text(&leaf) {
                    let at = leaf.source.place.as_ref().and_then(|p| p.line).unwrap_or(0);
                    wrong.push(format!("{name}:{at} {} {:?}: {why}", leaf.pointer, leaf.value));
                }
            }
        }
    }
    let shown: Vec<_> = wrong.iter().take(60).collect();
    assert!(wrong.is_empty(), "{} of {seen} values: {shown:#?}", wrong.len());
}

/// Whether the text under a value's source contains the value, or the value follows from it.
fn rests_on_its_text(leaf: &Leaf) -> Result<(), String> {
    let raw: Vec<&str> = leaf.source.places().map(|p| p.text.as_str()).collect();
    if raw.is_empty() {
        return Err("has no place".to_owned());
    }
    if matches!(leaf.source.how.as_ref(), "inferred" | "repaired") {
        return Ok(());
    }
    let raw = raw.join(" ");
    let read: String = raw.lines().map(|l| normalise::unit(0, l).as_str().to_owned()).collect();
    let Some(value) = leaf.value.as_deref().or(leaf.source.unparsed.as_deref()) else {
        return Err("is neither understood nor kept".to_owned());
    };
    let field = leaf.pointer.rsplit('/').next().unwrap_or_default();
    let date = matches!(field, "established" | "revised" | "announced" | "effective" | "date");
    let parsed = leaf.source.state == State::Parsed;
    let ok = match value {
        value if date && parsed => has_date(&read, value),
        value if matches!(field, "count" | "total_count" | "days" | "promised_days") && parsed => {
            has_number(&read, value)
        }
        value if matches!(field, "phone" | "fax") && parsed => in_order(&dialled(value), &dialled(&read)),
        text => in_order(&squeezed(text), &squeezed(&read)) || in_order(&squeezed(text), &squeezed(&raw)),
    };
    if ok { Ok(()) } else { Err(format!("does not follow from {raw:?}")) }
}

/// The digits of a telephone number; letters that look like digits are read as such.
fn dialled(text: &str) -> Vec<char> {
    let digit = |c: char| match c {
        'O' | 'o' => Some('0'),
        'l' | 'I' => Some('1'),
        c => c.is_ascii_digit().then_some(c),
    };
    text.chars().filter_map(digit).collect()
}

/// A text without white space and with one kind of hyphen, dot and tilde.
fn squeezed(text: &str) -> Vec<char> {
    let fold = |c: char| match c {
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '－' => '-',
        'ㆍ' | '․' | '‧' | '•' | '・' | '･' | '∙' | '⋅' => '·',
        '∼' | '〜' | '～' => '~',
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(fold).collect()
}

/// Whether all characters of a value stand in the text in the same order.
fn in_order(value: &[char], text: &[char]) -> bool {
    let mut text = text.iter();
    value.iter().all(|c| text.any(|t| t == c))
}

fn has_number(text: &str, value: &str) -> bool {
    let plain: String = text.chars().filter(|c| *c != ',').collect();
    let runs = plain.split(|c: char| !c.is_ascii_digit()).map(|r| r.trim_start_matches('0'));
    let value = value.trim_matches('"');
    let words = [
        "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "스무", "일", "이", "삼", "사", "오",
        "육", "칠", "팔", "구", "십",
    ];
    // a sum of the parts that stand there, weeks and months as days, numbers in words
    let parts: Vec<u64> = runs.clone().filter_map(|r| r.parse().ok()).collect();
    let wanted: u64 = value.parse().unwrap_or(u64::MAX);
    let multiple = ["주", "달", "월", "년"].iter().any(|u| text.contains(u))
        && parts.iter().any(|p| [7, 30, 31, 365].iter().any(|days| p * days == wanted));
    runs.clone().any(|r| r == value.trim_start_matches('0'))
        || multiple
        || parts.iter().sum::<u64>() == wanted
        || words.iter().any(|w| text.contains(w)) && parts.is_empty()
}

fn has_date(text: &str, value: &str) -> bool {
    let runs: Vec<u32> = text.split(|c: char| !c.is_ascii_digit()).filter_map(|r| r.parse().ok()).collect();
    let parts: Vec<u32> = value.split('-').filter_map(|p| p.parse().ok()).collect();
    let [year, month, day] = parts[..] else { return false };
    let whole = year * 10000 + month * 100 + day;
    let apart = runs.windows(3).any(|w| (w[0] == year || w[0] == year % 100) && w[1] == month && w[2] == day);
    // `2024. 3. 4. ~ 3. 11.` leaves the year out, `2024년 3월` the day
    let loose = runs.contains(&month) && (runs.contains(&day) || day == 1);
    apart || runs.contains(&whole) || loose
}
