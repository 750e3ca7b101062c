package dev.packledger.server.ledger;

import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.licenses.LicenseAggregate;
import dev.packledger.domain.licenses.LicenseCommand;
import dev.packledger.domain.namespaces.NamespaceAggregate;
import dev.packledger.domain.namespaces.NamespaceCommand;
import dev.packledger.domain.organizations.OrganizationAggregate;
import dev.packledger.domain.organizations.OrganizationCommand;
import dev.packledger.domain.packages.PackageAggregate;
import dev.packledger.domain.packages.PackageCommand;
import dev.packledger.domain.products.ProductAggregate;
import dev.packledger.domain.products.ProductCommand;
import dev.packledger.domain.releases.ReleaseAggregate;
import dev.packledger.domain.releases.ReleaseCommand;
import dev.packledger.domain.tokens.TokenAggregate;
import dev.packledger.domain.tokens.TokenCommand;
import java.util.Locale;

/** The seven kinds of streams: whose commands go to which aggregate, under which name. */
enum StreamKind {
  ORGANIZATION(OrganizationCommand.class, OrganizationAggregate.class),
  PRODUCT(ProductCommand.class, ProductAggregate.class),
  NAMESPACE(NamespaceCommand.class, NamespaceAggregate.class),
  PACKAGE(PackageCommand.class, PackageAggregate.class),
  RELEASE(ReleaseCommand.class, ReleaseAggregate.class),
  LICENSE(LicenseCommand.class, LicenseAggregate.class),
  TOKEN(TokenCommand.class, TokenAggregate.class);

  private final Class<? extends Command> commands;
  private final Class<?> aggregate;

  StreamKind(Class<? extends Command> commands, Class<?> aggregate) {
    this.commands = commands;
    this.aggregate = aggregate;
  }

  /** The name that the aggregate's handler is registered under. */
  String commandName() {
    return name().toLowerCase(Locale.ROOT);
  }

  Class<?> aggregate() {
    return aggregate;
  }

  static StreamKind of(Command command) {
    for (StreamKind kind : values()) {
      if (kind.commands.isInstance(command)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no stream takes " + command.getClass().getName());
  }
}
