package dev.packledger.domain.packages;

import dev.packledger.domain.ledger.PersistentMap;
import dev.packledger.domain.organizations.OrganizationId;
import java.util.Comparator;
import java.util.Map;

/**
 * What a package is after its events.
 *
 * @param tags the version that each tag names
 */
public record PackageState(
    Ecosystem ecosystem, String name, OrganizationId owner, Map<String, String> tags) {
  public PackageState {
    tags = PersistentMap.copyOf(tags, Comparator.<String>naturalOrder());
  }

  static PackageState registered(Ecosystem ecosystem, String name, OrganizationId owner) {
    return new PackageState(ecosystem, name, owner, Map.of());
  }

  PackageState withTag(String tag, String version) {
    return withTags(sorted().with(tag, version));
  }

  PackageState withoutTag(String tag) {
    return withTags(sorted().without(tag));
  }

  private PersistentMap<String, String> sorted() {
    return PersistentMap.copyOf(tags, Comparator.<String>naturalOrder());
  }

  private PackageState withTags(Map<String, String> changed) {
    return new PackageState(ecosystem, name, owner, changed);
  }
}
