/**
 * What proves to web pages who somebody is: passwords, one-time codes, sessions, links, passkeys.
 */
@NullMarked
package dev.packledger.identity.signin;

import org.jspecify.annotations.NullMarked;
