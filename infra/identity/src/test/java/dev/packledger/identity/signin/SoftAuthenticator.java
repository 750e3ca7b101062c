package dev.packledger.identity.signin;

import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A browser with an authenticator that holds one passkey (WebAuthn Level 3, sections 5.8.1, 6.1 and
 * 6.5.4; no attestation). It answers as {@code PublicKeyCredential.toJSON} does.
 *
 * @param counts how many signatures it says it made; 0 throughout where it does not count
 */
record SoftAuthenticator(KeyPair keys, byte[] id, String origin, int counts, boolean verifiesUser) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int USER_PRESENT = 1;
  private static final int USER_VERIFIED = 4;
  private static final int KEY_INCLUDED = 64;

  static SoftAuthenticator at(String origin) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new SoftAuthenticator(
          generator.generateKeyPair(), SignInSecrets.random(16), origin, 0, true);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every JDK has P-256", impossible);
    }
  }

  SoftAuthenticator counting(int count) {
    return new SoftAuthenticator(keys, id, origin, count, verifiesUser);
  }

  SoftAuthenticator withoutPin() {
    return new SoftAuthenticator(keys, id, origin, counts, false);
  }

  SoftAuthenticator openedAt(String otherOrigin) {
    return new SoftAuthenticator(keys, id, otherOrigin, counts, verifiesUser);
  }

  String id64() {
    return base64(id);
  }

  /** What a browser answers to creation options. */
  String created(String options) {
    JsonNode asked = JSON.readTree(options);
    Map<String, Object> attestation = new LinkedHashMap<>();
    attestation.put("fmt", "none");
    attestation.put("attStmt", Map.of());
    attestation.put(
        "authData", authenticatorData(asked.at("/rp/id").asString(), KEY_INCLUDED, keyData()));
    return answer(
        Map.of(
            "clientDataJSON",
            base64(clientData("webauthn.create", asked)),
            "attestationObject",
            base64(cbor(attestation)),
            "transports",
            new String[] {"internal", "hybrid"}));
  }

  /** What a browser answers to request options. */
  String got(String options) {
    JsonNode asked = JSON.readTree(options);
    byte[] clientData = clientData("webauthn.get", asked);
    byte[] data = authenticatorData(asked.at("/rpId").asString(), 0, new byte[0]);
    return answer(
        Map.of(
            "clientDataJSON",
            base64(clientData),
            "authenticatorData",
            base64(data),
            "signature",
            base64(signed(joined(data, SignInSecrets.digest(clientData))))));
  }

  private String answer(Map<String, Object> response) {
    return JSON.writeValueAsString(
        Map.of(
            "id",
            id64(),
            "rawId",
            id64(),
            "type",
            "public-key",
            "authenticatorAttachment",
            "platform",
            "clientExtensionResults",
            Map.of(),
            "response",
            response));
  }

  private byte[] clientData(String type, JsonNode asked) {
    return JSON.writeValueAsBytes(
        Map.of(
            "type",
            type,
            "challenge",
            asked.at("/challenge").asString(),
            "origin",
            origin,
            "crossOrigin",
            false));
  }

  private byte[] authenticatorData(String rpId, int flags, byte[] rest) {
    return ByteBuffer.allocate(37 + rest.length)
        .put(SignInSecrets.digest(rpId))
        .put((byte) (flags | USER_PRESENT | (verifiesUser ? USER_VERIFIED : 0)))
        .putInt(counts)
        .put(rest)
        .array();
  }

  private byte[] keyData() {
    byte[] key =
        cbor(EC2COSEKey.create((ECPublicKey) keys.getPublic(), COSEAlgorithmIdentifier.ES256));
    return ByteBuffer.allocate(18 + id.length + key.length)
        .put(new byte[16])
        .putShort((short) id.length)
        .put(id)
        .put(key)
        .array();
  }

  private byte[] signed(byte[] message) {
    try {
      Signature signing = Signature.getInstance("SHA256withECDSA");
      signing.initSign(keys.getPrivate());
      signing.update(message);
      return signing.sign();
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every JDK signs with P-256", impossible);
    }
  }

  private static byte[] cbor(Object value) {
    return new ObjectConverter().getCborConverter().writeValueAsBytes(value);
  }

  private static byte[] joined(byte[] left, byte[] right) {
    return ByteBuffer.allocate(left.length + right.length).put(left).put(right).array();
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
