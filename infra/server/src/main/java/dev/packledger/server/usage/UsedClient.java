package dev.packledger.server.usage;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which client was used: a closed list, so that nobody can fill the table with names of their own.
 * Told by the first product of the {@code User-Agent} (RFC 9110 section 10.1.5), as the clients
 * send it: {@code npm/11.6.2 node/v24 linux x64}, {@code pnpm/10.1.0 npm/? node/v24}, {@code
 * yarn/1.22.22 npm/? node/v24}, {@code Bun/1.3.1}, {@code bundler/2.3.15 rubygems/3.3.15}, {@code
 * RubyGems/3.3.15 Ruby/3.1.2}, {@code hex_core/0.19.0 hex/2.5.2 (elixir/1.14.0)}, {@code
 * hex_core/0.7.1 (rebar3/3.19.0)}. Yarn Berry sends the name of its HTTP library, {@code got},
 * which says nothing.
 */
public enum UsedClient {
  NPM,
  PNPM,
  YARN,
  BUN,
  BUNDLER,
  /** gem, and bundler where it fetches files: it does that through gem. */
  GEM,
  /** Hex inside mix. */
  MIX,
  /** hex_core, which rebar3 carries. */
  REBAR3,
  /** Everything else, and whoever says nothing. */
  OTHER;

  private static final int LOOKED_AT = 16;

  /** The client behind a header; null for none. */
  public static UsedClient of(@Nullable String userAgent) {
    if (userAgent == null) {
      return OTHER;
    }
    int end = userAgent.indexOf('/');
    if (end < 0 || end > LOOKED_AT) {
      return OTHER;
    }
    return switch (userAgent.substring(0, end).toLowerCase(Locale.ROOT)) {
      case "npm" -> NPM;
      case "pnpm" -> PNPM;
      case "yarn" -> YARN;
      case "bun" -> BUN;
      case "bundler" -> BUNDLER;
      case "rubygems" -> GEM;
      // Both speak through hex_core; mix says so, and rebar3 names itself in remarks only.
      case "hex_core" -> userAgent.contains(" hex/") ? MIX : REBAR3;
      default -> OTHER;
    };
  }
}
