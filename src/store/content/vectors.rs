//! The guides' vectors: which are missing, how they are kept, and which are near another.

use rusqlite::{Connection, params};

use super::super::rows::{signed, unsigned};
use super::super::write::begin;
use super::{Vectors, Wanting};
use crate::scenario::GuideRef;
use crate::scenario::chance::fnv1a;

/// The text that a piece's vector is made of: where it stands, and its words.
fn text_of(place: &GuideRef, text: &str) -> String {
    format!("{place}\n\n{text}")
}

fn hash_of(text: &str) -> String {
    format!("{:016x}", fnv1a(text.as_bytes()))
}

/// A piece with its vector, if it has one of the model that is asked about.
struct Piece {
    key: i64,
    guide: String,
    number: i64,
    text: String,
    /// Only when it was made of this text.
    vector: Option<Vec<f32>>,
}

fn pieces(connection: &Connection, model: &str) -> rusqlite::Result<Vec<Piece>> {
    let mut statement = connection.prepare_cached(
        "SELECT chunks.key, chunks.guide, chunks.number, chunks.title, chunks.section, chunks.anchor, chunks.text, made.hash, made.vector
         FROM chunks LEFT JOIN chunk_vectors AS made ON (made.guide, made.number, made.model) = (chunks.guide, chunks.number, ?1)
         ORDER BY chunks.guide, chunks.number",
    )?;
    let pieces = statement.query_map([model], |row| {
        let place = GuideRef { guide: row.get(1)?, title: row.get(3)?, section: row.get(4)?, anchor: row.get(5)? };
        let text = text_of(&place, &row.get::<_, String>(6)?);
        let fits = row.get::<_, Option<String>>(7)?.is_some_and(|hash| hash == hash_of(&text));
        let vector = row.get::<_, Option<Vec<u8>>>(8)?.filter(|_| fits).map(|bytes| numbers(&bytes));
        Ok(Piece { key: row.get(0)?, guide: place.guide, number: row.get(2)?, text, vector })
    })?;
    pieces.collect()
}

/// The pieces without a vector of this model; with `all` every piece.
pub(super) fn wanting(connection: &Connection, model: &str, all: bool) -> rusqlite::Result<Vec<Wanting>> {
    let pieces = pieces(connection, model)?.into_iter().filter(|piece| all || piece.vector.is_none());
    Ok(pieces.map(|piece| Wanting { guide: piece.guide, number: unsigned(piece.number), text: piece.text }).collect())
}

pub(super) fn held(connection: &Connection, model: &str) -> rusqlite::Result<Vectors> {
    let lengths: Vec<usize> = pieces(connection, model)?.into_iter().filter_map(|piece| Some(piece.vector?.len())).collect();
    Ok(Vectors { count: lengths.len() as u64, length: lengths.first().copied() })
}

/// Keeps vectors of one model and one length. Those of others are gone then: they cannot be compared with these.
pub(super) fn keep(connection: &mut Connection, model: &str, made: &[(Wanting, Vec<f32>)]) -> rusqlite::Result<()> {
    let Some(length) = made.first().map(|(_, vector)| signed(vector.len() as u64)) else { return Ok(()) };
    let transaction = begin(connection)?;
    transaction.execute("DELETE FROM chunk_vectors WHERE (model, dimension) IS NOT (?1, ?2)", params![model, length])?;
    let mut statement = transaction.prepare_cached(
        "INSERT OR REPLACE INTO chunk_vectors (guide, number, model, dimension, hash, vector) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (piece, vector) in made {
        let (hash, bytes) = (hash_of(&piece.text), bytes(vector));
        // The table refuses a vector that is not as long as the first.
        statement.execute(params![piece.guide, signed(piece.number), model, length, hash, bytes])?;
    }
    drop(statement);
    transaction.commit()
}

/// Removes vectors of pieces that are gone.
pub(super) fn tidy(connection: &Connection) -> rusqlite::Result<usize> {
    connection.execute("DELETE FROM chunk_vectors WHERE (guide, number) NOT IN (SELECT guide, number FROM chunks)", [])
}

/// The keys of the pieces whose vectors point nearest to where this one points, nearest first. What points away is not near.
pub(super) fn near(connection: &Connection, model: &str, vector: &[f32], limit: usize) -> rusqlite::Result<Vec<i64>> {
    let pieces = pieces(connection, model)?.into_iter();
    let mut near: Vec<(i64, f64)> = pieces.filter_map(|piece| Some((piece.key, cosine(&piece.vector?, vector)?))).collect();
    near.retain(|(_, cosine)| *cosine > 0.0);
    near.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    Ok(near.into_iter().take(limit).map(|(key, _)| key).collect())
}

/// The cosine of the angle between two vectors, -1 to 1; none when they cannot be compared.
fn cosine(a: &[f32], b: &[f32]) -> Option<f64> {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>();
    let cosine = dot(a, b) / (dot(a, a) * dot(b, b)).sqrt();
    Some(cosine).filter(|cosine| a.len() == b.len() && cosine.is_finite())
}

fn bytes(vector: &[f32]) -> Vec<u8> {
    vector.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn numbers(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks::<4>().0.iter().map(|number| f32::from_le_bytes(*number)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_vectors_that_can_be_compared_have_an_angle() {
        let near = cosine(&[1.0, 1.0], &[2.0, 0.0]).unwrap();
        assert!((near - 0.5_f64.sqrt()).abs() < 1e-9, "{near}");
        assert!((cosine(&[1.0e38, 0.0], &[-1.0e-38, 0.0]).unwrap() + 1.0).abs() < 1e-6);
        assert_eq!(cosine(&[0.0, 0.0], &[1.0, 0.0]), None);
        assert_eq!(cosine(&[1.0, 0.0, 0.0], &[1.0, 0.0]), None);
    }

    #[test]
    fn a_vector_comes_back_as_it_was_kept() {
        let vector = [0.1, -2.5e-30, f32::MAX, 0.0];
        assert_eq!(numbers(&bytes(&vector)), vector);
        assert_eq!(bytes(&[1.0]), [0, 0, 0x80, 0x3f]);
    }
}
