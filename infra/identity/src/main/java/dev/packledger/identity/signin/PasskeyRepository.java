package dev.packledger.identity.signin;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/**
 * Passkeys for Spring Security during one call. What saving means is said for that call: one that
 * was removed while it is used must not come back by being saved.
 */
record PasskeyRepository(PasskeyRows rows, Consumer<CredentialRecord> saving)
    implements UserCredentialRepository {
  @Override
  public void delete(Bytes credentialId) {
    rows.find(credentialId)
        .ifPresent(
            found -> {
              boolean unused =
                  rows.remove(
                      PasskeyRows.person(found.getUserEntityUserId()),
                      credentialId.toBase64UrlString());
            });
  }

  @Override
  public void save(CredentialRecord credential) {
    saving.accept(credential);
  }

  @Override
  public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
    return rows.find(credentialId).orElse(null);
  }

  @Override
  public List<CredentialRecord> findByUserId(Bytes userId) {
    return rows.of(PasskeyRows.person(userId));
  }
}
