package dev.packledger.registry.shared.running;

import dev.packledger.domain.access.Decision;
import dev.packledger.domain.access.Reason;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.ReleaseId;
import dev.packledger.registry.shared.Usage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told. */
public final class ToldUsage implements Usage {
  private final List<Told> told = new CopyOnWriteArrayList<>();

  /**
   * @param reason null for a download
   */
  public record Told(
      @Nullable Reason reason,
      PackageId pkg,
      @Nullable ReleaseId release,
      @Nullable String userAgent) {}

  @Override
  public void downloaded(
      Decision.Allowed by, PackageId pkg, ReleaseId release, @Nullable String userAgent) {
    told.add(new Told(null, pkg, release, userAgent));
  }

  @Override
  public void denied(
      Decision.Denied denied,
      PackageId pkg,
      @Nullable ReleaseId release,
      @Nullable String userAgent) {
    told.add(new Told(denied.reason(), pkg, release, userAgent));
  }

  public List<Told> told() {
    return List.copyOf(told);
  }
}
