/**
 * Tests of the access rule, and the corpus of decisions that every implementation of the facts is
 * asked. Nothing here is specific to one implementation.
 */
@NullMarked
package dev.packledger.domain.access;

import org.jspecify.annotations.NullMarked;
