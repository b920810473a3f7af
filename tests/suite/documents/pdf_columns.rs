//! PDFs: columns are read one after the other.

use super::pdf_file::{Sheet, wrap};
use super::text;

const SKILLS: [&str; 8] =
    ["SKILLS", "Microsoft Excel", "Stock control", "Forklift", "Rota planning", "TRAINING", "First aid at work", "Team Leading"];
const WORK: &str = "Lead a late shift of nine pickers and two drivers, and plan the loading for fourteen lorries a day, in winter as in summer, with a second scan at the packing bench that cut picking errors by a third within one year.";

/// A page with a name across it, a narrow column with short lines, and a wide one with sentences.
fn sidebar(side: f64, side_leading: f64, main: f64) -> String {
    let mut sheet = Sheet::default();
    sheet.text(200.0, 50.0, 22.0, "Tobias Marlowe");
    sheet.lines(side, 100.0, 9.0, side_leading, &SKILLS);
    sheet.text(main, 100.0, 10.0, "WORK HISTORY");
    sheet.text(main, 118.0, 10.0, "Shift Lead, Northgate Warehouse");
    sheet.lines(main, 131.0, 10.0, 13.0, &wrap(WORK, 10.0, 320.0));
    let text = text(&sheet.file());
    assert!(text.starts_with("Tobias Marlowe\n\n"), "{text}");
    text
}

#[test]
fn a_narrow_column_beside_a_wide_one_is_read_by_itself() {
    for leading in [13.0, 12.0, 17.0] {
        let left = sidebar(40.0, leading, 220.0);
        assert!(left.contains(&SKILLS.join("\n")), "{left}");
        assert!(left.find("Team Leading").unwrap() < left.find("WORK HISTORY").unwrap(), "{left}");
        assert!(left.ends_with(WORK), "{left}");
        let right = sidebar(440.0, leading, 60.0);
        assert!(right.find("WORK HISTORY").unwrap() < right.find("SKILLS").unwrap(), "{right}");
        assert!(right.contains(WORK) && right.ends_with(&SKILLS.join("\n")), "{right}");
    }
}

#[test]
fn two_columns_of_sentences_on_the_same_lines_are_not_mixed() {
    let other = "Booked deliveries in and out, about 120 lines a day, handled returns and supplier complaints by telephone and letter, and built a spreadsheet that showed slow-moving stock by shelf, which the office still uses.";
    let mut sheet = Sheet::default();
    let heading = "A heading that runs across both of the columns and says what the page is about in one long line";
    sheet.text(60.0, 60.0, 10.0, heading);
    sheet.lines(60.0, 90.0, 10.0, 12.0, &wrap(WORK, 10.0, 220.0));
    sheet.lines(310.0, 90.0, 10.0, 12.0, &wrap(other, 10.0, 220.0));
    assert_eq!(text(&sheet.file()), format!("{heading}\n\n{WORK}\n\n{other}"));
}

#[test]
fn three_columns_below_a_text_across_the_page_are_read_one_by_one() {
    let mut sheet = Sheet::default();
    let after = sheet.lines(60.0, 60.0, 10.0, 12.0, &wrap(WORK, 10.0, 470.0));
    for (index, x) in [60.0, 220.0, 380.0].into_iter().enumerate() {
        let lines: Vec<String> = ["alpha", "beta", "gamma"].iter().map(|word| format!("{word} in column {}", index + 1)).collect();
        sheet.lines(x, after + 20.0 + 4.0 * index as f64, 10.0, 14.0, &lines);
    }
    let columns: Vec<String> =
        (1..=3).map(|column| format!("alpha in column {column}\nbeta in column {column}\ngamma in column {column}")).collect();
    assert_eq!(text(&sheet.file()), format!("{WORK}\n\n{}", columns.join("\n\n")));
}

#[test]
fn labels_stay_with_what_they_label() {
    let rows = [
        ("Languages", "English and Norwegian"),
        ("Tools", "Excel, stock control software"),
        ("Licences", "Counterbalance forklift"),
        ("Awards", "None yet"),
    ];
    let mut sheet = Sheet::default();
    for (index, (label, value)) in rows.iter().enumerate() {
        sheet.text(60.0, 60.0 + 14.0 * index as f64, 10.0, label);
        sheet.text(180.0, 60.0 + 14.0 * index as f64, 10.0, value);
    }
    let expected: Vec<String> = rows.iter().map(|(label, value)| format!("{label}\t{value}")).collect();
    assert_eq!(text(&sheet.file()), expected.join("\n"));
}
