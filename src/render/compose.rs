//! The model form of a notice, part by part, from its record.

use super::carried::Carried;
use super::document::{Block, Document};
use super::{day_said, said, tables, wording};
use crate::lexicon::gap;
use crate::model::Part;
use crate::model::record::{NoticeRecord, TextRecord};

/// A title where the notice has none.
const TITLE: &str = "고정형 영상정보처리기기 운영·관리 방침";

/// The notice in the model form. What the form asks for and nothing says is marked.
#[must_use]
pub fn document(record: &NoticeRecord, carried: &Carried) -> Document {
    let institution = said(record.institution.as_ref(), &record.source, "institution");
    let title = said(record.title.as_ref(), &record.source, "title");
    let title = wording::todays_term(&title.unwrap_or_else(|| TITLE.to_owned()));
    let mut form = Form { record, carried, blocks: Vec::new(), parts: 0 };
    form.introduction(institution.as_deref());
    form.purpose();
    form.part(Part::Installation, "고정형 영상정보처리기기의 설치 대수, 설치 위치 및 촬영범위");
    form.blocks.push(Block::Table(tables::cameras(record)));
    form.total();
    form.part(Part::Contact, "관리책임자 및 접근권한자");
    form.blocks.push(Block::Table(tables::people(record)));
    form.retention();
    form.contractors();
    form.viewing();
    form.words(Part::Rights, "정보주체의 영상정보 열람 등 요구에 대한 조치", Some("열람 등 요구에 대한 조치"));
    form.words(Part::Safety, "영상정보의 안전성 확보조치", Some("안전성 확보조치"));
    form.words(Part::Sign, "안내판 설치", None);
    form.words(Part::Provision, "개인영상정보의 목적 외 이용 및 제3자 제공", None);
    form.change();
    if !record.revisions.is_empty() {
        form.part(Part::History, "개정 연혁");
        form.blocks.push(Block::Table(tables::revisions(record)));
    }
    Document { title, blocks: form.blocks }
}

struct Form<'r> {
    record: &'r NoticeRecord,
    carried: &'r Carried,
    blocks: Vec<Block>,
    parts: usize,
}

impl Form<'_> {
    fn paragraph(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    fn item(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Item(text.into()));
    }

    /// `- 확인 장소: 1층 사무실`, with a mark where it is not said.
    fn labelled(&mut self, label: &str, value: Option<String>) {
        let value = value.unwrap_or_else(|| gap::mark(label));
        self.item(format!("{label}: {value}"));
    }

    /// The heading of a part.
    fn part(&mut self, part: Part, heading: &str) {
        debug_assert!(crate::lexicon::parts::parts_of(heading).contains(&part), "{heading}");
        self.parts += 1;
        self.blocks.push(Block::Heading(format!("{}. {heading}", self.parts)));
    }

    fn introduction(&mut self, institution: Option<&str>) {
        match institution {
            Some(name) => self.paragraph(format!(
                "{name}(이하 ‘기관’이라 합니다)은 고정형 영상정보처리기기로 처리하는 영상정보를 어떤 용도와 방식으로 이용하고 \
                 관리하는지 이 방침으로 알려 드립니다."
            )),
            None => self.paragraph(gap::mark("방침을 정한 기관의 이름")),
        }
    }

    fn purpose(&mut self) {
        self.part(Part::Purpose, "고정형 영상정보처리기기의 설치 근거 및 설치 목적");
        let texts = |all: &[TextRecord]| -> Vec<String> {
            let mut out: Vec<String> = Vec::new();
            for text in all.iter().filter_map(|t| said(t.text.as_ref(), &t.source, "text")) {
                if !out.contains(&text) {
                    out.push(text);
                }
            }
            out
        };
        let (basis, purposes) = (texts(&self.record.legal_basis), texts(&self.record.purposes));
        if basis.is_empty() {
            self.item(gap::mark("설치 근거"));
        }
        basis.into_iter().for_each(|text| self.item(text));
        // each row of the table may tell what its cameras are for
        let in_table = self.record.installations.iter().any(|i| i.purpose.is_some());
        if purposes.is_empty() && !in_table {
            self.item(gap::mark("설치 목적"));
        }
        purposes.into_iter().for_each(|text| self.item(text));
    }

    fn total(&mut self) {
        let record = self.record;
        match record.total_count {
            Some(total) => self.paragraph(format!("총 {total}대")),
            None => {
                if let Some(text) = said(None, &record.source, "total_count") {
                    self.paragraph(format!("총 {text}"));
                }
            }
        }
    }

    fn retention(&mut self) {
        self.part(Part::Retention, "영상정보의 촬영시간, 보관기간, 보관장소 및 처리방법");
        self.blocks.push(Block::Table(tables::retention(self.record)));
        let disposal = said(self.record.disposal.as_ref(), &self.record.source, "disposal");
        self.labelled("처리방법", disposal);
    }

    /// Only where work is entrusted, or where the notice says something about it.
    fn contractors(&mut self) {
        let heading = "고정형 영상정보처리기기 설치 및 관리 등의 위탁에 관한 사항";
        if !self.record.contractors.is_empty() {
            self.part(Part::Contractor, heading);
            self.blocks.push(Block::Table(tables::contractors(self.record)));
            return;
        }
        let has_part = self.record.sections.iter().any(|s| s.parts.iter().any(|p| p == Part::Contractor.name()));
        self.words(Part::Contractor, heading, has_part.then_some("위탁 여부와 수탁업체"));
    }

    fn viewing(&mut self) {
        self.part(Part::Viewing, "개인영상정보의 확인 방법 및 장소에 관한 사항");
        let viewing = &self.record.viewing;
        let method = said(viewing.method.as_ref(), &viewing.source, "method");
        let place = said(viewing.place.as_ref(), &viewing.source, "place");
        self.labelled("확인 방법", method);
        self.labelled("확인 장소", place);
    }

    /// A part in the words of the notice; what is marked where there are none, if it is needed.
    fn words(&mut self, part: Part, heading: &str, needed: Option<&str>) {
        let words = self.carried.of(part);
        if words.is_empty() && needed.is_none() {
            return;
        }
        self.part(part, heading);
        if words.is_empty() {
            self.item(gap::mark(needed.unwrap_or_default()));
        }
        self.blocks.extend_from_slice(words);
    }

    fn change(&mut self) {
        self.part(Part::Change, "고정형 영상정보처리기기 운영·관리 방침 변경에 관한 사항");
        let record = self.record;
        let words = self.carried.of(Part::Change);
        self.blocks.extend_from_slice(words);
        let promised = words
            .iter()
            .any(|b| matches!(b, Block::Paragraph(t) | Block::Item(t) if t.contains('일') && t.contains('전')));
        if let Some(days) = record.promised_days.filter(|_| !promised) {
            self.paragraph(format!("이 방침을 변경할 때에는 시행하기 {days}일 전에 알립니다."));
        }
        let dates = &record.dates;
        let mut none = true;
        for (label, value, name) in [
            ("제정일자", &dates.established, "established"),
            ("개정일자", &dates.revised, "revised"),
            ("공고일자", &dates.announced, "announced"),
            ("시행일자", &dates.effective, "effective"),
        ] {
            if let Some(day) = day_said(value.as_ref(), &dates.source, name) {
                self.item(format!("{label}: {day}"));
                none &= name == "established";
            }
        }
        if none {
            self.labelled("시행일자", None);
        }
    }
}
