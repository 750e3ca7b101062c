-- What signing in to web pages needs. Never rebuilt, always in the backup; no e-mail address stands here.

-- A person who signs in with a password.
CREATE TABLE identity.accounts (
  person      text COLLATE "C" PRIMARY KEY,
  password    text NOT NULL,
  created_at  timestamptz NOT NULL,
  changed_at  timestamptz NOT NULL
);

-- One-time codes (RFC 6238), secrets closed. A pending secret replaces the other once a code of it was shown.
-- Steps only grow, so that no code is taken twice, whichever node is asked.
CREATE TABLE identity.second_factors (
  person        text COLLATE "C" PRIMARY KEY,
  secret        bytea,
  used_step     bigint NOT NULL DEFAULT 0,
  pending       bytea,
  pending_since timestamptz,
  CHECK ((pending IS NULL) = (pending_since IS NULL))
);

-- One row a browser that signed in. No person: the operator. Only digests of secrets.
CREATE TABLE identity.sessions (
  id           text COLLATE "C" PRIMARY KEY,
  digest       bytea NOT NULL UNIQUE,
  person       text COLLATE "C",
  opened_at    timestamptz NOT NULL,
  seen_at      timestamptz NOT NULL,
  confirmed_at timestamptz,
  ended_at     timestamptz,
  address      text NOT NULL,
  user_agent   text NOT NULL
);
CREATE INDEX sessions_person ON identity.sessions (person);
CREATE INDEX sessions_seen_at ON identity.sessions (seen_at);

-- Links that work once. Only digests of secrets.
CREATE TABLE identity.one_time_links (
  digest       bytea PRIMARY KEY,
  kind         text NOT NULL,
  person       text COLLATE "C" NOT NULL,
  organization text COLLATE "C",
  member       text COLLATE "C",
  created_at   timestamptz NOT NULL,
  until        timestamptz NOT NULL,
  used_at      timestamptz
);
CREATE INDEX one_time_links_person ON identity.one_time_links (person);
CREATE INDEX one_time_links_until ON identity.one_time_links (until);
-- A person has one reset at most: the newest, which takes the row of the one before.
CREATE UNIQUE INDEX one_time_links_reset ON identity.one_time_links (person) WHERE kind = 'reset';

-- What happened to accounts. Rows are added and never changed, but for a forgotten person's addresses.
CREATE TABLE identity.security_log (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind         text NOT NULL,
  person       text COLLATE "C",
  organization text COLLATE "C",
  address      text NOT NULL,
  detail       text NOT NULL,
  at           timestamptz NOT NULL
);
CREATE INDEX security_log_person ON identity.security_log (person, id);
CREATE INDEX security_log_organization ON identity.security_log (organization, id);

CREATE FUNCTION identity.security_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.address = '' AND NEW.detail = ''
       AND (NEW.id, NEW.kind, NEW.person, NEW.organization, NEW.at)
           IS NOT DISTINCT FROM (OLD.id, OLD.kind, OLD.person, OLD.organization, OLD.at)
       AND EXISTS (SELECT FROM identity.person_keys
                   WHERE person = OLD.person AND forgotten_at IS NOT NULL) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'identity.security_log is append-only' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER security_log_rows BEFORE UPDATE OR DELETE ON identity.security_log
  FOR EACH ROW EXECUTE FUNCTION identity.security_log_is_append_only();
CREATE TRIGGER security_log_whole BEFORE TRUNCATE ON identity.security_log
  FOR EACH STATEMENT EXECUTE FUNCTION identity.security_log_is_append_only();
