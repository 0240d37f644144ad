-- Versions of datasets. A version never changes: what changes is a new version with another fingerprint.
CREATE TABLE datasets (
    id              {id},
    project_id      BIGINT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
    name            TEXT NOT NULL,
    version         BIGINT NOT NULL,
    fingerprint     TEXT NOT NULL,            -- SHA-256 of cases, files' contents, metadata and splits
    folder          TEXT NOT NULL,            -- where the files' paths start; '' if all files are kept in Umul
    is_copied       SMALLINT NOT NULL,        -- 1: the files' bytes are among the artifacts, under their hash
    case_count      BIGINT NOT NULL,
    group_count     BIGINT NOT NULL,          -- 0: no groups named
    file_count      BIGINT NOT NULL,
    file_bytes      BIGINT NOT NULL,
    created_ms      BIGINT NOT NULL,
    content         {blob} NOT NULL,          -- DatasetContent without its splits
    UNIQUE (project_id, name, version)
);

CREATE TABLE dataset_splits (
    dataset         BIGINT NOT NULL REFERENCES datasets(id) ON DELETE CASCADE,
    name            TEXT NOT NULL,
    role            SMALLINT NOT NULL,        -- SplitRole
    case_count      BIGINT NOT NULL,
    group_count     BIGINT NOT NULL,
    hash            TEXT NOT NULL,            -- of the cases' ids: the lock
    content         {blob} NOT NULL,          -- the ids
    PRIMARY KEY (dataset, name)
) {keyed};

-- Digests that training code logs with mlflow.log_input, and the version that a person says is meant.
CREATE TABLE dataset_digests (
    project_id      BIGINT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
    digest          TEXT NOT NULL,
    dataset         BIGINT NOT NULL REFERENCES datasets(id) ON DELETE CASCADE,
    PRIMARY KEY (project_id, digest)
) {keyed};
