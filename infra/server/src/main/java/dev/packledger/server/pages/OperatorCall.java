package dev.packledger.server.pages;

import dev.packledger.server.api.Call;

/** A request for a page of the operator. */
public record OperatorCall(Visitor.Operator visitor, Call call) {}
