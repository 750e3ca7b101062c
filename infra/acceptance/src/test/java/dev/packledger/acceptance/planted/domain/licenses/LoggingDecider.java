package dev.packledger.acceptance.planted.domain.licenses;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A rule that logs, in a stream without the files of one. */
final class LoggingDecider {
  private static final Logger LOG = LoggerFactory.getLogger("planted");

  private LoggingDecider() {}

  static void decide() {
    LOG.info("decided");
  }
}
