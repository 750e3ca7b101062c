/**
 * Web pages: what the API's handlers answer, shown to people who signed in. A page asks those
 * handlers and nothing else about licences, so that it never knows more than the API would tell the
 * same person; it decides nothing, and no page reads a table.
 */
@NullMarked
package dev.packledger.server.pages;

import org.jspecify.annotations.NullMarked;
