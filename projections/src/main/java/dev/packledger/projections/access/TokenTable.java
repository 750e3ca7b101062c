package dev.packledger.projections.access;

import dev.packledger.domain.access.Facts;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.tokens.Scope;
import dev.packledger.domain.tokens.TokenId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens in 52 bytes each, found by secret and by id. What few tokens have (a revocation,
 * addresses, an end that is no whole second, a secret before the last rotation) lies beside.
 */
final class TokenTable {
  private static final int SECRET = 0;
  private static final int ID = 4;
  private static final int PLACE = 8;

  /** Issued at (52 bits of microseconds), flags (9), the upper 3 bits of the position. */
  private static final int ISSUED_AND_FLAGS = 9;

  private static final int POSITION_LOW = 11;

  /** The end in whole seconds since 1970, unsigned, where the flags say so. */
  private static final int END_SECONDS = 12;

  private static final int STRIDE = 13;

  private static final int ISSUED_SHIFT = 12;
  private static final int SCOPES_SHIFT = 7;
  private static final int SCOPES_MASK = 31;
  private static final int ENDS_IN_SECONDS = 1 << 6;
  private static final int ENDS_BESIDE = 1 << 5;
  private static final int REVOKED = 1 << 4;
  private static final int BOUND = 1 << 3;
  private static final int POSITION_HIGH_MASK = 7;
  private static final long ISSUED_MAX = (1L << 52) - 1;
  private static final long POSITION_MAX = (1L << 35) - 1;
  private static final long SECONDS_MAX = (1L << 32) - 1;

  /** An old secret's row: its bits, its token, when it stops working. */
  private static final int OLD_TOKEN = IdRows.AFTER_ID;

  private static final int OLD_ENDS_AT = OLD_TOKEN + 1;

  private static final List<Set<Scope>> SCOPES = scopeSets();

  private final HolderTable holders;
  private final Rows rows = new Rows(STRIDE);
  private final Index bySecret = new Index(row -> hash(row, SECRET));
  private final Index byId = new Index(row -> hash(row, ID));
  private final IdRows oldSecrets = new IdRows(3);
  private final Index oldSecretOf =
      new Index(old -> Index.hash(oldSecrets.rows().get(old, OLD_TOKEN), 0));
  private final SparseLongs endOf = new SparseLongs();
  private final SparseLongs revokedAt = new SparseLongs();
  private final SparseLongs addressesOf = new SparseLongs();
  private final Map<List<String>, Integer> addressNumbers = new HashMap<>();
  private Addresses[] addresses = new Addresses[4];

  /** The same few lists of blocks are shared by many tokens. */
  private record Addresses(List<String> blocks) {}

  TokenTable(HolderTable holders) {
    this.holders = holders;
  }

  int count() {
    return rows.count();
  }

  /** A token with the number of its holder's place, so that nobody needs to look for it again. */
  record Found(Facts.Token token, int place) {}

  @Nullable Found bySecret(Digest secret) {
    IdBits bits = IdBits.of(secret);
    int row = find(bySecret, SECRET, bits);
    if (row >= 0) {
      return found(row, null);
    }
    int old = oldSecrets.find(bits);
    return old < 0
        ? null
        : found(
            oldSecrets.rows().get(old, OLD_TOKEN),
            Micros.exactly(oldSecrets.rows().getLong(old, OLD_ENDS_AT)));
  }

  @Nullable Found byId(TokenId id) {
    int row = row(id);
    return row < 0 ? null : found(row, null);
  }

  private int row(TokenId id) {
    return find(byId, ID, IdBits.of(id));
  }

  private int find(Index index, int column, IdBits bits) {
    return index.find(bits.hash(), row -> rows.holds(row, column, bits.high(), bits.low()));
  }

  private Found found(int row, @Nullable Instant secretEndsAt) {
    int place = rows.get(row, PLACE);
    return new Found(token(row, place, secretEndsAt), place);
  }

  private Facts.Token token(int row, int place, @Nullable Instant secretEndsAt) {
    long packed = rows.getLong(row, ISSUED_AND_FLAGS);
    int flags = (int) packed;
    return new Facts.Token(
        new TokenId(new UUID(rows.getLong(row, ID), rows.getLong(row, ID + 2))),
        holders.organizationOf(place),
        holders.holderOf(place),
        SCOPES.get((flags >>> SCOPES_SHIFT) & SCOPES_MASK),
        secretEndsAt,
        Micros.exactly(packed >>> ISSUED_SHIFT),
        end(row, flags),
        (flags & REVOKED) == 0 ? null : Micros.instant(revokedAt.get(row)),
        (flags & BOUND) == 0 ? List.of() : addresses[(int) addressesOf.get(row)].blocks(),
        position(row, flags));
  }

  private @Nullable Instant end(int row, int flags) {
    if ((flags & ENDS_IN_SECONDS) != 0) {
      return Instant.ofEpochSecond(Integer.toUnsignedLong(rows.get(row, END_SECONDS)));
    }
    return (flags & ENDS_BESIDE) == 0 ? null : Micros.instant(endOf.get(row));
  }

  private Position position(int row, int flags) {
    long high = flags & POSITION_HIGH_MASK;
    return new Position(high << 32 | Integer.toUnsignedLong(rows.get(row, POSITION_LOW)));
  }

  void apply(AccessChange.TokenChange change, Position position) {
    switch (change) {
      case AccessChange.TokenAdded added -> add(added, position);
      case AccessChange.SecretReplaced replaced -> {
        int row = known(replaced.token());
        replaceSecret(row, IdBits.of(replaced.secret()), replaced.previousEndsAt());
        decide(row, position);
      }
      case AccessChange.TokenEnded ended -> {
        int row = known(ended.token());
        revokedAt.put(row, Micros.of(ended.at()));
        setFlag(row, REVOKED);
        decide(row, position);
      }
    }
  }

  /** Puts a token as it was stored. */
  void restore(
      AccessChange.TokenAdded added,
      @Nullable Digest oldSecret,
      @Nullable Instant oldEndsAt,
      @Nullable Instant revoked,
      Position decidedAt) {
    int row = add(added, decidedAt);
    if (oldSecret != null && oldEndsAt != null) {
      keepOld(row, IdBits.of(oldSecret), oldEndsAt);
    }
    if (revoked != null) {
      revokedAt.put(row, Micros.of(revoked));
      setFlag(row, REVOKED);
    }
  }

  private int add(AccessChange.TokenAdded added, Position position) {
    long issued = Micros.of(added.issuedAt());
    if (issued < 0 || issued > ISSUED_MAX) {
      throw new IllegalStateException("a token's issue lies outside 1970 to 2112: " + issued);
    }
    int row = rows.add();
    IdBits secret = IdBits.of(added.secret());
    IdBits id = IdBits.of(added.token());
    rows.setLong(row, SECRET, secret.high());
    rows.setLong(row, SECRET + 2, secret.low());
    rows.setLong(row, ID, id.high());
    rows.setLong(row, ID + 2, id.low());
    rows.set(row, PLACE, holders.internPlace(added.organization(), added.holder()));
    int flags = bits(added.scopes()) << SCOPES_SHIFT;
    rows.setLong(row, ISSUED_AND_FLAGS, issued << ISSUED_SHIFT | flags);
    setEnd(row, added.expiresAt());
    if (!added.addresses().isEmpty()) {
      addressesOf.put(row, number(added.addresses()));
      setFlag(row, BOUND);
    }
    decide(row, position);
    bySecret.add(row);
    byId.add(row);
    return row;
  }

  private void setEnd(int row, @Nullable Instant end) {
    if (end == null) {
      return;
    }
    long seconds = end.getEpochSecond();
    if (end.getNano() == 0 && seconds >= 0 && seconds <= SECONDS_MAX) {
      rows.set(row, END_SECONDS, (int) seconds);
      setFlag(row, ENDS_IN_SECONDS);
    } else {
      endOf.put(row, Micros.of(end));
      setFlag(row, ENDS_BESIDE);
    }
  }

  private void replaceSecret(int row, IdBits secret, Instant previousEndsAt) {
    IdBits previous = new IdBits(rows.getLong(row, SECRET), rows.getLong(row, SECRET + 2));
    bySecret.remove(row);
    rows.setLong(row, SECRET, secret.high());
    rows.setLong(row, SECRET + 2, secret.low());
    bySecret.add(row);
    keepOld(row, previous, previousEndsAt);
  }

  /** The secret before the last rotation takes the place of the one before it. */
  private void keepOld(int token, IdBits secret, Instant endsAt) {
    int old = oldSecret(token);
    if (old < 0) {
      old = oldSecrets.add(secret);
      oldSecrets.rows().set(old, OLD_TOKEN, token);
      oldSecretOf.add(old);
    } else {
      oldSecrets.rekey(old, secret);
    }
    oldSecrets.rows().setLong(old, OLD_ENDS_AT, Micros.of(endsAt));
  }

  /** The row of a token's old secret; negative where it was never rotated. */
  private int oldSecret(int token) {
    return oldSecretOf.find(
        Index.hash(token, 0), old -> oldSecrets.rows().get(old, OLD_TOKEN) == token);
  }

  private void decide(int row, Position position) {
    if (position.value() > POSITION_MAX) {
      throw new IllegalStateException("a position beyond 2^35: " + position.value());
    }
    long packed = rows.getLong(row, ISSUED_AND_FLAGS) & ~POSITION_HIGH_MASK;
    rows.setLong(row, ISSUED_AND_FLAGS, packed | position.value() >>> 32);
    rows.set(row, POSITION_LOW, (int) position.value());
  }

  private void setFlag(int row, int flag) {
    rows.setLong(row, ISSUED_AND_FLAGS, rows.getLong(row, ISSUED_AND_FLAGS) | flag);
  }

  private int known(TokenId id) {
    int row = row(id);
    if (row < 0) {
      throw new IllegalStateException("no token " + id.value() + "; rebuild the projection");
    }
    return row;
  }

  private int number(List<String> blocks) {
    return addressNumbers.computeIfAbsent(
        blocks,
        key -> {
          int number = addressNumbers.size();
          if (number == addresses.length) {
            addresses = Arrays.copyOf(addresses, number * 2);
          }
          addresses[number] = new Addresses(List.copyOf(blocks));
          return number;
        });
  }

  private long hash(int row, int column) {
    return Index.hash(rows.getLong(row, column), rows.getLong(row, column + 2));
  }

  private static int bits(Set<Scope> scopes) {
    int bits = 0;
    for (Scope scope : scopes) {
      bits |= 1 << scope.ordinal();
    }
    return bits;
  }

  /** Every combination of scopes, at the index that its bits make. */
  private static List<Set<Scope>> scopeSets() {
    Scope[] all = Scope.values();
    if (1 << all.length > SCOPES_MASK + 1) {
      throw new AssertionError("a token's row has five bits for scopes");
    }
    List<Set<Scope>> sets = new java.util.ArrayList<>();
    for (int bits = 0; bits < 1 << all.length; bits++) {
      Set<Scope> set = EnumSet.noneOf(Scope.class);
      for (Scope scope : all) {
        if ((bits & 1 << scope.ordinal()) != 0) {
          set.add(scope);
        }
      }
      sets.add(Collections.unmodifiableSet(set));
    }
    return List.copyOf(sets);
  }

  void reserve() {
    bySecret.reserve();
    byId.reserve();
    oldSecrets.reserve();
    oldSecretOf.reserve();
  }

  long bytes() {
    return rows.bytes()
        + bySecret.bytes()
        + byId.bytes()
        + oldSecrets.bytes()
        + oldSecretOf.bytes()
        + endOf.bytes()
        + revokedAt.bytes()
        + addressesOf.bytes();
  }
}
