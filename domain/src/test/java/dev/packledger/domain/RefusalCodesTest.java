package dev.packledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Refusal;
import dev.packledger.domain.licenses.LicenseRefusal;
import dev.packledger.domain.namespaces.NamespaceRefusal;
import dev.packledger.domain.organizations.OrganizationRefusal;
import dev.packledger.domain.packages.PackageRefusal;
import dev.packledger.domain.products.ProductRefusal;
import dev.packledger.domain.releases.ReleaseRefusal;
import dev.packledger.domain.tokens.TokenRefusal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Codes are public and for ever: one form, and never one code for two refusals. */
class RefusalCodesTest {
  private static final List<String> CODES =
      Stream.<Refusal[]>of(
              OrganizationRefusal.values(),
              ProductRefusal.values(),
              NamespaceRefusal.values(),
              PackageRefusal.values(),
              ReleaseRefusal.values(),
              LicenseRefusal.values(),
              TokenRefusal.values())
          .flatMap(Stream::of)
          .map(Refusal::code)
          .toList();

  @Test
  void haveOneForm() {
    assertThat(CODES).allMatch(code -> code.matches("[a-z]+(_[a-z]+)*\\.[a-z]+(_[a-z]+)*"));
  }

  @Test
  void areUnique() {
    assertThat(CODES).doesNotHaveDuplicates();
  }
}
