-- Money that came in and went back. Written by SalesTables alone.

CREATE SCHEMA IF NOT EXISTS projections;
CREATE TABLE IF NOT EXISTS projections.applied (
  projection text PRIMARY KEY,
  position   bigint NOT NULL
);
INSERT INTO projections.applied VALUES ('sales', 0);

-- What is sold under a licence now; later movements of money are counted for it.
CREATE TABLE projections.sales_licenses (
  license text COLLATE "C" PRIMARY KEY,
  seller  text COLLATE "C" NOT NULL,
  product text COLLATE "C" NOT NULL,
  plan    text COLLATE "C" NOT NULL,
  buyer   text COLLATE "C",
  live    boolean NOT NULL
);

-- How much of a payment was refunded so far, in minor units.
CREATE TABLE projections.sales_refunded (
  license        text COLLATE "C" NOT NULL,
  payment        text COLLATE "C" NOT NULL,
  refunded_minor bigint NOT NULL,
  PRIMARY KEY (license, payment)
);

-- One row a movement, as it was counted when it was recorded. Money that went back is negative.
CREATE TABLE projections.sales_movements (
  position       bigint PRIMARY KEY,
  recorded_at    timestamptz NOT NULL,
  license        text COLLATE "C" NOT NULL,
  seller         text COLLATE "C" NOT NULL,
  product        text COLLATE "C" NOT NULL,
  plan           text COLLATE "C" NOT NULL,
  buyer          text COLLATE "C",
  live           boolean NOT NULL,
  amount_minor   bigint NOT NULL,
  tax_minor      bigint NOT NULL,
  currency       text NOT NULL,
  period_start   timestamptz,
  period_end     timestamptz,
  invoice        text,
  payment_intent text,
  charge         text,
  refund         text
);
CREATE INDEX sales_movements_seller
  ON projections.sales_movements (seller, live, position)
  INCLUDE (recorded_at, product, plan, currency, amount_minor, tax_minor);
