# Cancellation, suspension, revocation, each with and without kept releases.
terms keep packages=ui grace=7
terms lose packages=pro lapse=revoke
2026-01-01T00:00:00Z member ann of=globex
2026-01-01T00:00:00Z token laptop holder=ann
2026-01-01T00:00:00Z package ui owner=acme
2026-01-01T00:00:00Z package pro owner=acme
2026-01-01T00:00:00Z release ui@1.0.0
2026-01-01T00:00:00Z release pro@1.0.0
2026-01-01T00:00:00Z grant keep terms=keep buyer=globex through=2026-02-01T00:00:00Z
2026-01-01T00:00:00Z grant lose terms=lose buyer=globex through=2026-02-01T00:00:00Z

# At least 24 hours of grace, whatever the plan says; then nothing is left where nothing is kept.
2026-02-01T23:59:59.999999Z ask laptop install pro@1.0.0 -> allow by=lose
2026-02-02T00:00:00Z ask laptop install pro@1.0.0 -> license.expired since=2026-02-02T00:00:00Z by=lose
2026-02-02T00:00:00Z ask laptop browse pro -> license.expired since=2026-02-02T00:00:00Z by=lose
2026-02-07T23:59:59.999999Z ask laptop browse ui -> allow by=keep
2026-02-08T00:00:00Z ask laptop browse ui -> allow by=keep

# A scheduled cancellation comes by itself, and can be withdrawn, even late.
2026-01-05T00:00:00Z schedule lose cancels=2026-01-20T00:00:00Z
2026-01-19T23:59:59.999999Z ask laptop install pro@1.0.0 -> allow by=lose
2026-01-20T00:00:00Z ask laptop install pro@1.0.0 -> license.cancelled since=2026-01-20T00:00:00Z by=lose
2026-01-21T00:00:00Z withdraw lose
2026-01-21T00:00:00Z ask laptop install pro@1.0.0 -> allow by=lose
2026-01-21T00:00:00Z schedule lose cancels=2026-01-25T00:00:00Z

# A deleted subscription has no grace; what is kept is kept to its paid-through.
2026-01-26T00:00:00Z cancel lose
2026-01-26T00:00:00Z ask laptop install pro@1.0.0 -> license.cancelled since=2026-01-25T00:00:00Z by=lose
2026-01-26T00:00:00Z cancel keep
2026-01-26T00:00:00Z ask laptop install ui@1.0.0 -> allow by=keep
2026-01-26T00:00:00Z ask laptop browse ui -> allow by=keep
2026-02-01T00:00:00Z release ui@2.0.0
2026-02-01T00:00:00Z ask laptop install ui@2.0.0 -> license.cancelled since=2026-01-26T00:00:00Z by=keep

# What is paid after the deletion is covered; nothing is revived.
2026-02-02T00:00:00Z renew keep through=2026-03-01T00:00:00Z
2026-02-02T00:00:00Z ask laptop install ui@2.0.0 -> allow by=keep
2026-03-01T00:00:00Z release ui@3.0.0
2026-03-01T00:00:00Z ask laptop install ui@3.0.0 -> license.cancelled since=2026-01-26T00:00:00Z by=keep

# Suspension rests everything, kept or not, until the last reason is gone; the oldest that holds is told.
2026-03-02T00:00:00Z suspend keep reason=dispute_opened
2026-03-03T00:00:00Z suspend keep reason=seller
2026-03-03T00:00:00Z ask laptop install ui@1.0.0 -> license.suspended since=2026-03-02T00:00:00Z by=keep
2026-03-04T00:00:00Z lift keep reason=dispute_opened
2026-03-04T00:00:00Z ask laptop install ui@1.0.0 -> license.suspended since=2026-03-03T00:00:00Z by=keep
2026-03-05T00:00:00Z lift keep reason=seller
2026-03-05T00:00:00Z ask laptop install ui@1.0.0 -> allow by=keep
2026-03-06T00:00:00Z suspend keep reason=seller

# Refund and chargeback end kept releases too; both must be reversed.
2026-03-07T00:00:00Z revoke keep reason=refund
2026-03-08T00:00:00Z revoke keep reason=chargeback
2026-03-08T00:00:00Z ask laptop install ui@1.0.0 -> license.revoked since=2026-03-07T00:00:00Z by=keep
2026-03-08T00:00:00Z ask laptop browse ui -> license.revoked since=2026-03-07T00:00:00Z by=keep
2026-03-09T00:00:00Z reverse keep reason=refund
2026-03-09T00:00:00Z ask laptop install ui@1.0.0 -> license.revoked since=2026-03-08T00:00:00Z by=keep
2026-03-10T00:00:00Z lift keep reason=seller
2026-03-10T00:00:00Z renew keep through=2027-01-01T00:00:00Z
2026-03-10T00:00:00Z ask laptop install ui@1.0.0 -> license.revoked since=2026-03-08T00:00:00Z by=keep
2026-03-11T00:00:00Z reverse keep reason=chargeback
2026-03-11T00:00:00Z ask laptop install ui@1.0.0 -> allow by=keep

# A licence without an end covers what was published before its cancellation.
terms gift packages=gift
2026-03-12T00:00:00Z package gift owner=acme
2026-03-12T00:00:00Z grant gift terms=gift buyer=globex
2026-03-12T00:00:00Z schedule gift cancels=2026-03-20T00:00:00Z
2026-03-19T23:59:59.999999Z release gift@1.0.0
2026-03-20T00:00:00Z release gift@2.0.0
2026-03-20T00:00:00Z ask laptop install gift@1.0.0 -> allow by=gift
2026-03-20T00:00:00Z ask laptop install gift@2.0.0 -> license.cancelled since=2026-03-20T00:00:00Z by=gift
