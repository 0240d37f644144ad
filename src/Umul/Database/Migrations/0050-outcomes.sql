-- A list of cases with their groups, kept once however many runs were evaluated on it.
CREATE TABLE case_lists (
    id              {id},
    project_id      BIGINT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
    hash            TEXT NOT NULL,            -- of ids and groups
    case_count      BIGINT NOT NULL,
    content         {blob} NOT NULL,          -- CaseListCodec
    UNIQUE (project_id, hash)
);

-- What is measured: one definition on one region. The name is what pages and commands call it.
CREATE TABLE outcome_metrics (
    id              {id},
    project_id      BIGINT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
    name            TEXT NOT NULL,
    definition      TEXT NOT NULL,
    region          TEXT NOT NULL,            -- '' where there is only one
    direction       SMALLINT NOT NULL,        -- MetricDirection
    unit            TEXT NOT NULL,
    UNIQUE (project_id, name)
);

-- The values of one metric of one run on one split.
CREATE TABLE outcome_columns (
    id              {id},
    metric          BIGINT NOT NULL REFERENCES outcome_metrics(id) ON DELETE CASCADE,
    split           TEXT NOT NULL,
    run             BIGINT NOT NULL REFERENCES runs(row_id) ON DELETE CASCADE,
    case_list       BIGINT NOT NULL REFERENCES case_lists(id),
    source          SMALLINT NOT NULL,        -- OutcomeSource
    evaluator       TEXT NOT NULL,            -- program and version that computed the values
    settings        TEXT NOT NULL,            -- what it was told, as JSON
    policy          SMALLINT NOT NULL,        -- UndefinedPolicy
    dataset         TEXT NOT NULL,            -- fingerprint of the references, '' if unknown
    defined         BIGINT NOT NULL,
    mean            DOUBLE PRECISION NULL,    -- over the defined values
    hash            TEXT NOT NULL,            -- of values, cases and how they were computed
    written_ms      BIGINT NOT NULL,
    content         {blob} NOT NULL,          -- OutcomeCodec
    UNIQUE (metric, split, run)
);
CREATE INDEX outcome_columns_of_run ON outcome_columns (run);

-- Columns that were replaced, without their values: which numbers were once shown, and by which definition and version.
CREATE TABLE outcome_history (
    id              {id},
    metric          BIGINT NOT NULL REFERENCES outcome_metrics(id) ON DELETE CASCADE,
    split           TEXT NOT NULL,
    run             BIGINT NOT NULL REFERENCES runs(row_id) ON DELETE CASCADE,
    case_list       BIGINT NOT NULL REFERENCES case_lists(id),
    source          SMALLINT NOT NULL,
    evaluator       TEXT NOT NULL,
    settings        TEXT NOT NULL,
    policy          SMALLINT NOT NULL,
    dataset         TEXT NOT NULL,
    defined         BIGINT NOT NULL,
    mean            DOUBLE PRECISION NULL,
    hash            TEXT NOT NULL,
    written_ms      BIGINT NOT NULL,
    replaced_ms     BIGINT NOT NULL
);
CREATE INDEX outcome_history_of_run ON outcome_history (run);

-- Words beside the numbers: a transcript, a note of the evaluator, a column that is no number.
CREATE TABLE outcome_texts (
    run             BIGINT NOT NULL REFERENCES runs(row_id) ON DELETE CASCADE,
    split           TEXT NOT NULL,
    name            TEXT NOT NULL,
    source          SMALLINT NOT NULL,
    case_list       BIGINT NOT NULL REFERENCES case_lists(id),
    content         {blob} NOT NULL,          -- a deflated JSON array
    PRIMARY KEY (run, split, name)
) {keyed};
