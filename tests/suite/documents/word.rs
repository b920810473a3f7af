//! Word documents: what a reader sees of them, once and in order.

use greenroom::documents::Limits;

use super::word_file::{STYLES, archive, document, item, paragraph, part, run, styled, with};
use super::{problem, problem_within, text};

#[test]
fn paragraphs_headings_lists_and_tabs() {
    let body = [
        styled("Titel", "Noor Halvorsen"),
        styled("berschrift1", "Experience"),
        styled("berschrift2", "Staff Nurse & Link Nurse"),
        paragraph("Mereside\tMarch 2023 to present"),
        item("Care for six patients"),
        styled("PunkteEng", "Wrote a night guide"),
        with("<w:pStyle w:val=\"Punkte\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>", "No item any more"),
        "<w:p/>".to_owned(),
        format!(
            "<w:p>{}<w:r><w:br/></w:r>{}<w:r><w:noBreakHyphen/></w:r>{}</w:p>",
            run("two"),
            run("lines"),
            run("here &#8211; and &lt;there&gt;")
        ),
    ];
    let read = text(&document(&body.concat(), &[("word/styles.xml", STYLES)]));
    assert_eq!(
        read,
        "Noor Halvorsen\n\n## Experience\n\n### Staff Nurse & Link Nurse\nMereside\tMarch 2023 to present\n- Care for six patients\n- Wrote a night guide\n\nNo item any more\n\ntwo\nlines-here – and <there>"
    );
}

#[test]
fn tables_are_read_row_by_row_and_cells_with_more_than_a_line_one_by_one() {
    let cell = |content: &str| format!("<w:tc>{content}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let skills = row(&[cell(&paragraph("Excel")), cell(&paragraph("daily"))]);
    let job = row(&[cell(&paragraph("2019-2023")), cell(&(paragraph("Clerk, Hallam Tools") + &item("Handled returns")))]);
    let inner = format!("<w:tbl>{skills}</w:tbl>{}", paragraph("after the inner table"));
    let body = format!("<w:tbl>{skills}{job}{}</w:tbl>", row(&[cell(&inner), cell("<w:p/>")]));
    assert_eq!(
        text(&document(&body, &[])),
        "Excel\tdaily\n\n2019-2023\tClerk, Hallam Tools\n- Handled returns\n\nExcel\tdaily\nafter the inner table"
    );
}

#[test]
fn what_was_deleted_hidden_or_only_prompts_is_not_read() {
    let body = format!(
        "<w:p>{}<w:del><w:r><w:delText>gone </w:delText></w:r><w:r><w:t>gone too</w:t></w:r></w:del><w:ins>{}</w:ins><w:moveFrom>{}</w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>\
         <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt><w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        run("kept "),
        run("added"),
        run("elsewhere"),
        paragraph("Click here to enter text"),
        paragraph("entered"),
    );
    assert_eq!(text(&document(&body, &[])), "kept added\nentered");
}

#[test]
fn text_boxes_are_read_once_after_the_paragraph_that_holds_them() {
    let inside = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(text));
    let boxed = |text: &str| {
        format!(
            "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx>{0}</wps:txbx></mc:Choice><mc:Fallback><v:textbox>{0}</v:textbox></mc:Fallback></mc:AlternateContent></w:r>",
            inside(text)
        )
    };
    let body = format!("<w:p>{}{}{}</w:p>{}", boxed("in the box"), run("around it"), boxed("in the second"), paragraph("next"));
    assert_eq!(text(&document(&body, &[])), "around it\n\nin the box\n\nin the second\nnext");
}

#[test]
fn headers_are_read_once_and_before_the_rest() {
    let head = part("hdr", &(paragraph("Noor Halvorsen") + &paragraph("01632 960 117") + &paragraph("noor@example.org")));
    let more = [("word/header1.xml", head.as_str()), ("word/header2.xml", head.as_str()), ("word/footer1.xml", head.as_str())];
    assert_eq!(text(&document(&paragraph("Registered nurse"), &more)), "Noor Halvorsen\nnoor@example.org\nRegistered nurse");
}

#[test]
fn bombs_broken_archives_and_broken_text_are_told() {
    let long = paragraph(&"a ".repeat(2_000_000));
    let told = problem_within(&document(&long, &[]), &Limits { unpacked: 1024 * 1024, ..Limits::default() });
    assert!(told.contains("unpacks to far more"), "{told}");

    let whole = document(&paragraph(&"Registered nurse on an acute ward. ".repeat(50)), &[]);
    for end in (40..whole.len() - 30).step_by(29) {
        let told = problem(&whole[..end]);
        assert!(told.contains("ends in the middle") || told.contains("damaged"), "{end}: {told}");
    }
    let told = problem(&archive(&[("word/document.xml", "<w:document><w:body><w:p>")]));
    assert!(told.contains("damaged"), "{told}");
    let told = problem(&archive(&[("word/document.xml", &"<w:p>".repeat(20_000))]));
    assert!(told.contains("damaged"), "{told}");
    let expanding = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]><w:document><w:body><w:p><w:r><w:t>one &c; two</w:t></w:r></w:p></w:body></w:document>";
    assert_eq!(text(&archive(&[("word/document.xml", expanding)])), "one  two");
    let told = problem(&document("<w:p/>", &[]));
    assert!(told.contains("no text"), "{told}");
}
