//! A small document for the writers: lines, and tables with merged cells.

#[derive(Clone, Debug, Default)]
pub(super) struct Document {
    pub(super) blocks: Vec<Block>,
}

#[derive(Clone, Debug)]
pub(super) enum Block {
    Line(Vec<Piece>),
    Table(Table),
}

/// A piece of a line.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    Text(String),
    /// A memo anchored here.
    Memo(String),
    /// Deleted, with the change tracked (a format that has no such mark leaves it out).
    Struck(String),
    /// A text box anchored here.
    Box(Vec<Block>),
    /// A footnote anchored here.
    Note(Vec<Block>),
}

#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) rows: u32,
    pub(super) cols: u32,
    pub(super) cells: Vec<Cell>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) row: u32,
    pub(super) col: u32,
    pub(super) row_span: u32,
    pub(super) col_span: u32,
    pub(super) content: Vec<Block>,
}

pub(super) fn line(text: &str) -> Block {
    Block::Line(vec![Piece::Text(text.to_owned())])
}

impl Block {
    /// A table of one cell around other blocks.
    pub(super) fn frame(content: Vec<Block>) -> Block {
        let cell = Cell { row_span: 1, col_span: 1, content, ..Cell::default() };
        Block::Table(Table { rows: 1, cols: 1, cells: vec![cell] })
    }
}

impl Document {
    /// A text whose rows of tab-separated cells become tables.
    pub(super) fn of_text(source: &str) -> Document {
        let piped: Vec<String> = source
            .lines()
            .map(|l| if l.contains('\t') { format!("| {}", l.replace('\t', " | ")) } else { l.to_owned() })
            .collect();
        Document { blocks: text(&piped.join("\n")) }
    }
}

/// Lines, and tables of lines that begin with `|`: `^` goes on with the cell above, `<` with the one to the left.
pub(super) fn text(source: &str) -> Vec<Block> {
    let lines: Vec<&str> = source.lines().filter(|l| !l.starts_with("|---")).collect();
    lines
        .chunk_by(|a, b| a.starts_with('|') && b.starts_with('|'))
        .map(|run| if run[0].starts_with('|') { Block::Table(table(&run.join("\n"))) } else { line(run[0]) })
        .collect()
}

pub(super) fn table(rows: &str) -> Table {
    let grid: Vec<Vec<&str>> = rows
        .lines()
        .map(|l| l.trim_start_matches("| ").trim_end_matches('|').split('|').map(str::trim).collect())
        .collect();
    let cols = grid.iter().map(Vec::len).max().unwrap_or(0);
    let at = |r: usize, c: usize| grid.get(r).and_then(|row| row.get(c)).copied().unwrap_or_default();
    let mut cells = Vec::new();
    for r in 0..grid.len() {
        for c in (0..cols).filter(|&c| !matches!(at(r, c), "^" | "<")) {
            let col_span = 1 + (c + 1..cols).take_while(|&c| at(r, c) == "<").count() as u32;
            let row_span = 1 + (r + 1..grid.len()).take_while(|&r| at(r, c) == "^").count() as u32;
            cells.push(Cell { row: r as u32, col: c as u32, row_span, col_span, content: vec![line(at(r, c))] });
        }
    }
    Table { rows: grid.len() as u32, cols: cols as u32, cells }
}
