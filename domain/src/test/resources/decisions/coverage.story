# Versions, channels, periods of updates, token rules, addresses of a licence.
terms narrow packages=ui versions=>=1,<3 channels=stable,rc
terms year packages=ui updates=P1Y
terms strict packages=core token-days=30 addresses=192.0.2.0/24
2026-01-01T00:00:00Z member ann of=globex
2026-01-01T00:00:00Z token laptop holder=ann
2026-01-01T00:00:00Z package ui owner=acme
2026-01-01T00:00:00Z package core owner=acme
2026-01-01T00:00:00Z release ui@0.9.0
2026-01-01T00:00:00Z release ui@2.9.9
2026-01-01T00:00:00Z release ui@2.0.0-rc.1 channel=rc
2026-01-01T00:00:00Z release ui@2.0.0-beta.1 channel=beta
2026-01-01T00:00:00Z release ui@3.0.0-beta.1 channel=beta
2026-01-01T00:00:00Z release core@1.0.0
2026-01-02T00:00:00Z grant narrow terms=narrow buyer=globex
2026-01-02T00:00:00Z ask laptop install ui@0.9.0 -> version.not_covered by=narrow
2026-01-02T00:00:00Z ask laptop install ui@2.9.9 -> allow by=narrow
2026-01-02T00:00:00Z ask laptop install ui@2.0.0-rc.1 -> allow by=narrow
2026-01-02T00:00:00Z ask laptop install ui@2.0.0-beta.1 -> channel.not_covered by=narrow
2026-01-02T00:00:00Z ask laptop install ui@3.0.0-beta.1 -> version.not_covered by=narrow

# A perpetual licence with a year of updates; 2028 is a leap year of the calendar, not of seconds.
2027-03-01T00:00:00Z transfer narrow buyer=initech
2027-03-01T00:00:00Z grant year terms=year buyer=globex
2027-03-01T00:00:00Z ask laptop install ui@0.9.0 -> allow by=year
2028-02-29T23:59:59.999999Z release ui@4.0.0
2028-03-01T00:00:00Z release ui@5.0.0
2028-03-01T00:00:00Z ask laptop install ui@4.0.0 -> allow by=year
2028-03-01T00:00:00Z ask laptop install ui@5.0.0 -> release.not_covered since=2028-03-01T00:00:00Z by=year
2099-01-01T00:00:00Z ask laptop install ui@4.0.0 -> allow by=year

# Updates bought again.
2028-04-01T00:00:00Z renew year through=2029-04-01T00:00:00Z
2028-04-01T00:00:00Z ask laptop install ui@5.0.0 -> allow by=year
2029-04-01T00:00:00Z release ui@6.0.0
2029-04-01T00:00:00Z ask laptop install ui@6.0.0 -> release.not_covered since=2029-04-01T00:00:00Z by=year

# A licence that asks for young tokens from one network. Rotation does not make a token younger.
2029-04-02T00:00:00Z grant strict terms=strict buyer=globex
2029-04-02T00:00:00Z token fresh holder=ann
2029-05-01T23:59:59.999999Z ask fresh install core@1.0.0 address=192.0.2.255 -> allow by=strict
2029-05-02T00:00:00Z ask fresh install core@1.0.0 address=192.0.2.255 -> token.too_old since=2029-05-02T00:00:00Z by=strict
2029-04-03T00:00:00Z ask fresh install core@1.0.0 address=192.0.3.0 -> license.address by=strict
2029-04-03T00:00:00Z ask fresh browse core -> license.address by=strict
2029-04-03T00:00:00Z rotate fresh
2029-05-02T00:00:00Z ask fresh install core@1.0.0 address=192.0.2.1 -> token.too_old since=2029-05-02T00:00:00Z by=strict
2029-05-02T00:00:00Z ask laptop browse core address=192.0.2.1 -> token.too_old since=2026-01-31T00:00:00Z by=strict
