CREATE TABLE accounts (
    id              {id},
    name            TEXT NOT NULL UNIQUE,
    password        TEXT NULL,                -- hashed by the framework's hasher; NULL: tokens only
    role            SMALLINT NOT NULL,        -- Role in every project
    created_ms      BIGINT NOT NULL
);

-- What an account may do in one project, over and above its role everywhere.
CREATE TABLE project_roles (
    account         BIGINT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
    project_id      BIGINT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
    role            SMALLINT NOT NULL,
    PRIMARY KEY (account, project_id)
) {keyed};

-- Tokens of programs and sessions of browsers. The secret itself is never stored.
CREATE TABLE access_tokens (
    hash            TEXT PRIMARY KEY,         -- SHA-256 of the secret, in hex
    account         BIGINT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
    name            TEXT NOT NULL,            -- empty for a session
    created_ms      BIGINT NOT NULL,
    expires_ms      BIGINT NULL
) {keyed};
