/**
 * Who and what there is, as rows to list and look up: organisations, products, packages, licences,
 * tokens. What somebody may do is decided elsewhere.
 */
@NullMarked
package dev.packledger.projections.directory;

import org.jspecify.annotations.NullMarked;
