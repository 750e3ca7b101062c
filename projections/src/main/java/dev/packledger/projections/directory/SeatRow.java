package dev.packledger.projections.directory;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.domain.organizations.Holder;
import java.time.Instant;

/** A seat that is taken now. */
public record SeatRow(LicenseId license, Holder holder, Instant assignedAt, Position changedAt) {}
