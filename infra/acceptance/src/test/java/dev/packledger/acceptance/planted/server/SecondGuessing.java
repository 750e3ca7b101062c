package dev.packledger.acceptance.planted.server;

import dev.packledger.domain.licenses.LicenseEvent.LicenseGranted;

/** A server that judges a single event. */
public record SecondGuessing(LicenseGranted event) {}
