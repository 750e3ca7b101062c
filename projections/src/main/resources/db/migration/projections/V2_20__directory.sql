-- The directory: who and what there is. Written by DirectoryTables alone; every row follows from the ledger.
-- Ids are compared as bytes, so that lists have one order everywhere.

CREATE SCHEMA IF NOT EXISTS projections;

-- How far each projection has applied the ledger.
CREATE TABLE IF NOT EXISTS projections.applied (
  projection text PRIMARY KEY,
  position   bigint NOT NULL
);
INSERT INTO projections.applied VALUES ('directory', 0);

CREATE TABLE projections.directory_organizations (
  id            text COLLATE "C" PRIMARY KEY,
  slug          text COLLATE "C" NOT NULL UNIQUE,
  display_name  text NOT NULL,
  registered_at timestamptz NOT NULL,
  position      bigint NOT NULL
);

CREATE TABLE projections.directory_members (
  organization     text COLLATE "C" NOT NULL,
  member           text COLLATE "C" NOT NULL,
  person           text COLLATE "C" NOT NULL,
  email_key        text NOT NULL,
  email_nonce      text NOT NULL,
  email_ciphertext text NOT NULL,
  role             text NOT NULL,
  role_until       timestamptz,
  invited_at       timestamptz NOT NULL,
  joined_at        timestamptz,
  removed_at       timestamptz,
  position         bigint NOT NULL,
  PRIMARY KEY (organization, member)
);
CREATE INDEX directory_members_person ON projections.directory_members (person, organization, member);

CREATE TABLE projections.directory_pipelines (
  organization  text COLLATE "C" NOT NULL,
  pipeline      text COLLATE "C" NOT NULL,
  name          text NOT NULL,
  registered_at timestamptz NOT NULL,
  removed_at    timestamptz,
  position      bigint NOT NULL,
  PRIMARY KEY (organization, pipeline)
);

CREATE TABLE projections.directory_payment_accounts (
  organization    text COLLATE "C" NOT NULL,
  provider        text COLLATE "C" NOT NULL,
  account         text COLLATE "C" NOT NULL,
  live            boolean NOT NULL,
  connected_at    timestamptz NOT NULL,
  disconnected_at timestamptz,
  position        bigint NOT NULL,
  PRIMARY KEY (organization, provider, account)
);
CREATE INDEX directory_payment_accounts_account
  ON projections.directory_payment_accounts (provider, account);

CREATE TABLE projections.directory_products (
  id         text COLLATE "C" PRIMARY KEY,
  seller     text COLLATE "C" NOT NULL,
  name       text NOT NULL,
  created_at timestamptz NOT NULL,
  position   bigint NOT NULL
);
CREATE INDEX directory_products_seller ON projections.directory_products (seller, id);

CREATE TABLE projections.directory_product_packages (
  product              text COLLATE "C" NOT NULL,
  pkg                  text COLLATE "C" NOT NULL,
  private_dependencies text[] NOT NULL,
  added_at             timestamptz NOT NULL,
  position             bigint NOT NULL,
  PRIMARY KEY (product, pkg)
);
CREATE INDEX directory_product_packages_pkg ON projections.directory_product_packages (pkg);

CREATE TABLE projections.directory_plans (
  id           text COLLATE "C" PRIMARY KEY,
  product      text COLLATE "C" NOT NULL,
  name         text NOT NULL,
  terms        text NOT NULL,
  prices       text[] NOT NULL,
  published_at timestamptz NOT NULL,
  retired_at   timestamptz,
  position     bigint NOT NULL
);
CREATE INDEX directory_plans_product ON projections.directory_plans (product, id);

CREATE TABLE projections.directory_namespaces (
  id            text COLLATE "C" PRIMARY KEY,
  ecosystem     text NOT NULL,
  name          text COLLATE "C" NOT NULL,
  owner         text COLLATE "C" NOT NULL,
  registered_at timestamptz NOT NULL,
  position      bigint NOT NULL,
  UNIQUE (ecosystem, name)
);
CREATE INDEX directory_namespaces_owner ON projections.directory_namespaces (owner, id);

CREATE TABLE projections.directory_packages (
  id            text COLLATE "C" PRIMARY KEY,
  ecosystem     text NOT NULL,
  name          text COLLATE "C" NOT NULL,
  owner         text COLLATE "C" NOT NULL,
  registered_at timestamptz NOT NULL,
  position      bigint NOT NULL,
  UNIQUE (ecosystem, name)
);
CREATE INDEX directory_packages_owner ON projections.directory_packages (owner, id);

CREATE TABLE projections.directory_licenses (
  id                  text COLLATE "C" PRIMARY KEY,
  product             text COLLATE "C" NOT NULL,
  plan                text COLLATE "C" NOT NULL,
  seller              text COLLATE "C" NOT NULL,
  terms               text NOT NULL,
  seats               integer NOT NULL,
  provider            text,
  account             text,
  live                boolean NOT NULL,
  subscription        text,
  item                text,
  provider_customer   text,
  buyer               text COLLATE "C",
  customer_person     text COLLATE "C",
  customer_key        text,
  customer_nonce      text,
  customer_ciphertext text,
  granted_at          timestamptz NOT NULL,
  starts_at           timestamptz NOT NULL,
  granted_through     timestamptz,
  renewed_through     timestamptz,
  claimed_at          timestamptz,
  past_due_at         timestamptz,
  cancels_at          timestamptz,
  cancelled_at        timestamptz,
  expired_at          timestamptz,
  position            bigint NOT NULL
);
CREATE INDEX directory_licenses_seller ON projections.directory_licenses (seller, id);
CREATE INDEX directory_licenses_buyer ON projections.directory_licenses (buyer, id);
CREATE INDEX directory_licenses_product ON projections.directory_licenses (product, id);
CREATE INDEX directory_licenses_subscription
  ON projections.directory_licenses (subscription) WHERE subscription IS NOT NULL;
CREATE INDEX directory_licenses_item ON projections.directory_licenses (item) WHERE item IS NOT NULL;
CREATE INDEX directory_licenses_provider_customer
  ON projections.directory_licenses (provider_customer) WHERE provider_customer IS NOT NULL;
CREATE INDEX directory_licenses_person
  ON projections.directory_licenses (customer_person, id) WHERE customer_person IS NOT NULL;

-- What a licence is suspended or revoked for now: each reason counts until it is lifted or reversed.
CREATE TABLE projections.directory_license_holds (
  license  text COLLATE "C" NOT NULL,
  kind     text NOT NULL CHECK (kind IN ('suspended', 'revoked')),
  reason   text NOT NULL,
  since    timestamptz NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (license, kind, reason)
);

CREATE TABLE projections.directory_seats (
  license     text COLLATE "C" NOT NULL,
  holder      text COLLATE "C" NOT NULL,
  assigned_at timestamptz NOT NULL,
  position    bigint NOT NULL,
  PRIMARY KEY (license, holder)
);
CREATE INDEX directory_seats_holder ON projections.directory_seats (holder, license);

CREATE TABLE projections.directory_payments (
  license        text COLLATE "C" NOT NULL,
  position       bigint NOT NULL,
  recorded_at    timestamptz NOT NULL,
  amount_minor   bigint NOT NULL,
  tax_minor      bigint NOT NULL,
  currency       text NOT NULL,
  period_start   timestamptz,
  period_end     timestamptz,
  invoice        text,
  payment_intent text,
  charge         text,
  refund         text,
  refunded_minor bigint NOT NULL,
  PRIMARY KEY (license, position)
);
CREATE INDEX directory_payments_charge ON projections.directory_payments (charge);
CREATE INDEX directory_payments_payment_intent ON projections.directory_payments (payment_intent);
CREATE INDEX directory_payments_invoice ON projections.directory_payments (invoice);

CREATE TABLE projections.directory_tokens (
  id            text COLLATE "C" PRIMARY KEY,
  organization  text COLLATE "C" NOT NULL,
  holder        text COLLATE "C" NOT NULL,
  scopes        text[] NOT NULL,
  name          text NOT NULL,
  issued_at     timestamptz NOT NULL,
  expires_at    timestamptz,
  addresses     text[] NOT NULL,
  rotated_at    timestamptz,
  overlap_until timestamptz,
  revoked_at    timestamptz,
  revoked_for   text,
  position      bigint NOT NULL
);
CREATE INDEX directory_tokens_organization ON projections.directory_tokens (organization, id);
CREATE INDEX directory_tokens_holder ON projections.directory_tokens (holder, id);
-- Denial references name a token by the end of its id.
CREATE INDEX directory_tokens_end ON projections.directory_tokens (right(id, 8));

-- Every secret that a token ever had, as its digest: past questions name a token by one.
CREATE TABLE projections.directory_token_secrets (
  secret   text COLLATE "C" NOT NULL,
  token    text COLLATE "C" NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (secret, token)
);
