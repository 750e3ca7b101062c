# Several licences: one that allows is enough; else the one nearest to allowing speaks.
terms seats packages=ui,core seats=members:1-5
terms free packages=ui
terms basic packages=core
2026-01-01T00:00:00Z member ann of=globex
2026-01-01T00:00:00Z member ida of=initech
2026-01-01T00:00:00Z pipeline ci of=globex
2026-01-01T00:00:00Z token laptop holder=ann
2026-01-01T00:00:00Z token build holder=ci
2026-01-01T00:00:00Z token desk holder=ida
2026-01-01T00:00:00Z package ui owner=acme
2026-01-01T00:00:00Z package core owner=acme
2026-01-01T00:00:00Z release ui@1.0.0
2026-01-01T00:00:00Z release core@1.0.0
2026-01-01T00:00:00Z grant one terms=seats buyer=globex

# Members need a seat, pipelines none.
2026-01-01T00:00:00Z ask laptop install ui@1.0.0 -> seat.missing by=one
2026-01-01T00:00:00Z ask build install ui@1.0.0 -> allow by=one

# A grant counted twice ends when both end.
2026-01-02T00:00:00Z seat one holder=ann
2026-01-02T00:00:00Z grant two terms=free buyer=globex
2026-01-03T00:00:00Z cancel one
2026-01-03T00:00:00Z revoke one reason=refund
2026-01-03T00:00:00Z ask laptop install ui@1.0.0 -> allow by=two
2026-01-04T00:00:00Z suspend two reason=seller
2026-01-04T00:00:00Z ask laptop install ui@1.0.0 -> license.suspended since=2026-01-04T00:00:00Z by=two
2026-01-05T00:00:00Z revoke two reason=breach
2026-01-05T00:00:00Z ask laptop browse core -> license.revoked since=2026-01-03T00:00:00Z by=one

# Access returns when something grants again.
2026-01-06T00:00:00Z grant three terms=seats buyer=globex
2026-01-06T00:00:00Z ask laptop install ui@1.0.0 -> seat.missing by=three
2026-01-06T00:00:00Z ask build install ui@1.0.0 -> allow by=three
2026-01-06T00:00:00Z seat three holder=ann
2026-01-06T00:00:00Z ask laptop install ui@1.0.0 -> allow by=three

# A plan that no longer names a package.
2026-01-07T00:00:00Z plan three terms=basic
2026-01-07T00:00:00Z ask laptop install core@1.0.0 -> allow by=three
2026-01-08T00:00:00Z reverse one reason=refund
2026-01-08T00:00:00Z reverse two reason=breach
2026-01-08T00:00:00Z lift two reason=seller
2026-01-08T00:00:00Z transfer two buyer=initech
2026-01-08T00:00:00Z transfer one buyer=initech
2026-01-08T00:00:00Z ask laptop install ui@1.0.0 -> package.not_covered since=2026-01-07T00:00:00Z by=three
2026-01-08T00:00:00Z ask laptop browse ui -> package.not_covered since=2026-01-07T00:00:00Z by=three
2026-01-09T00:00:00Z plan three terms=seats
2026-01-09T00:00:00Z ask laptop install ui@1.0.0 -> allow by=three

# A licence that moved to another organisation, and back.
2026-01-10T00:00:00Z transfer three buyer=initech
2026-01-10T00:00:00Z ask laptop install core@1.0.0 -> license.transferred since=2026-01-10T00:00:00Z by=three
2026-01-10T00:00:00Z ask desk browse core -> seat.missing by=three
2026-01-10T00:00:00Z ask desk install ui@1.0.0 -> allow by=two
2026-01-11T00:00:00Z transfer three buyer=globex
2026-01-11T00:00:00Z ask build install core@1.0.0 -> allow by=three
2026-01-11T00:00:00Z ask desk browse core -> seat.missing by=one
