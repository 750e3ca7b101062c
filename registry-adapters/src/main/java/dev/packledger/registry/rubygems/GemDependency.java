package dev.packledger.registry.rubygems;

/**
 * What a gem needs.
 *
 * @param runtime false for what only its development needs
 */
public record GemDependency(GemName name, GemRequirement requirement, boolean runtime) {}
