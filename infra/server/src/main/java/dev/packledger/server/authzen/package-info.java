/**
 * Access decisions for programs that serve files, as AuthZEN 1.0 asks them. Reads questions and
 * writes answers; what may be done is decided in the domain alone.
 */
@NullMarked
package dev.packledger.server.authzen;

import org.jspecify.annotations.NullMarked;
