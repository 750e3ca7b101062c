# A token works within its holder's role of the moment: what the role loses, every token of its holder loses at once.
terms all packages=ui
2026-01-01T00:00:00Z organization acme
2026-01-01T00:00:00Z organization globex
2026-01-01T00:00:00Z package ui owner=acme
2026-01-01T00:00:00Z release ui@1.0.0
2026-01-01T00:00:00Z grant l1 terms=all buyer=globex

# A publisher who becomes a member publishes no more, and reads on.
2026-01-02T00:00:00Z member ada of=acme role=publisher
2026-01-02T00:00:00Z token push holder=ada scopes=publish
2026-01-02T00:00:00Z token wide holder=ada scopes=read,publish,manage
2026-01-02T00:00:00Z ask push publish ui -> allow
2026-01-02T00:00:00Z ask wide publish ui -> allow
2026-01-03T00:00:00Z role ada role=member
2026-01-03T00:00:00Z ask push publish ui -> holder.role
2026-01-03T00:00:00Z ask push publish ui by=id -> holder.role
2026-01-03T00:00:00Z ask push publish nothing -> holder.role
2026-01-03T00:00:00Z ask wide publish ui -> holder.role
2026-01-03T00:00:00Z ask push account publish -> holder.role

# Reading an own package by the publish scope ends with it; by the read scope it does not.
2026-01-03T00:00:00Z ask push browse ui -> holder.role
2026-01-03T00:00:00Z ask push install ui@1.0.0 -> holder.role
2026-01-03T00:00:00Z ask wide install ui@1.0.0 -> allow
2026-01-03T00:00:00Z ask wide account manage -> allow

# What the token never had is told before what the role lost.
2026-01-03T00:00:00Z ask push account decide -> token.scope

# A role that comes back brings back what it carries.
2026-01-04T00:00:00Z role ada role=admin
2026-01-04T00:00:00Z ask push publish ui -> allow
2026-01-05T00:00:00Z role ada role=finance
2026-01-05T00:00:00Z ask wide publish ui -> holder.role
2026-01-05T00:00:00Z ask wide account manage -> allow

# Decisions and audits are asked by administrators and owners.
2026-01-06T00:00:00Z member ann of=globex role=admin
2026-01-06T00:00:00Z token all holder=ann scopes=read,manage,decide,audit
2026-01-06T00:00:00Z ask all account decide -> allow
2026-01-06T00:00:00Z ask all account audit -> allow
2026-01-07T00:00:00Z role ann role=publisher
2026-01-07T00:00:00Z ask all account decide -> holder.role
2026-01-07T00:00:00Z ask all account audit -> holder.role
2026-01-07T00:00:00Z ask all account manage -> allow
2026-01-07T00:00:00Z ask all install ui@1.0.0 -> allow by=l1

# An auditor reads history, and neither manages nor installs.
2026-01-08T00:00:00Z role ann role=auditor until=2026-02-01T00:00:00Z
2026-01-08T00:00:00Z ask all account audit -> allow
2026-01-08T00:00:00Z ask all account manage -> holder.role
2026-01-08T00:00:00Z ask all install ui@1.0.0 -> holder.role
2026-01-08T00:00:00Z ask all browse ui -> holder.role
2026-02-01T00:00:00Z ask all account audit -> holder.removed since=2026-02-01T00:00:00Z

# Removed is told before the role; one who is invited anew has the new role from joining on.
2026-01-09T00:00:00Z remove ann
2026-01-09T00:00:00Z ask all account manage -> holder.removed since=2026-01-09T00:00:00Z
2026-01-10T00:00:00Z invite ann of=globex role=member
2026-01-10T00:00:00Z ask all account read -> holder.removed since=2026-01-10T00:00:00Z
2026-01-11T00:00:00Z join ann
2026-01-11T00:00:00Z ask all install ui@1.0.0 -> allow by=l1
2026-01-11T00:00:00Z ask all account audit -> holder.role

# A pipeline has no role: it reads, publishes and decides.
2026-01-12T00:00:00Z pipeline ci of=acme
2026-01-12T00:00:00Z token build holder=ci scopes=read,publish,decide,manage
2026-01-12T00:00:00Z ask build publish ui -> allow
2026-01-12T00:00:00Z ask build account decide -> allow
2026-01-12T00:00:00Z ask build account manage -> holder.role
