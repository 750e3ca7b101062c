package dev.packledger.server.authzen;

import dev.packledger.identity.GuessLimiter;
import dev.packledger.server.ServerOptions;
import dev.packledger.server.history.PastDecisions;
import dev.packledger.server.web.AccessDecisions;
import dev.packledger.server.web.Addresses;
import dev.packledger.server.web.AskingPrograms;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who answers behind the door of access decisions. */
@Configuration(proxyBeanMethods = false)
public class AuthZenConfiguration {
  @Bean
  AskingPrograms askingPrograms(AccessDecisions access, GuessLimiter guesses, InstantSource clock) {
    return new AskingPrograms(access, guesses, clock);
  }

  @Bean
  AuthZenHandler authZen(
      AccessDecisions access,
      PastDecisions past,
      AskingPrograms programs,
      ServerOptions options,
      Addresses addresses,
      InstantSource clock) {
    return new AuthZenHandler(
        access,
        past,
        programs,
        AuthZenLimits.of(options.evaluationsMax()),
        clock,
        addresses::server);
  }
}
