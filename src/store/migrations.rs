//! Brings an older database up to date, one transaction a step, counted in `PRAGMA user_version`.

use rusqlite::{Connection, TransactionBehavior};

/// The steps in order; the first one makes format 1. Files are never changed once released.
pub(super) const STEPS: &[&str] = &[
    include_str!("migrations/0001_sessions.sql"),
    include_str!("migrations/0002_instruments.sql"),
    include_str!("migrations/0003_content.sql"),
    include_str!("migrations/0004_judging.sql"),
    include_str!("migrations/0005_history.sql"),
    include_str!("migrations/0006_vectors.sql"),
];

/// The format of a database that has seen every step.
pub(super) fn newest(steps: &[&str]) -> u32 {
    u32::try_from(steps.len()).unwrap_or(u32::MAX)
}

/// The format of this database; 0 is an empty one.
pub(super) fn format_of(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Takes the missing steps. A step that fails leaves the database as it was before that step.
pub(super) fn migrate(connection: &mut Connection, steps: &[&str]) -> rusqlite::Result<()> {
    loop {
        // Asked again inside the transaction: two programs may start at the same time.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let format = format_of(&transaction)?;
        let Some(step) = usize::try_from(format).ok().and_then(|format| steps.get(format)) else { return Ok(()) };
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", format + 1)?;
        transaction.commit()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_fails_leaves_the_database_at_the_step_before() {
        let mut connection = Connection::open_in_memory().unwrap();
        let steps = ["CREATE TABLE a (x) ; INSERT INTO a VALUES (1);", "CREATE TABLE b (x); INSERT INTO nowhere VALUES (1);"];
        migrate(&mut connection, &steps).unwrap_err();
        assert_eq!(format_of(&connection).unwrap(), 1);
        let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema WHERE type = 'table'", [], |row| row.get(0)).unwrap();
        assert_eq!(tables, 1, "table b went with its transaction");

        let repaired = [steps[0], "CREATE TABLE b (x);"];
        migrate(&mut connection, &repaired).unwrap();
        assert_eq!(format_of(&connection).unwrap(), newest(&repaired));
        let kept: i64 = connection.query_row("SELECT x FROM a", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, 1, "rows of the earlier format are still there");
    }
}
