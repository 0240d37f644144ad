-- Models that runs logged, and the registry of named, versioned models.

CREATE TABLE logged_models (
    id              TEXT PRIMARY KEY,
    project_id      BIGINT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
    name            TEXT NOT NULL,
    kind            TEXT NOT NULL,
    source_run      TEXT NOT NULL,           -- id of the run that logged it, or ''
    status          SMALLINT NOT NULL,       -- LoggedModelStatus
    created_ms      BIGINT NOT NULL,
    updated_ms      BIGINT NOT NULL,
    deleted_ms      BIGINT NULL
);
CREATE INDEX logged_models_of_project ON logged_models (project_id, created_ms);

CREATE TABLE logged_model_params (
    model           TEXT NOT NULL REFERENCES logged_models(id) ON DELETE CASCADE,
    name            TEXT NOT NULL,
    value           TEXT NOT NULL,
    PRIMARY KEY (model, name)
) {keyed};

CREATE TABLE logged_model_tags (
    model           TEXT NOT NULL REFERENCES logged_models(id) ON DELETE CASCADE,
    name            TEXT NOT NULL,
    value           TEXT NOT NULL,
    PRIMARY KEY (model, name)
) {keyed};

-- The latest value of a metric that a run measured on a model; its history is the run's.
CREATE TABLE logged_model_metrics (
    model           TEXT NOT NULL REFERENCES logged_models(id) ON DELETE CASCADE,
    name            TEXT NOT NULL,
    run             TEXT NOT NULL,
    dataset_name    TEXT NOT NULL,
    dataset_digest  TEXT NOT NULL,
    step            BIGINT NOT NULL,
    time_ms         BIGINT NOT NULL,
    value           {blob} NOT NULL,         -- eight bytes: a database may not keep NaN and infinities as numbers
    PRIMARY KEY (model, name, run, dataset_name, dataset_digest)
) {keyed};

CREATE TABLE run_models (
    run             BIGINT NOT NULL REFERENCES runs(row_id) ON DELETE CASCADE,
    model           TEXT NOT NULL,
    role            SMALLINT NOT NULL,       -- ModelRole: 0 input, 1 output
    step            BIGINT NOT NULL,
    PRIMARY KEY (run, role, model)
) {keyed};

CREATE TABLE registered_models (
    id              {id},
    name            TEXT NOT NULL UNIQUE,
    description     TEXT NOT NULL,
    last_version    BIGINT NOT NULL DEFAULT 0, -- version numbers are never used again
    created_ms      BIGINT NOT NULL,
    updated_ms      BIGINT NOT NULL
);

CREATE TABLE registered_model_tags (
    model           BIGINT NOT NULL REFERENCES registered_models(id) ON DELETE CASCADE,
    name            TEXT NOT NULL,
    value           TEXT NOT NULL,
    PRIMARY KEY (model, name)
) {keyed};

CREATE TABLE model_versions (
    model           BIGINT NOT NULL REFERENCES registered_models(id) ON DELETE CASCADE,
    version         BIGINT NOT NULL,
    description     TEXT NOT NULL,
    stage           TEXT NOT NULL,
    source          TEXT NOT NULL,
    run             TEXT NOT NULL,
    run_link        TEXT NOT NULL,
    logged_model    TEXT NOT NULL,
    created_ms      BIGINT NOT NULL,
    updated_ms      BIGINT NOT NULL,
    PRIMARY KEY (model, version)
) {keyed};

CREATE TABLE model_version_tags (
    model           BIGINT NOT NULL,
    version         BIGINT NOT NULL,
    name            TEXT NOT NULL,
    value           TEXT NOT NULL,
    PRIMARY KEY (model, version, name),
    FOREIGN KEY (model, version) REFERENCES model_versions(model, version) ON DELETE CASCADE
) {keyed};

CREATE TABLE model_aliases (
    model           BIGINT NOT NULL,
    alias           TEXT NOT NULL,
    version         BIGINT NOT NULL,
    PRIMARY KEY (model, alias),
    FOREIGN KEY (model, version) REFERENCES model_versions(model, version) ON DELETE CASCADE
) {keyed};
