-- Agreed versions are few among many operations, as copies are: Today asks for both at once.
CREATE INDEX journal_agreed ON journal (person) WHERE kind = 'agree';
