package dev.packledger.server.cli;

import dev.packledger.domain.ledger.IdText;
import dev.packledger.domain.licenses.LicenseId;
import dev.packledger.ledger.LedgerReader;
import dev.packledger.server.api.ApiJson;
import dev.packledger.server.api.HistoryView;
import dev.packledger.server.history.AsOf;
import dev.packledger.server.history.LicenseFile;
import dev.packledger.server.history.LicenseHistories;
import dev.packledger.server.history.Moment;
import dev.packledger.server.history.Moments;
import dev.packledger.server.history.Question;
import dev.packledger.server.history.Telling;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Everything that bears on one licence, from a scan of the ledger. */
final class HistoryReplay {
  private final PrintWriter out;
  private final Complaint complaint;
  private final Progress progress;
  private final InstantSource clock;

  /** Says what is wrong under a stable code, and answers the exit code. */
  interface Complaint {
    int say(String code, String detail, int exitCode);
  }

  HistoryReplay(PrintWriter out, Complaint complaint, Progress progress, InstantSource clock) {
    this.out = out;
    this.complaint = complaint;
    this.progress = progress;
    this.clock = clock;
  }

  int run(LedgerReader ledger, HistoryOptions options) {
    if (!IdText.isValid(LicenseId.PREFIX, options.license)) {
      return complaint.say(
          "id.invalid", "A licence's id is lic_ and 26 characters.", ExitCodes.USAGE);
    }
    Optional<AsOf> asOf = Optional.ofNullable(options.at).flatMap(AsOf::parse);
    if (options.at != null && asOf.isEmpty()) {
      return complaint.say(
          "as_of.invalid", "--at is a position or an instant of RFC 3339.", ExitCodes.USAGE);
    }
    Question question = Question.parse(options.token, options.pkg, options.version).orElse(null);
    Moments moments = new Moments(ledger, clock);
    Moment moment = asOf.map(moments::of).orElseGet(moments::now);
    LicenseHistories histories = new LicenseHistories(ledger);
    Optional<LicenseFile> file = histories.open(new LicenseId(options.license), moment);
    if (file.isEmpty()) {
      return complaint.say(
          "license.unknown", "No such licence was granted then.", ExitCodes.NOT_FOUND);
    }
    if (options.json) {
      json(histories, file.get(), question);
    } else {
      text(histories, file.get(), question);
    }
    return ExitCodes.OK;
  }

  private void text(LicenseHistories histories, LicenseFile file, @Nullable Question question) {
    HistoryText text = new HistoryText(out);
    text.begin(file);
    Telling.Ending ending =
        histories.scan(
            file, question, text::tell, at -> progress.show(at, file.moment().position()));
    text.end(file.moment(), ending);
  }

  private void json(LicenseHistories histories, LicenseFile file, @Nullable Question question) {
    List<Telling.Told> told = new ArrayList<>();
    Telling.Ending ending =
        histories.scan(
            file, question, told::add, at -> progress.show(at, file.moment().position()));
    JsonMapper mapper = ApiJson.configure(JsonMapper.builder()).build();
    out.println(mapper.writeValueAsString(HistoryView.of(file, told, ending, null)));
  }
}
