/** What must be fast is measured here, against a rival in the same run; each prints its ratios. */
@NullMarked
package dev.packledger.server.bench;

import org.jspecify.annotations.NullMarked;
