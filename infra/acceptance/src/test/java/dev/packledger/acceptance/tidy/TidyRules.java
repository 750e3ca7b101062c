package dev.packledger.acceptance.tidy;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of tidiness over one source file. Limits are those of the style that the project
 * follows; a file that must break one stands in {@code tidy/exceptions.txt} with its reason.
 */
final class TidyRules {
  static final int FILE_LINES_MAX = 400;
  static final int FUNCTION_LINES_MAX = 60;
  static final int LINE_CHARACTERS_MAX = 100;

  /** Lines of a text block are data, as long as they need to be. */
  private static final String TEXT_BLOCK = "\"\"\"";

  // Split so that this file does not find itself.
  private static final Pattern LEFT_OVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");

  /** What the list of words says not to say; a word counts as a whole hump of a type's name. */
  private static final Set<String> BANNED_WORDS =
      Set.of(
          "Licence",
          "Organisation",
          "Subscription",
          "Feature",
          "Overdue",
          "Offset",
          "Hash",
          "Upload",
          "Push",
          "Unpublish",
          "Listing",
          "Impl",
          "Manager",
          "Helper",
          "Util",
          "Utils",
          "Service",
          "Abstract",
          "Default");

  /** Words that belong to one folder: Stripe's own object, npm's own verb, C2SP's terms. */
  private static final List<Home> HOMES =
      List.of(
          new Home("Subscription", "/webhooks/"),
          new Home("Unpublish", "/registry/"),
          new Home("Upload", "/registry/oci/"),
          new Home("Manifest", "/registry/oci/"),
          new Home("Checkpoint", "/log/"));

  private static final Pattern HUMP = Pattern.compile("[A-Z]+(?![a-z])|[A-Z][a-z]+");

  private record Home(String word, String folder) {}

  private TidyRules() {}

  static List<Finding> findings(Source source) {
    List<Finding> findings = new ArrayList<>();
    lengths(source, findings);
    source.tree().accept(new Scanner(source, findings), null);
    return findings;
  }

  private static void lengths(Source source, List<Finding> findings) {
    List<String> lines = source.lines();
    if (lines.size() > FILE_LINES_MAX) {
      findings.add(new Finding("file-length", source.path(), 1, lines.size() + " lines"));
    }
    boolean text = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      text ^= line.split(TEXT_BLOCK, -1).length % 2 == 0;
      if (line.length() > LINE_CHARACTERS_MAX && !line.startsWith("import ") && !text) {
        findings.add(
            new Finding("line-length", source.path(), i + 1, line.length() + " characters"));
      }
      if (LEFT_OVER.matcher(line).find()) {
        findings.add(new Finding("left-over", source.path(), i + 1, line.strip()));
      }
    }
  }

  private static boolean isBanned(String word, String path) {
    boolean homeless =
        HOMES.stream().noneMatch(home -> home.word().equals(word) && path.contains(home.folder()));
    boolean spoken =
        BANNED_WORDS.contains(word) || HOMES.stream().anyMatch(home -> home.word().equals(word));
    return spoken && homeless;
  }

  private static final class Scanner extends TreeScanner<Void, Void> {
    private final Source source;
    private final List<Finding> findings;

    Scanner(Source source, List<Finding> findings) {
      this.source = source;
      this.findings = findings;
    }

    private void found(String rule, Tree where, String what) {
      findings.add(new Finding(rule, source.path(), source.line(where), what));
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      long length = method.getBody() == null ? 0 : source.length(method.getBody());
      if (length > FUNCTION_LINES_MAX) {
        found("function-length", method, method.getName() + ": " + length + " lines");
      }
      return super.visitMethod(method, nothing);
    }

    @Override
    public Void visitCase(CaseTree branch, Void nothing) {
      if (branch.getCaseKind() == CaseTree.CaseKind.STATEMENT) {
        found("colon-case", branch, "case with a colon falls through");
      }
      return super.visitCase(branch, nothing);
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      Matcher humps = HUMP.matcher(type.getSimpleName());
      while (humps.find()) {
        if (isBanned(humps.group(), source.path())) {
          found("word", type, type.getSimpleName() + " says " + humps.group());
        }
      }
      return super.visitClass(type, nothing);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree select, Void nothing) {
      String owner = select.getExpression().toString();
      String member = select.getIdentifier().toString();
      if (member.equals("sleep") && owner.endsWith("Thread")
          || member.equals("sleep") && owner.endsWith("TimeUnit")) {
        found("sleep", select, select.toString());
      }
      if (readsTheClock(owner, member) && !source.path().startsWith("infra/server/src/")) {
        found("clock", select, select.toString());
      }
      return super.visitMemberSelect(select, nothing);
    }

    private static boolean readsTheClock(String owner, String member) {
      return switch (member) {
        case "now" -> owner.matches("(java\\.time\\.)?(Instant|Local\\w+|Zoned\\w+|Offset\\w+)");
        case "currentTimeMillis" -> owner.endsWith("System");
        case "systemUTC", "systemDefaultZone", "system" ->
            owner.endsWith("Clock") || owner.endsWith("InstantSource");
        default -> false;
      };
    }
  }
}
