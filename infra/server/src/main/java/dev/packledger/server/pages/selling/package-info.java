/** What those see who sell: licences sold, and one licence's whole life for either side. */
@NullMarked
package dev.packledger.server.pages.selling;

import org.jspecify.annotations.NullMarked;
