package dev.packledger.server.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsedClientTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "npm/11.6.2 node/v24.1.0 linux x64 workspaces/false|NPM",
        "pnpm/10.20.0 npm/? node/v24.1.0 linux x64|PNPM",
        "yarn/1.22.22 npm/? node/v24.1.0 linux x64|YARN",
        "Bun/1.3.1|BUN",
        "bundler/2.3.15 rubygems/3.3.15 ruby/3.1.2|BUNDLER",
        "RubyGems/3.3.15 x86_64-linux Ruby/3.1.2|GEM",
        "hex_core/0.19.0 hex/2.5.2 (elixir/1.14.0) (OTP/25) (erts/13.1.5)|MIX",
        "hex_core/0.7.1 (rebar3/3.19.0) (httpc) (OTP/25) (erts/13.1.5)|REBAR3",
        "Mozilla/5.0 npm/11|OTHER",
        "npm|OTHER",
        "/|OTHER",
        "a-very-long-product-name/1|OTHER"
      })
  void theFirstProductTells(String userAgent, UsedClient client) {
    assertThat(UsedClient.of(userAgent)).isEqualTo(client);
  }

  @Test
  void whoSaysNothingIsAnother() {
    assertThat(UsedClient.of(null)).isEqualTo(UsedClient.OTHER);
    assertThat(UsedClient.of("")).isEqualTo(UsedClient.OTHER);
  }
}
