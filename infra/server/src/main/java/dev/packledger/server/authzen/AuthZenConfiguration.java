package dev.packledger.server.authzen;

import dev.packledger.identity.GuessLimiter;
import dev.packledger.server.web.AccessDecisions;
import dev.packledger.server.web.Addresses;
import java.time.InstantSource;
import org.eclipse.jetty.server.Handler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who answers behind the door of access decisions. */
@Configuration(proxyBeanMethods = false)
public class AuthZenConfiguration {
  @Bean
  Handler accessDoor(
      AccessDecisions access, GuessLimiter guesses, Addresses addresses, InstantSource clock) {
    return new AuthZenHandler(access, guesses, clock, addresses::server);
  }
}
