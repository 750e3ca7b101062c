create schema if not exists ledger;

-- The greatest position. One row, which every group of appends updates first: its lock, held until
-- the commit, puts the groups of all nodes in one order.
create table ledger.head (
  single boolean primary key default true check (single),
  position bigint not null check (position >= 0)
) with (fillfactor = 10);
insert into ledger.head (position) values (0);

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

-- Stores a group of appends, in one statement and so in one transaction. Arrays hold one element an
-- event; "append" numbers the appends of the group, "first" marks the first event of an append in
-- its stream. A group names no stream in two of its appends.
--
-- An append whose stream has come to its first sequence already is refused, alone; the others are
-- stored. Returns the greatest position and the refused appends.
create function ledger.append(
  append_of int[], stream_of text[], sequence_of bigint[], first_of boolean[],
  recorded_of bigint[], envelope_of bytea[],
  out head bigint, out refused int[])
language plpgsql as $$
declare
  total constant bigint := cardinality(append_of);
  stored bigint;
begin
  update ledger.head set position = position + total returning position into head;

  -- A statement of its own, so that it sees what was committed while the lock was awaited.
  select coalesce(array_agg(distinct e.append), '{}') into refused
  from unnest(append_of, stream_of, sequence_of, first_of) as e(append, stream, sequence, first)
  cross join lateral (
    select s.sequence from ledger.events s where s.stream = e.stream
    order by s.sequence desc limit 1) as last
  where e.first and last.sequence >= e.sequence;

  if cardinality(refused) = 0 then
    insert into ledger.events (position, stream, sequence, recorded_micros, envelope)
    select head - total + e.ordinal, e.stream, e.sequence, e.recorded, e.envelope
    from unnest(stream_of, sequence_of, recorded_of, envelope_of)
      with ordinality as e(stream, sequence, recorded, envelope, ordinal);
  else
    insert into ledger.events (position, stream, sequence, recorded_micros, envelope)
    select head - total + row_number() over (order by e.ordinal),
      e.stream, e.sequence, e.recorded, e.envelope
    from unnest(append_of, stream_of, sequence_of, recorded_of, envelope_of)
      with ordinality as e(append, stream, sequence, recorded, envelope, ordinal)
    where e.append <> all (refused);
    get diagnostics stored = row_count;
    update ledger.head set position = position - total + stored returning position into head;
  end if;
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
