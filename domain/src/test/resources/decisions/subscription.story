# A subscription that keeps covered releases, from purchase to lapse and back.
terms pro packages=ui,core seats=both:1-5 grace=7
2026-01-01T00:00:00Z organization globex
2026-01-01T00:00:00Z member ann of=globex
2026-01-01T00:00:00Z token laptop holder=ann
2026-01-01T00:00:00Z package ui owner=acme
2026-01-01T00:00:00Z package core owner=acme
2026-01-01T00:00:00Z package other owner=acme
2026-01-01T00:00:00Z release ui@1.0.0

# Strangers learn nothing: what exists and what does not differ only inside.
2026-01-02T00:00:00Z ask laptop browse ui -> package.not_licensed
2026-01-02T00:00:00Z ask laptop install ui@1.0.0 -> package.not_licensed
2026-01-02T00:00:00Z ask laptop install ui@9.9.9 -> package.not_licensed
2026-01-02T00:00:00Z ask laptop browse nothing -> package.unknown
2026-01-02T00:00:00Z ask laptop install nothing@1.0.0 -> package.unknown

# Bought, starting a day later; claimed; seated.
2026-01-02T00:00:00Z grant pro terms=pro starts=2026-01-03T00:00:00Z through=2026-02-03T00:00:00Z
2026-01-02T00:00:00Z ask laptop browse ui -> package.not_licensed
2026-01-02T12:00:00Z claim pro buyer=globex
2026-01-02T23:59:59.999999Z ask laptop install ui@1.0.0 -> license.not_started by=pro
2026-01-03T00:00:00Z ask laptop install ui@1.0.0 -> seat.missing by=pro
2026-01-03T00:00:00Z ask laptop browse core -> seat.missing by=pro
2026-01-03T00:00:00Z seat pro holder=ann
2026-01-03T00:00:00Z ask laptop install ui@1.0.0 -> allow by=pro
2026-01-03T00:00:00Z ask laptop browse core -> allow by=pro
2026-01-03T00:00:00Z ask laptop install core@1.0.0 -> release.unknown
2026-01-03T00:00:00Z ask laptop browse other -> package.not_licensed

# Covered is what was published before paid-through: the last microsecond counts, grace adds nothing.
2026-02-02T23:59:59.999999Z release ui@1.1.0
2026-02-03T00:00:00Z release ui@2.0.0
2026-02-03T00:00:00Z ask laptop install ui@1.1.0 -> allow by=pro
2026-02-03T00:00:00Z ask laptop install ui@2.0.0 -> release.not_covered since=2026-02-03T00:00:00Z by=pro
2026-02-03T00:00:00Z ask laptop browse ui -> allow by=pro

# Seven days of grace, then a lapse that keeps what was covered.
2026-02-09T23:59:59.999999Z ask laptop install ui@2.0.0 -> release.not_covered since=2026-02-03T00:00:00Z by=pro
2026-02-10T00:00:00Z ask laptop install ui@2.0.0 -> license.expired since=2026-02-10T00:00:00Z by=pro
2026-02-10T00:00:00Z ask laptop install ui@1.1.0 -> allow by=pro
2026-02-10T00:00:00Z ask laptop browse ui -> allow by=pro

# Payment trouble by itself changes nothing, nor does recording the expiry.
2026-02-10T00:00:00Z payment-failed pro
2026-02-10T00:00:00Z past-due pro
2026-02-10T00:00:00Z expire pro deadline=2026-02-10T00:00:00Z
2026-02-10T00:00:00Z ask laptop install ui@1.1.0 -> allow by=pro
2026-02-10T00:00:00Z ask laptop install ui@2.0.0 -> license.expired since=2026-02-10T00:00:00Z by=pro

# Kept releases still ask for a seat.
2026-02-11T00:00:00Z unseat pro holder=ann
2026-02-11T00:00:00Z ask laptop install ui@1.1.0 -> seat.missing by=pro
2026-02-11T00:00:00Z ask laptop install ui@2.0.0 -> license.expired since=2026-02-10T00:00:00Z by=pro
2026-02-11T00:00:00Z seat pro holder=ann

# A late payment brings everything back.
2026-02-12T00:00:00Z renew pro through=2026-03-03T00:00:00Z
2026-02-12T00:00:00Z ask laptop install ui@2.0.0 -> allow by=pro

# A renewal never moves back.
2026-02-13T00:00:00Z renew pro through=2026-01-05T00:00:00Z
2026-02-13T00:00:00Z ask laptop install ui@2.0.0 -> allow by=pro

# A yanked release stays downloadable to whom it is covered.
2026-02-14T00:00:00Z yank ui@2.0.0
2026-02-14T00:00:00Z ask laptop install ui@2.0.0 -> allow by=pro
2026-02-14T00:00:00Z unyank ui@2.0.0
2026-02-14T00:00:00Z ask laptop install ui@2.0.0 -> allow by=pro
