package dev.packledger.registry.hex;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** One key for all tests, so that signed documents are the same bytes every time. */
final class TestKey {
  static final HexSettings SETTINGS = new HexSettings(HexLimits.USUAL, organization -> pair());

  private TestKey() {}

  static KeyPair pair() {
    String base64 =
        new String(Golden.bytes("key.pem"), StandardCharsets.US_ASCII)
            .replaceAll("-----[A-Z ]+-----|\\s", "");
    try {
      KeyFactory rsa = KeyFactory.getInstance("RSA");
      RSAPrivateCrtKey key =
          (RSAPrivateCrtKey)
              rsa.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
      return new KeyPair(
          rsa.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())), key);
    } catch (GeneralSecurityException broken) {
      throw new AssertionError(broken);
    }
  }
}
