-- What a session is found by, what it can be practised again with, and its scores by dimension.

ALTER TABLE sessions ADD COLUMN kind TEXT NOT NULL DEFAULT 'interview';
ALTER TABLE sessions ADD COLUMN found TEXT NOT NULL DEFAULT '';  -- title, role and objective in small letters

-- The plan of an earlier session stands in its journal's first line. SQLite's lower() knows ASCII letters only; what is
-- written from now on is lowered by the program.
UPDATE sessions SET
    kind = coalesce((SELECT json_extract(line, '$.blueprint.scenario.kind') FROM journal
                     WHERE journal.session = sessions.id AND seq = 0 AND json_valid(line)), 'interview'),
    found = lower(title || char(10) || role || char(10) ||
                  coalesce((SELECT json_extract(line, '$.blueprint.roleplay.objective') FROM journal
                            WHERE journal.session = sessions.id AND seq = 0 AND json_valid(line)), ''));

CREATE INDEX sessions_by_score ON sessions (profile, overall DESC, started_at_us DESC);
CREATE INDEX sessions_by_title ON sessions (profile, title COLLATE NOCASE, started_at_us DESC);

CREATE TABLE documents (
    session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    kind    TEXT NOT NULL,                       -- resume or job
    text    TEXT NOT NULL,
    PRIMARY KEY (session, kind)
) STRICT;

-- A projection of the reports.
CREATE TABLE scores (
    session    TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    place      INTEGER NOT NULL,                 -- in the report's order, from 0
    dimension  TEXT NOT NULL,
    name       TEXT NOT NULL,
    score      REAL,                             -- 1 to 10; null when not assessed
    confidence REAL NOT NULL,
    PRIMARY KEY (session, dimension)
) STRICT;

INSERT OR IGNORE INTO scores (session, place, dimension, name, score, confidence)
SELECT reports.session, found.key, json_extract(found.value, '$.id'), json_extract(found.value, '$.name'),
       json_extract(found.value, '$.score'), json_extract(found.value, '$.confidence')
FROM reports, json_each(CASE WHEN json_valid(reports.json) THEN reports.json ELSE '{}' END, '$.dimensions') AS found
WHERE json_type(found.value, '$.id') = 'text' AND json_type(found.value, '$.name') = 'text'
  AND coalesce(json_type(found.value, '$.score'), 'null') IN ('real', 'integer', 'null')
  AND json_type(found.value, '$.confidence') IN ('real', 'integer');
