# Who holds the token must be there.
terms all packages=ui
2026-01-01T00:00:00Z organization globex
2026-01-01T00:00:00Z package ui owner=acme
2026-01-01T00:00:00Z release ui@1.0.0
2026-01-01T00:00:00Z grant l1 terms=all buyer=globex

2026-01-02T00:00:00Z invite ann of=globex
2026-01-02T00:00:00Z token laptop holder=ann
2026-01-02T00:00:00Z ask laptop install ui@1.0.0 -> holder.removed since=2026-01-02T00:00:00Z
2026-01-03T00:00:00Z join ann
2026-01-03T00:00:00Z ask laptop install ui@1.0.0 -> allow by=l1
2026-01-04T00:00:00Z remove ann
2026-01-04T00:00:00Z ask laptop install ui@1.0.0 -> holder.removed since=2026-01-04T00:00:00Z
2026-01-04T00:00:00Z ask laptop account read -> holder.removed since=2026-01-04T00:00:00Z
2026-01-05T00:00:00Z member ann of=globex
2026-01-05T00:00:00Z ask laptop install ui@1.0.0 -> allow by=l1

# An auditor's membership ends by itself, and can be moved.
2026-01-06T00:00:00Z member bob of=globex role=admin until=2026-02-01T00:00:00Z
2026-01-06T00:00:00Z token audit holder=bob scopes=read,audit
2026-01-31T23:59:59.999999Z ask audit account audit -> allow
2026-02-01T00:00:00Z ask audit account audit -> holder.removed since=2026-02-01T00:00:00Z
2026-01-07T00:00:00Z role bob role=auditor until=2026-03-01T00:00:00Z
2026-02-01T00:00:00Z ask audit account audit -> allow
2026-02-01T00:00:00Z ask audit install ui@1.0.0 -> holder.role
2026-01-08T00:00:00Z role bob role=owner
2027-01-01T00:00:00Z ask audit install ui@1.0.0 -> allow by=l1

# A pipeline.
2026-01-09T00:00:00Z pipeline ci of=globex
2026-01-09T00:00:00Z token build holder=ci
2026-01-09T00:00:00Z ask build install ui@1.0.0 -> allow by=l1
2026-01-10T00:00:00Z remove ci
2026-01-10T00:00:00Z ask build install ui@1.0.0 -> holder.removed since=2026-01-10T00:00:00Z

# The instant of a decision is never before the last recorded time.
2026-01-01T00:00:00Z ask build install ui@1.0.0 -> holder.removed since=2026-01-10T00:00:00Z
