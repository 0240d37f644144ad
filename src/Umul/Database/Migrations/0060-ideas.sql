-- Ideas: nodes of a project's tree. What a person wrote stands here as it is now; how it came to be stands in the tables below.
CREATE TABLE ideas (
    id              {id},
    project_id      BIGINT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
    name            TEXT NOT NULL,            -- what runs call it in the tag umul.idea
    parent          BIGINT NULL,              -- an idea of the project, also if it was deleted; NULL for a root
    hypothesis      TEXT NOT NULL DEFAULT '',
    predicted       DOUBLE PRECISION NULL,    -- effect on the primary metric, in its own direction and unit
    config_keys     TEXT NOT NULL DEFAULT '', -- params that it says it changes, one a line
    files           TEXT NOT NULL DEFAULT '', -- files that it says it changes, one a line
    decision        SMALLINT NOT NULL DEFAULT 0, -- IdeaDecision
    reason          TEXT NOT NULL DEFAULT '',
    cause           TEXT NOT NULL DEFAULT '',
    decided_by      TEXT NOT NULL DEFAULT '',
    decided_ms      BIGINT NULL,
    origin          SMALLINT NOT NULL,        -- IdeaOrigin
    created_by      TEXT NOT NULL DEFAULT '',
    created_ms      BIGINT NOT NULL,
    deleted_ms      BIGINT NULL,
    version         BIGINT NOT NULL DEFAULT 1, -- of what a person wrote: who changes an older one is told so
    UNIQUE (project_id, name)
);

-- Every wording that an idea has had, the present one included.
CREATE TABLE idea_edits (
    id              {id},
    idea            BIGINT NOT NULL REFERENCES ideas(id) ON DELETE CASCADE,
    hypothesis      TEXT NOT NULL,
    predicted       DOUBLE PRECISION NULL,
    config_keys     TEXT NOT NULL,
    files           TEXT NOT NULL,
    person          TEXT NOT NULL,
    written_ms      BIGINT NOT NULL
);
CREATE INDEX idea_edits_of ON idea_edits(idea);

-- Notes and decisions, in the order in which they were made.
CREATE TABLE idea_log (
    id              {id},
    idea            BIGINT NOT NULL REFERENCES ideas(id) ON DELETE CASCADE,
    decision        SMALLINT NULL,            -- NULL: a note
    text            TEXT NOT NULL,            -- the note, or the reason
    cause           TEXT NOT NULL,
    person          TEXT NOT NULL,
    written_ms      BIGINT NOT NULL
);
CREATE INDEX idea_log_of ON idea_log(idea);

-- Runs that a person joined to an idea, or took out of all (NULL). It comes before what the run's tags and the rules say.
CREATE TABLE idea_joins (
    run             BIGINT NOT NULL PRIMARY KEY REFERENCES runs(row_id) ON DELETE CASCADE,
    idea            BIGINT NULL REFERENCES ideas(id) ON DELETE CASCADE,
    seed            TEXT NULL,                -- NULL: as the run says
    person          TEXT NOT NULL,
    joined_ms       BIGINT NOT NULL
) {keyed};

-- Runs that a person leaves out of comparisons, with the reason. They are shown, and compared with as well as without.
CREATE TABLE idea_exclusions (
    run             BIGINT NOT NULL PRIMARY KEY REFERENCES runs(row_id) ON DELETE CASCADE,
    reason          TEXT NOT NULL,
    person          TEXT NOT NULL,
    excluded_ms     BIGINT NOT NULL
) {keyed};

-- Runs whose param is like the pattern belong to the idea, unless their tags or a person say otherwise.
CREATE TABLE idea_rules (
    id              {id},
    project_id      BIGINT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
    idea            BIGINT NOT NULL REFERENCES ideas(id) ON DELETE CASCADE,
    param           TEXT NOT NULL,
    pattern         TEXT NOT NULL,            -- * stands for any text
    person          TEXT NOT NULL,
    created_ms      BIGINT NOT NULL
);

-- What a project's ideas are judged by: one row a project.
CREATE TABLE idea_measures (
    project_id      BIGINT NOT NULL PRIMARY KEY REFERENCES projects(id) ON DELETE CASCADE,
    metric          TEXT NOT NULL,            -- name of an outcome metric
    split           TEXT NOT NULL,
    direction       SMALLINT NOT NULL,        -- MetricDirection
    worthwhile      DOUBLE PRECISION NULL,    -- smallest difference worth having
    is_matched      SMALLINT NOT NULL,        -- 1: run s of two ideas shares split, initialisation and data order
    checkpoint_rule TEXT NOT NULL,
    baseline        BIGINT NULL,              -- an idea
    person          TEXT NOT NULL,
    written_ms      BIGINT NOT NULL,
    version         BIGINT NOT NULL
) {keyed};

-- What the baseline meant from when on. Ideas compared with different versions are not compared with the same thing.
CREATE TABLE baseline_versions (
    id              {id},
    project_id      BIGINT NOT NULL REFERENCES projects(id) ON DELETE CASCADE,
    version         BIGINT NOT NULL,
    idea            BIGINT NULL,
    dataset         TEXT NOT NULL,            -- fingerprint, '' if unknown
    split           TEXT NOT NULL,
    checkpoint_rule TEXT NOT NULL,
    metric          TEXT NOT NULL,
    code            TEXT NOT NULL,            -- commit, '' if unknown
    person          TEXT NOT NULL,
    created_ms      BIGINT NOT NULL,
    UNIQUE (project_id, version)
);

-- Ideas that runs named before there were ideas.
INSERT INTO ideas (project_id, name, origin, created_ms)
SELECT k.project_id, t.value, 2, MIN(r.created_ms)
FROM keys k JOIN tags t ON t.key_id = k.id JOIN runs r ON r.row_id = t.run
WHERE k.kind = 2 AND k.name = 'umul.idea' AND t.value <> '' GROUP BY k.project_id, t.value;

UPDATE ideas SET parent = (
    SELECT MIN(p.id) FROM ideas p
    WHERE p.project_id = ideas.project_id AND p.id <> ideas.id AND p.name IN (
        SELECT tp.value FROM tags tp JOIN keys kp ON kp.id = tp.key_id
        WHERE kp.kind = 2 AND kp.name = 'umul.parent' AND kp.project_id = ideas.project_id AND tp.run IN (
            SELECT ti.run FROM tags ti JOIN keys ki ON ki.id = ti.key_id
            WHERE ki.kind = 2 AND ki.name = 'umul.idea' AND ki.project_id = ideas.project_id AND ti.value = ideas.name)));
