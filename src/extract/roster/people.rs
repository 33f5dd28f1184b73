//! A role printed in the middle of the rows that it covers.

use crate::model::{Block, CellRef, Concept, Contact, Field, Layout, Notice, Role, Table};

/// A person without a post between the manager and a row that says 접근권한자 holds access too: the merged cell of
/// the role begins on the first of its rows and shows its text on a later one.
pub(super) fn roles_in_the_middle(layout: &Layout, notice: &mut Notice, first_table: u32) {
    let tables: Vec<&Table> = layout.blocks[notice.blocks.clone()]
        .iter()
        .filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None })
        .collect();
    for i in 1..notice.contacts.len() {
        let (before, rest) = notice.contacts.split_at_mut(i);
        let [one, next, ..] = rest else { break };
        let Some(above) = before.last() else { continue };
        let postless = one.position.is_missing() && next.position.is_missing() && !above.position.is_missing();
        let split = above.role == Role::Manager && one.role == Role::Manager && next.role == Role::AccessHolder;
        let same_unit =
            one.department.as_str() == next.department.as_str() && one.department.as_str() == above.department.as_str();
        if !(postless && split && same_unit) {
            continue;
        }
        let Some(own) = place(one) else { continue };
        let table = own.table.checked_sub(first_table).and_then(|t| tables.get(t as usize));
        if table.is_some_and(|t| shows_no_role(t, own.row)) {
            one.role = next.role;
            one.role_text = next.role_text.clone();
        }
    }
}

fn place(contact: &Contact) -> Option<CellRef> {
    [&contact.name, &contact.phone].into_iter().find_map(|f: &Field<String>| f.evidence()?.cell)
}

fn shows_no_role(table: &Table, row: u32) -> bool {
    let Some(col) = table.columns.iter().position(|c| *c == Some(Concept::Role)) else { return false };
    !table.cells.iter().any(|c| c.row == row && c.col as usize == col && !c.text.is_empty())
}
