/** What the tests of all streams share. No rule is tested here. */
@NullMarked
package dev.packledger.domain;

import org.jspecify.annotations.NullMarked;
