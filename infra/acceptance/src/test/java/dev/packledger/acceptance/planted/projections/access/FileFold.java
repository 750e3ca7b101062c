package dev.packledger.acceptance.planted.projections.access;

import java.nio.file.Path;

/** A fold that knows files. */
record FileFold(Path file) {}
