package dev.packledger.identity;

import dev.packledger.domain.organizations.OrganizationId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys that organisations' repositories are signed with: RSA of 2048 bits, one an organisation,
 * made once and never changed, because buyers pin them. Private halves lie in a table, wrapped by
 * the instance's key file; both belong in every backup. A key that was lost cannot be replaced
 * without every buyer's doing.
 */
public final class RepositoryKeys {
  /** hex.pm's own length. */
  private static final int BITS = 2048;

  private static final int REMEMBERED_MAX = 1_000;

  private final JdbcClient jdbc;
  private final SecretKey wrapping;

  /** They never change; those beyond the bound are opened at every use. */
  private final Map<OrganizationId, KeyPair> remembered = new ConcurrentHashMap<>();

  public RepositoryKeys(JdbcClient jdbc, InstanceKeys keys) {
    this.jdbc = jdbc;
    wrapping = keys.key(InstanceKeys.Purpose.REPOSITORY_KEYS);
  }

  /**
   * The key of an organisation; the first call, on whichever node, fixes it for ever.
   *
   * @throws KeyFailure with {@link KeyFailure#DAMAGED} where it was changed, or belongs to another
   *     organisation or key file
   */
  public KeyPair of(OrganizationId organization) {
    KeyPair known = remembered.get(organization);
    if (known != null) {
      return known;
    }
    KeyPair key = find(organization).orElseGet(() -> made(organization));
    if (remembered.size() < REMEMBERED_MAX) {
      remembered.put(organization, key);
    }
    return key;
  }

  private Optional<KeyPair> find(OrganizationId organization) {
    return jdbc.sql(
            "SELECT public_key, wrapped FROM identity.repository_keys WHERE organization = :own")
        .param("own", organization.value())
        .query(
            (row, ignored) ->
                opened(organization, row.getBytes("public_key"), row.getBytes("wrapped")))
        .optional();
  }

  /** Two nodes may make one each; the one that is stored first is the key. */
  private KeyPair made(OrganizationId organization) {
    KeyPair fresh = generated();
    jdbc.sql(
            """
            INSERT INTO identity.repository_keys (organization, public_key, wrapped)
            VALUES (:own, :public_key, :wrapped) ON CONFLICT DO NOTHING
            """)
        .param("own", organization.value())
        .param("public_key", fresh.getPublic().getEncoded())
        .param(
            "wrapped",
            SealedBytes.seal(
                    wrapping,
                    fresh.getPrivate().getEncoded(),
                    context(organization, fresh.getPublic().getEncoded()))
                .joined())
        .update();
    return find(organization).orElseThrow();
  }

  private KeyPair opened(OrganizationId organization, byte[] publicKey, byte[] wrapped) {
    byte[] key = SealedBytes.split(wrapped).open(wrapping, context(organization, publicKey));
    try {
      KeyFactory rsa = KeyFactory.getInstance("RSA");
      return new KeyPair(
          rsa.generatePublic(new X509EncodedKeySpec(publicKey)),
          rsa.generatePrivate(new PKCS8EncodedKeySpec(key)));
    } catch (GeneralSecurityException broken) {
      throw new KeyFailure(KeyFailure.DAMAGED, "a repository's key is damaged", broken);
    }
  }

  /**
   * Bound into the ciphertext: a key moved to another organisation or public half does not open.
   */
  private static byte[] context(OrganizationId organization, byte[] publicKey) {
    return (organization.value() + '\0' + Macs.sha256Hex(publicKey))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static KeyPair generated() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every JDK makes RSA keys", impossible);
    }
  }
}
