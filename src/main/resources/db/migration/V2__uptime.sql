-- Spells of time from which uptime is measured: since when a service is watched, when it was down, when nobody looked.
CREATE TABLE spell (
    id       TEXT   NOT NULL PRIMARY KEY,
    until_ms BIGINT,
    document TEXT   NOT NULL
);
CREATE INDEX spell_by_end ON spell (until_ms);
