package dev.packledger.server.bench;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Resource;
import dev.packledger.registry.shared.http.PresentedSecret;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One decision in memory, by JMH. Every answer is compared with the reference program's; a wrong
 * one ends the run.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionBenchmark {
  private static final int QUESTIONS = 1 << 19;
  private static final int EVERY_HUNDREDTH = 100;

  /** How tokens are chosen: ZIPF or UNIFORM. */
  @Param({"ZIPF", "UNIFORM"})
  public String choice = "";

  /** Of the market. */
  @Param("1000000")
  public int tokens;

  private final Instant now = Instant.parse("2027-01-01T00:00:00Z");
  private final Credential[] credentials = new Credential[QUESTIONS];
  private final String[] secrets = new String[QUESTIONS];
  private final Resource[] resources = new Resource[QUESTIONS];
  private final boolean[] expected = new boolean[QUESTIONS];
  private LookupMemory memory = LookupMemory.EMPTY;
  private LookupQuestions questions = LookupQuestions.NONE;
  private int next;

  /** So that looking is not left out. */
  public int looked;

  /** Makes the market, once a JVM, and the questions. */
  @Setup
  public void setUp() {
    memory = LookupMemory.of(tokens);
    LookupMarket market = memory.market();
    questions = new LookupQuestions(market, LookupQuestions.Choice.valueOf(choice), QUESTIONS, 42);
    for (int i = 0; i < QUESTIONS; i++) {
      int token = questions.token(i);
      int pkg = questions.pkg(i);
      secrets[i] = LookupMarket.secret(token);
      credentials[i] = new Credential.Secret(LookupMarket.digest(token), null);
      resources[i] =
          new Resource.Install(market.buyerOf(token), market.packageId(pkg), market.releaseId(pkg));
      expected[i] = questions.expected(i);
    }
  }

  /** The secret's digest is at hand. */
  @Benchmark
  public boolean digestGiven() {
    int question = next();
    return checked(question, decide(credentials[question], question), expected[question]);
  }

  /** The secret is hashed first. */
  @Benchmark
  public boolean secretHashed() {
    int question = next();
    Credential credential = new Credential.Secret(PresentedSecret.digest(secrets[question]), null);
    return checked(question, decide(credential, question), expected[question]);
  }

  /** Before every hundredth decision the token that is asked about is revoked. */
  @Benchmark
  public boolean revocationsMixedIn() {
    int question = next();
    int token = questions.token(question);
    if (question % EVERY_HUNDREDTH == 0) {
      memory.revoke(token);
    }
    boolean allowed = expected[question] && !memory.market().isRevoked(token);
    return checked(question, decide(credentials[question], question), allowed);
  }

  /**
   * The next question. The one after it is looked at meanwhile: a question that has just been read
   * from a request is in the processor's cache, and one of half a million that were made before is
   * not.
   */
  private int next() {
    int question = next;
    next = (question + 1) & (QUESTIONS - 1);
    looked += credentials[next].hashCode() + resources[next].hashCode() + secrets[next].length();
    return question;
  }

  private Decision decide(Credential credential, int question) {
    return memory.access().decide(credential, resources[question], now);
  }

  private static boolean checked(int question, Decision decision, boolean expected) {
    boolean allowed = decision instanceof Decision.Allowed;
    if (allowed != expected) {
      throw new IllegalStateException("question " + question + " is answered by " + decision);
    }
    return allowed;
  }
}
