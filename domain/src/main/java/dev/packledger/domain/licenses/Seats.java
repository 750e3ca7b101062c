package dev.packledger.domain.licenses;

import dev.packledger.domain.organizations.Holder;
import java.util.ArrayList;
import java.util.List;

/**
 * The seats of a licence.
 *
 * @param quantity how many were bought
 * @param holders who holds one, in the order of assignment; never more than the quantity
 */
public record Seats(int quantity, List<Holder> holders) {
  public Seats {
    holders = List.copyOf(holders);
  }

  static Seats of(int quantity) {
    return new Seats(quantity, List.of());
  }

  boolean holds(Holder holder) {
    return holders.contains(holder);
  }

  /** Those beyond a smaller quantity, last assigned first. */
  List<Holder> beyond(int smallerQuantity) {
    return holders.size() <= smallerQuantity
        ? List.of()
        : holders.subList(smallerQuantity, holders.size()).reversed();
  }

  Seats withQuantity(int newQuantity) {
    return new Seats(newQuantity, holders);
  }

  Seats assigned(Holder holder) {
    if (holds(holder)) {
      return this;
    }
    List<Holder> more = new ArrayList<>(holders);
    more.add(holder);
    return new Seats(quantity, more);
  }

  Seats unassigned(Holder holder) {
    return new Seats(quantity, holders.stream().filter(other -> !other.equals(holder)).toList());
  }
}
