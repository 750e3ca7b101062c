-- The key that an organisation's repository is signed with, where its ecosystem demands one (Hex).
-- Made once and never changed, for buyers pin it. Never rebuilt, always in the backup.
CREATE TABLE identity.repository_keys (
  organization text COLLATE "C" PRIMARY KEY,
  public_key   bytea NOT NULL,
  wrapped      bytea NOT NULL
);
