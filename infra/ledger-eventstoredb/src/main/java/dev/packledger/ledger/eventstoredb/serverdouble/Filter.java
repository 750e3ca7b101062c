package dev.packledger.ledger.eventstoredb.serverdouble;

import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadReq.Options.FilterOptions;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which events are sent, by the names of their streams or types; EventFilter.cs. An expression is
 * found anywhere in a name, so one that should match the beginning says so.
 */
record Filter(Predicate<String> names, boolean ofTypes) {
  private static final Filter ALL = new Filter(name -> true, false);

  static Filter of(ReadReq.Options options) {
    if (!options.hasFilter()) {
      return ALL;
    }
    FilterOptions filter = options.getFilter();
    return switch (filter.getFilterCase()) {
      case STREAM_IDENTIFIER -> new Filter(names(filter.getStreamIdentifier()), false);
      case EVENT_TYPE -> new Filter(names(filter.getEventType()), true);
      case FILTER_NOT_SET -> throw Answers.invalid("a filter of nothing");
    };
  }

  private static Predicate<String> names(FilterOptions.Expression expression) {
    if (!expression.getRegex().isEmpty()) {
      return Pattern.compile(expression.getRegex()).asPredicate();
    }
    List<String> prefixes = expression.getPrefixList();
    return name -> prefixes.stream().anyMatch(name::startsWith);
  }

  boolean passes(LogEntry entry) {
    return names.test(ofTypes ? entry.type() : entry.stream());
  }
}
