/**
 * The RubyGems registry in its clients' own words (bundler, gem) lives here; rules that other
 * ecosystems share may not.
 *
 * <p>Beside the six roles stand: {@code GemPlatform}, {@code GemRequirement} and {@code
 * GemDependency}, parts of the grammar; {@code GemAddress}, the grammar of paths; {@code
 * GemArchive}, {@code GemYaml} and {@code GemSpecification}, the steps of reading a publication;
 * {@code GemRelease}, what documents are made of; {@code GemLines}, {@code GemSpecs}, {@code
 * GemJson} and {@code MarshalWriter}, which write them; {@code Gem*Routes}, the parts of {@code
 * GemRoutes}.
 *
 * <p>Known limits: no owners, web hooks or attestations; the documents of {@code gem} alone ({@code
 * specs.4.8.gz}) are made anew where anything in them changed.
 */
@NullMarked
package dev.packledger.registry.rubygems;

import org.jspecify.annotations.NullMarked;
