create schema if not exists numbering;

-- How far the log of EventStoreDB is numbered. Whoever numbers moves this row on from exactly where
-- it was when the log was read, in the statement that keeps the numbers: of two that read the same
-- part one is refused, and so is one that was paused in between.
create table numbering.head (
  single boolean primary key default true check (single),
  position bigint not null, -- of the newest numbered event; 0 for none
  scanned bigint            -- up to where the log was looked through; null for its beginning
);
insert into numbering.head (position, scanned) values (0, null);

-- The dense positions of the ledger's events, in the order of the log. What the log holds stands
-- there alone: all of this can be dropped and comes out the same.
create table numbering.events (
  position bigint primary key,
  stream text collate "C" not null,
  sequence bigint not null,
  log_position bigint not null unique,
  recorded_micros bigint not null, -- microseconds since 1970-01-01T00:00:00Z
  unique (stream, sequence)
);
create index events_recorded on numbering.events
  using brin (recorded_micros) with (pages_per_range = 16, autosummarize = on);
