//! Paragraphs and rows of tables, and how they are written down.

/// Characters that what stands beside a text has at most: dates, a place, a label.
const LABEL: usize = 40;

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text.
    Plain,
    /// An item of a list.
    Item,
    /// A heading of this level, from 0 on.
    Heading(usize),
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) text: String,
    pub(super) kind: Kind,
    /// It does not belong to what stands before it.
    pub(super) apart: bool,
}

impl Block {
    fn is_label(&self) -> bool {
        self.kind == Kind::Plain && !self.text.contains('\n') && self.text.chars().count() <= LABEL
    }
}

/// A row of a table. Cells with one line each are one line; dates and labels stand on the line that they belong to; what else
/// stands side by side is one below the other.
pub(super) fn row(cells: Vec<Vec<Block>>) -> Vec<Block> {
    let mut cells: Vec<Vec<Block>> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
    let single = |cell: &Vec<Block>| cell.len() == 1 && cell[0].kind == Kind::Plain && !cell[0].text.contains('\n');
    if cells.len() > 1 && cells.iter().all(single) {
        let texts: Vec<&str> = cells.iter().map(|cell| cell[0].text.as_str()).collect();
        return vec![Block { text: texts.join("\t"), kind: Kind::Plain, apart: cells[0][0].apart }];
    }
    if let [label, content, ..] = cells.as_mut_slice()
        && let ([only], [first, ..]) = (label.as_slice(), content.as_mut_slice())
        && only.is_label()
        && first.kind == Kind::Plain
    {
        first.text = format!("{}\t{}", only.text, first.text);
        label.clear();
    }
    for cell in &mut cells {
        if let Some(first) = cell.first_mut() {
            first.apart = true;
        }
    }
    cells.into_iter().flatten().collect()
}

/// The text of paragraphs, headings and lists marked as in Markdown.
pub(super) fn written(blocks: Vec<Block>) -> String {
    let mut text = String::new();
    let mut before = None;
    for Block { text: words, kind, apart } in blocks {
        if apart || matches!(kind, Kind::Heading(_)) || (kind != Kind::Item && before == Some(Kind::Item)) {
            text.push('\n');
        }
        match kind {
            Kind::Plain => text.push_str(&words),
            Kind::Item => text.push_str(&format!("- {}", words.replace('\n', " "))),
            // One level is the title's, which has no mark: it is the candidate's name or that of the job.
            Kind::Heading(level) => text.push_str(&format!("{} {}", "#".repeat((level + 2).min(6)), words.replace('\n', " "))),
        }
        text.push('\n');
        before = Some(kind);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(texts: &[&str]) -> Vec<Block> {
        texts.iter().map(|text| Block { text: (*text).to_owned(), kind: Kind::Plain, apart: false }).collect()
    }

    #[test]
    fn a_row_of_single_lines_is_one_line_and_dates_stay_with_what_they_date() {
        assert_eq!(written(row(vec![cell(&["Excel"]), cell(&["daily"])])), "Excel\tdaily\n");
        assert_eq!(written(row(vec![cell(&["2019-2023"]), cell(&["Clerk, Hallam", "Returns"])])), "\n2019-2023\tClerk, Hallam\nReturns\n");
        assert_eq!(written(row(vec![cell(&["Skills", "Excel"]), cell(&["Work", "Clerk"])])), "\nSkills\nExcel\n\nWork\nClerk\n");
    }
}
