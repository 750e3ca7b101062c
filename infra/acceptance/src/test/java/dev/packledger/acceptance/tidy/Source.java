package dev.packledger.acceptance.tidy;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * One Java file: its path from the root of the checkout, its text, and its tree as the compiler
 * reads it.
 */
public final class Source {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  private final String path;
  private final String text;
  private final CompilationUnitTree tree;
  private final DocTrees trees;

  private Source(String path, String text, CompilationUnitTree tree, DocTrees trees) {
    this.path = path;
    this.text = text;
    this.tree = tree;
    this.trees = trees;
  }

  /** Parses a text as the file at a path. */
  public static Source of(String path, String text) {
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    JavacTask task =
        (JavacTask) COMPILER.getTask(null, null, null, List.of("-proc:none"), null, List.of(file));
    try {
      CompilationUnitTree tree = task.parse().iterator().next();
      return new Source(path, text, tree, DocTrees.instance(task));
    } catch (IOException impossible) {
      throw new UncheckedIOException("the text is in memory", impossible);
    }
  }

  String path() {
    return path;
  }

  List<String> lines() {
    return text.lines().toList();
  }

  public CompilationUnitTree tree() {
    return tree;
  }

  /** The documentation comment of a part of the tree; empty where there is none. */
  public String comment(TreePath part) {
    String comment = trees.getDocComment(part);
    return comment == null ? "" : comment;
  }

  /** The line on which a part of the tree starts, from 1. */
  long line(Tree part) {
    LineMap lines = tree.getLineMap();
    return lines.getLineNumber(trees.getSourcePositions().getStartPosition(tree, part));
  }

  /** How many lines a part of the tree takes. */
  long length(Tree part) {
    LineMap lines = tree.getLineMap();
    return lines.getLineNumber(trees.getSourcePositions().getEndPosition(tree, part))
        - line(part)
        + 1;
  }

  boolean inTests() {
    return path.contains("/src/test/");
  }
}
