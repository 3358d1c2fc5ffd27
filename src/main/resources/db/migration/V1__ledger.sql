-- The ledger, in the dialect that SQLite and PostgreSQL share. Keys are text and minted by the agent, times are epoch
-- milliseconds, documents are JSON in ASCII. Columns beside a document repeat what is searched or sorted by.

CREATE TABLE turn (
    id    TEXT   NOT NULL PRIMARY KEY,
    at_ms BIGINT NOT NULL
);
CREATE INDEX turn_by_time ON turn (at_ms);

-- One row: the last turn, whatever the clock said in the turns before.
CREATE TABLE latest (
    id    TEXT   NOT NULL PRIMARY KEY,
    turn  TEXT   NOT NULL,
    at_ms BIGINT NOT NULL
);

CREATE TABLE alert (
    id       TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
);

CREATE TABLE incident (
    id        TEXT   NOT NULL PRIMARY KEY,
    opened_ms BIGINT NOT NULL,
    closed_ms BIGINT,
    document  TEXT   NOT NULL
);
CREATE INDEX incident_by_end ON incident (closed_ms, opened_ms);

-- The outbox: one row a page. It is marked as in flight before anybody sends it.
CREATE TABLE delivery (
    id       TEXT   NOT NULL PRIMARY KEY,
    incident TEXT   NOT NULL,
    endpoint TEXT   NOT NULL,
    state    TEXT   NOT NULL,
    attempts BIGINT NOT NULL,
    due_ms   BIGINT,
    cause    TEXT,
    paged_ms BIGINT NOT NULL,
    document TEXT   NOT NULL
);
CREATE INDEX delivery_by_state ON delivery (state, paged_ms);
CREATE INDEX delivery_by_incident ON delivery (incident);

-- Acts, those that are over too: the guards (cooldown, budget, loop breaker) look at them.
CREATE TABLE act (
    id       TEXT   NOT NULL PRIMARY KEY,
    incident TEXT   NOT NULL,
    service  TEXT   NOT NULL,
    state    TEXT   NOT NULL,
    over_ms  BIGINT,
    document TEXT   NOT NULL
);
CREATE INDEX act_by_end ON act (over_ms);
CREATE INDEX act_by_incident ON act (incident);

-- Each deployment's time as the serving one.
CREATE TABLE deployment (
    id       TEXT   NOT NULL PRIMARY KEY,
    service  TEXT   NOT NULL,
    until_ms BIGINT,
    document TEXT   NOT NULL
);

CREATE TABLE silence (
    id       TEXT   NOT NULL PRIMARY KEY,
    ends_ms  BIGINT NOT NULL,
    document TEXT   NOT NULL
);
CREATE INDEX silence_by_end ON silence (ends_ms);

-- Who stands in on call for whom a schedule names.
CREATE TABLE replacement (
    id       TEXT   NOT NULL PRIMARY KEY,
    ends_ms  BIGINT NOT NULL,
    document TEXT   NOT NULL
);
CREATE INDEX replacement_by_end ON replacement (ends_ms);

-- The last good copy of each schedule's calendar.
CREATE TABLE roster (
    id       TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL
);

-- The history: lines of an incident's timeline, and the audit of what belongs to none.
CREATE TABLE entry (
    id       TEXT   NOT NULL PRIMARY KEY,
    incident TEXT   NOT NULL,
    at_ms    BIGINT NOT NULL,
    kind     TEXT   NOT NULL,
    document TEXT   NOT NULL
);
CREATE INDEX entry_by_incident ON entry (incident, at_ms, id);
CREATE INDEX entry_by_time ON entry (at_ms);

-- Who commits: one row, taken over with a higher token when the holder is gone. Times are the database's own.
CREATE TABLE holder (
    id       TEXT   NOT NULL PRIMARY KEY,
    agent    TEXT   NOT NULL,
    host     TEXT   NOT NULL,
    pid      BIGINT NOT NULL,
    token    BIGINT NOT NULL,
    since_ms BIGINT NOT NULL,
    until_ms BIGINT NOT NULL
);

-- What agents decided that were not the holder, since they could not reach the database; until the holder has joined it.
CREATE TABLE handover (
    id       TEXT   NOT NULL PRIMARY KEY,
    at_ms    BIGINT NOT NULL,
    agent    TEXT   NOT NULL,
    document TEXT   NOT NULL
);
