-- The timeline: one plain sentence for every event, and who may read it. Written by TimelineTables alone.

CREATE SCHEMA IF NOT EXISTS projections;
CREATE TABLE IF NOT EXISTS projections.applied (
  projection text PRIMARY KEY,
  position   bigint NOT NULL
);
INSERT INTO projections.applied VALUES ('timeline', 0);

-- took_effect_at is the greatest recorded time up to and including the entry: unlike recorded_at it never
-- goes back where clocks of nodes differ, so that an interval of time is an interval of positions.
CREATE TABLE projections.timeline_entries (
  position       bigint PRIMARY KEY,
  recorded_at    timestamptz NOT NULL,
  took_effect_at timestamptz NOT NULL,
  event_id       text NOT NULL,
  type           text NOT NULL,
  stream         text COLLATE "C" NOT NULL,
  sentence       text NOT NULL,
  actor_kind     text NOT NULL,
  actor          text NOT NULL,
  command_id     text NOT NULL,
  provider_event text,
  correlation_id text NOT NULL,
  before         text NOT NULL,
  after          text NOT NULL,
  product        text COLLATE "C",
  license        text COLLATE "C",
  buyer          text COLLATE "C",
  seller         text COLLATE "C"
);
CREATE INDEX timeline_entries_time ON projections.timeline_entries (took_effect_at, position);
CREATE INDEX timeline_entries_license ON projections.timeline_entries (license, position);

-- Who sees an entry, with all that is filtered by: each filter alone is a walk along an index in the order of
-- positions; several walk along the narrowest and look at each row. The viewer '*' is the operator, who sees all.
CREATE TABLE projections.timeline_views (
  viewer   text COLLATE "C" NOT NULL,
  position bigint NOT NULL,
  type     text COLLATE "C" NOT NULL,
  actor    text COLLATE "C" NOT NULL,
  product  text COLLATE "C",
  license  text COLLATE "C",
  buyer    text COLLATE "C",
  PRIMARY KEY (viewer, position)
);
CREATE INDEX timeline_views_type ON projections.timeline_views (viewer, type, position);
CREATE INDEX timeline_views_actor ON projections.timeline_views (viewer, actor, position);
CREATE INDEX timeline_views_product
  ON projections.timeline_views (viewer, product, position) WHERE product IS NOT NULL;
CREATE INDEX timeline_views_license
  ON projections.timeline_views (viewer, license, position) WHERE license IS NOT NULL;
CREATE INDEX timeline_views_buyer
  ON projections.timeline_views (viewer, buyer, position) WHERE buyer IS NOT NULL;

-- What later sentences must know of earlier events: names, owners, what stood before a change.
CREATE TABLE projections.timeline_facts (
  subject text COLLATE "C" NOT NULL,
  fact    text COLLATE "C" NOT NULL,
  value   text NOT NULL,
  PRIMARY KEY (subject, fact)
);
