-- The facts of access decisions. Written by AccessTables alone; every row follows from the ledger.
-- Ids are compared as bytes, so that lists have one order everywhere.

-- How far each projection has applied the ledger.
CREATE TABLE IF NOT EXISTS projections.applied (
  projection text PRIMARY KEY,
  position   bigint NOT NULL
);
INSERT INTO projections.applied VALUES ('access', 0);

-- When the event at access's position was recorded; one row, none before the first event.
CREATE TABLE projections.access_recorded (
  only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  recorded_at timestamptz NOT NULL
);

CREATE TABLE projections.access_tokens (
  token            text COLLATE "C" PRIMARY KEY,
  organization     text COLLATE "C" NOT NULL,
  holder           text COLLATE "C" NOT NULL,
  scopes           text[] NOT NULL,
  secret           text COLLATE "C" NOT NULL,
  previous_secret  text COLLATE "C",
  previous_ends_at timestamptz,
  issued_at        timestamptz NOT NULL,
  expires_at       timestamptz,
  revoked_at       timestamptz,
  addresses        text[] NOT NULL,
  position         bigint NOT NULL
);
CREATE INDEX access_tokens_secret ON projections.access_tokens (secret);
CREATE INDEX access_tokens_previous_secret
  ON projections.access_tokens (previous_secret) WHERE previous_secret IS NOT NULL;

CREATE TABLE projections.access_holders (
  organization text COLLATE "C" NOT NULL,
  holder       text COLLATE "C" NOT NULL,
  present      boolean NOT NULL,
  since        timestamptz NOT NULL,
  role         text COLLATE "C", -- a member's; a pipeline has none
  until        timestamptz,
  position     bigint NOT NULL,
  PRIMARY KEY (organization, holder)
);

CREATE TABLE projections.access_packages (
  package text COLLATE "C" PRIMARY KEY,
  owner   text COLLATE "C" NOT NULL
);

CREATE TABLE projections.access_releases (
  release      text COLLATE "C" PRIMARY KEY,
  package      text COLLATE "C" NOT NULL,
  version      text NOT NULL,
  channel      text NOT NULL,
  published_at timestamptz NOT NULL,
  yanked       boolean NOT NULL,
  position     bigint NOT NULL
);

-- Each snapshot of terms once, under the SHA-256 of its text.
CREATE TABLE projections.access_terms (
  digest   text COLLATE "C" PRIMARY KEY,
  terms    text NOT NULL,
  packages text[] NOT NULL
);

CREATE TABLE projections.access_licenses (
  license         text COLLATE "C" PRIMARY KEY,
  buyer           text COLLATE "C",
  terms           text COLLATE "C" NOT NULL,
  starts_at       timestamptz NOT NULL,
  paid_through    timestamptz,
  renewed_through timestamptz,
  cancelled_at    timestamptz,
  cancels_at      timestamptz,
  position        bigint NOT NULL
);

-- What a licence is suspended or revoked for: each reason holds until it is taken back itself.
CREATE TABLE projections.access_holds (
  license text COLLATE "C" NOT NULL,
  kind    text COLLATE "C" NOT NULL CHECK (kind IN ('suspended', 'revoked')),
  reason  text COLLATE "C" NOT NULL,
  since   timestamptz NOT NULL,
  PRIMARY KEY (license, kind, reason)
);

CREATE TABLE projections.access_seats (
  license text COLLATE "C" NOT NULL,
  holder  text COLLATE "C" NOT NULL,
  PRIMARY KEY (license, holder)
);

-- Which packages a buyer has, or had, by a licence.
CREATE TABLE projections.access_grants (
  buyer   text COLLATE "C" NOT NULL,
  package text COLLATE "C" NOT NULL,
  license text COLLATE "C" NOT NULL,
  lost_at timestamptz,
  PRIMARY KEY (buyer, package, license)
);
CREATE INDEX access_grants_license ON projections.access_grants (license);
