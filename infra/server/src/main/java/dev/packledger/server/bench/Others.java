package dev.packledger.server.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Programs of others that decide, as many as are on the path. */
record Others(List<AskedServer> servers) implements AutoCloseable {
  private interface Start {
    AskedServer told(Path program, Path folder, LookupMarket market) throws IOException;
  }

  static Others onThePath(Path folder, LookupMarket market, Consumer<String> out)
      throws IOException {
    Others others = new Others(new ArrayList<>());
    try {
      others.add("openfga", OpenFga::told, folder, market, out);
      others.add("spicedb", SpiceDb::told, folder, market, out);
      return others;
    } catch (IOException | RuntimeException failed) {
      others.close();
      throw failed;
    }
  }

  private void add(String name, Start start, Path folder, LookupMarket market, Consumer<String> out)
      throws IOException {
    @Nullable Path program = Load.program(name);
    if (program == null) {
      out.accept("SKIPPED: there is no " + name + " on the PATH");
    } else {
      servers.add(start.told(program, folder, market));
    }
  }

  @Override
  public void close() {
    servers.forEach(AskedServer::close);
  }
}
