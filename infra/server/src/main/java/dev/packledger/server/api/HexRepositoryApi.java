package dev.packledger.server.api;

import dev.packledger.domain.organizations.OrganizationId;
import dev.packledger.domain.packages.Ecosystem;
import dev.packledger.identity.RepositoryKeys;
import dev.packledger.projections.directory.DirectoryQueries;
import dev.packledger.projections.directory.OrganizationRow;
import dev.packledger.registry.hex.HexRepository;
import dev.packledger.server.web.Addresses;
import java.net.URI;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What an organisation's people must tell mix and rebar3 of its Hex repository. Name and key are
 * dictated: both stand in, or under, every document, and neither ever changes.
 */
@RestController
@RequestMapping("/api/v1/organizations/{organization}/hex-repository")
public class HexRepositoryApi {
  private final DirectoryQueries directory;
  private final RepositoryKeys keys;
  private final Addresses addresses;

  HexRepositoryApi(DirectoryQueries directory, RepositoryKeys keys, Addresses addresses) {
    this.directory = directory;
    this.keys = keys;
    this.addresses = addresses;
  }

  /**
   * @param name what the repository must be called
   * @param url without a trailing slash
   * @param api what publishers set as {@code HEX_API_URL}
   * @param publicKey as PEM
   * @param fingerprint what {@code mix hex.repo add} compares
   * @param mix the command that adds the repository; the token is the reader's to fill in
   * @param rebar3 what goes into {@code rebar.config}
   */
  public record View(
      String name,
      URI url,
      URI api,
      String publicKey,
      String fingerprint,
      String mix,
      String rebar3) {
    static View of(HexRepository repository, URI url) {
      return new View(
          repository.name(),
          url,
          URI.create(url + "/api"),
          repository.pem(),
          repository.fingerprint(),
          "mix hex.repo add %s %s --fetch-public-key %s --auth-key $PACKLEDGER_TOKEN"
              .formatted(repository.name(), url, repository.fingerprint()),
          """
          {hex, [{repos, replace, [
            #{name => <<"%s">>,
              repo_url => <<"%s">>,
              repo_public_key => <<"%s">>}
          ]}]}.
          """
              .formatted(repository.name(), url, repository.pem()));
    }
  }

  @GetMapping
  public View read(Call call, @PathVariable OrganizationId organization) {
    call.requireOf(organization);
    OrganizationRow row =
        directory
            .organization(organization)
            .orElseThrow(() -> ProblemException.unknown("organization"));
    return View.of(
        HexRepository.of(row.slug(), keys.of(organization)),
        addresses.registry(row.slug(), Ecosystem.HEX));
  }
}
