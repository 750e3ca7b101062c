package dev.packledger.acceptance.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.acceptance.tidy.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/codes.md} lists every code of every refusal and denial in order of precedence, made
 * from the enums. {@code -Dpackledger.documents=write} writes it anew.
 */
class CodesTest {
  @Test
  void pageListsEveryCode() throws IOException {
    Path page = Checkout.root().resolve("docs/codes.md");
    String expected = CodesPage.text();
    if ("write".equals(System.getProperty("packledger.documents"))) {
      Files.writeString(page, expected);
    }
    assertThat(page).as("written with -Dpackledger.documents=write").hasContent(expected);
  }
}
