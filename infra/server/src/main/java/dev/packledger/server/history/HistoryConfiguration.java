package dev.packledger.server.history;

import dev.packledger.ledger.LedgerReader;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.registryindex.RegistryIndexQueries;
import dev.packledger.server.following.AppliedPositions;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who answers questions about the past. */
@Configuration(proxyBeanMethods = false)
public class HistoryConfiguration {
  @Bean
  Moments moments(LedgerReader ledger, InstantSource clock) {
    return new Moments(ledger, clock);
  }

  @Bean
  StreamFinder streamFinder(
      DirectoryQueries directory, RegistryIndexQueries index, AppliedPositions positions) {
    return new StreamFinder(directory, index, positions);
  }

  @Bean
  PastDecisions pastDecisions(LedgerReader ledger, StreamFinder finder, Moments moments) {
    return new PastDecisions(ledger, finder, moments);
  }

  @Bean
  LicenseHistories licenseHistories(LedgerReader ledger) {
    return new LicenseHistories(ledger);
  }

  @Bean
  LicenseHistories.Indexed indexedHistories(
      LedgerReader ledger, StreamFinder finder, PastDecisions decisions) {
    return new LicenseHistories.Indexed(ledger, finder, decisions, LicenseHistories.EVENTS_MAX);
  }
}
