package dev.packledger.server.bench;

import dev.packledger.domain.ledger.Command;
import dev.packledger.domain.ledger.Digest;
import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.domain.packages.PackageCommand;
import dev.packledger.domain.packages.PackageId;
import dev.packledger.domain.releases.Artifact;
import dev.packledger.domain.releases.ReleaseCommand;
import dev.packledger.domain.releases.ReleaseId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is published in benches of one ecosystem, as its adapter keeps it.
 *
 * @param metadata a release's normalised metadata, its name and version in place of {@code %1$s}
 *     and {@code %2$s}
 * @param suffix of a release's file
 */
enum Goods {
  GEMS(
      Ecosystem.RUBYGEMS,
      """
      {"dependencies":[{"name":"goods-base","requirement":["~> 1.0"],"runtime":true}],\
      "licenses":["MIT"],"metadata":{},"name":"%1$s","number":"%2$s","platform":"ruby",\
      "requiredRuby":[">= 2.7"],"requiredRubygems":[">= 0"],"rubygemsVersion":"3.3.15",\
      "summary":"Goods of a bench"}\
      """,
      ".gem"),
  HEX(
      Ecosystem.HEX,
      """
      {"app":"%1$s","build_tools":["mix"],"description":"Goods of a bench","inner_checksum":\
      "006428db6552b65057ac54c2d8b07d987b183ee581c9b1fa56eba580ed304504","licenses":["MIT"],\
      "links":{},"requirements":{"jsx":{"app":"jsx","optional":false,"repository":"hexpm",\
      "requirement":"~> 3.0"}}}\
      """,
      ".tar");

  private final Ecosystem ecosystem;
  private final String metadata;
  private final String suffix;

  Goods(Ecosystem ecosystem, String metadata, String suffix) {
    this.ecosystem = ecosystem;
    this.metadata = metadata;
    this.suffix = suffix;
  }

  Ecosystem ecosystem() {
    return ecosystem;
  }

  String packageName(int number) {
    return "goods_" + number;
  }

  PackageId pkg(int number) {
    return PackageId.of(ecosystem, packageName(number));
  }

  /** Registers a package and publishes its releases. */
  List<Command> commands(int number, int releases, OrganizationId owner) {
    List<Command> commands = new ArrayList<>();
    commands.add(new PackageCommand.Register(pkg(number), ecosystem, packageName(number), owner));
    for (int i = 0; i < releases; i++) {
      commands.add(release(number, i));
    }
    return commands;
  }

  /** Publishes one release. */
  Command release(int number, int release) {
    String version = "1." + release + ".0";
    String name = packageName(number);
    String checksum = "%064x".formatted(1_000_000L * number + release);
    return new ReleaseCommand.Publish(
        ReleaseId.of(pkg(number), version),
        pkg(number),
        version,
        "",
        "stable",
        List.of(new Artifact(name + "-" + version + suffix, new Digest(checksum), 1000, Map.of())),
        metadata.formatted(name, version));
  }
}
