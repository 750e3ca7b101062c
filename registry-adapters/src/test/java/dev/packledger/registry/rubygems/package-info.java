/** Tests of the RubyGems adapter; its wire is spoken in {@code wire/rubygems}. */
@NullMarked
package dev.packledger.registry.rubygems;

import org.jspecify.annotations.NullMarked;
