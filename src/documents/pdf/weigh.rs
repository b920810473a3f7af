//! What a PDF comes to when it is unpacked, found out without keeping any of it.
//!
//! The library unpacks whatever is asked for, and a few kilobytes can unpack to gigabytes.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_font::hayro_syntax::Pdf;
use hayro_font::hayro_syntax::object::dict::keys::{F, FILTER};
use hayro_font::hayro_syntax::object::{Array, Name, Object, Stream};

use crate::documents::kind::find;
use crate::documents::thread::Leave;
use crate::documents::trouble::Trouble;

/// At most so many bytes come of one: deflate's longest match has 258 bytes and takes two bits; a code of LZW has at least
/// nine bits and stands for at most 3,838 bytes, reached by codes of twelve.
const DEFLATE_MOST: u64 = 1_032;
/// As above.
const LZW_MOST: u64 = 2_560;
/// Two bytes of run-length coding stand for at most 128; one of base 85 for four.
const RUN_MOST: u64 = 64;
/// As above.
const BASE_85_MOST: u64 = 4;

/// Bytes between two looks at whether anybody still waits.
const STEP: usize = 64 * 1024;

/// Weighs all that looks packed in a file as it is on the disk. It comes before the file is opened, since opening it unpacks its
/// lists of objects.
pub(super) fn packed(content: &[u8], most: u64, leave: &Leave) -> Result<(), Trouble> {
    let (mut left, mut at) = (most, 0);
    while let Some(stream) = find(content, b"stream", at) {
        at = stream + b"stream".len();
        if content[..stream].ends_with(b"end") {
            continue;
        }
        let blanks = content[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let inside = &content[at + blanks..];
        left = left.checked_sub(inflated(inside, left, leave)?).ok_or(Trouble::Bomb)?;
    }
    Ok(())
}

/// Weighs each object of an opened file by the filters that it names: this sees through passwords that anybody knows and
/// packing inside packing.
pub(super) fn objects(pdf: &Pdf, most: u64, leave: &Leave) -> Result<(), Trouble> {
    let mut left = most;
    for object in pdf.objects() {
        leave.check()?;
        let Object::Stream(stream) = object else { continue };
        let filters = filters(&stream);
        let raw = stream.raw_data();
        let mut bytes = u64::try_from(raw.len()).unwrap_or(u64::MAX);
        for (index, filter) in filters.iter().enumerate() {
            let times = match filter.as_slice() {
                // Only the first layer is there to be looked at.
                b"FlateDecode" | b"Fl" if index == 0 => {
                    bytes = inflated(&raw, left, leave)?;
                    1
                }
                b"FlateDecode" | b"Fl" => DEFLATE_MOST,
                b"LZWDecode" | b"LZW" => LZW_MOST,
                b"RunLengthDecode" | b"RL" => RUN_MOST,
                b"ASCII85Decode" | b"A85" => BASE_85_MOST,
                _ => 1,
            };
            bytes = bytes.saturating_mul(times);
            if bytes > most {
                return Err(Trouble::Bomb);
            }
        }
        // What is only an upper limit does not add up.
        if filters.len() == 1 && matches!(filters[0].as_slice(), b"FlateDecode" | b"Fl") {
            left = left.checked_sub(bytes).ok_or(Trouble::Bomb)?;
        }
    }
    Ok(())
}

/// The names of the filters that a stream has gone through, the last one first.
fn filters(stream: &Stream<'_>) -> Vec<Vec<u8>> {
    let dict = stream.dict();
    let one = dict.get::<Name<'_>>(F).or_else(|| dict.get::<Name<'_>>(FILTER));
    let several = dict.get::<Array<'_>>(F).or_else(|| dict.get::<Array<'_>>(FILTER));
    let several = several.iter().flat_map(|names| names.iter::<Name<'_>>()).map(|name| name.to_vec());
    one.map(|name| name.to_vec()).into_iter().chain(several).collect()
}

/// Bytes that come of unpacking, with or without a header.
fn inflated(packed: &[u8], most: u64, leave: &Leave) -> Result<u64, Trouble> {
    let whole = count(ZlibDecoder::new(packed), most, leave)?;
    if whole > 0 || packed.len() < 2 {
        return Ok(whole);
    }
    // A wrong header does not keep the library from unpacking what follows it.
    let zlib = packed[0] & 0x0f == 8;
    if zlib { count(DeflateDecoder::new(&packed[2..]), most, leave) } else { Ok(0) }
}

/// Bytes up to the end or the first mistake.
fn count(mut reader: impl Read, most: u64, leave: &Leave) -> Result<u64, Trouble> {
    let mut buffer = vec![0; STEP];
    let mut bytes = 0_u64;
    loop {
        leave.check()?;
        match reader.read(&mut buffer) {
            Ok(0) | Err(_) => return Ok(bytes),
            Ok(read) => bytes += u64::try_from(read).unwrap_or(u64::MAX),
        }
        if bytes > most {
            return Err(Trouble::Bomb);
        }
    }
}
