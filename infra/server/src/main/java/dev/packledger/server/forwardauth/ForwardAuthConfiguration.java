package dev.packledger.server.forwardauth;

import dev.packledger.identity.GuessLimiter;
import dev.packledger.registry.shared.Usage;
import dev.packledger.server.web.AccessDecisions;
import dev.packledger.server.web.Adapters;
import dev.packledger.server.web.Addresses;
import dev.packledger.server.web.AskingPrograms;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who answers proxies. */
@Configuration(proxyBeanMethods = false)
public class ForwardAuthConfiguration {
  @Bean
  ForwardAuthHandler forwardAuth(
      AccessDecisions access,
      AskingPrograms programs,
      Adapters adapters,
      GuessLimiter guesses,
      Addresses addresses,
      InstantSource clock,
      Usage usage) {
    return new ForwardAuthHandler(
        programs, new ForwardedDecisions(access, adapters, guesses, addresses, clock, usage));
  }
}
