//! One pass over a part's XML.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::documents::thread::Leave;
use crate::documents::trouble::Trouble;

/// Elements inside one another; the deepest tables of tables with text boxes have a hundred.
const DEEPEST: usize = 1_000;

/// What an element's start, text and end are told to. Names are without their namespace.
pub(super) trait Handler {
    /// An element begins. `false` to pass over it with everything in it.
    fn start(&mut self, name: &[u8], element: &BytesStart<'_>) -> bool;
    /// An element ends that was not passed over.
    fn end(&mut self, name: &[u8]);
    /// Text stands here.
    fn text(&mut self, text: &str);
}

/// Reads a part. Entities beside those of XML itself stand for nothing; nothing is fetched and nothing expanded.
pub(super) fn walk(part: &str, handler: &mut impl Handler, leave: &Leave) -> Result<(), Trouble> {
    let mut reader = Reader::from_str(part);
    let (mut depth, mut passing) = (0_usize, None);
    for step in 0_u32.. {
        if step.is_multiple_of(1024) {
            leave.check()?;
        }
        match reader.read_event().map_err(|_not_well_formed| Trouble::Damaged)? {
            Event::Start(element) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Trouble::Damaged);
                }
                if passing.is_none() && !handler.start(element.local_name().as_ref(), &element) {
                    passing = Some(depth);
                }
            }
            Event::Empty(element) if passing.is_none() => {
                let name = element.local_name();
                if handler.start(name.as_ref(), &element) {
                    handler.end(name.as_ref());
                }
            }
            Event::End(element) => {
                if passing.is_none() {
                    handler.end(element.local_name().as_ref());
                } else if passing == Some(depth) {
                    passing = None;
                }
                depth = depth.saturating_sub(1);
            }
            Event::Text(text) if passing.is_none() => handler.text(&String::from_utf8_lossy(&text)),
            Event::CData(text) if passing.is_none() => handler.text(&String::from_utf8_lossy(&text)),
            Event::GeneralRef(entity) if passing.is_none() => {
                let named = match &*entity {
                    b"amp" => Some('&'),
                    b"lt" => Some('<'),
                    b"gt" => Some('>'),
                    b"quot" => Some('"'),
                    b"apos" => Some('\''),
                    _ => entity.resolve_char_ref().ok().flatten(),
                };
                if let Some(sign) = named {
                    handler.text(sign.encode_utf8(&mut [0; 4]));
                }
            }
            Event::Eof => return if depth == 0 { Ok(()) } else { Err(Trouble::Damaged) },
            _ => {}
        }
    }
    Ok(())
}

/// An attribute's value, by its name without a namespace.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().with_checks(false).filter_map(Result::ok).find(|one| one.key.local_name().as_ref() == name.as_bytes());
    found.map(|one| String::from_utf8_lossy(&one.value).into_owned())
}

/// Whether a property that is switched by its presence is on.
pub(super) fn is_on(element: &BytesStart<'_>) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}
