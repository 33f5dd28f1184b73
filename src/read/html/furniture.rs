//! What of a page belongs to the site and not to what it says: menus, headers and footers, search boxes, surveys, texts
//! for screen readers, scripts.
//!
//! Elements and roles that mean it are taken at their word. Names of classes are only a hint, so what they hide must be
//! a small part of the page; a list of links is a menu whatever it is called.

use super::tree::{Id, Kind, Tree};
use std::collections::BTreeSet;

/// What is never shown, or is no text of the page.
const NEVER: &[&str] = &[
    "script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "embed", "audio", "video",
    "canvas", "map", "button", "select", "option", "datalist", "input", "progress", "meter", "nav", "footer", "aside",
    "dialog", "menu", "del", "s", "strike", "rp", "rt", "frameset", "noframes", "link", "meta", "base", "search",
];

/// Roles that say the same.
const ROLES: &[&str] = &[
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "complementary",
    "menu",
    "menubar",
    "dialog",
    "alert",
    "toolbar",
    "tablist",
];

/// Words of class names and ids for texts that only screen readers say.
const UNSEEN: &[&str] = &[
    "blind",
    "hidden",
    "hide",
    "skip",
    "skipnav",
    "skipnavi",
    "skiptocontent",
    "sronly",
    "screenreader",
    "readeronly",
    "soundonly",
    "screenout",
    "visuallyhidden",
    "irtext",
    "disnone",
    "displaynone",
    "dnone",
    "noprint",
];

/// Words of class names and ids for parts of the site.
const SITE: &[&str] = &[
    "gnb",
    "lnb",
    "snb",
    "tnb",
    "fnb",
    "nav",
    "navi",
    "navigation",
    "navbar",
    "menu",
    "topmenu",
    "leftmenu",
    "sidemenu",
    "submenu",
    "allmenu",
    "sitemap",
    "breadcrumb",
    "breadcrumbs",
    "footer",
    "foot",
    "sidebar",
    "banner",
    "popup",
    "popupzone",
    "quick",
    "quickmenu",
    "familysite",
    "satisfaction",
    "satisfy",
    "survey",
    "research",
    "poll",
    "sns",
    "share",
    "pagination",
    "paging",
    "pager",
    "copyright",
    "login",
    "searchbox",
    "searcharea",
    "cookie",
];

/// The nodes that are left out, each with all below it.
#[derive(Debug)]
pub(super) struct Furniture {
    out: BTreeSet<Id>,
}

impl Furniture {
    pub(super) fn of(tree: &Tree) -> Self {
        let mut out = BTreeSet::new();
        let mut hinted = Vec::new();
        tree.walk(tree.root(), |id| {
            if never(tree, id) {
                out.insert(id);
                return false;
            }
            if hint(tree, id) {
                hinted.push(id);
            }
            true
        });
        let sums = sums(tree, &out);
        let all = sums[tree.root()].text;
        out.extend(hinted.into_iter().filter(|&id| sums[id].text * 2 < all));
        let sums = self::sums(tree, &out);
        let mut found = Vec::new();
        tree.walk(tree.root(), |id| {
            let seen = !out.contains(&id);
            let holds =
                matches!(tree.name(id), "a" | "ul" | "ol" | "p" | "div" | "table" | "header" | "form" | "fieldset");
            if seen && holds && site_by_content(tree, id, sums[id]) {
                found.push(id);
                return false;
            }
            seen
        });
        out.extend(found);
        Furniture { out }
    }

    pub(super) fn has(&self, id: Id) -> bool {
        self.out.contains(&id)
    }
}

/// What can be told from the element alone.
fn never(tree: &Tree, id: Id) -> bool {
    let name = tree.name(id);
    if name.is_empty() {
        return false;
    }
    let is = |attribute: &str, values: &[&str]| {
        tree.attribute(id, attribute).is_some_and(|v| values.iter().any(|w| v.trim().eq_ignore_ascii_case(w)))
    };
    NEVER.contains(&name) || is("role", ROLES) || is("aria-hidden", &["true"]) && tree.attribute(id, "class").is_none()
}

/// Hidden by its style, or called a part of the site or a text for screen readers.
fn hint(tree: &Tree, id: Id) -> bool {
    if matches!(tree.name(id), "" | "html" | "body" | "main" | "article" | "td" | "th" | "tr" | "tbody") {
        return false;
    }
    let style: String = tree.attribute(id, "style").unwrap_or("").split_ascii_whitespace().collect();
    let style = style.to_ascii_lowercase();
    let hidden = tree.attribute(id, "hidden").is_some()
        || ["display:none", "visibility:hidden", "font-size:0;", "text-indent:-9"].iter().any(|s| style.contains(s));
    hidden || ["class", "id"].into_iter().filter_map(|a| tree.attribute(id, a)).any(called)
}

/// Whether a class or an id is, as a whole or in one of its words, the name of something that is left out.
fn called(names: &str) -> bool {
    names.split_ascii_whitespace().any(|name| {
        let lower = name.to_ascii_lowercase();
        let whole: String = lower.chars().filter(char::is_ascii_alphanumeric).collect();
        let known = |word: &str| UNSEEN.contains(&word) || SITE.contains(&word);
        known(&whole) || lower.split(|c: char| !c.is_ascii_alphabetic()).any(known)
    })
}

/// What stands below a node.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    /// Characters that are no white space.
    text: u32,
    /// Those of them that stand in links.
    linked: u32,
    links: u32,
    /// Buttons of which one is chosen.
    choices: u32,
    cells: u32,
    headings: u32,
}

/// The sums of all nodes, without what is left out.
fn sums(tree: &Tree, out: &BTreeSet<Id>) -> Vec<Sum> {
    let mut order = Vec::new();
    tree.walk(tree.root(), |id| {
        let is = !out.contains(&id);
        if is || tree.name(id) == "input" {
            order.push(id);
        }
        is
    });
    let mut sums = vec![Sum::default(); tree.len()];
    // from the last to the first: a node stands before what it holds
    for &id in order.iter().rev() {
        let mut sum = Sum::default();
        for child in tree.children(id) {
            let more = sums[child];
            sum.text += more.text;
            sum.linked += more.linked;
            sum.links += more.links;
            sum.choices += more.choices;
            sum.cells += more.cells;
            sum.headings += more.headings;
        }
        if let Kind::Text { text, .. } = &tree.node(id).kind {
            sum.text = text.chars().filter(|c| !c.is_whitespace()).count() as u32;
        }
        match tree.name(id) {
            "a" if tree.attribute(id, "href").is_some() => {
                sum.linked = sum.text;
                sum.links += 1;
            }
            "td" => sum.cells += 1,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => sum.headings += 1,
            "input" => {
                let radio = tree.attribute(id, "type").is_some_and(|t| t.eq_ignore_ascii_case("radio"));
                sum.choices += u32::from(radio);
            }
            _ => {}
        }
        sums[id] = sum;
    }
    sums
}

/// A list of links, a header of nothing but links, a survey.
fn site_by_content(tree: &Tree, id: Id, sum: Sum) -> bool {
    let menu = sum.links >= 3 && sum.linked * 10 >= sum.text * 8 && sum.text <= sum.links * 40 && sum.headings < 2;
    let survey = sum.choices >= 3 && sum.text < 600 && sum.cells < 8;
    let leap = sum.links >= 1 && sum.linked == sum.text && (1..=60).contains(&sum.text) && leaps(tree, id);
    let path = sum.links >= 1 && (4..=100).contains(&sum.text) && sum.cells == 0 && is_path(tree, id);
    menu || survey || leap || path
}

/// `홈 > 정보공개 > 운영·관리 방침`: the way to the page.
fn is_path(tree: &Tree, top: Id) -> bool {
    let text = text_of(tree, top);
    let parts: Vec<&str> = text.split(['>', '›', '»']).map(str::trim).collect();
    parts.len() >= 3 && parts.iter().all(|p| p.chars().count() <= 40)
}

/// `본문 바로가기`, `메뉴 건너뛰기`: links to another place of the same page.
fn leaps(tree: &Tree, top: Id) -> bool {
    let text = text_of(tree, top);
    ["바로가기", "건너뛰기", "Skip to content", "맨위로", "TOP"].iter().any(|w| text.ends_with(w))
}

fn text_of(tree: &Tree, top: Id) -> String {
    let mut text = String::new();
    tree.walk(top, |id| {
        if let Kind::Text { text: more, .. } = &tree.node(id).kind {
            text.push_str(more.trim());
        }
        true
    });
    text
}
