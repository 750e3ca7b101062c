/** Who belongs to an organisation, and the tokens that they use: members, pipelines, tokens. */
@NullMarked
package dev.packledger.server.pages.people;

import org.jspecify.annotations.NullMarked;
