/**
 * Reading of uploaded archives that nobody has reason to trust lives here; what an ecosystem keeps
 * inside an archive may not.
 */
@NullMarked
package dev.packledger.registry.shared.archive;

import org.jspecify.annotations.NullMarked;
