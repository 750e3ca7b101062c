/** The HTTP interface of the product lives here; business rules and SQL may not. */
@NullMarked
package dev.packledger.server.api;

import org.jspecify.annotations.NullMarked;
