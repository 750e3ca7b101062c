package dev.packledger.acceptance.documents;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.packledger.acceptance.tidy.Checkout;
import dev.packledger.acceptance.tidy.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The page of codes, from the enums' constants and their comments. */
final class CodesPage {
  private static final String HEAD =
      """
      # Codes

      Every code that the product answers with, in order of precedence: of several that apply, the
      first is told. Codes are for ever; the words beside them may change. This page is made from
      the sources by a test.

      A **denial** is an access decision that said no. A **refusal** is a command that said no. Both
      arrive as `application/problem+json` (RFC 9457) with the member `code`, or in the words of a
      package manager.
      """;

  private CodesPage() {}

  static String text() throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("\n## Denials\n");
    Path reasons = Path.of("domain/src/main/java/dev/packledger/domain/access/Reason.java");
    page.append(table(reasons));
    page.append("\n## Refusals\n");
    for (Path file : Checkout.files("Refusal.java")) {
      if (isMain(file) && isEnum(file)) {
        page.append("\n### ").append(title(file)).append('\n').append(table(file));
      }
    }
    return page.toString();
  }

  private static boolean isMain(Path file) {
    return file.toString().contains("src/main/java/");
  }

  private static boolean isEnum(Path file) throws IOException {
    return Files.readString(Checkout.root().resolve(file)).contains("\npublic enum ");
  }

  private static String title(Path file) {
    String word = file.getFileName().toString().replace("Refusal.java", "");
    return word.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
  }

  private static String table(Path file) throws IOException {
    Source source = Source.of(file.toString(), Files.readString(Checkout.root().resolve(file)));
    List<String> rows = new ArrayList<>(List.of("", "| code | meaning |", "|---|---|"));
    for (Tree type : source.tree().getTypeDecls()) {
      TreePath path = new TreePath(new TreePath(source.tree()), type);
      for (Tree member : ((ClassTree) type).getMembers()) {
        if (member instanceof VariableTree constant
            && constant.getInitializer() instanceof NewClassTree made) {
          rows.add(row(made, source.comment(new TreePath(path, member))));
        }
      }
    }
    return String.join("\n", rows) + "\n";
  }

  private static String row(NewClassTree made, String comment) {
    ExpressionTree first = made.getArguments().getFirst();
    String code = ((LiteralTree) first).getValue().toString();
    String meaning =
        comment
            .replaceAll("\\{@link [.\\w]*?#?(\\w+)\\}", "$1")
            .replaceAll("\\{@code ([^}]*)\\}", "`$1`")
            .replaceAll("\\s+", " ")
            .strip();
    return "| `" + code + "` | " + (meaning.isEmpty() ? words(code) : meaning) + " |";
  }

  /** Where the code says it all. */
  private static String words(String code) {
    String words = code.replace('.', ' ').replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
  }
}
