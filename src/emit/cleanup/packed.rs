//! What a report keeps of each file until it is written out: a run may have thousands.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::marker::PhantomData;

/// A value as JSON: a tenth of what its structures take.
#[derive(Clone, Debug)]
pub(super) struct Packed<T> {
    json: Box<[u8]>,
    of: PhantomData<T>,
}

impl<T: DeserializeOwned + Default> Packed<T> {
    /// What a value reads as JSON.
    pub(super) fn of(value: &impl Serialize) -> Self {
        let json = serde_json::to_vec(value).unwrap_or_default();
        // a copy: cutting the buffer short would leave a hole behind each of thousands
        Packed { json: json.as_slice().into(), of: PhantomData }
    }

    pub(super) fn get(&self) -> T {
        serde_json::from_slice(&self.json).unwrap_or_default()
    }
}
