package dev.packledger.registry.hex;

/**
 * What an operator decides, and where the keys are.
 *
 * @param keys of the organisations' repositories
 */
public record HexSettings(HexLimits limits, HexKeys keys) {}
