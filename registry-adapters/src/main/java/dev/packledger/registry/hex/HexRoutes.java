package dev.packledger.registry.hex;

import dev.packledger.domain.access.Credential;
import dev.packledger.domain.access.Decision;
import dev.packledger.domain.ledger.Outcome;
import dev.packledger.registry.shared.Access;
import dev.packledger.registry.shared.Asker;
import dev.packledger.registry.shared.Ports;
import dev.packledger.registry.shared.RegistryRequest;
import dev.packledger.registry.shared.http.Exchange;
import dev.packledger.registry.shared.http.RegistryRoutes;
import dev.packledger.registry.shared.http.ReleaseFiles;
import dev.packledger.registry.shared.http.Reply;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The Hex repository of an organisation and the API to it: from a request's method and address to
 * what is done. Nothing but HTTP is known here; who may do what is decided by {@link Access}, and
 * by nobody else.
 */
public final class HexRoutes implements RegistryRoutes {
  private static final String FOREVER = "A release is for ever; retire it with mix hex.retire.";
  private static final String DOCS_FOREVER = "Documentation stays with its release for ever.";
  private static final String OWNERS =
      "Who may publish is decided in the organisation, by its members' roles.";

  private final Access access;
  private final HexReadRoutes reads;
  private final HexApiRoutes api;
  private final HexPublishRoutes publishing;

  HexRoutes(Ports ports, HexSettings settings) {
    this.access = ports.access();
    HexDesk desk =
        new HexDesk(
            ports,
            HexRelease.packages(ports.index()),
            new ReleaseFiles(ports),
            settings.limits(),
            settings.keys());
    this.reads = new HexReadRoutes(desk);
    this.api = new HexApiRoutes(desk, reads);
    this.publishing = new HexPublishRoutes(desk);
  }

  @Override
  public void handle(
      RegistryRequest asked, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HexAddress address =
        HexAddress.parse(asked.rawPath(), HexRepository.nameOf(asked.organizationSlug()));
    HexForm form = address.isApi() ? HexForm.accepted(request.getHeader("Accept")) : HexForm.TEXT;
    Exchange.run(
        asked,
        request,
        response,
        access,
        (about, sent) -> reply(address, about, sent, form),
        stale -> HexDenial.stale(stale, form));
  }

  private Reply reply(
      HexAddress address, RegistryRequest asked, HttpServletRequest request, HexForm form)
      throws IOException {
    Credential credential = asked.credential();
    if (credential == null) {
      return HexDenial.unauthenticated(form);
    }
    Asker asker = new Asker(asked, credential, access);
    return switch (address) {
      case HexAddress.Registry registry ->
          Exchange.isRead(request)
              ? read(registry, asker, request)
              : HexDenial.wrongMethod(form, "GET");
      case HexAddress.Api called -> call(called, asker, request, form);
      case HexAddress.Unknown(boolean _) ->
          asker.account() instanceof Decision.Denied denied
              ? HexDenial.told(denied, asker, null, form)
              : HexDenial.notFound(form);
    };
  }

  private Reply read(HexAddress.Registry address, Asker asker, HttpServletRequest request)
      throws IOException {
    return switch (address) {
      case HexAddress.Names() -> reads.overview(HexReadRoutes.Overview.NAMES, asker);
      case HexAddress.Versions() -> reads.overview(HexReadRoutes.Overview.VERSIONS, asker);
      case HexAddress.PublicKey() -> reads.publicKey(asker);
      case HexAddress.Package(HexName name) -> reads.pkg(name, asker, request);
      case HexAddress.Tarball(HexName name, HexVersion version) ->
          reads.tarball(name, version, asker, request);
      case HexAddress.Docs(HexName name, HexVersion version) ->
          reads.docs(name, version, asker, request);
      case HexAddress.BadFile() ->
          asker.account() instanceof Decision.Denied denied
              ? HexDenial.told(denied, asker, null, HexForm.TEXT)
              : HexDenial.notFound(HexForm.TEXT);
    };
  }

  private Reply call(HexAddress.Api address, Asker asker, HttpServletRequest request, HexForm form)
      throws IOException {
    String method = Exchange.isRead(request) ? "GET" : request.getMethod();
    return switch (address) {
      case HexAddress.ApiPublish() ->
          method.equals("POST")
              ? publishing.publish(null, asker, request, form)
              : HexDenial.wrongMethod(form, "POST");
      case HexAddress.ApiReleases(HexName name) ->
          method.equals("POST")
              ? publishing.publish(name, asker, request, form)
              : HexDenial.wrongMethod(form, "POST");
      case HexAddress.ApiPackages() ->
          method.equals("GET")
              ? api.packages(asker, request, form)
              : HexDenial.wrongMethod(form, "GET");
      case HexAddress.ApiPackage(HexName name) ->
          method.equals("GET")
              ? api.pkg(name, asker, request, form)
              : HexDenial.wrongMethod(form, "GET");
      case HexAddress.ApiRelease(HexName name, HexVersion version) ->
          switch (method) {
            case "GET" -> api.release(name, version, asker, request, form);
            case "DELETE" -> publishing.unsupported(name, FOREVER, asker, form);
            default -> HexDenial.wrongMethod(form, "GET, DELETE");
          };
      case HexAddress.ApiRetirement(HexName name, HexVersion version) ->
          switch (method) {
            case "POST" -> publishing.retire(name, version, asker, request, form);
            case "DELETE" -> publishing.unretire(name, version, asker, form);
            default -> HexDenial.wrongMethod(form, "POST, DELETE");
          };
      case HexAddress.ApiDocs(HexName name, HexVersion version) ->
          switch (method) {
            case "GET" -> api.docs(name, version, asker, request, form);
            case "POST" -> publishing.docs(name, version, asker, request, form);
            case "DELETE" -> publishing.unsupported(name, DOCS_FOREVER, asker, form);
            default -> HexDenial.wrongMethod(form, "GET, POST, DELETE");
          };
      case HexAddress.ApiOwners(HexName name) -> publishing.unsupported(name, OWNERS, asker, form);
      case HexAddress.ApiMe() -> api.me(asker, form);
      case HexAddress.ApiAuth() -> api.auth(asker, request, form);
      case HexAddress.ApiBadName() -> badName(method, asker, form);
    };
  }

  /** To a reader a bad name is a package that does not exist; a publisher is told. */
  private static Reply badName(String method, Asker asker, HexForm form) {
    if (asker.account() instanceof Decision.Denied denied) {
      return HexDenial.told(denied, asker, null, form);
    }
    return method.equals("GET")
        ? HexDenial.notFound(form)
        : HexDenial.of(
            new Outcome.Refused(
                HexRefusal.NAME_INVALID,
                "A name has lower-case letters, digits and _, a version three numbers."),
            form);
  }
}
