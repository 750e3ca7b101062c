package dev.packledger.domain.access;

import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.IdText;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.Holder;
import dev.packledger.domain.organizations.MemberId;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.PipelineId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.domain.tokens.TokenId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The ids behind a story's names: derived, so that a name needs no introduction. */
final class StoryNames {
  private StoryNames() {}

  static OrganizationId organization(String name) {
    return OrganizationId.ofSlug(name);
  }

  /** Names of pipelines begin with {@code ci}. */
  static Holder holder(String name) {
    return name.startsWith("ci")
        ? new PipelineId(IdText.derived(PipelineId.PREFIX, name))
        : new MemberId(IdText.derived(MemberId.PREFIX, name));
  }

  static PackageId pkg(String name) {
    return PackageId.of(Ecosystem.NPM, "@acme/" + name);
  }

  /** {@code ui@1.0.0}. */
  static ReleaseId release(String nameAndVersion) {
    return ReleaseId.of(pkg(packagePart(nameAndVersion)), versionPart(nameAndVersion));
  }

  static String packagePart(String nameAndVersion) {
    return nameAndVersion.substring(0, nameAndVersion.indexOf('@'));
  }

  static String versionPart(String nameAndVersion) {
    return nameAndVersion.substring(nameAndVersion.indexOf('@') + 1);
  }

  static LicenseId license(String name) {
    return LicenseId.ofPayment("stripe", "acct", name);
  }

  static TokenId token(String name) {
    return new TokenId(IdText.derived(TokenId.PREFIX, name));
  }

  /** A token's secret after so many rotations. */
  static String secretText(String token, int rotations) {
    return token + "#" + rotations;
  }

  /** Its digest. */
  static Digest secret(String token, int rotations) {
    byte[] text = secretText(token, rotations).getBytes(StandardCharsets.UTF_8);
    try {
      return new Digest(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }
}
