package dev.packledger.identity.signin;

import com.webauthn4j.util.exception.WebAuthnException;
import dev.packledger.domain.ledger.PersonId;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passkeys (WebAuthn Level 3): a person adds one while signed in, and signs in with it alone
 * afterwards. Each asks for the person's finger, face or PIN, so that one stands for two factors.
 * All text in and out is the JSON of {@code PublicKeyCredential}'s own methods.
 */
public final class Passkeys {
  public static final int LABEL_CHARACTERS_MAX = 64;

  private static final Logger LOG = LoggerFactory.getLogger(Passkeys.class);
  private static final String NAME = "Packledger";
  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

  private static final Authentication NOBODY =
      new AnonymousAuthenticationToken(
          NAME, NAME, AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

  private final PasskeyRows rows;
  private final PasskeyChallenges challenges;
  private final Supplier<URI> server;

  /**
   * @param server how browsers reach this server. Its host is what passkeys belong to: under
   *     another host they open nothing
   */
  public Passkeys(JdbcClient jdbc, Supplier<URI> server) {
    this.server = server;
    rows = new PasskeyRows(jdbc);
    challenges = new PasskeyChallenges(jdbc);
  }

  /** A passkey as its owner sees it. */
  public record Passkey(String id, String label, Instant createdAt, @Nullable Instant usedAt) {}

  /**
   * What {@code PublicKeyCredential.parseCreationOptionsFromJSON} takes, to add a passkey.
   *
   * @param name what the authenticator shall call the person, such as an e-mail address; it is not
   *     kept
   */
  public String registrationOptions(PersonId person, String name, Instant now) {
    return JSON.writeValueAsString(creation(person, name, challenges.create(person, now)));
  }

  /**
   * Adds a passkey.
   *
   * @param json what {@code PublicKeyCredential.toJSON} answered
   * @param label what its owner calls it
   * @return empty where the answer is wrong, late or another's
   */
  public Optional<Passkey> register(PersonId person, String json, String label, Instant now) {
    return answered(() -> added(person, json, label, now));
  }

  private Optional<Passkey> added(PersonId person, String json, String label, Instant now) {
    PublicKeyCredential<AuthenticatorAttestationResponse> credential =
        whole(JSON.readValue(json, new TypeReference<>() {}));
    AuthenticatorAttestationResponse response = credential.getResponse();
    Bytes unused = present(response.getAttestationObject());
    byte[] challenge = challenge(present(response.getClientDataJSON()));
    if (!challenges.use(challenge, person, now)) {
      return Optional.empty();
    }
    CredentialRecord added =
        operations(
                "",
                saved -> {
                  if (!rows.add(saved, now)) {
                    throw new IllegalArgumentException("the passkey cannot be added");
                  }
                })
            .registerCredential(
                new ImmutableRelyingPartyRegistrationRequest(
                    creation(person, person.value(), challenge),
                    new RelyingPartyPublicKey(credential, cut(label))));
    return Optional.of(
        new Passkey(
            added.getCredentialId().toBase64UrlString(),
            added.getLabel(),
            Columns.kept(now),
            null));
  }

  /** What {@code PublicKeyCredential.parseRequestOptionsFromJSON} takes, to sign in. */
  public String requestOptions(Instant now) {
    return JSON.writeValueAsString(request(challenges.create(null, now)));
  }

  /**
   * Who signs in, or proves again that it is them.
   *
   * @param json what {@code PublicKeyCredential.toJSON} answered
   * @return empty where the answer is wrong, late, given before, or of no passkey here
   */
  public Optional<PersonId> authenticate(String json, Instant now) {
    return answered(() -> proved(json, now));
  }

  private Optional<PersonId> proved(String json, Instant now) {
    PublicKeyCredential<AuthenticatorAssertionResponse> credential =
        whole(JSON.readValue(json, new TypeReference<>() {}));
    AuthenticatorAssertionResponse response = credential.getResponse();
    Bytes unused = present(response.getAuthenticatorData());
    Bytes alsoUnused = present(response.getSignature());
    byte[] challenge = challenge(present(response.getClientDataJSON()));
    if (!challenges.use(challenge, null, now)) {
      return Optional.empty();
    }
    return Optional.of(
        PasskeyRows.person(
            operations(
                    "",
                    saved -> {
                      if (!rows.used(saved, now)) {
                        throw new IllegalArgumentException("the passkey did not count on");
                      }
                    })
                .authenticate(new RelyingPartyAuthenticationRequest(request(challenge), credential))
                .getId()));
  }

  /** A person's passkeys, oldest first. */
  public List<Passkey> of(PersonId person) {
    return rows.shown(person);
  }

  /** Removes a passkey of a person; false where they have no such one. */
  public boolean remove(PersonId person, String id) {
    return rows.remove(person, id);
  }

  private PublicKeyCredentialCreationOptions creation(
      PersonId person, String name, byte[] challenge) {
    Webauthn4JRelyingPartyOperations operations = operations(name, saved -> {});
    operations.setCustomizeCreationOptions(
        options ->
            options
                .challenge(new Bytes(challenge))
                .timeout(PasskeyChallenges.TIME)
                .authenticatorSelection(
                    AuthenticatorSelectionCriteria.builder()
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .build()));
    return operations.createPublicKeyCredentialCreationOptions(
        new ImmutablePublicKeyCredentialCreationOptionsRequest(
            UsernamePasswordAuthenticationToken.authenticated(person.value(), null, List.of())));
  }

  private PublicKeyCredentialRequestOptions request(byte[] challenge) {
    Webauthn4JRelyingPartyOperations operations = operations("", saved -> {});
    operations.setCustomizeRequestOptions(
        options ->
            options
                .challenge(new Bytes(challenge))
                .timeout(PasskeyChallenges.TIME)
                .userVerification(UserVerificationRequirement.REQUIRED));
    return operations.createCredentialRequestOptions(
        new ImmutablePublicKeyCredentialRequestOptionsRequest(NOBODY));
  }

  private Webauthn4JRelyingPartyOperations operations(
      String name, Consumer<CredentialRecord> saving) {
    URI address = server.get();
    String host = address.getHost().toLowerCase(Locale.ROOT);
    String origin =
        address.getScheme() + "://" + host + (address.getPort() < 0 ? "" : ":" + address.getPort());
    return new Webauthn4JRelyingPartyOperations(
        new PasskeyUsers(name),
        new PasskeyRepository(rows, saving),
        PublicKeyCredentialRpEntity.builder().id(host).name(NAME).build(),
        Set.of(origin));
  }

  private static <R extends AuthenticatorResponse> PublicKeyCredential<R> whole(
      @Nullable PublicKeyCredential<R> read) {
    PublicKeyCredential<R> credential = present(read);
    Bytes unused = present(credential.getRawId());
    R alsoUnused = present(credential.getResponse());
    return credential;
  }

  /** Jackson leaves out what a browser left out, whatever the libraries say of null. */
  private static <T> T present(@Nullable T part) {
    if (part == null) {
      throw new IllegalArgumentException("a part of the answer is missing");
    }
    return part;
  }

  private static byte[] challenge(Bytes clientData) {
    String challenge = JSON.readTree(clientData.getBytes()).path("challenge").asString("");
    return Base64.getUrlDecoder().decode(challenge);
  }

  private static String cut(String label) {
    String stripped = label.strip();
    int end = Math.min(stripped.codePointCount(0, stripped.length()), LABEL_CHARACTERS_MAX);
    return stripped.substring(0, stripped.offsetByCodePoints(0, end));
  }

  /**
   * These three are how the libraries say that what a browser sent is wrong; a database that does
   * not answer says it otherwise and is let through.
   */
  private static <T> Optional<T> answered(Supplier<Optional<T>> answer) {
    try {
      return answer.get();
    } catch (WebAuthnException | JacksonException | IllegalArgumentException wrong) {
      LOG.info("passkey.refused: {}", wrong.toString());
      return Optional.empty();
    }
  }
}
