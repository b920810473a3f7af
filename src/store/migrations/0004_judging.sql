-- Answers of models that may be asked for again: judging a session anew with nothing changed costs nothing. They hold what the
-- session holds, and go with it.

CREATE TABLE model_answers (
    key        TEXT PRIMARY KEY NOT NULL,         -- a digest of the server, the model and the whole request
    session    TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    made_at_us INTEGER NOT NULL,                  -- microseconds since 1970, UTC
    text       TEXT NOT NULL
) STRICT;

CREATE INDEX model_answers_by_session ON model_answers (session);
CREATE INDEX model_answers_by_age ON model_answers (made_at_us);

ALTER TABLE model_calls ADD COLUMN cached INTEGER NOT NULL DEFAULT 0;   -- 1: answered from model_answers
