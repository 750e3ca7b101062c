package dev.packledger.registry.shared;

import dev.packledger.domain.access.Credential;
import java.util.function.BiConsumer;

/** What an organisation's tree of one ecosystem shows: the very bytes that its routes send. */
@FunctionalInterface
public interface ShownDocuments {
  /**
   * Hands over every index document that a credential is sent.
   *
   * @param document its name, unique in the tree and the same for every credential, and its bytes
   */
  void show(RegistryRequest asked, Credential credential, BiConsumer<String, byte[]> document);
}
