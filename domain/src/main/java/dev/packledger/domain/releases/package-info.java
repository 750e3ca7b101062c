/**
 * The release stream: one published version of a package with its artifacts. Who may install it is
 * decided in {@code access}.
 */
@NullMarked
package dev.packledger.domain.releases;

import org.jspecify.annotations.NullMarked;
