-- Operational records of the server beside the projections: never rebuilt, always in the backup.
create schema if not exists operations;

-- How far each projection has come. The shape is Axon's.
create table operations.projection_tokens (
  processor_name varchar(255) not null,
  segment        integer      not null,
  token          bytea,
  token_type     varchar(255),
  timestamp      varchar(255),
  owner          varchar(255),
  primary key (processor_name, segment)
);

-- Which request a caller first sent under a key: the same key for another request is refused. A
-- secret that the request made is kept closed, so that a retry shows the same one, and no longer
-- than the row lives.
create table operations.idempotency_keys (
  caller  text        not null,
  key     text        not null,
  request bytea       not null,
  secret  bytea,
  used_at timestamptz not null,
  primary key (caller, key)
);

create index idempotency_keys_used_at on operations.idempotency_keys (used_at);
