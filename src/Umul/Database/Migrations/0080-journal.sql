-- The journal numbers its rows itself and never forgets its last one: a counter of the database would be a second page to sync with each commit.
INSERT INTO metric_journal (points) VALUES (CAST('' AS {blob})); -- takes the next number, whatever was deleted
ALTER TABLE metric_journal RENAME TO metric_journal_before;

CREATE TABLE metric_journal (
    id              {id},
    points          {blob} NOT NULL
);

INSERT INTO metric_journal (id, points) SELECT id, points FROM metric_journal_before;
DROP TABLE metric_journal_before;
