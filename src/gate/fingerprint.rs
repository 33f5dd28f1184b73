//! What names a finding from one run to the next.
//!
//! Made of the rule, the institution, the quoted line and, for what is missing, the path in the record: nothing that
//! changes when lines are put in above it. The same line twice in a file counts on.

use crate::model::report::Judged;
use crate::model::{BatchFinding, hex};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Hexadecimal digits of a fingerprint.
const DIGITS: usize = 16;

/// Gives each finding its fingerprint.
pub(super) fn mark(judged: &mut Judged) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for finding in &mut judged.findings {
        let notice = judged.notices.get(finding.notice.saturating_sub(1) as usize);
        let institution = notice.map_or("", |n| n.institution.as_str());
        let line = finding.at.first().map_or("", |at| judged.source.unit(at.unit));
        let path = if finding.at.is_empty() { finding.pointer.as_str() } else { "" };
        let print = print([finding.rule.name, institution, &finding.subject, line, path]);
        let again = seen.entry(print.clone()).or_default();
        *again += 1;
        finding.fingerprint = if *again == 1 { print } else { format!("{print}.{again}") };
    }
}

/// The fingerprint of a finding about several notices.
pub(super) fn of_batch(finding: &BatchFinding) -> String {
    print([finding.rule.name, &finding.subject, &finding.message.en])
}

fn print<const N: usize>(parts: [&str; N]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // white space comes and goes with each conversion
        part.split_whitespace().for_each(|word| hash.update(word));
        hash.update([0]);
    }
    let mut print = hex(&hash.finalize());
    print.truncate(DIGITS);
    print
}
