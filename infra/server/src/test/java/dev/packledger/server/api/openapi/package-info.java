/** Tests of the API's description against the API itself. */
@NullMarked
package dev.packledger.server.api.openapi;

import org.jspecify.annotations.NullMarked;
