/**
 * The npm registry in its clients' own words lives here; rules that other ecosystems share may not.
 *
 * <p>Beside the six roles stand: {@code NpmAddress}, the grammar of paths; {@code NpmTag}, a name
 * of its own grammar; {@code NpmRelease}, what documents are made of; {@code NpmPutBody}, {@code
 * NpmTarball}, {@code NpmPackageMetadata} and {@code NpmMetadataComparison}, the steps of reading a
 * publication; {@code Npm*Routes}, the parts of {@code NpmRoutes}.
 *
 * <p>Known limits: no star, team, access, profile or token commands of npm; no provenance is kept;
 * no audit advisories; documents are not compressed here.
 */
@NullMarked
package dev.packledger.registry.npm;

import org.jspecify.annotations.NullMarked;
