/**
 * The namespace stream: who owns an npm scope, a Maven group and the like. The names' grammar
 * belongs to the adapters.
 */
@NullMarked
package dev.packledger.domain.namespaces;

import org.jspecify.annotations.NullMarked;
