//! The shared vocabulary: types and small accessors, no stage logic.
//!
//! Every stage imports this module and no other stage; this module imports nothing of ours.

pub mod anchor;
pub mod batch;
pub mod change;
pub mod concept;
pub mod content;
pub mod field;
pub mod finding;
pub mod hex;
pub mod lang;
pub mod layout;
pub mod ledger;
pub mod notice;
pub mod page;
pub mod part;
pub mod place;
pub mod record;
pub mod report;
pub mod rule;
pub mod sheet;
pub mod source;
pub mod text;

pub use anchor::{Anchor, NativeCell, Span};
pub use batch::{BatchFinding, Keys};
pub use concept::Concept;
pub use content::{Aside, Content, Flow, FlowCell, FlowTable, Flows, Joint, Run, Runs};
pub use field::{CellRef, Evidence, Field, How};
pub use finding::{Finding, Label};
pub use hex::hex;
pub use lang::{Bi, Lang};
pub use layout::{Block, Cell, Drawn, Grid, Layout, Paragraph, Table};
pub use notice::{
    Contact, Contractor, Dates, Installation, Notice, Point, Repair, Retention, Revision, Role, Section, Viewing,
};
pub use part::Part;
pub use place::Place;
pub use report::{InputOutcome, ReadError, Report, RuleOutcome, Verdict};
pub use rule::{Basis, Family, Fix, RuleInfo, Severity};
pub use source::{Origin, ReaderNote, Source, Unit};
pub use text::Text;
