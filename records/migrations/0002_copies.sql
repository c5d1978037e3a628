-- Copies of a plan are few among many operations: found without reading the whole journal.
CREATE INDEX journal_copies ON journal (person) WHERE kind = 'copy';
