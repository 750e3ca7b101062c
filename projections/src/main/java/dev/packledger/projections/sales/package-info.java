/**
 * What was earned, by seller, product and plan. Who may see it, and what it grants, is not for
 * here.
 */
@NullMarked
package dev.packledger.projections.sales;

import org.jspecify.annotations.NullMarked;
