/**
 * The vocabulary shared by every stream: ids, positions, actors, causes, outcomes, the {@code
 * Commands} port. No rule of any one stream lives here.
 */
@NullMarked
package dev.packledger.domain.ledger;

import org.jspecify.annotations.NullMarked;
