-- Keys of persons and of this instance's proof. Never rebuilt, always in the backup.

CREATE SCHEMA IF NOT EXISTS identity;

-- Which key file this database belongs to: a digest that only that file's holder can compute.
CREATE TABLE identity.instance (
  the_one     boolean PRIMARY KEY DEFAULT true CHECK (the_one),
  fingerprint text NOT NULL
);

-- One key a person, wrapped by the instance's key file. A forgotten person keeps the row without the key.
CREATE TABLE identity.person_keys (
  person       text COLLATE "C" PRIMARY KEY,
  key          text NOT NULL,
  wrapped      bytea,
  forgotten_at timestamptz,
  CHECK ((wrapped IS NULL) = (forgotten_at IS NOT NULL))
);

-- Addresses that find a person, as keyed hashes; they go when the person is forgotten.
CREATE TABLE identity.person_addresses (
  address_mac bytea PRIMARY KEY,
  person      text COLLATE "C" NOT NULL REFERENCES identity.person_keys (person)
);
CREATE INDEX person_addresses_person ON identity.person_addresses (person);
