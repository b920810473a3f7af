//! PDFs: words, lines, paragraphs, fonts.

use super::pdf_file::{HELVETICA_ONLY, PdfFile, Sheet, of_sheets, width, wrap};
use super::text;

const PROSE: &str = "Eight years between the loading bay and the back office. I like stock figures that agree with the shelf, and I have trained most of the people I now work with. Looking for a planning role with a small team.";

#[test]
fn wrapped_lines_are_one_paragraph_and_blocks_stand_apart() {
    let mut sheet = Sheet::default();
    sheet.text(60.0, 60.0, 20.0, "Tobias Marlowe");
    let y = sheet.lines(60.0, 100.0, 10.0, 13.0, &wrap(PROSE, 10.0, 300.0));
    sheet.text(60.0, y + 12.0, 10.0, "Dunmere");
    sheet.text(60.0, y + 25.0, 10.0, "Brackenfield");
    assert_eq!(text(&sheet.file()), format!("Tobias Marlowe\n\n{PROSE}\n\nDunmere\nBrackenfield"));
}

#[test]
fn items_of_lists_begin_with_a_hyphen_and_go_on_below_their_words() {
    let mut sheet = Sheet::default();
    let mut y = 60.0;
    for item in [PROSE, "Plan loading", "Train new starters in their first two weeks"] {
        sheet.text(60.0, y, 10.0, "•");
        y = sheet.lines(78.0, y, 10.0, 13.0, &wrap(item, 10.0, 400.0));
    }
    assert_eq!(text(&sheet.file()), format!("- {PROSE}\n- Plan loading\n- Train new starters in their first two weeks"));
}

#[test]
fn parted_words_are_joined_and_words_with_a_hyphen_keep_it() {
    let mut sheet = Sheet::default();
    let lines =
        ["I managed the configu-", "ration of all our machi-", "nes and trained part-", "time staff for the even-", "ing shift every day."];
    sheet.lines(60.0, 60.0, 10.0, 12.0, &lines);
    assert_eq!(
        text(&sheet.file()),
        "I managed the configuration of all our machines and trained part-time staff for the evening shift every day."
    );
}

#[test]
fn a_paragraph_goes_on_over_the_page_and_what_stands_on_every_page_is_read_once() {
    let lines = wrap(PROSE, 10.0, 300.0);
    let mut sheets = Vec::new();
    for (number, part) in [&lines[..2], &lines[2..]].iter().enumerate() {
        let mut sheet = Sheet::default();
        sheet.text(60.0, 30.0, 8.0, "Tobias Marlowe, resume");
        sheet.lines(60.0, 100.0, 10.0, 12.0, part);
        sheet.text(280.0, 820.0, 8.0, &format!("Page {} of 2", number + 1));
        sheets.push(sheet);
    }
    assert_eq!(text(&of_sheets(sheets)), format!("Tobias Marlowe, resume\n\n{PROSE}"));
}

#[test]
fn spaced_headings_shifted_signs_and_signs_drawn_twice_are_words() {
    let mut sheet = Sheet::default();
    sheet.0 += "BT /F 12 Tf 3 Tc 1 0 0 1 60 780 Tm (WORK HISTORY) Tj ET\n";
    sheet.0 += "BT /F 12 Tf 0 Tc 1 0 0 1 60 740 Tm [(Sh) 20 (ift) -300 (L) 15 (ead)] TJ ET\n";
    sheet.0 += "BT /F 12 Tf 1 0 0 1 60 700 Tm (Stock) Tj 1 0 0 1 60.3 700 Tm (Stock) Tj ET\n";
    sheet.0 += "BT /F 12 Tf 14 TL 1 0 0 1 60 660 Tm (One) Tj T* (Two) Tj (Three) ' 2 0 (Four) \" 0 -14 Td (Five) Tj ET\n";
    assert_eq!(text(&sheet.file()), "WORK HISTORY\n\nShift Lead\n\nStock\n\nOne\nTwo\nThree\nFour\nFive");
}

#[test]
fn turned_pages_and_drawings_within_drawings_are_read_where_they_are_seen() {
    let mut file = PdfFile::default();
    let form = format!("/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Matrix [1 0 0 1 0 -40] /Resources << {HELVETICA_ONLY} >>");
    let below = file.packed(&form, b"BT /F 10 Tf 1 0 0 1 60 700 Tm (below) Tj ET");
    let page = file.packed("", b"q /X Do Q BT /F 10 Tf 1 0 0 1 60 700 Tm (above) Tj ET");
    let resources = format!("{HELVETICA_ONLY} /XObject << /X {below} 0 R >>");
    assert_eq!(text(&file.finish_with(&[page], &resources, "", "")), "above\n\nbelow");

    let mut file = PdfFile::default();
    let page = file.packed("", b"BT /F 10 Tf 0 1 -1 0 100 60 Tm (first line) Tj 0 1 -1 0 112 60 Tm (second line) Tj ET");
    assert_eq!(text(&file.finish_with(&[page], HELVETICA_ONLY, "/Rotate 90", "")), "first line\nsecond line");
}

#[test]
fn ligatures_and_letters_that_only_the_font_names_are_letters() {
    let mut file = PdfFile::default();
    let font = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 /fi /fl /eacute /bullet] >> >> >>";
    let page = file.packed("", b"BT /F 10 Tf 1 0 0 1 60 700 Tm (O\\001ce work\\002ow for Zo\\353 and Ren\\003) Tj ET");
    assert_eq!(text(&file.finish_with(&[page], font, "", "")), "Ofice workflow for Zoë and René");
}

/// A font whose codes mean nothing by themselves; `map` says what they mean.
fn coded(map: Option<&str>, codes: &str) -> Vec<u8> {
    let mut file = PdfFile::default();
    let program = std::fs::read("assets/fonts/AtkinsonHyperlegibleNext-Regular-latin.ttf").unwrap();
    let program = file.packed(&format!("/Length1 {}", program.len()), &program);
    let about = file.add(format!(
        "<< /Type /FontDescriptor /FontName /AAAAAA+Text /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 /FontFile2 {program} 0 R >>"
    ));
    let letters = file.add(format!(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Text /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {about} 0 R /DW 500 /CIDToGIDMap /Identity >>"
    ));
    let map = map.map(|map| {
        let whole = format!(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange {map} endcmap end end"
        );
        format!("/ToUnicode {} 0 R", file.packed("", whole.as_bytes()))
    });
    let font = file.add(format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Text /Encoding /Identity-H /DescendantFonts [{letters} 0 R] {} >>",
        map.unwrap_or_default()
    ));
    let page = file.packed("", format!("BT /F 10 Tf 1 0 0 1 60 700 Tm <{codes}> Tj ET").as_bytes());
    file.finish_with(&[page], &format!("/Font << /F {font} 0 R >>"), "", "")
}

#[test]
fn codes_are_read_by_the_map_that_comes_with_the_font() {
    let map = "3 beginbfchar <0005> <004F> <0006> <006600660069> <0009> <0020> endbfchar 1 beginbfrange <0010> <0012> <0063> endbfrange";
    assert_eq!(text(&coded(Some(map), "000500060010001200090010")), "Officce c".replace("cce", "ce"));
}

#[test]
fn codes_that_nobody_explains_are_told() {
    let told = super::problem(&coded(None, "00050006000700080009"));
    assert!(told.contains("which letters"), "{told}");
}

#[test]
fn dates_at_the_right_edge_stay_on_the_line_that_they_date() {
    let mut sheet = Sheet::default();
    let mut y = 60.0;
    let jobs = [
        ("Shift Lead at Northgate Warehouse", "May 2021 - now"),
        ("Stock Clerk at Hallam Tools", "2018 - 2021"),
        ("Kitchen Assistant", "2016 - 2018"),
        ("Waiter", "2015"),
    ];
    for (job, dates) in jobs {
        sheet.text(60.0, y, 10.0, job);
        sheet.text(535.0 - width(dates, 10.0), y, 10.0, dates);
        y += 14.0;
    }
    let expected: Vec<String> = jobs.iter().map(|(job, dates)| format!("{job}\t{dates}")).collect();
    assert_eq!(text(&sheet.file()), expected.join("\n"));
}
