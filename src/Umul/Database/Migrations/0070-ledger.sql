-- The ledger: every look at a test split's results, and what was thought up and decided after it. Only ever appended to. It names projects
-- and ideas by number and name and refers to no table, so that deleting those does not change what was seen.
CREATE TABLE ledger (
    id              BIGINT NOT NULL PRIMARY KEY, -- 1, 2, 3 … without a gap
    kind            SMALLINT NOT NULL,           -- LedgerKind
    project_id      BIGINT NOT NULL,
    split           TEXT NOT NULL,
    subject         TEXT NOT NULL,               -- the idea
    metrics         TEXT NOT NULL,               -- what was shown
    evidence        TEXT NOT NULL,               -- hash of the results that were shown: the same again is no new exposure
    reason          TEXT NOT NULL,
    person          TEXT NOT NULL,
    written_ms      BIGINT NOT NULL,
    previous        TEXT NOT NULL,               -- hash of the entry before
    hash            TEXT NOT NULL,               -- SHA-256 of all of the above
    seal            TEXT NOT NULL                -- HMAC of the hash with the key of the data folder
) {keyed};

-- How far the ledger goes, so that entries taken off its end are missed.
CREATE TABLE ledger_head (
    id              BIGINT NOT NULL PRIMARY KEY, -- 1
    entries         BIGINT NOT NULL,
    hash            TEXT NOT NULL,
    seal            TEXT NOT NULL
) {keyed};
