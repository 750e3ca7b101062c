package dev.packledger.registry.hex;

import dev.packledger.domain.organizations.OrganizationId;
import java.security.KeyPair;

/**
 * The keys that repositories are signed with; supplied by {@code server}, which keeps them where
 * the other operational secrets lie: never rebuilt, always in the backup.
 */
@FunctionalInterface
public interface HexKeys {
  /** The RSA key of an organisation that exists; the first call fixes it for ever. */
  KeyPair of(OrganizationId organization);
}
