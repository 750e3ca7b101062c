/**
 * What happened, told one plain sentence an event to those it concerns. Decisions and personal data
 * in clear are not for here.
 */
@NullMarked
package dev.packledger.projections.timeline;

import org.jspecify.annotations.NullMarked;
