//! Writes Word documents as the tests need them.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::{CompressionMethod, ZipArchiveWriter};

/// A zip file with these files.
pub(super) fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut written = Vec::new();
    let mut zip = ZipArchiveWriter::new(&mut written);
    for (name, content) in files {
        let (mut entry, config) = zip.new_file(name).compression_method(CompressionMethod::DEFLATE).start().unwrap();
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::fast()));
        writer.write_all(content.as_bytes()).unwrap();
        let (packer, descriptor) = writer.finish().unwrap();
        packer.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    zip.finish().unwrap();
    written
}

/// A document with this body and these further parts.
pub(super) fn document(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let whole = format!("{OPEN}<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>");
    let mut files = vec![("[Content_Types].xml", "<Types/>"), ("word/document.xml", whole.as_str())];
    files.extend_from_slice(more);
    archive(&files)
}

/// A header or the like.
pub(super) fn part(root: &str, content: &str) -> String {
    format!("{OPEN}<w:{root} {SPACES}>{content}</w:{root}>")
}

pub(super) fn paragraph(text: &str) -> String {
    with("", text)
}

pub(super) fn item(text: &str) -> String {
    with("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>", text)
}

pub(super) fn styled(style: &str, text: &str) -> String {
    with(&format!("<w:pStyle w:val=\"{style}\"/>"), text)
}

/// A paragraph with properties; a tab in the text becomes one in the document.
pub(super) fn with(properties: &str, text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let runs: Vec<String> = escaped.split('\t').map(run).collect();
    format!(
        "<w:p><w:pPr>{properties}<w:tabs><w:tab w:val=\"right\" w:pos=\"9000\"/></w:tabs></w:pPr>{}</w:p>",
        runs.join("<w:r><w:tab/></w:r>")
    )
}

/// A run of text that is XML already.
pub(super) fn run(xml: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{xml}</w:t></w:r>")
}

/// The usual styles.
pub(super) const STYLES: &str = "<w:styles xmlns:w=\"w\"><w:style w:type=\"paragraph\" w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"berschrift2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"berschrift1\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Punkte\"><w:name w:val=\"Points\"/><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"PunkteEng\"><w:name w:val=\"Points narrow\"/><w:basedOn w:val=\"Punkte\"/></w:style></w:styles>";

const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const SPACES: &str = "xmlns:w=\"w\" xmlns:mc=\"mc\" xmlns:wps=\"wps\" xmlns:v=\"v\"";
