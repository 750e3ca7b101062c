package dev.packledger.identity.signin;

import dev.packledger.domain.ledger.PersonId;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;

/**
 * Persons for Spring Security during one call. Their handles are their ids, so nothing is stored.
 *
 * @param shown what an authenticator calls the person, such as an e-mail address
 */
record PasskeyUsers(String shown) implements PublicKeyCredentialUserEntityRepository {
  @Override
  public PublicKeyCredentialUserEntity findById(Bytes id) {
    return ImmutablePublicKeyCredentialUserEntity.builder()
        .id(id)
        .name(shown)
        .displayName(shown)
        .build();
  }

  @Override
  public PublicKeyCredentialUserEntity findByUsername(String username) {
    return findById(PasskeyRows.handle(new PersonId(username)));
  }

  @Override
  public void save(PublicKeyCredentialUserEntity userEntity) {
    throw new UnsupportedOperationException("handles are the ids of persons");
  }

  @Override
  public void delete(Bytes id) {
    throw new UnsupportedOperationException("handles are the ids of persons");
  }
}
