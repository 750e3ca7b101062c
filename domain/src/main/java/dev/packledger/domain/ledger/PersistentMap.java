package dev.packledger.domain.ledger;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted map. A changed copy shares all but one path with its original, so that
 * folding n events into a state costs n log n; copying a whole map for each event costs n², which
 * is seconds for an organisation of ten thousand members.
 *
 * <p>A height-balanced tree: the heights of two siblings differ by 2 at most, as in OCaml's {@code
 * Map}, which needs fewer rotations than an AVL tree's 1.
 */
public final class PersistentMap<K, V> extends AbstractMap<K, V> {
  private final Comparator<? super K> order;
  private final @Nullable Node<K, V> root;
  private final int size;

  private PersistentMap(Comparator<? super K> order, @Nullable Node<K, V> root, int size) {
    this.order = order;
    this.root = root;
    this.size = size;
  }

  /** The map itself, its own order kept, where it is one already; else a sorted copy. */
  public static <K, V> PersistentMap<K, V> copyOf(Map<K, V> map, Comparator<? super K> order) {
    if (map instanceof PersistentMap<K, V> persistent) {
      return persistent;
    }
    PersistentMap<K, V> copy = new PersistentMap<>(order, null, 0);
    for (Map.Entry<K, V> entry : map.entrySet()) {
      copy = copy.with(entry.getKey(), entry.getValue());
    }
    return copy;
  }

  /** This map with the key's value set. */
  public PersistentMap<K, V> with(K key, V value) {
    boolean known = find(key) != null;
    return new PersistentMap<>(order, with(root, key, value), known ? size : size + 1);
  }

  /** This map without the key. */
  public PersistentMap<K, V> without(K key) {
    return find(key) == null ? this : new PersistentMap<>(order, without(root, key), size - 1);
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    Node<K, V> node = find(key);
    return node == null ? null : node.value();
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return find(key) != null;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<K, V>> iterator() {
        return new Ascending<>(root);
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  @SuppressWarnings("unchecked") // As in TreeMap: a key of another type is the caller's mistake.
  private @Nullable Node<K, V> find(@Nullable Object key) {
    if (key == null) {
      return null;
    }
    Node<K, V> node = root;
    while (node != null) {
      int side = order.compare((K) key, node.key());
      if (side == 0) {
        return node;
      }
      node = side < 0 ? node.left() : node.right();
    }
    return null;
  }

  private Node<K, V> with(@Nullable Node<K, V> node, K key, V value) {
    if (node == null) {
      return node(null, key, value, null);
    }
    int side = order.compare(key, node.key());
    if (side == 0) {
      return node(node.left(), key, value, node.right());
    }
    return side < 0
        ? balanced(with(node.left(), key, value), node, node.right())
        : balanced(node.left(), node, with(node.right(), key, value));
  }

  private @Nullable Node<K, V> without(@Nullable Node<K, V> node, K key) {
    if (node == null) {
      return null;
    }
    int side = order.compare(key, node.key());
    if (side == 0) {
      return joined(node.left(), node.right());
    }
    return side < 0
        ? balanced(without(node.left(), key), node, node.right())
        : balanced(node.left(), node, without(node.right(), key));
  }

  private static <K, V> @Nullable Node<K, V> joined(
      @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
    if (right == null) {
      return left;
    }
    Node<K, V> least = right;
    while (least.left() != null) {
      least = least.left();
    }
    return balanced(left, least, withoutLeast(right));
  }

  private static <K, V> @Nullable Node<K, V> withoutLeast(Node<K, V> node) {
    return node.left() == null
        ? node.right()
        : balanced(withoutLeast(node.left()), node, node.right());
  }

  /** A node of the entry between two trees whose heights differ by 3 at most. */
  private static <K, V> Node<K, V> balanced(
      @Nullable Node<K, V> left, Node<K, V> entry, @Nullable Node<K, V> right) {
    if (left != null && height(left) > height(right) + 2) {
      Node<K, V> inner = left.right();
      return inner == null || height(left.left()) >= height(inner)
          ? node(left.left(), left, node(inner, entry, right))
          : node(node(left.left(), left, inner.left()), inner, node(inner.right(), entry, right));
    }
    if (right != null && height(right) > height(left) + 2) {
      Node<K, V> inner = right.left();
      return inner == null || height(right.right()) >= height(inner)
          ? node(node(left, entry, inner), right, right.right())
          : node(node(left, entry, inner.left()), inner, node(inner.right(), right, right.right()));
    }
    return node(left, entry, right);
  }

  private static <K, V> Node<K, V> node(
      @Nullable Node<K, V> left, Node<K, V> entry, @Nullable Node<K, V> right) {
    return node(left, entry.key(), entry.value(), right);
  }

  private static <K, V> Node<K, V> node(
      @Nullable Node<K, V> left, K key, V value, @Nullable Node<K, V> right) {
    return new Node<>(key, value, left, right, Math.max(height(left), height(right)) + 1);
  }

  private static int height(@Nullable Node<?, ?> node) {
    return node == null ? 0 : node.height();
  }

  private record Node<K, V>(
      K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right, int height) {}

  private static final class Ascending<K, V> implements Iterator<Map.Entry<K, V>> {
    private final Deque<Node<K, V>> open = new ArrayDeque<>();

    Ascending(@Nullable Node<K, V> root) {
      descend(root);
    }

    private void descend(@Nullable Node<K, V> from) {
      for (Node<K, V> node = from; node != null; node = node.left()) {
        open.push(node);
      }
    }

    @Override
    public boolean hasNext() {
      return !open.isEmpty();
    }

    @Override
    public Map.Entry<K, V> next() {
      if (open.isEmpty()) {
        throw new NoSuchElementException();
      }
      Node<K, V> node = open.pop();
      descend(node.right());
      return Map.entry(node.key(), node.value());
    }
  }
}
