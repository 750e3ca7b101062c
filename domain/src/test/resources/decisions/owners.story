# The publisher sees its own packages unfiltered and publishes in them; nobody else does.
2026-01-01T00:00:00Z member ada of=acme role=publisher
2026-01-01T00:00:00Z member ann of=globex role=publisher
2026-01-01T00:00:00Z token publish holder=ada scopes=publish
2026-01-01T00:00:00Z token read holder=ada scopes=read
2026-01-01T00:00:00Z token manage holder=ada scopes=manage
2026-01-01T00:00:00Z token both holder=ann scopes=read,publish
2026-01-01T00:00:00Z ask publish publish ui -> package.unknown
2026-01-02T00:00:00Z package ui owner=acme
2026-01-02T00:00:00Z package core owner=acme
2026-01-02T00:00:00Z ask publish publish ui -> allow
2026-01-02T00:00:00Z ask read publish ui -> token.scope
2026-01-02T00:00:00Z ask both publish ui -> package.not_owned
2026-01-02T00:00:00Z ask both publish nothing -> package.unknown
2026-01-02T00:00:00Z ask publish browse ui -> allow
2026-01-02T00:00:00Z ask publish install ui@1.0.0 -> release.unknown
2026-01-03T00:00:00Z release ui@1.0.0 channel=beta
2026-01-03T00:00:00Z ask publish install ui@1.0.0 -> allow
2026-01-03T00:00:00Z ask read install ui@1.0.0 -> allow
2026-01-03T00:00:00Z ask manage install ui@1.0.0 -> token.scope
2026-01-03T00:00:00Z ask both install ui@1.0.0 -> package.not_licensed

# An own package stays visible whatever licence of it the owner holds.
terms all packages=ui
2026-01-04T00:00:00Z grant own terms=all buyer=acme
2026-01-04T00:00:00Z revoke own reason=breach
2026-01-04T00:00:00Z ask read install ui@1.0.0 -> allow
