package dev.packledger.acceptance.planted.registry.npm;

/** A superclass for adapters. */
abstract class CommonAdapter {
  abstract void serve();
}
