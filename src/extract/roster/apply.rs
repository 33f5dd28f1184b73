//! Sets the recovered names in the records of a notice, and lists the repairs.

use super::align::{Place, Roster};
use super::names::{self, Name, Named};
use super::parents::{Family, Label};
use super::reading::{self, Reading};
use super::records::{Record, records};
use super::units::{Group, UnitTable};
use crate::lexicon::words;
use crate::model::notice::RepairReason;
use crate::model::{CellRef, Evidence, Field, How, Notice, Repair, Source, Span, Text};

struct Writer<'a> {
    source: &'a Source,
    notice: &'a mut Notice,
    records: Vec<((u32, u32), Record)>,
}

/// Sets what is known of each row of each table.
pub(super) fn apply(
    source: &Source,
    notice: &mut Notice,
    tables: &[UnitTable<'_>],
    roster: &Roster,
    families: &[Family],
    names: &[Named],
) {
    let records = records(notice);
    let mut writer = Writer { source, notice, records };
    for (t, table) in tables.iter().enumerate() {
        let labels: Vec<Label<'_>> = families.iter().map(|f| label_of(f, tables, roster, t)).collect();
        for (group, place) in table.groups.iter().zip(&roster.of[t]) {
            let named = &names[place.entry];
            match named.family {
                Some(family) if table.is_split() => writer.member(table, group, named, &labels[family]),
                Some(_) => {} // one column: it says what it says
                None => writer.unit(table, group, *place, named.unit.as_ref()),
            }
        }
    }
}

/// The label of a family in a table.
fn label_of<'t>(family: &Family, tables: &[UnitTable<'t>], roster: &Roster, t: usize) -> Label<'t> {
    let mut label = Label::default();
    for &e in &roster.order[family.from..=family.to] {
        for &(_, g) in roster.entries[e].seen.iter().filter(|s| s.0 == t) {
            label.add(&tables[t], &tables[t].groups[g]);
        }
    }
    label
}

/// What is said of one row.
struct Said<'a> {
    value: &'a str,
    text: Text,
    how: How,
}

impl Writer<'_> {
    fn of_row(&self, table: u32, row: u32) -> Vec<Record> {
        let from = self.records.partition_point(|(at, _)| *at < (table, row));
        self.records[from..].iter().take_while(|(at, _)| *at == (table, row)).map(|(_, r)| *r).collect()
    }

    /// A site under its parent: both names on every row of the group.
    fn member(&mut self, table: &UnitTable<'_>, group: &Group, named: &Named, label: &Label<'_>) {
        let Some(parent) = &named.unit else { return };
        let label_is_right = label.text == parent.reading.text;
        let rows = &table.rows[group.rows.clone()];
        let shown = rows.iter().find_map(|r| {
            let cell = r.cells[table.last]?;
            (named.site.as_ref()?.reading.text == reading::clean(cell.as_str())).then_some(cell)
        });
        for row in rows {
            let records = self.of_row(table.index, row.row);
            let damaged_label: Vec<&Text> = row.cells[table.first..table.last]
                .iter()
                .flatten()
                .copied()
                .filter(|c| !label_is_right && is_no_part(c, &parent.reading.text))
                .collect();
            let text = Text::join(label.pieces.iter().copied(), " ");
            let how = if label_is_right { How::MergedCell } else { How::Repaired };
            self.set(&records, table, row.row, &Said { value: &parent.reading.text, text, how }, false);
            self.list(&records, "department", &damaged_label, parent, RepairReason::Roster);
            let Some(site) = &named.site else { continue };
            let own = row.cells[table.last];
            let readable = own.is_none_or(|c| !is_misread_site(c, site));
            let text = shown.or(own).cloned().unwrap_or_default();
            let text = if text.is_empty() { Text::join(label.pieces.iter().copied(), " ") } else { text };
            let how = match (shown.is_some() && readable, own.is_some()) {
                (true, true) => How::ColumnHead,
                (true, false) => How::MergedCell,
                (false, _) => How::Repaired,
            };
            self.set(&records, table, row.row, &Said { value: &site.reading.text, text, how }, true);
            if let Some(own) = own.filter(|_| !readable) {
                let reason = if shown.is_some() { RepairReason::SisterRow } else { RepairReason::Roster };
                self.list(&records, "facility", &[own], site, reason);
            }
        }
    }

    /// A unit that stands by itself: its name on every row of the group.
    fn unit(&mut self, table: &UnitTable<'_>, group: &Group, place: Place, name: Option<&Name>) {
        let rows = &table.rows[group.rows.clone()];
        let printed: Vec<Vec<&Text>> = rows.iter().map(|r| r.printed(table)).collect();
        let Some(name) = name.filter(|n| place.certain || fits(group, n)) else {
            return self.as_printed(table, group);
        };
        let exact = rows.iter().position(|r| r.reading(table) == name.reading.text);
        let together: Vec<&Text> = printed.iter().flatten().copied().collect();
        let over_rows = exact.is_none() && reads_over_rows(&printed, name);
        // a row with another name of its own: the rows beside it that show none belong to it
        let other = rows.iter().position(|r| {
            let own = r.reading(table);
            exact.is_none() && !over_rows && !own.is_empty() && self.keeps(table, r, &own, name)
        });
        for (i, row) in rows.iter().enumerate() {
            let records = self.of_row(table.index, row.row);
            let own = row.reading(table);
            let names_itself = !own.is_empty() && !over_rows && self.keeps(table, row, &own, name);
            if let Some(named) = if names_itself { Some(i) } else { other.filter(|_| own.is_empty()) } {
                let value = rows[named].reading(table);
                let text = Text::join(printed[named].iter().copied(), "");
                let how = if named == i { How::ColumnHead } else { How::MergedCell };
                self.set(&records, table, row.row, &Said { value: &value, text, how }, false);
                continue;
            }
            let right = own == name.reading.text;
            let cells: &[&Text] = match exact {
                _ if over_rows => &together,
                Some(exact) if own.is_empty() => &printed[exact],
                _ if own.is_empty() => &together,
                _ => &printed[i],
            };
            let whole = over_rows && joined(&together) == name.reading.text;
            let how = match (right || whole || own.is_empty() && exact.is_some(), own.is_empty() || whole) {
                (true, true) => How::MergedCell,
                (true, false) => How::ColumnHead,
                (false, _) => How::Repaired,
            };
            let mut text = Text::join(cells.iter().copied(), "");
            if text.is_empty() {
                text = self.anywhere(&records);
            }
            self.set(&records, table, row.row, &Said { value: &name.reading.text, text, how }, false);
            if how != How::Repaired || own.is_empty() || over_rows && i > 0 {
                continue;
            }
            let part = name.reading.text.contains(&own) || over_rows;
            let reason = match exact {
                Some(_) => RepairReason::SisterRow,
                None if part => RepairReason::CutInTwo,
                None => name.reason,
            };
            self.list(&records, "department", cells, name, reason);
        }
    }

    /// Whether a row has a name of its own that is not a misreading of the proven one.
    fn keeps(&self, table: &UnitTable<'_>, row: &super::units::UnitRow<'_>, own: &str, name: &Name) -> bool {
        if own == name.reading.text || !reading::is_intact(own) {
            return false;
        }
        let torn = row.printed(table).len() > 1;
        let likeness = Reading::new(own.to_owned()).likeness(&name.reading);
        if torn { likeness < 0.4 } else { !names::is_misreading(own, 1, name) }
    }

    /// Nothing is proved: the cells are joined where they make a name, and stay as they are where they do not.
    fn as_printed(&mut self, table: &UnitTable<'_>, group: &Group) {
        if !table.is_split() {
            return;
        }
        for row in &table.rows[group.rows.clone()] {
            let cells = row.printed(table);
            let records = self.of_row(table.index, row.row);
            let (Some(first), Some(last)) = (cells.first(), cells.last()) else { continue };
            let whole = row.reading(table);
            let torn = cells.len() > 1 && !reading::is_parent(&reading::clean(first.as_str()));
            if torn && reading::is_intact(&whole) {
                let text = Text::join(cells.iter().copied(), "");
                self.set(&records, table, row.row, &Said { value: &whole, text, how: How::ColumnHead }, false);
            } else {
                let text = if torn { Text::join(cells.iter().copied(), " ") } else { (*last).clone() };
                let value = text.as_str().trim().to_owned();
                self.set(&records, table, row.row, &Said { value: &value, text, how: How::ColumnHead }, false);
            }
        }
    }

    /// Some text of a record, for a value whose own cell is empty.
    fn anywhere(&mut self, records: &[Record]) -> Text {
        records.iter().find_map(|r| r.fields(self.notice).0.text().cloned()).unwrap_or_default()
    }

    fn set(&mut self, records: &[Record], table: &UnitTable<'_>, row: u32, said: &Said<'_>, site: bool) {
        if said.text.is_empty() {
            return;
        }
        let col = (table.start + if site { table.last } else { table.first }) as u32;
        let by = Evidence { how: said.how, cell: Some(CellRef { table: table.index, row, col }) };
        for record in records {
            let (department, facility) = record.fields(self.notice);
            let field = if site { facility } else { department };
            if !site || field.is_missing() {
                *field = Field::parsed(said.value.to_owned(), said.text.clone(), by);
            }
        }
    }

    fn list(&mut self, records: &[Record], field: &str, damaged: &[&Text], name: &Name, reason: RepairReason) {
        let Some(record) = records.first() else { return };
        let at = around(damaged);
        if at.is_empty() {
            return;
        }
        let raw: Vec<&str> = at.iter().map(|s| self.source.raw(*s)).collect();
        let mut proof: Vec<Span> = name.proof.iter().filter(|p| at.iter().all(|a| !a.overlaps(p))).copied().collect();
        proof.truncate(4);
        self.notice.repairs.push(Repair {
            field: record.pointer(field),
            from: raw.join(" "),
            to: name.reading.text.clone(),
            reason,
            at,
            proof,
            confidence: name.confidence,
        });
    }
}

/// The printed text from the first to the last of some cells, one span for each line.
fn around(cells: &[&Text]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for span in cells.iter().flat_map(|c| c.spans()) {
        match out.last_mut() {
            Some(last) if last.unit == span.unit && last.start <= span.start => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

fn joined(cells: &[&Text]) -> String {
    let cells: Vec<&str> = cells.iter().map(|c| c.as_str()).collect();
    reading::joined(&cells).into_iter().next().unwrap_or_default()
}

/// Letters that are no part of a name.
fn is_no_part(cell: &Text, name: &str) -> bool {
    let text = reading::clean(cell.as_str());
    !text.is_empty() && !name.contains(&text)
}

/// Whether the cell of a site shows wreckage, or other letters than most tables show.
fn is_misread_site(cell: &Text, site: &Name) -> bool {
    let text = reading::clean(cell.as_str());
    if text.is_empty() || site.reading.text.contains(&text) || text.contains(&site.reading.text) {
        return false;
    }
    // `센터` on the second row says what the sites are
    let kind_of_site = words::is_site(&text) && Reading::new(text.clone()).likeness(&site.reading) < 0.5;
    !reading::is_plain(&text) || site.tables.len() > 1 && !kind_of_site
}

fn fits(group: &Group, name: &Name) -> bool {
    group.readings.iter().any(|r| r.likeness(&name.reading) >= 0.5)
}

/// Whether two rows of a group together are nearer to the name than each alone: its halves stand on two rows.
fn reads_over_rows(printed: &[Vec<&Text>], name: &Name) -> bool {
    let filled: Vec<&Vec<&Text>> = printed.iter().filter(|p| !p.is_empty()).collect();
    if filled.len() != 2 {
        return false;
    }
    let likeness = |cells: &[&Text]| Reading::new(joined(cells)).likeness(&name.reading);
    let both: Vec<&Text> = filled.iter().flat_map(|p| p.iter().copied()).collect();
    let whole = likeness(&both);
    whole >= 0.4 && filled.iter().all(|p| likeness(p) < whole)
}
