-- What waits for the centre is counted by transactions: one row of each carries this laptop's signature.
CREATE INDEX journal_signed ON journal (device, epoch, number) WHERE signature IS NOT NULL;
