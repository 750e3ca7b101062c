package dev.packledger.registry.npm;

import dev.packledger.registry.shared.Ports;
import dev.packledger.registry.shared.RenderedPackages;
import dev.packledger.registry.shared.http.ReleaseFiles;

/** What the routes work with. */
record NpmDesk(
    Ports ports, RenderedPackages<NpmRelease> packages, ReleaseFiles files, NpmSettings settings) {}
