-- An entry of the timeline opens everything that came of the same request or delivery.
CREATE INDEX timeline_entries_by_correlation ON projections.timeline_entries (correlation_id, position);
