# What is checked before any licence is looked at.
terms all packages=ui
2026-01-01T00:00:00Z organization acme
2026-01-01T00:00:00Z organization globex
2026-01-01T00:00:00Z member ann of=globex role=admin
2026-01-01T00:00:00Z package ui owner=acme
2026-01-01T00:00:00Z release ui@1.0.0
2026-01-01T00:00:00Z grant l1 terms=all buyer=globex

# An unknown secret, an unknown id.
2026-01-02T00:00:00Z ask stranger install ui@1.0.0 in=globex -> token.unknown
2026-01-02T00:00:00Z ask stranger install ui@1.0.0 in=globex by=id -> token.unknown
2026-01-02T00:00:00Z ask stranger account read in=globex -> token.unknown

# A token with an end: the last microsecond before it, and the end itself.
2026-01-02T00:00:00Z token laptop holder=ann expires=2026-03-01T00:00:00Z
2026-02-28T23:59:59.999999Z ask laptop install ui@1.0.0 -> allow by=l1
2026-02-28T23:59:59.999999Z ask laptop install ui@1.0.0 by=id -> allow by=l1
2026-03-01T00:00:00Z ask laptop install ui@1.0.0 -> token.expired since=2026-03-01T00:00:00Z
2026-03-01T00:00:00.000001Z ask laptop browse ui -> token.expired since=2026-03-01T00:00:00Z

# The tree of another organisation, even of the package's owner.
2026-01-03T00:00:00Z ask laptop install ui@1.0.0 in=acme -> token.other_organization
2026-01-03T00:00:00Z ask laptop account read in=acme -> token.other_organization

# Rotation with an overlap: both secrets work, until the overlap ends.
2026-01-04T00:00:00Z rotate laptop overlap=2026-01-05T00:00:00Z
2026-01-04T23:59:59.999999Z ask laptop install ui@1.0.0 secret=0 -> allow by=l1
2026-01-04T23:59:59.999999Z ask laptop install ui@1.0.0 secret=1 -> allow by=l1
2026-01-05T00:00:00Z ask laptop install ui@1.0.0 secret=0 -> token.expired since=2026-01-05T00:00:00Z
2026-01-05T00:00:00Z ask laptop install ui@1.0.0 secret=1 -> allow by=l1

# Rotation without one ends the old secret at once; the one before it is forgotten.
2026-01-06T00:00:00Z rotate laptop
2026-01-06T00:00:00Z ask laptop install ui@1.0.0 secret=1 -> token.expired since=2026-01-06T00:00:00Z
2026-01-06T00:00:00Z ask laptop install ui@1.0.0 secret=0 -> token.unknown
2026-01-06T00:00:00Z ask laptop install ui@1.0.0 secret=2 -> allow by=l1

# A token bound to addresses.
2026-01-07T00:00:00Z token office holder=ann addresses=10.1.0.0/16,2001:db8::/32
2026-01-07T00:00:00Z ask office install ui@1.0.0 address=10.1.255.255 -> allow by=l1
2026-01-07T00:00:00Z ask office install ui@1.0.0 address=10.2.0.0 -> token.address
2026-01-07T00:00:00Z ask office install ui@1.0.0 address=2001:db8:ffff::1 -> allow by=l1
2026-01-07T00:00:00Z ask office install ui@1.0.0 address=2001:db9::1 -> token.address
2026-01-07T00:00:00Z ask office install ui@1.0.0 address=::ffff:10.1.0.1 -> allow by=l1
2026-01-07T00:00:00Z ask office install ui@1.0.0 address=localhost -> token.address
2026-01-07T00:00:00Z ask office install ui@1.0.0 -> token.address

# Scopes.
2026-01-08T00:00:00Z token publisher holder=ann scopes=publish
2026-01-08T00:00:00Z token manager holder=ann scopes=manage,audit
2026-01-08T00:00:00Z ask publisher install ui@1.0.0 -> token.scope
2026-01-08T00:00:00Z ask publisher browse unheard-of -> token.scope
2026-01-08T00:00:00Z ask publisher account publish -> allow
2026-01-08T00:00:00Z ask publisher account decide -> token.scope
2026-01-08T00:00:00Z ask manager account manage -> allow
2026-01-08T00:00:00Z ask manager account audit -> allow
2026-01-08T00:00:00Z ask manager install ui@1.0.0 -> token.scope

# What no token opens is told first, to everyone: it says nothing of the token.
2026-01-08T00:00:00Z ask publisher closed unknown_request -> request.unknown
2026-01-08T00:00:00Z ask manager closed read_only in=acme -> request.read_only
2026-01-08T00:00:00Z ask office closed unknown_request -> request.unknown
2026-01-08T00:00:00Z ask stranger closed read_only in=globex -> request.read_only

# A token of a holder who is not of this organisation.
2026-01-09T00:00:00Z token odd holder=eve of=globex
2026-01-09T00:00:00Z ask odd install ui@1.0.0 -> holder.removed

# Revoked is told before expired, for ever.
2026-01-10T00:00:00Z revoke-token laptop
2026-01-10T00:00:00Z ask laptop install ui@1.0.0 secret=2 -> token.revoked since=2026-01-10T00:00:00Z
2026-01-10T00:00:00Z ask laptop install ui@1.0.0 by=id -> token.revoked since=2026-01-10T00:00:00Z
2026-01-10T00:00:00Z ask laptop install ui@1.0.0 secret=1 -> token.revoked since=2026-01-10T00:00:00Z
2026-12-01T00:00:00Z ask laptop account read secret=2 in=acme -> token.revoked since=2026-01-10T00:00:00Z
