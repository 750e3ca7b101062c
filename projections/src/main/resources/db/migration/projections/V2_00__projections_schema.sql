-- Everything in this schema follows from the ledger and may be dropped and rebuilt at any time.
create schema if not exists projections;
