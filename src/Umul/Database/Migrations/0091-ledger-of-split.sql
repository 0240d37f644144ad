-- Every page that shows a test split asks what of it was seen and unsealed.
CREATE INDEX ledger_of_split ON ledger (project_id, split, kind);
