package dev.packledger.registry.shared.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.packledger.registry.shared.archive.TarGzip.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarGzipTest {
  private static final ArchiveLimits LIMITS = new ArchiveLimits(1 << 20, 20 << 20, 100, 20, 120, 5);
  private static final String LONG = "package/" + "d".repeat(60) + '/' + "f".repeat(45);

  private final Map<String, String> files = new LinkedHashMap<>();

  @Test
  void readsFiles() throws IOException {
    byte[] tgz =
        new TarBytes()
            .folder("package")
            .file("package/package.json", "{}")
            .file("package/empty", "")
            .file("package/lib/index.js", "x".repeat(1500))
            .tgz();
    assertThat(read(tgz)).isEqualTo(new Reading.Read(3, 1502));
    assertThat(files)
        .containsEntry("package/package.json", "{}")
        .containsEntry("package/empty", "")
        .containsKey("package/lib/index.js");
  }

  @Test
  void readsLongPathsInEachForm() throws IOException {
    assertThat(LONG.length()).isGreaterThan(100);
    byte[] pax = new TarBytes().extended('x', "path", LONG).file("short", "1").tgz();
    byte[] gnu =
        new TarBytes()
            .entry("././@LongLink", 'L', (LONG + '\0').getBytes(StandardCharsets.UTF_8), h -> {})
            .file("short", "1")
            .tgz();
    byte[] prefix =
        new TarBytes()
            .entry(
                LONG.substring(69),
                '0',
                new byte[] {'1'},
                h -> TarBytes.put(h, 345, LONG.substring(0, 68)))
            .tgz();
    for (byte[] tgz : new byte[][] {pax, gnu, prefix}) {
      files.clear();
      assertThat(read(tgz)).isEqualTo(new Reading.Read(1, 1));
      assertThat(files).containsExactlyEntriesOf(Map.of(LONG, "1"));
    }
  }

  @Test
  void takesHarmlessRecordsAndTheCommentOfGit() throws IOException {
    byte[] tgz =
        new TarBytes()
            .extended('g', "comment", "4bf1f1")
            .extended('x', "mtime", "1.5")
            .file("a/b", "")
            .tgz();
    assertThat(read(tgz)).isEqualTo(new Reading.Read(1, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "../a",
        "a/../../b",
        "a/..",
        "a/./b",
        "./a",
        "..",
        "a//b",
        "C:/a",
        "c:a",
        "a\\b",
        "..\\a",
        "a/b.",
        "a/b ",
        "a./b",
        "a\u0001b",
        "a\u007fb",
        "a\u202eb",
        "a\ufffdb"
      })
  void refusesPathsThatDoNotStay(String path) throws IOException {
    refused(ArchiveRefusal.PATH, new TarBytes().file(path, "").tgz());
    refused(ArchiveRefusal.PATH, new TarBytes().extended('x', "path", path).file("a", "").tgz());
    refused(ArchiveRefusal.PATH, new TarBytes().folder(path).tgz());
  }

  @Test
  void refusesNulInAPath() throws IOException {
    refused(
        ArchiveRefusal.EXTENDED_HEADER,
        new TarBytes().extended('x', "path", "a\0b").file("a", "").tgz());
    refused(
        ArchiveRefusal.PATH,
        new TarBytes()
            .entry("x", 'L', "a\0b\0".getBytes(StandardCharsets.UTF_8), h -> {})
            .file("a", "")
            .tgz());
  }

  @Test
  void refusesWhatIsNeitherFileNorFolder() throws IOException {
    for (char kind : "12346789KSVDMN".toCharArray()) {
      refused(
          ArchiveRefusal.ENTRY_KIND,
          new TarBytes().entry("a", kind, new byte[0], h -> TarBytes.put(h, 157, "/etc")).tgz());
    }
  }

  @Test
  void refusesASymlinkAndAWriteThroughIt() throws IOException {
    refused(
        ArchiveRefusal.ENTRY_KIND,
        new TarBytes()
            .entry("package/x", '2', new byte[0], h -> TarBytes.put(h, 157, "/tmp"))
            .file("package/x/y", "evil")
            .tgz());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "size",
        "linkpath",
        "GNU.sparse.size",
        "GNU.sparse.major",
        "SCHILY.filetype",
        "SCHILY.xattr.x",
        "unknown",
        ""
      })
  void refusesRecordsThatChangeWhatIsRead(String key) throws IOException {
    refused(
        ArchiveRefusal.EXTENDED_HEADER, new TarBytes().extended('x', key, "1").file("a", "").tgz());
  }

  @Test
  void refusesAGlobalPath() throws IOException {
    refused(
        ArchiveRefusal.EXTENDED_HEADER,
        new TarBytes().extended('g', "path", "b").file("a", "").tgz());
  }

  @Test
  void refusesTheSameRecordTwice() throws IOException {
    byte[] one = TarBytes.record("path", "a");
    byte[] two = Arrays.copyOf(one, one.length * 2);
    System.arraycopy(one, 0, two, one.length, one.length);
    refused(
        ArchiveRefusal.EXTENDED_HEADER,
        new TarBytes().entry("x", 'x', two, h -> {}).file("a", "").tgz());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "path=a\n",
        "8 path=a\n",
        "99 path=a\n",
        "8 pathaa\n",
        "10 path=aa",
        "x",
        "0 a=b\n"
      })
  void refusesMalformedRecords(String record) throws IOException {
    refused(
        ArchiveRefusal.MALFORMED,
        new TarBytes()
            .entry("x", 'x', record.getBytes(StandardCharsets.UTF_8), h -> {})
            .file("a", "")
            .tgz());
  }

  @Test
  void refusesDuplicates() throws IOException {
    refused(ArchiveRefusal.DUPLICATE, new TarBytes().file("a/b", "1").file("a/b", "2").tgz());
    refused(ArchiveRefusal.DUPLICATE, new TarBytes().file("a", "1").file("a/b", "2").tgz());
    refused(ArchiveRefusal.DUPLICATE, new TarBytes().file("a/b", "1").file("a", "2").tgz());
    assertThat(read(new TarBytes().folder("a").folder("a/").file("a/b", "").tgz()))
        .isEqualTo(new Reading.Read(1, 0));
  }

  @Test
  void refusesPathsThatSomeSystemsHoldEqual() throws IOException {
    String[][] clashes = {
      {"a/B", "a/b"}, {"A/x", "a/y"}, {"a/\u00e9", "a/e\u0301"}, {"a/stra\u00dfe", "a/STRASSE"}
    };
    for (String[] clash : clashes) {
      refused(
          ArchiveRefusal.CASE_CLASH, new TarBytes().file(clash[0], "").file(clash[1], "").tgz());
    }
  }

  @Test
  void boundsPathsOnBothSides() throws IOException {
    String path = "a/".repeat(4) + "b".repeat(112);
    assertThat(read(new TarBytes().extended('x', "path", path).file("a", "").tgz()))
        .isInstanceOf(Reading.Read.class);
    refused(
        ArchiveRefusal.PATH_TOO_LONG,
        new TarBytes().extended('x', "path", path + 'c').file("a", "").tgz());
    refused(ArchiveRefusal.TOO_DEEP, new TarBytes().file("a/a/a/a/a/a", "").tgz());
    refused(
        ArchiveRefusal.PATH_TOO_LONG,
        new TarBytes().extended('x', "path", "p".repeat(4096)).file("a", "").tgz());
    refused(
        ArchiveRefusal.EXTENDED_HEADER,
        new TarBytes().extended('x', "path", "p".repeat(20_000)).file("a", "").tgz());
  }

  @Test
  void boundsEntriesOnBothSides() throws IOException {
    assertThat(read(empties(20))).isEqualTo(new Reading.Read(20, 0));
    refused(ArchiveRefusal.TOO_MANY_ENTRIES, empties(21));
  }

  @Test
  void boundsBytesOnBothSides() throws IOException {
    byte[] fits = new TarBytes().file("a", noise((1 << 20) - 4096)).tgz();
    assertThat(read(fits)).isInstanceOf(Reading.Read.class);
    refused(ArchiveRefusal.TOO_LARGE, new TarBytes().file("a", noise(1 << 20)).tgz());
    ArchiveLimits small = new ArchiveLimits(1 << 20, 8192, 100, 20, 120, 5);
    assertThat(read(new TarBytes().file("a", new byte[8192 - 1536]).tgz(), small))
        .isInstanceOf(Reading.Read.class);
    assertThat(read(new TarBytes().file("a", new byte[8192 - 1535]).tgz(), small))
        .isInstanceOfSatisfying(
            Reading.Refused.class,
            r -> assertThat(r.refusal()).isEqualTo(ArchiveRefusal.UNPACKED_TOO_LARGE));
  }

  @Test
  void refusesABomb() throws IOException {
    refused(ArchiveRefusal.RATIO, new TarBytes().file("a", new byte[16 << 20]).tgz());
    assertThat(read(new TarBytes().file("a", new byte[3 << 20]).tgz()))
        .isInstanceOf(Reading.Read.class);
  }

  @Test
  void refusesBytesAfterTheEnd() throws IOException {
    byte[] tar = new TarBytes().file("a", "").tgz();
    byte[] trailing = Arrays.copyOf(tar, tar.length + 1);
    refused(ArchiveRefusal.TRAILING_DATA, trailing);
    byte[] twoMembers = Arrays.copyOf(tar, tar.length * 2);
    System.arraycopy(tar, 0, twoMembers, tar.length, tar.length);
    refused(ArchiveRefusal.TRAILING_DATA, twoMembers);
    refused(
        ArchiveRefusal.TRAILING_DATA,
        new TarBytes().file("a", "").raw(new byte[1024]).file("b", "hidden").tgz());
    assertThat(read(new TarBytes().file("a", "").raw(new byte[10_240]).tgz()))
        .isEqualTo(new Reading.Read(1, 0));
  }

  @Test
  void refusesWhatIsCutShortOrDamaged() throws IOException {
    byte[] whole = new TarBytes().file("a", noise(3000)).file("b", "x").tgz();
    refused(ArchiveRefusal.MALFORMED, new byte[0]);
    refused(ArchiveRefusal.MALFORMED, "not a gzip file".getBytes(StandardCharsets.UTF_8));
    refused(ArchiveRefusal.MALFORMED, Arrays.copyOf(whole, whole.length / 2));
    refused(ArchiveRefusal.MALFORMED, Arrays.copyOf(whole, whole.length - 1));
    byte[] damaged = whole.clone();
    damaged[whole.length - 6] ^= 1;
    refused(ArchiveRefusal.MALFORMED, damaged);
    refused(ArchiveRefusal.MALFORMED, new TarBytes().file("a", "x").unended());
    refused(ArchiveRefusal.MALFORMED, TarBytes.gzip(new byte[0]));
    refused(
        ArchiveRefusal.MALFORMED, TarBytes.gzip("x".repeat(600).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void refusesLyingHeaders() throws IOException {
    refused(ArchiveRefusal.MALFORMED, lying(h -> TarBytes.put(h, 124, "77777777777\0")));
    refused(ArchiveRefusal.MALFORMED, lying(h -> h[124] = (byte) 0x80));
    refused(ArchiveRefusal.MALFORMED, lying(h -> TarBytes.put(h, 124, "-0000000001\0")));
    refused(ArchiveRefusal.MALFORMED, lying(h -> TarBytes.put(h, 257, "\0\0\0\0\0\0\0\0")));
    refused(ArchiveRefusal.MALFORMED, lying(h -> h[0] = (byte) 0xff));
    refused(ArchiveRefusal.MALFORMED, new TarBytes().entry("a", '5', new byte[600], h -> {}).tgz());
    refused(ArchiveRefusal.MALFORMED, new TarBytes().extended('x', "path", "b").tgz());
  }

  @Test
  void everyDamagedByteIsReadOrRefusedButNeverFails() throws IOException {
    byte[] whole =
        new TarBytes()
            .extended('x', "path", "p/q")
            .file("a", "1")
            .file("p/package.json", "{}")
            .tgz();
    Random random = new Random(7);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] = (byte) random.nextInt();
      assertThat(read(damaged)).isNotNull();
      assertThat(read(Arrays.copyOf(whole, i))).isInstanceOf(Reading.Refused.class);
    }
  }

  @Test
  void aDiskThatFailsIsNoRefusal() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk is gone");
          }
        };
    assertThatThrownBy(() -> new TarGzip(LIMITS).read(() -> broken, (path, size, content) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is gone");
  }

  private static byte[] lying(Consumer<byte[]> change) {
    return new TarBytes().entry("a", '0', new byte[] {'x'}, change).tgz();
  }

  private static byte[] empties(int count) {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < count; i++) {
      tar.file("a" + i, "");
    }
    return tar.tgz();
  }

  private static byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(1).nextBytes(noise);
    return noise;
  }

  private void refused(ArchiveRefusal refusal, byte[] tgz) throws IOException {
    assertThat(read(tgz))
        .isInstanceOfSatisfying(
            Reading.Refused.class,
            refused -> {
              assertThat(refused.refusal()).isEqualTo(refusal);
              assertThat(refused.detail()).isASCII().doesNotContain("\n");
            });
  }

  private Reading read(byte[] tgz) throws IOException {
    return read(tgz, LIMITS);
  }

  private Reading read(byte[] tgz, ArchiveLimits limits) throws IOException {
    return new TarGzip(limits)
        .read(
            () -> new ByteArrayInputStream(tgz),
            (path, size, content) ->
                files.put(path, new String(content.readAllBytes(), StandardCharsets.UTF_8)));
  }
}
