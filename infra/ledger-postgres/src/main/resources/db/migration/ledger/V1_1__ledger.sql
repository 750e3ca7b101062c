create schema if not exists ledger;

-- One row, which every group of appends locks first, until its commit: so the groups of all nodes
-- stand in one order. It is locked and never updated: the versions of a row that is updated by each
-- group cannot be cleared away while any old snapshot is open, and slow every later group down.
create table ledger.append_lock (single boolean primary key default true check (single));
insert into ledger.append_lock default values;

-- The ledger. Positions are dense from 1. The envelope is the stored form, verbatim; the other
-- columns repeat what is needed to find it.
create table ledger.events (
  position bigint primary key,
  stream text collate "C" not null,
  sequence bigint not null,
  recorded_micros bigint not null, -- microseconds since 1970-01-01T00:00:00Z
  envelope bytea not null,
  unique (stream, sequence)
);
create index events_recorded on ledger.events
  using brin (recorded_micros) with (pages_per_range = 16, autosummarize = on);

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a stored event is never changed';
end $$;
create trigger events_are_never_changed before update or delete on ledger.events
  for each row execute function ledger.refuse_change();
create trigger events_are_never_emptied before truncate on ledger.events
  for each statement execute function ledger.refuse_change();

-- The three functions that append. Each is called as a statement of its own, which is a transaction
-- of its own, at isolation level "read committed": the statement after the lock sees what was
-- committed while the lock was awaited.

-- Stores one event. Returns its position. Fails with unique_violation where it is there already.
create function ledger.append_one(
  stream text, sequence bigint, recorded_micros bigint, envelope bytea)
returns bigint language plpgsql as $$
declare
  stored bigint;
begin
  perform from ledger.append_lock for update;
  insert into ledger.events
  select coalesce(max(e.position), 0) + 1, $1, $2, $3, $4 from ledger.events e
  returning position into stored;
  return stored;
end $$;

-- Stores a group of events, all or none. Returns the position of the last. Fails with
-- unique_violation where one of them is there already.
create function ledger.append_all(
  stream_of text[], sequence_of bigint[], recorded_of bigint[], envelope_of bytea[])
returns bigint language plpgsql as $$
declare
  head bigint;
begin
  perform from ledger.append_lock for update;
  select coalesce(max(position), 0) into head from ledger.events;
  insert into ledger.events
  select head + e.ordinal, e.stream, e.sequence, e.recorded, e.envelope
  from unnest(stream_of, sequence_of, recorded_of, envelope_of)
    with ordinality as e(stream, sequence, recorded, envelope, ordinal);
  return head + cardinality(stream_of);
end $$;

-- Stores a group of appends of which some are in conflict; "append_of" numbers the appends, and no
-- stream stands in two of them. An append one of whose events is there already is refused, alone;
-- the others are stored. Returns the position of the last and the refused appends.
create function ledger.append_some(
  append_of int[], stream_of text[], sequence_of bigint[], recorded_of bigint[],
  envelope_of bytea[], out head bigint, out refused int[])
language plpgsql as $$
declare
  stored bigint;
begin
  perform from ledger.append_lock for update;
  select coalesce(array_agg(distinct e.append), '{}') into refused
  from unnest(append_of, stream_of, sequence_of) as e(append, stream, sequence)
  where exists (
    select from ledger.events s where s.stream = e.stream and s.sequence = e.sequence);

  select coalesce(max(position), 0) into head from ledger.events;
  insert into ledger.events
  select head + row_number() over (order by e.ordinal),
    e.stream, e.sequence, e.recorded, e.envelope
  from unnest(append_of, stream_of, sequence_of, recorded_of, envelope_of)
    with ordinality as e(append, stream, sequence, recorded, envelope, ordinal)
  where e.append <> all (refused);
  get diagnostics stored = row_count;
  head := head + stored;
end $$;

-- The newest snapshot of a stream's aggregate: a shortcut, never the truth. One that does not match
-- its digest is not used.
create table ledger.snapshots (
  stream text collate "C" primary key,
  sequence bigint not null,
  aggregate_type text not null,
  event_id text not null,
  recorded_micros bigint not null,
  payload_type text not null,
  payload_revision text,
  payload bytea not null,
  metadata bytea not null,
  digest bytea not null
);
