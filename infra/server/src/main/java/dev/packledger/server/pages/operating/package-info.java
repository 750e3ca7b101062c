/** What the operator of the instance sees: organisations and their members, and projections. */
@NullMarked
package dev.packledger.server.pages.operating;

import org.jspecify.annotations.NullMarked;
