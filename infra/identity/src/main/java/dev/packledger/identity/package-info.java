/** Accounts, sessions and keys of those who call live here; what they may do may not. */
@NullMarked
package dev.packledger.identity;

import org.jspecify.annotations.NullMarked;
