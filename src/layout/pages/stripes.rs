use super::ruled::Component;
use super::sheet::Sheet;
use crate::model::page::{Bbox, Page};
pub(super) fn tables(_page: &Page, _components: &[Component], _frames: &[Bbox], _used: &[bool]) -> Vec<Sheet> {
    Vec::new()
}
