-- What waits for the centre is counted by transactions: one row of each carries this laptop's signature.
-- Everything the count asks for is in the index: otherwise each row would be fetched and deciphered.
CREATE INDEX journal_signed ON journal (device, epoch, number, kind, person, signature)
    WHERE signature IS NOT NULL;
