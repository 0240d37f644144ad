-- {id}: an integer primary key that the database assigns; {serial}: one that is never used again. {blob}: bytes. {keyed}: clustered by its primary key where the database can.

CREATE TABLE projects (
    id              {serial},
    name            TEXT NOT NULL UNIQUE,
    artifact_root   TEXT NULL,               -- where the creator asked artifacts to be; NULL: in the data folder
    created_ms      BIGINT NOT NULL,
    updated_ms      BIGINT NOT NULL,
    deleted_ms      BIGINT NULL
);

CREATE TABLE project_tags (
    project_id      BIGINT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
    name            TEXT NOT NULL,
    value           TEXT NOT NULL,
    PRIMARY KEY (project_id, name)
) {keyed};

-- One row for each metric, param or tag name of a project. Values are clustered by key, so that a column of the run table is one range.
CREATE TABLE keys (
    id              {id},
    project_id      BIGINT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
    kind            SMALLINT NOT NULL,        -- KeyKind: 0 metric, 1 param, 2 tag
    name            TEXT NOT NULL,
    direction       SMALLINT NOT NULL DEFAULT 0,  -- MetricDirection: 0 unknown, 1 higher is better, -1 lower is better
    UNIQUE (project_id, kind, name)
);

CREATE TABLE runs (
    row_id          {id},
    id              TEXT NOT NULL UNIQUE,
    project_id      BIGINT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
    name            TEXT NOT NULL,
    user_name       TEXT NOT NULL,
    status          SMALLINT NOT NULL,        -- RunStatus
    started_ms      BIGINT NULL,
    ended_ms        BIGINT NULL,
    deleted_ms      BIGINT NULL,
    created_ms      BIGINT NOT NULL
);
CREATE INDEX runs_of_project ON runs (project_id, started_ms);

CREATE TABLE params (
    key_id          BIGINT NOT NULL REFERENCES keys(id) ON DELETE CASCADE,
    run             BIGINT NOT NULL REFERENCES runs(row_id) ON DELETE CASCADE,
    value           TEXT NOT NULL,
    PRIMARY KEY (key_id, run)
) {keyed};
CREATE INDEX params_of_run ON params (run);

CREATE TABLE tags (
    key_id          BIGINT NOT NULL REFERENCES keys(id) ON DELETE CASCADE,
    run             BIGINT NOT NULL REFERENCES runs(row_id) ON DELETE CASCADE,
    value           TEXT NOT NULL,
    PRIMARY KEY (key_id, run)
) {keyed};
CREATE INDEX tags_of_run ON tags (run);

-- One metric of one run. The summary columns cover the points in metric_chunks; later points are in metric_journal.
CREATE TABLE series (
    id              {id},
    key_id          BIGINT NOT NULL REFERENCES keys(id) ON DELETE CASCADE,
    run             BIGINT NOT NULL REFERENCES runs(row_id) ON DELETE CASCADE,
    summary         {blob} NULL,              -- SeriesSummary; NULL until the first chunk is written
    flushed_through BIGINT NOT NULL DEFAULT 0, -- journal rows up to this one are in the chunks
    UNIQUE (key_id, run)
);
CREATE INDEX series_of_run ON series (run);

CREATE TABLE metric_chunks (
    series          BIGINT NOT NULL REFERENCES series(id) ON DELETE CASCADE,
    ordinal         BIGINT NOT NULL,
    head            {blob} NOT NULL,          -- the pyramid's cells of this chunk
    points          {blob} NOT NULL,
    PRIMARY KEY (series, ordinal)
) {keyed};

-- Points acknowledged but not yet in chunks: one row for each group commit.
CREATE TABLE metric_journal (
    id              {serial},
    points          {blob} NOT NULL
);

-- What idempotent writers (umul.py, importers) have had acknowledged.
CREATE TABLE writer_positions (
    run             BIGINT NOT NULL REFERENCES runs(row_id) ON DELETE CASCADE,
    writer          TEXT NOT NULL,
    sequence        BIGINT NOT NULL,
    PRIMARY KEY (run, writer)
) {keyed};

CREATE TABLE artifacts (
    root            TEXT NOT NULL,            -- the id of the run or model that the file belongs to
    path            TEXT NOT NULL,            -- with '/', relative, normalised
    hash            TEXT NOT NULL,            -- SHA-256 in hex; the file is blobs/<first two>/<hash>
    size_bytes      BIGINT NOT NULL,
    modified_ms     BIGINT NOT NULL,
    PRIMARY KEY (root, path)
) {keyed};
CREATE INDEX artifacts_by_hash ON artifacts (hash);

-- An image, audio clip, text, table or histogram logged at a step; its bytes are an artifact of the run.
CREATE TABLE media (
    run             BIGINT NOT NULL REFERENCES runs(row_id) ON DELETE CASCADE,
    name            TEXT NOT NULL,
    step            BIGINT NOT NULL,
    ordinal         BIGINT NOT NULL,
    kind            TEXT NOT NULL,            -- image, mask, audio, text, table, histogram
    path            TEXT NOT NULL,
    caption         TEXT NOT NULL,
    logged_ms       BIGINT NOT NULL,
    PRIMARY KEY (run, name, step, ordinal)
) {keyed};

CREATE TABLE console_chunks (
    run             BIGINT NOT NULL REFERENCES runs(row_id) ON DELETE CASCADE,
    ordinal         BIGINT NOT NULL,
    written_ms      BIGINT NOT NULL,
    text            TEXT NOT NULL,
    PRIMARY KEY (run, ordinal)
) {keyed};

-- Datasets as training code names them (mlflow.log_input).
CREATE TABLE logged_datasets (
    id              {id},
    project_id      BIGINT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
    name            TEXT NOT NULL,
    digest          TEXT NOT NULL,
    source_type     TEXT NOT NULL,
    source          TEXT NOT NULL,
    schema_text     TEXT NULL,
    profile         TEXT NULL,
    UNIQUE (project_id, name, digest)
);

CREATE TABLE run_inputs (
    run             BIGINT NOT NULL REFERENCES runs(row_id) ON DELETE CASCADE,
    dataset         BIGINT NOT NULL REFERENCES logged_datasets(id) ON DELETE CASCADE,
    tags            TEXT NOT NULL,            -- a JSON object
    PRIMARY KEY (run, dataset)
) {keyed};

CREATE TABLE settings (
    scope           TEXT NOT NULL,            -- 'server' or 'project/<id>'
    name            TEXT NOT NULL,
    value           TEXT NOT NULL,
    PRIMARY KEY (scope, name)
) {keyed};

-- MLflow clients log to experiment 0 unless told otherwise.
INSERT INTO projects (id, name, created_ms, updated_ms) VALUES (0, 'Default', 0, 0);
