package dev.packledger.identity.signin;

import dev.packledger.domain.ledger.PersonId;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;

/** Passkeys as PostgreSQL keeps them and as Spring Security knows them. */
final class PasskeyRows {
  private final JdbcClient jdbc;

  PasskeyRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What authenticators keep of a person: the id, which names nobody. */
  static Bytes handle(PersonId person) {
    return new Bytes(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(person.bits().getMostSignificantBits())
            .putLong(person.bits().getLeastSignificantBits())
            .array());
  }

  static PersonId person(Bytes handle) {
    ByteBuffer bits = ByteBuffer.wrap(handle.getBytes());
    return new PersonId(new UUID(bits.getLong(), bits.getLong()));
  }

  Optional<CredentialRecord> find(Bytes id) {
    return jdbc.sql("SELECT * FROM identity.passkeys WHERE id = :id")
        .param("id", id.toBase64UrlString())
        .query((row, ignored) -> credential(row))
        .optional();
  }

  List<CredentialRecord> of(PersonId person) {
    return jdbc.sql("SELECT * FROM identity.passkeys WHERE person = :person ORDER BY created_at")
        .param("person", person.value())
        .query((row, ignored) -> credential(row))
        .list();
  }

  List<Passkeys.Passkey> shown(PersonId person) {
    return jdbc.sql(
            """
            SELECT id, label, created_at, used_at FROM identity.passkeys
            WHERE person = :person ORDER BY created_at, id
            """)
        .param("person", person.value())
        .query(
            (row, ignored) ->
                new Passkeys.Passkey(
                    row.getString("id"),
                    row.getString("label"),
                    Columns.instant(row, "created_at"),
                    Columns.instantOrNull(row, "used_at")))
        .list();
  }

  /** False where somebody has it, or the person was forgotten. */
  boolean add(CredentialRecord added, Instant now) {
    return jdbc.sql(
                """
                INSERT INTO identity.passkeys
                  (id, person, label, public_key, signature_count, uv_initialized,
                   backup_eligible, backup_state, transports, attestation_object, client_data,
                   created_at)
                SELECT :id, :person, :label, :public_key, :count, :uv, :eligible, :backup,
                       :transports, :attestation, :client_data, :now
                WHERE NOT EXISTS (
                  SELECT FROM identity.person_keys
                  WHERE person = :person AND forgotten_at IS NOT NULL)
                ON CONFLICT DO NOTHING
                """)
            .param("id", added.getCredentialId().toBase64UrlString())
            .param("person", person(added.getUserEntityUserId()).value())
            .param("label", added.getLabel())
            .param("public_key", added.getPublicKey().getBytes())
            .param("count", added.getSignatureCount())
            .param("uv", added.isUvInitialized())
            .param("eligible", added.isBackupEligible())
            .param("backup", added.isBackupState())
            .param("transports", joined(added.getTransports()))
            .param("attestation", bytes(added.getAttestationObject()))
            .param("client_data", bytes(added.getAttestationClientDataJSON()))
            .param("now", Columns.utc(now))
            .update()
        == 1;
  }

  /**
   * Marks one as used; false where it was removed in between, or counts signatures and did not
   * count on: then a copy of it is about (WebAuthn Level 3, section 6.1.1).
   */
  boolean used(CredentialRecord used, Instant now) {
    return jdbc.sql(
                """
                UPDATE identity.passkeys SET signature_count = :count, used_at = :now
                WHERE id = :id
                  AND (signature_count < :count OR (signature_count = 0 AND :count = 0))
                """)
            .param("id", used.getCredentialId().toBase64UrlString())
            .param("count", used.getSignatureCount())
            .param("now", Columns.utc(now))
            .update()
        == 1;
  }

  boolean remove(PersonId person, String id) {
    return jdbc.sql("DELETE FROM identity.passkeys WHERE person = :person AND id = :id")
            .param("person", person.value())
            .param("id", id)
            .update()
        == 1;
  }

  private static CredentialRecord credential(ResultSet row) throws SQLException {
    return ImmutableCredentialRecord.builder()
        .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
        .credentialId(Bytes.fromBase64(row.getString("id")))
        .userEntityUserId(handle(new PersonId(row.getString("person"))))
        .label(row.getString("label"))
        .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
        .signatureCount(row.getLong("signature_count"))
        .uvInitialized(row.getBoolean("uv_initialized"))
        .backupEligible(row.getBoolean("backup_eligible"))
        .backupState(row.getBoolean("backup_state"))
        .transports(split(row.getString("transports")))
        .attestationObject(new Bytes(row.getBytes("attestation_object")))
        .attestationClientDataJSON(new Bytes(row.getBytes("client_data")))
        .created(Columns.instant(row, "created_at"))
        .build();
  }

  private static String joined(Set<AuthenticatorTransport> transports) {
    return transports.stream()
        .map(AuthenticatorTransport::getValue)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static Set<AuthenticatorTransport> split(String transports) {
    return Arrays.stream(transports.split(" ", -1))
        .filter(value -> !value.isEmpty())
        .map(AuthenticatorTransport::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static byte[] bytes(@Nullable Bytes present) {
    return Objects.requireNonNull(present).getBytes();
  }
}
