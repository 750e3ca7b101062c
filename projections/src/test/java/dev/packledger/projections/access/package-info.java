/** Tests of the access projection: every form of the facts must answer alike. */
@NullMarked
package dev.packledger.projections.access;

import org.jspecify.annotations.NullMarked;
