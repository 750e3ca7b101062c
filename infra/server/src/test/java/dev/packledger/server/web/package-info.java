/** Tests of the package of the same name. */
@NullMarked
package dev.packledger.server.web;

import org.jspecify.annotations.NullMarked;
