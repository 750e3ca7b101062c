package dev.packledger.domain.access;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.packledger.domain.ledger.Event;
import dev.packledger.domain.ledger.Recorded;
import dev.packledger.domain.licenses.LicenseEvent;
import dev.packledger.domain.namespaces.NamespaceEvent;
import dev.packledger.domain.organizations.OrganizationEvent;
import dev.packledger.domain.packages.PackageEvent;
import dev.packledger.domain.products.ProductEvent;
import dev.packledger.domain.releases.ReleaseEvent;
import dev.packledger.domain.tokens.TokenEvent;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * Which types of events can end access: by themselves turn an allow into a denial for the same
 * instant. Every type has a verdict; those that can are shown doing so in the corpus, for each
 * reason that they carry; those that cannot are never seen doing so.
 */
class AccessEndsTest {
  private static final Set<Class<? extends Event>> ENDS =
      Set.of(
          OrganizationEvent.MemberRoleChanged.class,
          OrganizationEvent.MemberRemoved.class,
          OrganizationEvent.PipelineRemoved.class,
          LicenseEvent.LicenseSuspended.class,
          LicenseEvent.SeatUnassigned.class,
          LicenseEvent.PlanChanged.class,
          LicenseEvent.CancellationScheduled.class,
          LicenseEvent.LicenseCancelled.class,
          LicenseEvent.LicenseRevoked.class,
          LicenseEvent.LicenseTransferred.class,
          TokenEvent.TokenRotated.class,
          TokenEvent.TokenRevoked.class);

  /** The others, and why they end nothing. */
  private static final Map<Class<? extends Event>, String> ENDS_NOTHING =
      Map.ofEntries(
          entry(OrganizationEvent.OrganizationRegistered.class, "the first event of its stream"),
          entry(OrganizationEvent.OrganizationRenamed.class, "changes what is displayed"),
          entry(OrganizationEvent.MemberInvited.class, "only who is no member is invited"),
          entry(OrganizationEvent.MemberJoined.class, "lets somebody in"),
          entry(OrganizationEvent.PipelineRegistered.class, "lets a pipeline in"),
          entry(OrganizationEvent.PaymentAccountConnected.class, "licences stand without it"),
          entry(OrganizationEvent.PaymentAccountDisconnected.class, "licences stand without it"),
          entry(ProductEvent.ProductCreated.class, "the first event of its stream"),
          entry(ProductEvent.ProductRenamed.class, "changes what is displayed"),
          entry(ProductEvent.PackageAdded.class, "granted licences keep their snapshot of terms"),
          entry(ProductEvent.PackageRemoved.class, "granted licences keep their snapshot of terms"),
          entry(ProductEvent.PlanPublished.class, "granted licences keep their snapshot of terms"),
          entry(ProductEvent.PlanRetired.class, "granted licences keep their snapshot of terms"),
          entry(NamespaceEvent.NamespaceRegistered.class, "the first event of its stream"),
          entry(NamespaceEvent.NamespaceTransferred.class, "packages stay with their owner"),
          entry(PackageEvent.PackageRegistered.class, "the first event of its stream"),
          entry(PackageEvent.TagMoved.class, "a tag is a name, not a right"),
          entry(PackageEvent.TagRemoved.class, "a tag is a name, not a right"),
          entry(ReleaseEvent.ReleasePublished.class, "the first event of its stream"),
          entry(ReleaseEvent.ArtifactAdded.class, "never replaces a file"),
          entry(
              ReleaseEvent.ReleaseYanked.class,
              "leaves the index, stays downloadable to whom it is covered"),
          entry(ReleaseEvent.ReleaseUnyanked.class, "brings it back to the index"),
          entry(ReleaseEvent.ReleaseDeprecated.class, "a message to read"),
          entry(LicenseEvent.LicenseGranted.class, "the first event of its stream"),
          entry(LicenseEvent.LicenseClaimed.class, "gives it to its first buyer"),
          entry(LicenseEvent.LicenseRenewed.class, "paid-through never moves back"),
          entry(LicenseEvent.PaymentFailed.class, "grace holds until its end"),
          entry(LicenseEvent.LicensePastDue.class, "grace holds until its end"),
          entry(LicenseEvent.SuspensionLifted.class, "takes a reason against away"),
          entry(
              LicenseEvent.SeatsChanged.class,
              "seats beyond a smaller number are unassigned by events of their own"),
          entry(LicenseEvent.SeatAssigned.class, "gives a seat"),
          entry(LicenseEvent.CancellationWithdrawn.class, "takes a reason against away"),
          entry(LicenseEvent.LicenseExpired.class, "records a deadline that decided before it"),
          entry(LicenseEvent.RevocationReversed.class, "takes a reason against away"),
          entry(LicenseEvent.PaymentReceived.class, "money alone decides nothing"),
          entry(LicenseEvent.PaymentRefunded.class, "a full refund revokes by an event of its own"),
          entry(TokenEvent.TokenIssued.class, "the first event of its stream"));

  private static final List<AccessEnd> CORPUS = AccessEnd.all();

  @Test
  void everyTypeHasOneVerdict() {
    List<Class<?>> verdicts = new ArrayList<>(ENDS);
    verdicts.addAll(ENDS_NOTHING.keySet());
    assertThat(verdicts).containsExactlyInAnyOrderElementsOf(everyType());
  }

  private static List<Class<?>> everyType() {
    return Stream.of(
            OrganizationEvent.class,
            ProductEvent.class,
            NamespaceEvent.class,
            PackageEvent.class,
            ReleaseEvent.class,
            LicenseEvent.class,
            TokenEvent.class)
        .flatMap(stream -> Arrays.<Class<?>>stream(stream.getPermittedSubclasses()))
        .toList();
  }

  @Test
  void theCorpusShowsEveryTypeThatEndsAccessAndNoOther() {
    assertThat(CORPUS.stream().map(end -> end.event().getClass()).collect(Collectors.toSet()))
        .isEqualTo(ENDS);
  }

  /** A refund is not a chargeback: each constant of a reason is shown with its type. */
  @Test
  void theCorpusShowsEveryReasonThatSuchAnEventCarries() throws ReflectiveOperationException {
    Set<String> missing = new TreeSet<>();
    for (Class<? extends Event> type : ENDS) {
      for (RecordComponent component : type.getRecordComponents()) {
        if (component.getType().isEnum() && component.getName().equals("reason")) {
          Set<Object> shown = new HashSet<>();
          for (AccessEnd end : CORPUS) {
            if (type.isInstance(end.event())) {
              shown.add(component.getAccessor().invoke(end.event()));
            }
          }
          for (Object constant : component.getType().getEnumConstants()) {
            if (!shown.contains(constant)) {
              missing.add(type.getSimpleName() + ' ' + constant);
            }
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  /**
   * Any question about one instant, before and after any event of a ledger that behaves legally.
   */
  @Property(tries = 50)
  void noOtherTypeEndsAccessInAnyLedger(@ForAll long seed) {
    RandomLedger ledger = new RandomLedger(new Random(seed));
    ReferenceFacts facts = new ReferenceFacts();
    for (int i = 0; i < 200; i++) {
      Recorded<Event> recorded = ledger.next();
      List<RandomLedger.Question> questions =
          Stream.generate(ledger::question)
              .limit(12)
              .filter(asked -> !asked.clock().isBefore(recorded.metadata().recordedAt()))
              .toList();
      List<Decision> before = questions.stream().map(asked -> asked.over(facts)).toList();
      facts.apply(recorded);
      for (int question = 0; question < questions.size(); question++) {
        if (before.get(question) instanceof Decision.Allowed
            && questions.get(question).over(facts) instanceof Decision.Denied denied) {
          assertThat(ENDS)
              .as("%s: %s after %s", questions.get(question), denied, recorded)
              .contains(recorded.event().getClass());
        }
      }
    }
  }
}
