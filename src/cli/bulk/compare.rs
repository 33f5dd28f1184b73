//! The rules that compare the notices of a run, over any number of notices.
//!
//! A rule looks at notices that share something: the institution, a number, the same letters. So the notices are taken
//! in parts by what they share, and only one part is in memory at a time.

use super::{Folder, KeysLine};
use bangchim::catalogue;
use bangchim::emit::bulk::Line;
use bangchim::emit::json::FindingView;
use bangchim::model::{BatchFinding, Family, Keys, Lang};
use bangchim::pipeline::{self, Entry};
use bangchim::settings::Settings;
use sha2::{Digest, Sha256};
use std::io;

/// Bytes of keys, as they are stored, that are worked on at a time.
const PART: u64 = 4 << 20;

/// What notices share, and the rules that look at it.
const BY: [(By, &[&str]); 3] = [
    (By::Institution, &["retention-disagreement", "area-code-disagreement", "manager-disagreement"]),
    (By::Number, &["phone-shared"]),
    (By::Letters, &["notice-duplicate"]),
];

#[derive(Clone, Copy)]
enum By {
    Institution,
    Number,
    Letters,
}

/// The findings of the rules that compare notices, each with the place of its input in the list, in the order of the
/// list.
pub(crate) fn compare(
    folder: &Folder,
    paths: &[(u64, &str)],
    settings: &Settings,
    lang: Lang,
) -> io::Result<Vec<(usize, FindingView)>> {
    compare_in_parts(folder, paths, settings, lang, PART)
}

fn compare_in_parts(
    folder: &Folder,
    paths: &[(u64, &str)],
    settings: &Settings,
    lang: Lang,
    part: u64,
) -> io::Result<Vec<(usize, FindingView)>> {
    let parts = folder.keys.size()? / part.max(1) + 1;
    let mut found: Vec<(usize, BatchFinding)> = Vec::new();
    let mut done = Vec::with_capacity(paths.len());
    for (at, (_, path)) in paths.iter().enumerate() {
        if folder.log.get::<Line>(path)?.is_some_and(|l| l.status.is_done()) {
            done.push((at, *path));
        }
    }
    for part in 0..parts {
        let mut groups: [Vec<(usize, Entry)>; 3] = Default::default();
        for &(at, path) in &done {
            let Some(KeysLine { keys, .. }) = folder.keys.get(path)? else { continue };
            for (group, (by, _)) in groups.iter_mut().zip(BY) {
                let keys: Vec<Keys> = keys.iter().filter_map(|k| of_part(k, by, part, parts)).collect();
                if !keys.is_empty() {
                    group.push((at, Entry { name: path.to_owned(), keys }));
                }
            }
        }
        for (group, (_, rules)) in groups.into_iter().zip(BY) {
            let (at, entries): (Vec<usize>, Vec<Entry>) = group.into_iter().unzip();
            let settings = only(rules, settings);
            found.extend(pipeline::compare(&entries, &settings).into_iter().map(|f| (at[f.input], f)));
        }
    }
    found.sort_by(|(a, f), (b, g)| {
        let key =
            |f: &'_ BatchFinding| (f.notice, f.rule.code, f.pointer.clone(), f.subject.clone(), f.message.ko.clone());
        a.cmp(b).then_with(|| key(f).cmp(&key(g)))
    });
    Ok(found.into_iter().map(|(at, f)| (at, FindingView::of_batch(&f, lang))).collect())
}

/// What of the keys of a notice is looked at in one part; none when nothing is.
fn of_part(keys: &Keys, by: By, part: u64, parts: u64) -> Option<Keys> {
    let here = |bytes: &[u8]| {
        let hash = Sha256::digest(bytes);
        hash.iter().take(8).fold(0u64, |n, byte| n << 8 | u64::from(*byte)) % parts == part
    };
    match by {
        By::Institution => (!keys.body.is_empty() && here(keys.body.as_bytes())).then(|| keys.clone()),
        By::Number => {
            let numbers: Vec<_> = keys.numbers.iter().filter(|n| here(n.number.as_bytes())).cloned().collect();
            let keys = Keys { facilities: Default::default(), managers: Vec::new(), numbers, ..keys.clone() };
            (!keys.numbers.is_empty()).then_some(keys)
        }
        By::Letters => keys.digest.filter(|digest| here(digest)).map(|digest| Keys {
            notice: keys.notice,
            title: keys.title.clone(),
            digest: Some(digest),
            ..Keys::default()
        }),
    }
}

/// The settings with no other rules of the family than these.
fn only(rules: &[&str], settings: &Settings) -> Settings {
    let mut settings = settings.clone();
    let others = catalogue::rules().filter(|r| r.family == Family::Batch && !rules.contains(&r.name));
    settings.ignore.extend(others.map(|r| r.name.to_owned()));
    settings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Context;

    #[test]
    fn every_rule_of_the_family_is_in_one_group() {
        for rule in catalogue::rules().filter(|r| r.family == Family::Batch) {
            let groups = BY.iter().filter(|(_, rules)| rules.contains(&rule.name)).count();
            assert_eq!(groups, 1, "{}", rule.name);
        }
    }

    /// In however many parts the notices are taken, the findings are those of all of them at once.
    #[test]
    fn parts_do_not_matter() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path(), &Context { lang: Lang::Ko, quiet: true }).unwrap();
        let settings = Settings::for_day(jiff::civil::date(2026, 11, 22));
        let mut entries = Vec::new();
        for n in 0..12 {
            let (body, days) = (["달빛도서관", "별빛박물관"][n % 2], 30 + n);
            let name = ["김가람", "박누리", "최다온"][n % 3];
            let text = format!(
                "{body} 영상정보처리기기 운영·관리 방침\n\n1. 설치 대수: 3대\n2. 보관기간: 촬영일로부터 {days}일\n\
                 3. 관리책임자\n구분\t이름\t직위\t연락처\n관리책임자\t{name}\t관장\t042-555-01{:02}\n",
                n / 3
            );
            let path = format!("{n}.txt");
            let input =
                pipeline::Input { name: path.clone(), bytes: Ok(text.into()), password: None, recognised: Vec::new() };
            let bangchim::model::InputOutcome::Done(judged) = pipeline::judge(input, &settings) else { unreachable!() };
            let line = serde_json::json!({
                "v": 1, "index": n, "path": path, "status": "ok", "sha256": null, "size": 1, "format": null,
                "encoding": null, "attempts": 1, "ms": 1, "output": null, "output_sha256": null, "notices": 1,
                "cameras": 1, "repairs": 0, "findings": {"error": 0, "warning": 0, "info": 0}, "error": null,
                "today": "", "tool": "", "rules": "", "settings": "",
            });
            folder.log.add([(path.as_str(), &line)].into_iter()).unwrap();
            let keys = KeysLine { path: path.clone(), sha256: None, keys: judged.keys.clone() };
            folder.keys.add([(path.as_str(), &keys)].into_iter()).unwrap();
            entries.push(Entry { name: path, keys: judged.keys });
        }
        let paths: Vec<(u64, &str)> = (0..).zip(entries.iter().map(|e| e.name.as_str())).collect();
        let in_parts = |part| compare_in_parts(&folder, &paths, &settings, Lang::Ko, part).unwrap();
        let at_once = pipeline::compare(&entries, &settings);
        assert!(at_once.len() > 10, "{}", at_once.len());
        for part in [u64::MAX, 4096, 500] {
            let found = in_parts(part);
            assert_eq!(found.len(), at_once.len());
            for (at, finding) in &found {
                let same = |f: &&BatchFinding| f.input == *at && f.fingerprint == finding.fingerprint;
                assert_eq!(at_once.iter().filter(same).count(), 1, "{finding:?}");
            }
        }
    }
}
