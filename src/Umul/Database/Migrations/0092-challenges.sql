-- A leaderboard over a sealed split: who may submit how often, and what was released of each submission.
CREATE TABLE challenges (
    id              {id},
    project_id      BIGINT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
    name            TEXT NOT NULL,
    split           TEXT NOT NULL,
    metric          TEXT NOT NULL,
    most            BIGINT NOT NULL,          -- submissions a person
    created_by      TEXT NOT NULL,
    created_ms      BIGINT NOT NULL,
    closed_ms       BIGINT,
    UNIQUE (project_id, name)
);

CREATE TABLE challenge_submissions (
    id              {id},
    challenge       BIGINT NOT NULL REFERENCES challenges(id) ON DELETE CASCADE,
    run             BIGINT NOT NULL REFERENCES runs(row_id) ON DELETE CASCADE,
    person          TEXT NOT NULL,
    submitted_ms    BIGINT NOT NULL,
    evidence        TEXT NOT NULL,            -- hash of the run's results when it was submitted
    released        DOUBLE PRECISION NOT NULL, -- what the ladder told of its score
    UNIQUE (challenge, run)
);
CREATE INDEX challenge_submissions_of ON challenge_submissions (challenge);
