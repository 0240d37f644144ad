-- What the dataset calls its groups: the column that named them, such as patient or speaker; '' if nobody said. A word, not content: it is not in the fingerprint.
ALTER TABLE datasets ADD COLUMN group_name TEXT NOT NULL DEFAULT '';
