package dev.packledger.registry.rubygems;

import dev.packledger.registry.shared.Ports;
import dev.packledger.registry.shared.RenderedPackages;
import dev.packledger.registry.shared.http.ReleaseFiles;

/** What the routes work with. */
record GemDesk(
    Ports ports, RenderedPackages<GemRelease> packages, ReleaseFiles files, GemLimits limits) {}
