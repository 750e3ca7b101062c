package dev.packledger.domain.organizations;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The grammar of slugs. A slug is a path segment of every registry address, a DNS label (RFC 1035)
 * where the operator sets a base domain, and a component of an OCI repository name, so it obeys all
 * three: 2 to 39 lower-case letters, digits and single inner hyphens.
 */
public final class OrganizationSlug {
  public static final int LENGTH_MIN = 2;
  public static final int LENGTH_MAX = 39;

  /**
   * Never an organisation's: first path segments of ours, today's and those a later release may
   * need, and the ecosystems' codes. {@code .well-known}, {@code favicon.ico} and {@code
   * robots.txt} need no entry, because no slug has a dot.
   */
  public static final Set<String> RESERVED =
      Set.of(
          "about",
          "access",
          "account",
          "accounts",
          "actuator",
          "admin",
          "api",
          "assets",
          "audit",
          "auth",
          "billing",
          "blobs",
          "cargo",
          "checkout",
          "claim",
          "claims",
          "composer",
          "dashboard",
          "denial",
          "denials",
          "docs",
          "download",
          "downloads",
          "error",
          "errors",
          "events",
          "golang",
          "graphql",
          "health",
          "healthz",
          "helm",
          "help",
          "hex",
          "home",
          "images",
          "index",
          "install",
          "internal",
          "ledger",
          "legal",
          "licence",
          "licences",
          "license",
          "licenses",
          "livez",
          "localhost",
          "log",
          "login",
          "logout",
          "logs",
          "mail",
          "maven",
          "members",
          "metrics",
          "npm",
          "null",
          "nuget",
          "oauth",
          "oci",
          "oidc",
          "openid",
          "operator",
          "operators",
          "organisation",
          "organisations",
          "organization",
          "organizations",
          "packages",
          "packledger",
          "people",
          "plans",
          "pricing",
          "privacy",
          "products",
          "proxy",
          "public",
          "pypi",
          "readyz",
          "receipts",
          "register",
          "registry",
          "rubygems",
          "scim",
          "search",
          "security",
          "session",
          "sessions",
          "settings",
          "setup",
          "sign-in",
          "sign-out",
          "sign-up",
          "signin",
          "signout",
          "signup",
          "static",
          "status",
          "support",
          "swagger",
          "system",
          "terms",
          "timeline",
          "token",
          "tokens",
          "undefined",
          "user",
          "users",
          "v1",
          "v2",
          "v3",
          "webhook",
          "webhooks",
          "well-known",
          "www");

  private static final Pattern FORM = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

  private OrganizationSlug() {}

  /** Whether the text is a slug, reserved or not. */
  public static boolean isValid(String text) {
    return text.length() >= LENGTH_MIN
        && text.length() <= LENGTH_MAX
        && FORM.matcher(text).matches();
  }
}
