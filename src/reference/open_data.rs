//! The columns of 전국CCTV표준데이터 in its three generations (`data/open_data_cctv.csv`).

use super::rows;
use std::sync::LazyLock;

/// A column of one generation.
#[derive(Clone, Debug)]
pub struct OpenDataColumn {
    /// `A`, `B` or `C`.
    pub generation: char,
    pub column: String,
    /// Name of the field in the API; empty where there is none.
    pub api_field: String,
}

static COLUMNS: LazyLock<Vec<OpenDataColumn>> = LazyLock::new(|| {
    rows(include_str!("data/open_data_cctv.csv"))
        .filter_map(|row| {
            let generation = row.get(0).filter(|g| g.len() == 1)?.chars().next()?;
            let (column, api_field) = (row.get(2)?.to_owned(), row.get(3)?.to_owned());
            Some(OpenDataColumn { generation, column, api_field })
        })
        .collect()
});

/// The name of the column that a heading or a field of the API stands for.
#[must_use]
pub fn column(heading: &str) -> Option<&'static str> {
    let heading = heading.trim().trim_start_matches('\u{feff}');
    let same = |c: &&OpenDataColumn| c.column == heading || !c.api_field.is_empty() && c.api_field == heading;
    COLUMNS.iter().find(same).map(|c| c.column.as_str())
}

/// The columns of today's generation, in their order.
pub fn today() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().filter(|c| c.generation == 'C').map(|c| c.column.as_str())
}

/// The generation whose columns the headings are; at least three quarters of them must stand there.
#[must_use]
pub fn generation(headings: &[&str]) -> Option<char> {
    let share = |generation: char| {
        let of: Vec<_> = COLUMNS.iter().filter(|c| c.generation == generation).collect();
        let found = of.iter().filter(|c| {
            headings.iter().any(|h| {
                let h = h.trim().trim_start_matches('\u{feff}');
                h == c.column || !c.api_field.is_empty() && h == c.api_field
            })
        });
        found.count() * 100 / of.len().max(1)
    };
    // the newest first: it has the columns of the one before it and more
    ['C', 'B', 'A'].into_iter().map(|g| (share(g), g)).filter(|(s, _)| *s >= 75).max_by_key(|(s, _)| *s).map(|(_, g)| g)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generations_are_told_apart() {
        let of = |g: char| -> Vec<&'static str> {
            COLUMNS.iter().filter(|c| c.generation == g).map(|c| c.column.as_str()).collect()
        };
        for g in ['A', 'B', 'C'] {
            assert_eq!(generation(&of(g)), Some(g));
        }
        let api: Vec<_> = COLUMNS.iter().filter(|c| c.generation == 'A').map(|c| c.api_field.as_str()).collect();
        assert_eq!(generation(&api), Some('A'));
        assert_eq!(generation(&["담당부서", "설치장소", "대수"]), None);
        assert_eq!(column("cctvNumber"), Some("카메라대수"));
    }
}
