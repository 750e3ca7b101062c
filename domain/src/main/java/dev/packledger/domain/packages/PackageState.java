package dev.packledger.domain.packages;

import dev.packledger.domain.organizations.OrganizationId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a package is after its events.
 *
 * @param tags the version that each tag names
 */
public record PackageState(
    Ecosystem ecosystem, String name, OrganizationId owner, SortedMap<String, String> tags) {
  public PackageState {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }

  PackageState withTag(String tag, String version) {
    SortedMap<String, String> changed = new TreeMap<>(tags);
    changed.put(tag, version);
    return new PackageState(ecosystem, name, owner, changed);
  }

  PackageState withoutTag(String tag) {
    SortedMap<String, String> changed = new TreeMap<>(tags);
    changed.remove(tag);
    return new PackageState(ecosystem, name, owner, changed);
  }

  static PackageState registered(Ecosystem ecosystem, String name, OrganizationId owner) {
    return new PackageState(ecosystem, name, owner, new TreeMap<>());
  }
}
