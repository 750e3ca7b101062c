package dev.packledger.acceptance.planted.registry.npm;

import jakarta.servlet.http.HttpServletRequest;

/** An index that knows requests. */
record ServletIndex(HttpServletRequest request) {}
