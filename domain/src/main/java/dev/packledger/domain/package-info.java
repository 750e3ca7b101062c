/**
 * The rules of the product live here, pure and total; no framework, SQL, HTTP, JSON, clock or
 * chance may.
 */
@NullMarked
package dev.packledger.domain;

import org.jspecify.annotations.NullMarked;
