-- With what a session was held, so that its report can say so whoever makes it, and whenever.

ALTER TABLE sessions ADD COLUMN model TEXT;         -- what worded the questions, as `name at host`; null: the embedded interviewer
ALTER TABLE sessions ADD COLUMN recogniser TEXT;    -- what recognised speech; null: nothing did
ALTER TABLE sessions ADD COLUMN voice TEXT;         -- what the interviewer spoke with; null: it was not heard
