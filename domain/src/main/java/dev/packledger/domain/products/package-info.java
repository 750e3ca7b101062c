/**
 * The product stream: a seller's product, its packages and the plans it is sold under. Granted
 * licences keep their own snapshot of terms and live in {@code licenses}.
 */
@NullMarked
package dev.packledger.domain.products;

import org.jspecify.annotations.NullMarked;
