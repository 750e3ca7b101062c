package dev.packledger.acceptance.architecture;

import com.tngtech.archunit.lang.ArchRule;

/**
 * One rule of the architecture and the class planted to break it.
 *
 * @param name what the rule says, in words
 * @param rule the rule, over the classes below one root package
 * @param planted the simple name of the class, below {@code planted}, that must be reported
 */
record Rule(String name, ArchRule rule, String planted) {}
