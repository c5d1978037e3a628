-- The first vault schema. user_version names the newest migration applied.

-- Small facts about this replica: one row each, never a person's words.
CREATE TABLE fact (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- How many saves this vault has ever made; checked against vault.hwm at every open (security 4.3).
CREATE TABLE pulse (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    saves INTEGER NOT NULL
) STRICT;
INSERT INTO pulse VALUES (1, 0);

-- The truth: every operation this laptop holds, in the bytes its author made. Rows are only ever added.
CREATE TABLE journal (
    place     INTEGER PRIMARY KEY,   -- order of arrival here; means nothing elsewhere
    operation TEXT NOT NULL UNIQUE,
    device    TEXT NOT NULL,
    epoch     INTEGER NOT NULL,
    number    INTEGER NOT NULL,
    person    TEXT NOT NULL,
    entity    TEXT NOT NULL,
    item      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    txn       TEXT NOT NULL,
    header    BLOB NOT NULL,
    body      BLOB,                  -- NULL once erased
    signature BLOB                   -- on the last operation of a transaction
) STRICT;
CREATE INDEX journal_by_author ON journal (device, epoch, number);
CREATE INDEX journal_by_item ON journal (item, entity);

-- What the centre holds aside: received there, but not in the record (design 10).
CREATE TABLE held (
    txn    TEXT PRIMARY KEY,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Read table: each item as the reducer sees it. Computed from the journal in the same transaction.
CREATE TABLE item (
    person TEXT NOT NULL,
    entity TEXT NOT NULL,
    item   TEXT NOT NULL,
    form   TEXT NOT NULL,            -- canonical of the form its fields belong to; 'statement' for words
    open   INTEGER NOT NULL,         -- fields that need agreeing
    at     INTEGER NOT NULL,         -- newest wall clock among its operations, ms; display only
    state  BLOB NOT NULL,
    PRIMARY KEY (person, entity, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_by_form ON item (person, form);
CREATE INDEX item_open ON item (person) WHERE open > 0;

-- Read table: one row a person, with what Today, People and the banner show.
CREATE TABLE person (
    person     TEXT PRIMARY KEY,
    nhs_number TEXT,
    sort_name  TEXT NOT NULL,
    card       BLOB NOT NULL         -- records.people.Card as JSON
) STRICT, WITHOUT ROWID;
CREATE INDEX person_by_name ON person (sort_name, person);
CREATE INDEX person_by_nhs_number ON person (nhs_number) WHERE nhs_number IS NOT NULL;

-- Work in progress: replaced in place, never numbered, never sent (design 4).
CREATE TABLE draft (
    draft    TEXT PRIMARY KEY,
    person   TEXT NOT NULL,
    form     TEXT NOT NULL,          -- canonical|version
    saved_at INTEGER NOT NULL,       -- ms UTC
    snapshot BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_by_person ON draft (person);

-- Search: who still has to be indexed, and the index itself (design 10, "Search").
CREATE TABLE search_due (
    person TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5 (
    person UNINDEXED, names, words,
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'",
    prefix = '2 3'
);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
