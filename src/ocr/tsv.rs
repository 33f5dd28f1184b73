//! The table of words that `tesseract … tsv` prints: a row for each word with its box, line and confidence.

use crate::model::page::Word;

/// Words of lower confidence (0 to 100) are noise.
const LEAST: f32 = 10.0;

/// The words of an answer, with boxes in pixels, in its order.
#[must_use]
pub fn words(tsv: &str) -> Vec<Word> {
    tsv.lines().filter_map(word).collect()
}

/// `level page block par line word left top width height conf text`
fn word(row: &str) -> Option<Word> {
    let mut fields = row.split('\t');
    let mut number = || fields.next()?.parse::<f32>().ok();
    let level = number()?;
    let [_page, block, par, line, _word, left, top, width, height, confidence] =
        std::array::from_fn(|_| number().unwrap_or(-1.0));
    let text = fields.next()?.trim();
    (level == 5.0 && !text.is_empty() && confidence >= LEAST && width > 0.0 && height > 0.0).then(|| Word {
        text: text.to_owned(),
        bbox: [left, top, left + width, top + height],
        line: [block as u32, par as u32, line as u32],
        confidence,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_are_taken() {
        let tsv = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
                   4\t1\t1\t1\t1\t0\t10\t20\t300\t40\t-1\t\n\
                   5\t1\t1\t1\t1\t1\t10\t20\t100\t40\t91.5\t관리책임자\n\
                   5\t1\t1\t1\t1\t2\t120\t20\t90\t40\t3.0\t!!\n";
        let found = words(tsv);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, "관리책임자");
        assert_eq!(found[0].bbox, [10.0, 20.0, 110.0, 60.0]);
    }
}
