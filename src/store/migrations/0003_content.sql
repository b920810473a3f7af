-- What comes from content files and can be made from them again at any time: nothing here is anybody's own.

CREATE TABLE content_files (
    path           TEXT PRIMARY KEY NOT NULL,
    hash           TEXT NOT NULL,                -- of the file's text and the program's version
    bytes          INTEGER NOT NULL,
    imported_at_us INTEGER NOT NULL              -- microseconds since 1970, UTC
) STRICT, WITHOUT ROWID;

CREATE TABLE questions (
    key        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,             -- sector/domain#id
    bank       TEXT NOT NULL,                    -- sector/domain
    kind       TEXT NOT NULL,
    difficulty INTEGER NOT NULL,                 -- 1 to 5
    topic      TEXT,
    text       TEXT NOT NULL,
    keywords   TEXT NOT NULL,                    -- with their synonyms, separated by commas
    json       TEXT NOT NULL                     -- the whole question
) STRICT;

CREATE INDEX questions_by_bank ON questions (bank, difficulty);

CREATE TABLE guides (
    id      TEXT PRIMARY KEY NOT NULL,
    title   TEXT NOT NULL,
    summary TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE chunks (
    key     INTEGER PRIMARY KEY,
    guide   TEXT NOT NULL REFERENCES guides (id) ON DELETE CASCADE,
    number  INTEGER NOT NULL,                    -- counted through the guide, from 0
    title   TEXT NOT NULL,                       -- of the guide
    section TEXT NOT NULL,
    anchor  TEXT NOT NULL,
    part    INTEGER NOT NULL,                    -- counted through the section, from 0
    text    TEXT NOT NULL,
    UNIQUE (guide, number)
) STRICT;

-- Both indexes hold no copy of the words. They are built again in the transaction that changes their table.
CREATE VIRTUAL TABLE chunks_found USING fts5 (
    title, section, text, content = 'chunks', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE questions_found USING fts5 (
    text, keywords, topic, content = 'questions', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2'
);
