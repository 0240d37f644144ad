-- Files of runs that are to become outcomes: tables under cases/ and predictions under predictions/.
CREATE TABLE outcome_work (
    run             BIGINT NOT NULL REFERENCES runs(row_id) ON DELETE CASCADE,
    split           TEXT NOT NULL,
    source          SMALLINT NOT NULL,        -- OutcomeSource: Predictions or Logged
    state           SMALLINT NOT NULL,        -- WorkState
    done            BIGINT NOT NULL,          -- cases evaluated
    total           BIGINT NOT NULL,
    english         TEXT NOT NULL,            -- what is to be said about it, '' if nothing
    korean          TEXT NOT NULL,
    changed_ms      BIGINT NOT NULL,
    PRIMARY KEY (run, split, source)
) {keyed};
