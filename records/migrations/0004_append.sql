-- What one save writes lies together: every page is sealed by itself, so a page is what a save costs (ADR 0019).
-- Random ids as keys had each of eight operations and four items write a page of its own.

-- Read table: as before, in order of arrival, and with where in the journal its operations are.
CREATE TABLE item_appended (
    number INTEGER PRIMARY KEY,      -- order of arrival here; means nothing elsewhere
    person TEXT NOT NULL,
    entity TEXT NOT NULL,
    item   TEXT NOT NULL,
    form   TEXT NOT NULL,            -- canonical of the form its fields belong to; 'statement' for words
    open   INTEGER NOT NULL,         -- fields that need agreeing
    at     INTEGER NOT NULL,         -- newest wall clock among its operations, ms; display only
    places TEXT NOT NULL,            -- JSON list of journal.place: its operations, copies and reading left aside
    state  BLOB NOT NULL,
    UNIQUE (person, entity, item)
) STRICT;
INSERT INTO item_appended (person, entity, item, form, open, at, places, state)
    SELECT person, entity, item, form, open, at,
        (SELECT json_group_array(journal.place) FROM journal
            WHERE journal.item = item.item AND journal.entity = item.entity AND journal.person = item.person
            AND journal.kind NOT IN ('copy', 'read')),
        state
    FROM item ORDER BY person, entity, item;
DROP TABLE item;
ALTER TABLE item_appended RENAME TO item;
CREATE INDEX item_open ON item (person) WHERE open > 0;

-- The truth: every operation as it came, byte for byte. Beside its bytes there stands only what is asked for
-- without reading them. An operation that came before is found by its author and number, and an item knows its
-- own: no index on random ids.
CREATE TABLE journal_appended (
    place     INTEGER PRIMARY KEY,   -- order of arrival here; means nothing elsewhere
    device    TEXT NOT NULL,
    epoch     INTEGER NOT NULL,
    number    INTEGER NOT NULL,
    person    TEXT NOT NULL,
    txn       TEXT NOT NULL,
    kind      TEXT NOT NULL,
    header    BLOB NOT NULL,
    body      BLOB,                  -- NULL once erased
    signature BLOB                   -- on the last operation of a transaction
) STRICT;
INSERT INTO journal_appended
    SELECT place, device, epoch, number, person, txn, kind, header, body, signature FROM journal ORDER BY place;
DROP TABLE journal;
ALTER TABLE journal_appended RENAME TO journal;
CREATE INDEX journal_by_author ON journal (device, epoch, number);
CREATE INDEX journal_copies ON journal (person) WHERE kind = 'copy';
CREATE INDEX journal_signed ON journal (device, epoch, number, kind, person, signature)
    WHERE signature IS NOT NULL;

-- Long rows in a table without row numbers overflow at a quarter of a page. A card and a draft fill one.
CREATE TABLE person_appended (
    person     TEXT PRIMARY KEY,
    nhs_number TEXT,
    sort_name  TEXT NOT NULL,
    card       BLOB NOT NULL         -- records.people.Card as JSON
) STRICT;
INSERT INTO person_appended SELECT * FROM person ORDER BY person;
DROP TABLE person;
ALTER TABLE person_appended RENAME TO person;
CREATE INDEX person_by_name ON person (sort_name, person);
CREATE INDEX person_by_nhs_number ON person (nhs_number) WHERE nhs_number IS NOT NULL;

CREATE TABLE draft_appended (
    draft    TEXT PRIMARY KEY,
    person   TEXT NOT NULL,
    form     TEXT NOT NULL,          -- canonical|version
    saved_at INTEGER NOT NULL,       -- ms UTC
    snapshot BLOB NOT NULL
) STRICT;
INSERT INTO draft_appended SELECT * FROM draft;
DROP TABLE draft;
ALTER TABLE draft_appended RENAME TO draft;
CREATE INDEX draft_by_person ON draft (person);

-- Search: who still has to be indexed, and in which save that was seen: whoever has read their words since
-- need not read them again at the next letter.
CREATE TABLE search_due_since (
    person TEXT PRIMARY KEY,
    since  INTEGER NOT NULL          -- pulse.saves
) STRICT, WITHOUT ROWID;
INSERT INTO search_due_since SELECT person, 0 FROM search_due;
DROP TABLE search_due;
ALTER TABLE search_due_since RENAME TO search_due;
