//! Names that the conversion destroyed, recovered where the file itself proves them.
//!
//! The tables of a notice list the same units in the same order. [`units`] takes the unit columns of each table apart,
//! [`align`] finds the rows that mean the same unit ([`anchors`] the ones beyond doubt), [`parents`] the units printed downwards beside their sites;
//! [`names`] chooses the reading that the file proves, with [`elsewhere`] for what stands in its other text, and
//! [`apply`] sets it and lists the repairs. [`purposes`] does the same for purposes cut in two rows.

mod align;
mod anchors;
mod apply;
mod elsewhere;
mod names;
mod parents;
mod people;
mod purposes;
mod reading;
mod records;
mod units;

#[cfg(test)]
mod tests;

use crate::model::{Layout, Notice, Source};

/// Recovers names of units and sites, and lists what was changed. `first_table` is the number of the notice's first
/// table in the document.
pub(super) fn recover(source: &Source, layout: &Layout, notice: &mut Notice, first_table: u32) {
    if !units::any_split(layout, notice) {
        return;
    }
    let tables = units::tables(source, layout, notice, first_table);
    if !tables.iter().any(units::UnitTable::is_split) {
        return;
    }
    let elsewhere = elsewhere::Elsewhere::read(layout, notice, &tables, first_table);
    let roster = align::roster(&tables);
    let families = parents::families(&tables, &roster, &elsewhere);
    let names = names::names(&tables, &roster, &families, &elsewhere);
    apply::apply(source, notice, &tables, &roster, &families, &names);
    people::roles_in_the_middle(layout, notice, first_table);
    purposes::recover(source, notice, &elsewhere);
}
