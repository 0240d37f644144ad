-- Ideas that came from a finding of "why": on which cases it was found. A result on those same cases cannot confirm it.
CREATE TABLE idea_suggestions (
    idea            BIGINT NOT NULL PRIMARY KEY REFERENCES ideas(id) ON DELETE CASCADE,
    split           TEXT NOT NULL,
    finding         TEXT NOT NULL,            -- its key
    cases           {blob} NOT NULL,          -- PackedText: ids of all cases that were looked at
    written_ms      BIGINT NOT NULL
) {keyed};
