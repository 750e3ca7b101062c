/**
 * The organization stream: an organisation, its members and pipelines and its payment accounts.
 * What they may install is decided in {@code access}, not here.
 */
@NullMarked
package dev.packledger.domain.organizations;

import org.jspecify.annotations.NullMarked;
