package dev.packledger.domain.ledger;

/**
 * Personal data, encrypted under a key of the person it is about. Domain, codec and projections
 * carry it closed; forgetting the person destroys the key and changes no byte of the ledger.
 *
 * @param person whose data it is
 * @param key the id of the person's key
 * @param nonce base64url without padding
 * @param ciphertext base64url without padding, authentication tag included
 */
public record Sealed(PersonId person, String key, String nonce, String ciphertext) {}
