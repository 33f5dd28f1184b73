//! What a file may still unpack: so much of each part, and so much of all of them.

use crate::model::ReadError;
use crate::model::report::TooLarge;
use crate::settings::Limits;

/// Counts the bytes that have been unpacked from one file.
#[derive(Debug)]
pub(super) struct Budget {
    part: u64,
    whole: u64,
    left: u64,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Budget { part: limits.part_bytes, whole: limits.unpacked_bytes, left: limits.unpacked_bytes }
    }

    /// How long the next part may be at most.
    pub(super) fn most(&self) -> u64 {
        self.part.min(self.left)
    }

    /// Takes a part off.
    pub(super) fn spend(&mut self, bytes: u64) -> Result<(), ReadError> {
        if bytes > self.most() {
            return Err(self.over(bytes));
        }
        self.left -= bytes;
        Ok(())
    }

    /// The error of a part that is longer than [`most`](Budget::most), however long it is.
    pub(super) fn too_long(&self) -> ReadError {
        self.over(self.most().saturating_add(1))
    }

    fn over(&self, bytes: u64) -> ReadError {
        let (what, found, limit) = if bytes > self.part {
            (TooLarge::PartBytes, bytes, self.part)
        } else {
            (TooLarge::UnpackedBytes, (self.whole - self.left).saturating_add(bytes), self.whole)
        };
        ReadError::TooLarge { what, found, limit, line: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(error: ReadError) -> (&'static str, u64, u64) {
        match error {
            ReadError::TooLarge { what: TooLarge::PartBytes, found, limit, .. } => ("part", found, limit),
            ReadError::TooLarge { what: TooLarge::UnpackedBytes, found, limit, .. } => ("whole", found, limit),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_limit_that_is_passed_first_is_named() {
        let mut budget = Budget::new(&Limits { part_bytes: 60, unpacked_bytes: 100, ..Limits::default() });
        assert_eq!(budget.most(), 60);
        assert_eq!(told(budget.too_long()), ("part", 61, 60));
        assert_eq!(told(budget.spend(90).unwrap_err()), ("part", 90, 60));
        budget.spend(60).unwrap();
        assert_eq!(budget.most(), 40);
        assert_eq!(told(budget.too_long()), ("whole", 101, 100));
        assert_eq!(told(budget.spend(50).unwrap_err()), ("whole", 110, 100));
        budget.spend(40).unwrap();
        assert_eq!(told(budget.spend(1).unwrap_err()), ("whole", 101, 100));
    }
}
