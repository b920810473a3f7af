-- Sessions and everything that belongs to them. The journal is what happened; turns are a projection of it.

CREATE TABLE sessions (
    id            TEXT PRIMARY KEY NOT NULL,
    profile       TEXT NOT NULL,
    scenario      TEXT NOT NULL,
    title         TEXT NOT NULL,
    persona       TEXT NOT NULL,
    role          TEXT NOT NULL,
    language      TEXT NOT NULL,
    seed          INTEGER NOT NULL,              -- the 64 bits of an unsigned number
    engine        TEXT NOT NULL,                 -- version of the program
    started_at_us INTEGER NOT NULL,              -- microseconds since 1970, UTC
    ended_at_us   INTEGER,
    ended_because TEXT,
    active_us     INTEGER NOT NULL DEFAULT 0,    -- length without pauses
    state         TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'ended', 'evaluated')),
    overall       REAL                           -- 1 to 10; null while nothing was assessed
) STRICT;

-- The history: one page of one person's sessions, newest first.
CREATE INDEX sessions_by_start ON sessions (profile, started_at_us DESC, id DESC);
-- What a crash left behind.
CREATE INDEX sessions_unfinished ON sessions (profile, started_at_us DESC) WHERE state <> 'evaluated';

CREATE TABLE journal (
    session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    seq     INTEGER NOT NULL,                    -- 0 is the header
    at_us   INTEGER NOT NULL,                    -- active time
    line    TEXT NOT NULL,                       -- JSON
    PRIMARY KEY (session, seq)
) STRICT;

CREATE TABLE turns (
    session  TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    idx      INTEGER NOT NULL,
    speaker  TEXT NOT NULL,
    kind     TEXT NOT NULL,
    question TEXT,
    text     TEXT NOT NULL,
    verbatim TEXT,
    start_us INTEGER NOT NULL,
    end_us   INTEGER NOT NULL,
    json     TEXT NOT NULL,                      -- the whole turn
    PRIMARY KEY (session, idx)
) STRICT;

CREATE TABLE reports (
    session       TEXT PRIMARY KEY NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    created_at_us INTEGER NOT NULL,
    schema        TEXT NOT NULL,
    json          TEXT NOT NULL
) STRICT;

CREATE TABLE model_calls (
    id             INTEGER PRIMARY KEY,
    session        TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    request        INTEGER,                      -- of the conversation; null for calls outside it
    purpose        TEXT NOT NULL,
    model          TEXT NOT NULL,
    host           TEXT NOT NULL,
    started_at_us  INTEGER NOT NULL,             -- microseconds since 1970, UTC
    millis         INTEGER NOT NULL,
    first_chunk_ms INTEGER,
    tokens_in      INTEGER NOT NULL,
    tokens_out     INTEGER NOT NULL,
    estimated      INTEGER NOT NULL,             -- 1: the server gave no token counts
    ok             INTEGER NOT NULL,
    error          TEXT                          -- a class of failure, never words
) STRICT;

CREATE INDEX model_calls_by_session ON model_calls (session, id);

CREATE TABLE media (
    session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    path    TEXT NOT NULL,                       -- below the session's media folder
    kind    TEXT NOT NULL,
    bytes   INTEGER NOT NULL,
    PRIMARY KEY (session, path)
) STRICT;
