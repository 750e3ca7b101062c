-- How packages are used. Not from the ledger: never rebuilt, always in the backup, dropped when old.
create table operations.usage (
  day       date             not null,
  token     text collate "C" not null,
  package   text collate "C" not null,
  release   text collate "C" not null,
  client    text collate "C" not null,
  version   text,
  buyer     text collate "C" not null,
  seller    text collate "C",
  downloads bigint           not null,
  denials   bigint           not null,
  primary key (day, token, package, release, client)
);

comment on column operations.usage.day is 'in UTC';
comment on column operations.usage.release is 'empty where no release, but a package, was asked for';
comment on column operations.usage.seller is
  'null where the buyer is a stranger to the package: no business of the seller';

create index usage_by_buyer on operations.usage (buyer, day, token, package, release, client);
create index usage_by_seller on operations.usage (seller, day, package, release, buyer, client)
  where seller is not null;

-- The last batch of counts that each node added: one that is tried again is not added twice.
create table operations.usage_batches (
  node  text   primary key,
  batch bigint not null
);
