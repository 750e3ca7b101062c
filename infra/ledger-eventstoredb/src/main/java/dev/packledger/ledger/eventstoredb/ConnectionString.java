package dev.packledger.ledger.eventstoredb;

import io.kurrent.dbclient.ConnectionSettingsBuilder;
import io.kurrent.dbclient.Endpoint;
import io.kurrent.dbclient.KurrentDBClientSettings;
import io.kurrent.dbclient.KurrentDBConnectionString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a connection string as the client does (ConnectionSettingsBuilder.java of 1.1.0), with
 * three differences. Several hosts are read here, as the client takes their ports for signed
 * numbers of 16 bits and a comma in a password for the end of a host. The client's attempts to find
 * a server are as many as {@link #ATTEMPTS} where the string does not say, as it is dead for good
 * after the last. What is wrong is told without a quotation, which could be a password's.
 */
final class ConnectionString {
  /** With the client's pause of half a second between them, and its time for gossip of three. */
  static final int ATTEMPTS = 20;

  private static final int USUAL_PORT = 2113;
  private static final Pattern FORM =
      Pattern.compile("(?<head>[a-z]+(?:\\+discover)?://(?:[^/?]*@)?)(?<hosts>[^/?@]+)(?<tail>.*)");

  private ConnectionString() {}

  static ConnectionSettingsBuilder parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw wrong();
    }
    List<Endpoint> hosts = new ArrayList<>();
    for (String host : parts.group("hosts").split(",", -1)) {
      hosts.add(endpoint(host));
    }
    String ofOneHost = parts.group("head") + "localhost:" + USUAL_PORT + parts.group("tail");
    try {
      return settings(KurrentDBConnectionString.parseOrThrow(ofOneHost), hosts, text);
    } catch (RuntimeException quotesIt) {
      throw wrong();
    }
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException("not a connection string of EventStoreDB or KurrentDB");
  }

  private static Endpoint endpoint(String host) {
    int colon = host.lastIndexOf(':');
    try {
      return colon < 0
          ? new Endpoint(named(host), USUAL_PORT)
          : new Endpoint(named(host.substring(0, colon)), port(host.substring(colon + 1)));
    } catch (NumberFormatException notAPort) {
      throw wrong();
    }
  }

  private static String named(String host) {
    if (host.isEmpty()) {
      throw wrong();
    }
    return host;
  }

  private static int port(String text) {
    int port = Integer.parseInt(text);
    if (port < 1 || port > 0xffff) {
      throw wrong();
    }
    return port;
  }

  private static ConnectionSettingsBuilder settings(
      KurrentDBClientSettings read, List<Endpoint> hosts, String text) {
    ConnectionSettingsBuilder settings =
        KurrentDBClientSettings.builder()
            .dnsDiscover(read.isDnsDiscover())
            .maxDiscoverAttempts(
                says(text, "maxDiscoverAttempts") ? read.getMaxDiscoverAttempts() : ATTEMPTS)
            .discoveryInterval(read.getDiscoveryInterval())
            .gossipTimeout(read.getGossipTimeout())
            .nodePreference(read.getNodePreference())
            .tls(read.isTls())
            .tlsVerifyCert(read.isTlsVerifyCert())
            .defaultCredentials(read.getDefaultCredentials())
            .defaultClientCertificate(read.getDefaultClientCertificate())
            .keepAliveTimeout(read.getKeepAliveTimeout())
            .keepAliveInterval(read.getKeepAliveInterval())
            .features(read.getFeatures().toArray(new String[0]));
    hosts.forEach(host -> settings.addHost(host.getHost(), host.getPort()));
    @Nullable String authority = read.getTlsCaFile();
    if (authority != null) {
      settings.tlsCaFile(authority);
    }
    return settings;
  }

  private static boolean says(String text, String key) {
    String lower = text.toLowerCase(Locale.ROOT);
    String name = key.toLowerCase(Locale.ROOT) + "=";
    return lower.contains("?" + name) || lower.contains("&" + name);
  }
}
