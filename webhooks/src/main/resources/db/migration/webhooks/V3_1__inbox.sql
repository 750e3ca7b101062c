-- Operational records beside the projections: never rebuilt from the ledger, always in the backup.
create schema if not exists webhooks;

-- A seller's account at a payment provider and what we need to speak with it. Secrets are closed.
create table webhooks.accounts (
  account text primary key,
  provider text not null,
  organization text not null,
  live boolean not null,
  api_key bytea not null,
  connected_at timestamptz not null,
  disconnected_at timestamptz
);

create index accounts_of_organization on webhooks.accounts (organization);

-- Several secrets hold at once while one is being rotated out.
create table webhooks.account_secrets (
  account text not null references webhooks.accounts on delete cascade,
  number integer not null,
  secret bytea not null,
  valid_until timestamptz,
  primary key (account, number)
);

-- What a provider sent, kept before anything is made of it.
create table webhooks.inbox (
  entry bigint generated always as identity primary key,
  account text not null references webhooks.accounts,
  event text not null,
  type text not null,
  created_at timestamptz not null,
  live boolean not null,
  -- SHA-256 of what the event says: the same for every delivery of one event.
  content bytea not null,
  -- Closed: bodies carry names and addresses.
  body bytea not null,
  signature text not null,
  received_at timestamptz not null,
  -- The provider's object ids that the event speaks of; what belongs together shares one.
  refs text[] not null,
  state text not null
    check (state in ('received', 'applied', 'unknown_type', 'failed', 'quarantined')),
  code text,
  detail text,
  attempts integer not null default 0,
  -- When to try (again); null rests.
  next_attempt_at timestamptz,
  applied_at timestamptz,
  licenses text[] not null default '{}',
  -- When personal data was taken out of the body; it no longer fits its signature then.
  redacted_at timestamptz,
  unique (account, event, content)
);

-- One entry an event; another body under a known id is kept apart, in quarantine.
create unique index inbox_event on webhooks.inbox (account, event)
  where code is distinct from 'webhook.event_conflict';
create index inbox_due on webhooks.inbox (account, next_attempt_at)
  where next_attempt_at is not null;
create index inbox_of_account on webhooks.inbox (account, entry);
create index inbox_refs on webhooks.inbox using gin (refs);
create index inbox_licenses on webhooks.inbox using gin (licenses);
