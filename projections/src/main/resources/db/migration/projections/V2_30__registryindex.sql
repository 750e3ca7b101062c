-- What the ecosystems' index documents are made of. Written by RegistryIndexTables alone.

CREATE SCHEMA IF NOT EXISTS projections;
CREATE TABLE IF NOT EXISTS projections.applied (
  projection text PRIMARY KEY,
  position   bigint NOT NULL
);
INSERT INTO projections.applied VALUES ('registryindex', 0);

CREATE TABLE projections.registryindex_packages (
  id        text COLLATE "C" PRIMARY KEY,
  ecosystem text NOT NULL,
  name      text COLLATE "C" NOT NULL,
  owner     text COLLATE "C" NOT NULL,
  position  bigint NOT NULL,
  UNIQUE (ecosystem, name)
);
CREATE INDEX registryindex_packages_owner ON projections.registryindex_packages (owner, ecosystem, name);

CREATE TABLE projections.registryindex_releases (
  id                 text COLLATE "C" PRIMARY KEY,
  pkg                text COLLATE "C" NOT NULL,
  version            text COLLATE "C" NOT NULL,
  platform           text COLLATE "C" NOT NULL,
  channel            text NOT NULL,
  package_metadata   text NOT NULL,
  published_at       timestamptz NOT NULL,
  published_position bigint NOT NULL,
  yanked_at          timestamptz,
  yanked_position    bigint,
  yank_reason        text,
  deprecation        text,
  position           bigint NOT NULL
);
CREATE INDEX registryindex_releases_pkg ON projections.registryindex_releases (pkg, published_position);
CREATE INDEX registryindex_releases_changed ON projections.registryindex_releases (pkg, position);

CREATE TABLE projections.registryindex_artifacts (
  release   text COLLATE "C" NOT NULL,
  filename  text COLLATE "C" NOT NULL,
  ordinal   integer NOT NULL,
  digest    text COLLATE "C" NOT NULL,
  size      bigint NOT NULL,
  checksums text[] NOT NULL,
  position  bigint NOT NULL,
  PRIMARY KEY (release, filename)
);
CREATE INDEX registryindex_artifacts_digest ON projections.registryindex_artifacts (digest);

-- A removed tag keeps its row without a version, so that an index knows that it changed.
CREATE TABLE projections.registryindex_tags (
  pkg      text COLLATE "C" NOT NULL,
  tag      text COLLATE "C" NOT NULL,
  version  text COLLATE "C",
  moved_at timestamptz NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (pkg, tag)
);

-- What a licence names or once named, and who holds or once held it: where to look, not what is allowed.
CREATE TABLE projections.registryindex_license_packages (
  license text COLLATE "C" NOT NULL,
  pkg     text COLLATE "C" NOT NULL,
  PRIMARY KEY (license, pkg)
);
CREATE TABLE projections.registryindex_license_buyers (
  buyer   text COLLATE "C" NOT NULL,
  license text COLLATE "C" NOT NULL,
  PRIMARY KEY (buyer, license)
);
