package dev.packledger.server.api;

import dev.packledger.domain.ledger.Position;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.organizations.Role;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.products.ProductCommand;
import dev.packledger.domain.products.ProductId;
import dev.packledger.projections.Page;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.PackageRow;
import dev.packledger.projections.directory.ProductPackageRow;
import dev.packledger.projections.directory.ProductRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an organisation sells, and the packages in it. */
@RestController
@RequestMapping("/api/v1")
public class ProductsApi {
  private final ApiCommands commands;
  private final DirectoryQueries directory;

  ProductsApi(ApiCommands commands, DirectoryQueries directory) {
    this.commands = commands;
    this.directory = directory;
  }

  public record Creation(String name) {}

  public record Created(ProductId id, String name) {}

  /**
   * @param privateDependencies packages of the same seller that it cannot be installed without
   */
  public record Addition(PackageId pkg, @Nullable List<PackageId> privateDependencies) {}

  public record View(
      ProductId id,
      OrganizationId seller,
      String name,
      Instant createdAt,
      @Nullable List<PackageView> packages) {
    static View of(ProductRow row, @Nullable List<PackageView> packages) {
      return new View(row.id(), row.seller(), row.name(), row.createdAt(), packages);
    }
  }

  public record PackageView(PackageId pkg, List<PackageId> privateDependencies, Instant addedAt) {
    static PackageView of(ProductPackageRow row) {
      return new PackageView(row.pkg(), row.privateDependencies(), row.addedAt());
    }
  }

  @PostMapping("/organizations/{organization}/products")
  public ResponseEntity<Created> create(
      Call call, @PathVariable OrganizationId organization, @RequestBody Creation body) {
    call.require(organization, Role.ADMIN, Role.PUBLISHER, Role.FINANCE);
    ProductId product = new ProductId(call.postKey().id(ProductId.PREFIX));
    Position position =
        commands.send(call, new ProductCommand.Create(product, organization, body.name()));
    return ApiCommands.created(
        "/api/v1/products/" + product.value(), position, new Created(product, body.name()));
  }

  @GetMapping("/organizations/{organization}/products")
  public Page<View> list(
      Call call,
      @PathVariable OrganizationId organization,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Pages.LIMIT) int limit) {
    call.requireReader(organization);
    return Pages.map(
        directory.products(organization, Pages.request(after, limit)), row -> View.of(row, null));
  }

  @GetMapping("/products/{product}")
  public View read(Call call, @PathVariable ProductId product) {
    ProductRow row = row(product);
    call.requireReader(row.seller());
    return View.of(row, directory.productPackages(product).stream().map(PackageView::of).toList());
  }

  @PatchMapping("/products/{product}")
  public ResponseEntity<Void> rename(
      Call call, @PathVariable ProductId product, @RequestBody Creation body) {
    call.require(row(product).seller(), Role.ADMIN, Role.PUBLISHER, Role.FINANCE);
    return ApiCommands.done(commands.send(call, new ProductCommand.Rename(product, body.name())));
  }

  /** Adds a package of the seller's own to the product. */
  @PostMapping("/products/{product}/packages")
  public ResponseEntity<Void> add(
      Call call, @PathVariable ProductId product, @RequestBody Addition body) {
    OrganizationId seller = row(product).seller();
    call.require(seller, Role.ADMIN, Role.PUBLISHER);
    List<PackageId> dependencies =
        body.privateDependencies() == null ? List.of() : body.privateDependencies();
    requireOwned(seller, body.pkg());
    dependencies.forEach(dependency -> requireOwned(seller, dependency));
    return ApiCommands.done(
        commands.send(call, new ProductCommand.AddPackage(product, body.pkg(), dependencies)));
  }

  @DeleteMapping("/products/{product}/packages/{pkg}")
  public ResponseEntity<Void> remove(
      Call call, @PathVariable ProductId product, @PathVariable PackageId pkg) {
    call.require(row(product).seller(), Role.ADMIN, Role.PUBLISHER);
    return ApiCommands.done(commands.send(call, new ProductCommand.RemovePackage(product, pkg)));
  }

  /** A package's owner never changes, so what the directory says of one stays true. */
  private void requireOwned(OrganizationId seller, PackageId pkg) {
    boolean owned = directory.pkg(pkg).map(PackageRow::owner).filter(seller::equals).isPresent();
    if (!owned) {
      throw ProblemException.unknown("package");
    }
  }

  private ProductRow row(ProductId product) {
    return directory.product(product).orElseThrow(() -> ProblemException.unknown("product"));
  }
}
