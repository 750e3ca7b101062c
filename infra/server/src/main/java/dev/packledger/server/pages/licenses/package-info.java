/** Licences, for who sold them and for who holds them: lists, one licence's whole life, seats. */
@NullMarked
package dev.packledger.server.pages.licenses;

import org.jspecify.annotations.NullMarked;
