/**
 * Real package managers, run as a person's machine or a pipeline would run them, live here; what
 * they are asked to do may not.
 */
@NullMarked
package dev.packledger.acceptance.clients;

import org.jspecify.annotations.NullMarked;
