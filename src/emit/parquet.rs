//! Flat tables as Parquet (version 1 pages, Snappy), for engines that read columns.

use super::flat::{NUMBERS, Rows};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

/// Lines of a row group: what is kept in memory.
const GROUP: usize = 8192;

/// Values of a column that are not yet written; the levels say which lines have one.
#[derive(Debug)]
enum Column {
    Number(Vec<i32>),
    Text(Vec<ByteArray>),
}

/// A table of columns, text but for [`NUMBERS`]. An empty cell is null.
pub struct Table<W: Write + Send> {
    out: SerializedFileWriter<W>,
    columns: Vec<(Column, Vec<i16>)>,
    lines: usize,
}

impl<W: Write + Send> std::fmt::Debug for Table<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Table")
    }
}

impl<W: Write + Send> Table<W> {
    /// A table of these columns.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn begin(out: W, heading: &[&str]) -> io::Result<Self> {
        let is_number = |name: &&str| NUMBERS.contains(name);
        let field = |name: &&str| {
            let field = if is_number(name) {
                Type::primitive_type_builder(name, Physical::INT32)
            } else {
                Type::primitive_type_builder(name, Physical::BYTE_ARRAY).with_logical_type(Some(LogicalType::String))
            };
            field.with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
        };
        let fields = heading.iter().map(field).collect::<Result<_, _>>().map_err(broken)?;
        let schema = Type::group_type_builder("schema").with_fields(fields).build().map_err(broken)?;
        let how = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let out = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(how)).map_err(broken)?;
        let column = |name: &&str| {
            let values = if is_number(name) { Column::Number(Vec::new()) } else { Column::Text(Vec::new()) };
            (values, Vec::new())
        };
        Ok(Table { out, columns: heading.iter().map(column).collect(), lines: 0 })
    }

    fn flush(&mut self) -> Result<(), ParquetError> {
        let mut group = self.out.next_row_group()?;
        for (column, levels) in &mut self.columns {
            let Some(mut to) = group.next_column()? else { break };
            match column {
                Column::Number(values) => {
                    to.typed::<Int32Type>().write_batch(values, Some(levels), None)?;
                    values.clear();
                }
                Column::Text(values) => {
                    to.typed::<ByteArrayType>().write_batch(values, Some(levels), None)?;
                    values.clear();
                }
            }
            to.close()?;
            levels.clear();
        }
        group.close()?;
        self.lines = 0;
        Ok(())
    }

    /// Ends the table and gives the output back.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn end(mut self) -> io::Result<W> {
        if self.lines > 0 {
            self.flush().map_err(broken)?;
        }
        self.out.into_inner().map_err(broken)
    }
}

impl<W: Write + Send> Rows for Table<W> {
    fn row<'c>(&mut self, cells: impl IntoIterator<Item = Cow<'c, str>>) -> io::Result<()> {
        for ((column, levels), cell) in self.columns.iter_mut().zip(cells) {
            let held = match column {
                Column::Number(values) => cell.parse().map(|n| values.push(n)).is_ok(),
                Column::Text(values) if !cell.is_empty() => {
                    values.push(ByteArray::from(cell.into_owned().into_bytes()));
                    true
                }
                Column::Text(_) => false,
            };
            levels.push(i16::from(held));
        }
        self.lines += 1;
        if self.lines == GROUP { self.flush().map_err(broken) } else { Ok(()) }
    }
}

fn broken(cause: ParquetError) -> io::Error {
    match cause {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    #[test]
    fn numbers_texts_and_nothing() {
        let mut table = Table::begin(Vec::new(), &["file", "count"]).unwrap();
        for n in 0..GROUP + 2 {
            let count = if n % 2 == 0 { n.to_string() } else { String::new() };
            table.row([if n == 1 { "".into() } else { "가.txt".into() }, count.into()]).unwrap();
        }
        let read = SerializedFileReader::new(bytes::Bytes::from(table.end().unwrap())).unwrap();
        let rows: Vec<_> = read.get_row_iter(None).unwrap().map(|row| row.unwrap().into_columns()).collect();
        assert_eq!(rows.len(), GROUP + 2);
        assert_eq!(rows[0], [("file".to_owned(), Field::Str("가.txt".into())), ("count".to_owned(), Field::Int(0))]);
        assert_eq!(rows[1], [("file".to_owned(), Field::Null), ("count".to_owned(), Field::Null)]);
        assert_eq!(rows[GROUP].last(), Some(&("count".to_owned(), Field::Int(GROUP as i32))));
        assert_eq!(read.num_row_groups(), 2);
    }
}
