use super::{Part, PageParts, flow_table, prose};
use crate::model::{Flow, Source};
pub(super) fn join(source: &Source, pages: &mut [PageParts]) -> Vec<Flow> {
    let mut out = Vec::new();
    for page in pages {
        for part in &page.parts {
            match part {
                Part::Text(runs) => out.extend(prose::paragraphs(source, page.page, runs)),
                Part::Table(sheet) => out.push(Flow::Table(flow_table(source, page.page, sheet))),
            }
        }
    }
    out
}
