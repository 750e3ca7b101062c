/** Signing in and out, second factors, invitations and resets, and what a person sees of both. */
@NullMarked
package dev.packledger.server.pages.signin;

import org.jspecify.annotations.NullMarked;
