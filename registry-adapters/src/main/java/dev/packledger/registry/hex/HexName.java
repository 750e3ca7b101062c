package dev.packledger.registry.hex;

import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageId;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A package's name by the rules of hex.pm (hexpm lib/hexpm/repository/package.ex): lower-case
 * letters, digits and underscores, a letter first. It is also the name of a folder and as a rule of
 * an OTP application, so what Erlang, Elixir and their tools call theirs is nobody's, and neither
 * is a device of Windows. There is one spelling and no namespace.
 */
public record HexName(String text) {
  private static final int CHARS_MAX = 128;
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]+");

  /** A package of such a name would be loaded in place of the real one. */
  private static final Set<String> RESERVED =
      Set.of(
          """
          eex elixir elixirc ex_unit iex logger mix erlang typer to_erl run_erl
          escript erlc erl epmd dialyzer ct_run rebar rebar3 hex hexpm mix_hex otp
          asn1 common_test compiler crypto debugger diameter edoc eldap erl_docgen
          erl_interface erts et eunit ftp hipe inets jinterface kernel megaco mnesia
          observer odbc os_mon parsetools public_key reltool runtime_tools sasl snmp
          ssh ssl stdlib syntax_tools toolbar tools wx xmerl tftp httpc httpd net
          http net_http gen_http nul con prn aux
          """
              .split("\\s+"));

  private static final Pattern DEVICE = Pattern.compile("(?:com|lpt)\\d");

  public HexName {
    if (!wellFormed(text)) {
      throw new IllegalArgumentException("not a name of a Hex package");
    }
  }

  /** Reads a name; empty where it is none. */
  public static Optional<HexName> parse(String text) {
    return wellFormed(text) ? Optional.of(new HexName(text)) : Optional.empty();
  }

  /** Whether the letters are those of a name, reserved or not: what is public may be older. */
  static boolean spelledAsOne(String text) {
    return text.length() <= CHARS_MAX && FORM.matcher(text).matches();
  }

  private static boolean wellFormed(String text) {
    return spelledAsOne(text) && !RESERVED.contains(text) && !DEVICE.matcher(text).matches();
  }

  public PackageId id() {
    return PackageId.of(Ecosystem.HEX, text);
  }

  /** The name of a version's tarball. */
  public String filename(HexVersion version) {
    return text + '-' + version.text() + ".tar";
  }

  /** The name of a version's documentation. */
  public String docsFilename(HexVersion version) {
    return text + '-' + version.text() + ".tar.gz";
  }

  @Override
  public String toString() {
    return text;
  }
}
