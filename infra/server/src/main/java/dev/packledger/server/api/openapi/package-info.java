/**
 * The description of the API is made here, from its handlers and the records that they read and
 * write; nothing is described by hand that they already say.
 */
@NullMarked
package dev.packledger.server.api.openapi;

import org.jspecify.annotations.NullMarked;
