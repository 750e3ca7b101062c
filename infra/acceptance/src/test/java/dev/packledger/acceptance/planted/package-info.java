/**
 * Classes that break the rules of the architecture on purpose, one each, in packages that mirror
 * the product's; each rule must report its own.
 */
@NullMarked
package dev.packledger.acceptance.planted;

import org.jspecify.annotations.NullMarked;
