package dev.packledger.acceptance.planted.projections.access;

import jakarta.servlet.http.HttpServletRequest;

/** A query that knows HTTP. */
record WebQueries(HttpServletRequest request) {}
