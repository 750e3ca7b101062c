/**
 * The doors of the server: Jetty, the root dispatcher over raw paths, health and metrics, problems.
 * What is behind a door (adapters, API, decisions) lives elsewhere.
 */
@NullMarked
package dev.packledger.server.web;

import org.jspecify.annotations.NullMarked;
