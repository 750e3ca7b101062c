-- Passkeys (WebAuthn) of persons who sign in. Never rebuilt, always in the backup. Their user handle is the
-- person's id, so that no name stands here.
CREATE TABLE identity.passkeys (
  id                 text COLLATE "C" PRIMARY KEY,
  person             text COLLATE "C" NOT NULL,
  label              text NOT NULL,
  public_key         bytea NOT NULL,
  signature_count    bigint NOT NULL,
  uv_initialized     boolean NOT NULL,
  backup_eligible    boolean NOT NULL,
  backup_state       boolean NOT NULL,
  transports         text NOT NULL,
  attestation_object bytea NOT NULL,
  client_data        bytea NOT NULL,
  created_at         timestamptz NOT NULL,
  used_at            timestamptz
);
CREATE INDEX passkeys_person ON identity.passkeys (person);

-- Challenges that browsers have not answered yet, as digests. With a person: to add a passkey; without: to sign in.
CREATE TABLE identity.passkey_challenges (
  digest bytea PRIMARY KEY,
  person text COLLATE "C",
  until  timestamptz NOT NULL
);
CREATE INDEX passkey_challenges_until ON identity.passkey_challenges (until);
CREATE INDEX passkey_challenges_person ON identity.passkey_challenges (person);
