package dev.packledger.acceptance.planted.server;

import org.axonframework.commandhandling.gateway.CommandGateway;

/** Sends commands past the one door. */
record BackDoor(CommandGateway gateway) {}
