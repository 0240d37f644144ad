-- A person has said which way the metric is better; otherwise direction is what the name suggests.
ALTER TABLE keys ADD COLUMN direction_said SMALLINT NOT NULL DEFAULT 0;
