package dev.packledger.acceptance.clients;

import java.net.URI;

/**
 * A Hex repository as a buyer configures it.
 *
 * @param url without a trailing slash
 * @param publicKey as PEM
 */
public record HexSource(String name, URI url, String publicKey, String token) {}
