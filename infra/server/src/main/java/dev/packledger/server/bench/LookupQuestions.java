package dev.packledger.server.bench;

import java.util.SplittableRandom;

/**
 * Questions about a {@link LookupMarket}: a token by Zipf's law or uniformly, one of ten never
 * issued; a package of its licence, or in one of ten questions any.
 */
final class LookupQuestions {
  private static final double EXPONENT = 0.99;
  private static final int EVERY_TENTH = 10;

  /** Before there are any. */
  static final LookupQuestions NONE =
      new LookupQuestions(new LookupMarket(0), Choice.UNIFORM, 0, 0);

  private final LookupMarket market;
  private final int[] tokens;
  private final int[] packages;

  /** How tokens are chosen. The uniform choice finds no cache warm. */
  enum Choice {
    ZIPF,
    UNIFORM
  }

  LookupQuestions(LookupMarket market, Choice choice, int count, long seed) {
    this.market = market;
    tokens = new int[count];
    packages = new int[count];
    SplittableRandom random = new SplittableRandom(seed);
    Zipf zipf = new Zipf(market.tokens(), EXPONENT);
    for (int i = 0; i < count; i++) {
      int known =
          switch (choice) {
            // What is asked most is spread over the table, not at its beginning.
            case ZIPF -> (int) (zipf.next(random) * 2_654_435_761L % market.tokens());
            case UNIFORM -> random.nextInt(market.tokens());
          };
      boolean isKnown = random.nextInt(EVERY_TENTH) != 0;
      tokens[i] = isKnown ? known : market.tokens() + known;
      packages[i] =
          isKnown && random.nextInt(EVERY_TENTH) != 0
              ? market.packageOf(known, random)
              : random.nextInt(LookupMarket.PACKAGES);
    }
  }

  int count() {
    return tokens.length;
  }

  /** The number of the token; one that was never issued where it is not less than all. */
  int token(int question) {
    return tokens[question];
  }

  int pkg(int question) {
    return packages[question];
  }

  /** What the reference program answers. */
  boolean expected(int question) {
    return market.allows(tokens[question], packages[question]);
  }
}
