-- Which nodes may decide about access. Times are this database's, so that no node's clock matters.
create table operations.node_leases (
  node        text        primary key,
  lease_until timestamptz not null,
  applied     bigint      not null
);

-- When each revocation was acknowledged, and when each node had passed it.
create table operations.revocation_receipts (
  position        bigint      primary key,
  stream          text        not null,
  command         text        not null,
  acknowledged_at timestamptz not null
);

create table operations.revocation_passages (
  position  bigint      not null references operations.revocation_receipts (position),
  node      text        not null,
  applied   bigint,
  passed_at timestamptz not null,
  primary key (position, node)
);

comment on column operations.revocation_passages.applied is
  'the position that the node had applied; null where its lease ran out instead';
