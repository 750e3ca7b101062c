package dev.packledger.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.domain.organizations.OrganizationId;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A repository's key is made once, survives, and opens nowhere else. */
class RepositoryKeysTest {
  private static final OrganizationId ACME = OrganizationId.ofSlug("acme");
  private static final OrganizationId GLOBEX = OrganizationId.ofSlug("globex");

  @TempDir Path folder;
  private JdbcClient jdbc;

  @BeforeEach
  void empty() {
    jdbc = JdbcClient.create(IdentityDatabase.empty());
  }

  private RepositoryKeys node() {
    return new RepositoryKeys(jdbc, InstanceKeys.open(folder));
  }

  @Test
  void isMadeOnceAndFoundByEveryNode() throws GeneralSecurityException {
    KeyPair key = node().of(ACME);
    KeyPair again = node().of(ACME);
    assertThat(again.getPublic()).isEqualTo(key.getPublic());
    assertThat(((RSAPublicKey) key.getPublic()).getModulus().bitLength()).isEqualTo(2048);
    assertThat(node().of(GLOBEX).getPublic()).isNotEqualTo(key.getPublic());
    Signature signing = Signature.getInstance("SHA512withRSA");
    signing.initSign(again.getPrivate());
    signing.update(new byte[] {1});
    Signature verifying = Signature.getInstance("SHA512withRSA");
    verifying.initVerify(key.getPublic());
    verifying.update(new byte[] {1});
    assertThat(verifying.verify(signing.sign())).isTrue();
  }

  @Test
  void nodesThatMakeItAtOnceAgree() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<KeyPair>> nodes =
          IntStream.range(0, 4).<Callable<KeyPair>>mapToObj(i -> () -> node().of(ACME)).toList();
      Set<Object> made = new HashSet<>();
      for (Future<KeyPair> one : threads.invokeAll(nodes)) {
        made.add(one.get().getPublic());
      }
      assertThat(made).hasSize(1);
    }
  }

  @Test
  void liesClosedAndOpensNowhereElse() {
    KeyPair key = node().of(ACME);
    byte[] wrapped =
        jdbc.sql("SELECT wrapped FROM identity.repository_keys").query(byte[].class).single();
    assertThat(new String(wrapped, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(
            new String(
                key.getPrivate().getEncoded(), java.nio.charset.StandardCharsets.ISO_8859_1));
    jdbc.sql("UPDATE identity.repository_keys SET organization = :other")
        .param("other", GLOBEX.value())
        .update();
    assertThatThrownBy(() -> node().of(GLOBEX)).isInstanceOf(KeyFailure.class);
    assertThat(node().of(ACME).getPublic()).isNotEqualTo(key.getPublic());
  }

  @Test
  void opensWithItsOwnKeyFileOnly(@TempDir Path other) {
    KeyPair unused = node().of(ACME);
    RepositoryKeys foreign = new RepositoryKeys(jdbc, InstanceKeys.open(other));
    assertThat(unused.getPublic()).isNotNull();
    assertThatThrownBy(() -> foreign.of(ACME)).isInstanceOf(KeyFailure.class);
  }
}
