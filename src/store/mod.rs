//! Sessions on disk: journal, turns, reports, model calls, in one SQLite file.
