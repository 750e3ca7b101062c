/**
 * What an ecosystem's index documents are made of: packages, releases, tags. Bytes of a protocol
 * and questions of access are not for here.
 */
@NullMarked
package dev.packledger.projections.registryindex;

import org.jspecify.annotations.NullMarked;
