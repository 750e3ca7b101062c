/** What the documents say and the sources decide is compared here. */
@NullMarked
package dev.packledger.acceptance.documents;

import org.jspecify.annotations.NullMarked;
