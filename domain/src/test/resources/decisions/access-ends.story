# Every kind of event that ends access: one question about one instant, allowed just before the event and
# denied just after it, so that no time that passed can be the cause. Each block has a package of its own.
2026-01-01T00:00:00Z organization globex
2026-01-01T00:00:00Z member ann of=globex
2026-01-01T00:00:00Z pipeline ci of=globex
2026-01-01T00:00:00Z token laptop holder=ann

# A member is removed.
terms m-removed packages=m-removed
2026-01-03T00:00:00Z package m-removed owner=acme
2026-01-03T00:00:00Z release m-removed@1.0.0
2026-01-03T00:00:00Z grant m-removed terms=m-removed buyer=globex
2026-01-03T00:00:00Z member bea of=globex
2026-01-03T00:00:00Z token bea-laptop holder=bea
2026-01-04T00:00:00Z ask bea-laptop install m-removed@1.0.0 -> allow by=m-removed
2026-01-04T00:00:00Z remove bea
2026-01-04T00:00:00Z ask bea-laptop install m-removed@1.0.0 -> holder.removed since=2026-01-04T00:00:00Z
2026-01-04T00:00:00Z ask laptop install m-removed@1.0.0 -> allow by=m-removed

# A pipeline is removed.
terms p-removed packages=p-removed
2026-01-05T00:00:00Z package p-removed owner=acme
2026-01-05T00:00:00Z release p-removed@1.0.0
2026-01-05T00:00:00Z grant p-removed terms=p-removed buyer=globex
2026-01-05T00:00:00Z pipeline ci-old of=globex
2026-01-05T00:00:00Z token build holder=ci-old
2026-01-06T00:00:00Z ask build install p-removed@1.0.0 -> allow by=p-removed
2026-01-06T00:00:00Z remove ci-old
2026-01-06T00:00:00Z ask build install p-removed@1.0.0 -> holder.removed since=2026-01-06T00:00:00Z

# A role gets an end; the question is about an instant after that end, both times.
terms role packages=role
2026-01-07T00:00:00Z package role owner=acme
2026-01-07T00:00:00Z release role@1.0.0
2026-01-07T00:00:00Z grant role terms=role buyer=globex
2026-01-07T00:00:00Z member cy of=globex
2026-01-07T00:00:00Z token cy-laptop holder=cy
2026-01-10T00:00:00Z ask cy-laptop install role@1.0.0 -> allow by=role
2026-01-08T00:00:00Z role cy until=2026-01-09T00:00:00Z
2026-01-10T00:00:00Z ask cy-laptop install role@1.0.0 -> holder.removed since=2026-01-09T00:00:00Z

# A role changes to one that does not carry the use.
terms role-auditor packages=role-auditor
2026-01-10T00:00:00Z package role-auditor owner=acme
2026-01-10T00:00:00Z release role-auditor@1.0.0
2026-01-10T00:00:00Z grant role-auditor terms=role-auditor buyer=globex
2026-01-10T00:00:00Z member dee of=globex
2026-01-10T00:00:00Z token dee-laptop holder=dee
2026-01-11T00:00:00Z ask dee-laptop install role-auditor@1.0.0 -> allow by=role-auditor
2026-01-11T00:00:00Z role dee role=auditor until=2027-01-01T00:00:00Z
2026-01-11T00:00:00Z ask dee-laptop install role-auditor@1.0.0 -> holder.role

# A token is revoked: requested.
terms t-requested packages=t-requested
2026-01-12T00:00:00Z package t-requested owner=acme
2026-01-12T00:00:00Z release t-requested@1.0.0
2026-01-12T00:00:00Z grant t-requested terms=t-requested buyer=globex
2026-01-12T00:00:00Z token t-requested holder=ann
2026-01-13T00:00:00Z ask t-requested install t-requested@1.0.0 -> allow by=t-requested
2026-01-13T00:00:00Z revoke-token t-requested reason=requested
2026-01-13T00:00:00Z ask t-requested install t-requested@1.0.0 -> token.revoked since=2026-01-13T00:00:00Z
2026-01-13T00:00:00Z ask t-requested install t-requested@1.0.0 by=id -> token.revoked since=2026-01-13T00:00:00Z

# A token is revoked: holder_removed.
terms t-holder-removed packages=t-holder-removed
2026-01-14T00:00:00Z package t-holder-removed owner=acme
2026-01-14T00:00:00Z release t-holder-removed@1.0.0
2026-01-14T00:00:00Z grant t-holder-removed terms=t-holder-removed buyer=globex
2026-01-14T00:00:00Z token t-holder-removed holder=ann
2026-01-15T00:00:00Z ask t-holder-removed install t-holder-removed@1.0.0 -> allow by=t-holder-removed
2026-01-15T00:00:00Z revoke-token t-holder-removed reason=holder_removed
2026-01-15T00:00:00Z ask t-holder-removed install t-holder-removed@1.0.0 -> token.revoked since=2026-01-15T00:00:00Z

# A token is revoked: leaked.
terms t-leaked packages=t-leaked
2026-01-16T00:00:00Z package t-leaked owner=acme
2026-01-16T00:00:00Z release t-leaked@1.0.0
2026-01-16T00:00:00Z grant t-leaked terms=t-leaked buyer=globex
2026-01-16T00:00:00Z token t-leaked holder=ann
2026-01-17T00:00:00Z ask t-leaked install t-leaked@1.0.0 -> allow by=t-leaked
2026-01-17T00:00:00Z revoke-token t-leaked reason=leaked
2026-01-17T00:00:00Z ask t-leaked install t-leaked@1.0.0 -> token.revoked since=2026-01-17T00:00:00Z

# A secret is rotated: the old one ends at once, the new one works.
terms rotated packages=rotated
2026-01-18T00:00:00Z package rotated owner=acme
2026-01-18T00:00:00Z release rotated@1.0.0
2026-01-18T00:00:00Z grant rotated terms=rotated buyer=globex
2026-01-18T00:00:00Z token turned holder=ann
2026-01-19T00:00:00Z ask turned install rotated@1.0.0 secret=0 -> allow by=rotated
2026-01-19T00:00:00Z rotate turned
2026-01-19T00:00:00Z ask turned install rotated@1.0.0 secret=0 -> token.expired since=2026-01-19T00:00:00Z
2026-01-19T00:00:00Z ask turned install rotated@1.0.0 secret=1 -> allow by=rotated
2026-01-19T00:00:00Z ask turned install rotated@1.0.0 by=id -> allow by=rotated

# A secret is rotated with an overlap; the question is about an instant after the overlap, both times.
terms overlapped packages=overlapped
2026-01-20T00:00:00Z package overlapped owner=acme
2026-01-20T00:00:00Z release overlapped@1.0.0
2026-01-20T00:00:00Z grant overlapped terms=overlapped buyer=globex
2026-01-20T00:00:00Z token lapped holder=ann
2026-01-23T00:00:00Z ask lapped install overlapped@1.0.0 secret=0 -> allow by=overlapped
2026-01-21T00:00:00Z rotate lapped overlap=2026-01-22T00:00:00Z
2026-01-23T00:00:00Z ask lapped install overlapped@1.0.0 secret=0 -> token.expired since=2026-01-22T00:00:00Z
2026-01-21T00:00:00Z ask lapped install overlapped@1.0.0 secret=0 -> allow by=overlapped

# A licence is suspended: dispute_opened.
terms s-dispute-opened packages=s-dispute-opened
2026-01-25T00:00:00Z package s-dispute-opened owner=acme
2026-01-25T00:00:00Z release s-dispute-opened@1.0.0
2026-01-25T00:00:00Z grant s-dispute-opened terms=s-dispute-opened buyer=globex
2026-01-26T00:00:00Z ask laptop install s-dispute-opened@1.0.0 -> allow by=s-dispute-opened
2026-01-26T00:00:00Z suspend s-dispute-opened reason=dispute_opened
2026-01-26T00:00:00Z ask laptop install s-dispute-opened@1.0.0 -> license.suspended since=2026-01-26T00:00:00Z by=s-dispute-opened

# A licence is suspended: seller.
terms s-seller packages=s-seller
2026-01-27T00:00:00Z package s-seller owner=acme
2026-01-27T00:00:00Z release s-seller@1.0.0
2026-01-27T00:00:00Z grant s-seller terms=s-seller buyer=globex
2026-01-28T00:00:00Z ask laptop install s-seller@1.0.0 -> allow by=s-seller
2026-01-28T00:00:00Z suspend s-seller reason=seller
2026-01-28T00:00:00Z ask laptop install s-seller@1.0.0 -> license.suspended since=2026-01-28T00:00:00Z by=s-seller

# A licence is suspended: payment_paused.
terms s-payment-paused packages=s-payment-paused
2026-01-29T00:00:00Z package s-payment-paused owner=acme
2026-01-29T00:00:00Z release s-payment-paused@1.0.0
2026-01-29T00:00:00Z grant s-payment-paused terms=s-payment-paused buyer=globex
2026-01-30T00:00:00Z ask laptop install s-payment-paused@1.0.0 -> allow by=s-payment-paused
2026-01-30T00:00:00Z suspend s-payment-paused reason=payment_paused
2026-01-30T00:00:00Z ask laptop install s-payment-paused@1.0.0 -> license.suspended since=2026-01-30T00:00:00Z by=s-payment-paused

# A licence is revoked: refund.
terms r-refund packages=r-refund
2026-01-31T00:00:00Z package r-refund owner=acme
2026-01-31T00:00:00Z release r-refund@1.0.0
2026-01-31T00:00:00Z grant r-refund terms=r-refund buyer=globex
2026-02-01T00:00:00Z ask laptop install r-refund@1.0.0 -> allow by=r-refund
2026-02-01T00:00:00Z revoke r-refund reason=refund
2026-02-01T00:00:00Z ask laptop install r-refund@1.0.0 -> license.revoked since=2026-02-01T00:00:00Z by=r-refund

# A licence is revoked: chargeback.
terms r-chargeback packages=r-chargeback
2026-02-02T00:00:00Z package r-chargeback owner=acme
2026-02-02T00:00:00Z release r-chargeback@1.0.0
2026-02-02T00:00:00Z grant r-chargeback terms=r-chargeback buyer=globex
2026-02-03T00:00:00Z ask laptop install r-chargeback@1.0.0 -> allow by=r-chargeback
2026-02-03T00:00:00Z revoke r-chargeback reason=chargeback
2026-02-03T00:00:00Z ask laptop install r-chargeback@1.0.0 -> license.revoked since=2026-02-03T00:00:00Z by=r-chargeback

# A licence is revoked: breach.
terms r-breach packages=r-breach
2026-02-04T00:00:00Z package r-breach owner=acme
2026-02-04T00:00:00Z release r-breach@1.0.0
2026-02-04T00:00:00Z grant r-breach terms=r-breach buyer=globex
2026-02-05T00:00:00Z ask laptop install r-breach@1.0.0 -> allow by=r-breach
2026-02-05T00:00:00Z revoke r-breach reason=breach
2026-02-05T00:00:00Z ask laptop install r-breach@1.0.0 -> license.revoked since=2026-02-05T00:00:00Z by=r-breach

# A seat is lost: unassigned.
terms seat-unassigned packages=seat-unassigned seats=both:1-5
2026-02-06T00:00:00Z package seat-unassigned owner=acme
2026-02-06T00:00:00Z release seat-unassigned@1.0.0
2026-02-06T00:00:00Z grant seat-unassigned terms=seat-unassigned buyer=globex
2026-02-06T00:00:00Z seat seat-unassigned holder=ann
2026-02-07T00:00:00Z ask laptop install seat-unassigned@1.0.0 -> allow by=seat-unassigned
2026-02-07T00:00:00Z unseat seat-unassigned holder=ann reason=unassigned
2026-02-07T00:00:00Z ask laptop install seat-unassigned@1.0.0 -> seat.missing by=seat-unassigned

# A seat is lost: fewer_seats.
terms seat-fewer-seats packages=seat-fewer-seats seats=both:1-5
2026-02-08T00:00:00Z package seat-fewer-seats owner=acme
2026-02-08T00:00:00Z release seat-fewer-seats@1.0.0
2026-02-08T00:00:00Z grant seat-fewer-seats terms=seat-fewer-seats buyer=globex
2026-02-08T00:00:00Z seat seat-fewer-seats holder=ann
2026-02-09T00:00:00Z ask laptop install seat-fewer-seats@1.0.0 -> allow by=seat-fewer-seats
2026-02-09T00:00:00Z unseat seat-fewer-seats holder=ann reason=fewer_seats
2026-02-09T00:00:00Z ask laptop install seat-fewer-seats@1.0.0 -> seat.missing by=seat-fewer-seats

# A seat is lost: holder_removed.
terms seat-holder-removed packages=seat-holder-removed seats=both:1-5
2026-02-10T00:00:00Z package seat-holder-removed owner=acme
2026-02-10T00:00:00Z release seat-holder-removed@1.0.0
2026-02-10T00:00:00Z grant seat-holder-removed terms=seat-holder-removed buyer=globex
2026-02-10T00:00:00Z seat seat-holder-removed holder=ann
2026-02-11T00:00:00Z ask laptop install seat-holder-removed@1.0.0 -> allow by=seat-holder-removed
2026-02-11T00:00:00Z unseat seat-holder-removed holder=ann reason=holder_removed
2026-02-11T00:00:00Z ask laptop install seat-holder-removed@1.0.0 -> seat.missing by=seat-holder-removed

# A seat is lost: transferred.
terms seat-transferred packages=seat-transferred seats=both:1-5
2026-02-12T00:00:00Z package seat-transferred owner=acme
2026-02-12T00:00:00Z release seat-transferred@1.0.0
2026-02-12T00:00:00Z grant seat-transferred terms=seat-transferred buyer=globex
2026-02-12T00:00:00Z seat seat-transferred holder=ann
2026-02-13T00:00:00Z ask laptop install seat-transferred@1.0.0 -> allow by=seat-transferred
2026-02-13T00:00:00Z unseat seat-transferred holder=ann reason=transferred
2026-02-13T00:00:00Z ask laptop install seat-transferred@1.0.0 -> seat.missing by=seat-transferred

# A seat is lost: plan_changed.
terms seat-plan-changed packages=seat-plan-changed seats=both:1-5
2026-02-14T00:00:00Z package seat-plan-changed owner=acme
2026-02-14T00:00:00Z release seat-plan-changed@1.0.0
2026-02-14T00:00:00Z grant seat-plan-changed terms=seat-plan-changed buyer=globex
2026-02-14T00:00:00Z seat seat-plan-changed holder=ann
2026-02-15T00:00:00Z ask laptop install seat-plan-changed@1.0.0 -> allow by=seat-plan-changed
2026-02-15T00:00:00Z unseat seat-plan-changed holder=ann reason=plan_changed
2026-02-15T00:00:00Z ask laptop install seat-plan-changed@1.0.0 -> seat.missing by=seat-plan-changed

# A licence is transferred.
terms moved packages=moved
2026-02-16T00:00:00Z package moved owner=acme
2026-02-16T00:00:00Z release moved@1.0.0
2026-02-16T00:00:00Z grant moved terms=moved buyer=globex
2026-02-17T00:00:00Z ask laptop install moved@1.0.0 -> allow by=moved
2026-02-17T00:00:00Z transfer moved buyer=initech
2026-02-17T00:00:00Z ask laptop install moved@1.0.0 -> license.transferred since=2026-02-17T00:00:00Z by=moved

# A subscription is deleted where a lapse revokes everything.
terms cancelled packages=cancelled lapse=revoke
2026-02-18T00:00:00Z package cancelled owner=acme
2026-02-18T00:00:00Z release cancelled@1.0.0
2026-02-18T00:00:00Z grant cancelled terms=cancelled buyer=globex through=2027-01-01T00:00:00Z
2026-02-19T00:00:00Z ask laptop install cancelled@1.0.0 -> allow by=cancelled
2026-02-19T00:00:00Z cancel cancelled
2026-02-19T00:00:00Z ask laptop install cancelled@1.0.0 -> license.cancelled since=2026-02-19T00:00:00Z by=cancelled

# A licence without an end, cancelled: what came out at that very instant is no longer covered.
terms open-ended packages=open-ended
2026-02-20T00:00:00Z package open-ended owner=acme
2026-02-20T00:00:00Z grant open-ended terms=open-ended buyer=globex
2026-02-21T00:00:00Z release open-ended@1.0.0
2026-02-21T00:00:00Z ask laptop install open-ended@1.0.0 -> allow by=open-ended
2026-02-21T00:00:00Z cancel open-ended
2026-02-21T00:00:00Z ask laptop install open-ended@1.0.0 -> license.cancelled since=2026-02-21T00:00:00Z by=open-ended

# A cancellation is scheduled for an instant that has come; a lapse revokes everything.
terms sched packages=sched lapse=revoke
2026-02-22T00:00:00Z package sched owner=acme
2026-02-22T00:00:00Z release sched@1.0.0
2026-02-22T00:00:00Z grant sched terms=sched buyer=globex
2026-02-23T00:00:00Z ask laptop install sched@1.0.0 -> allow by=sched
2026-02-23T00:00:00Z schedule sched cancels=2026-02-23T00:00:00Z
2026-02-23T00:00:00Z ask laptop install sched@1.0.0 -> license.cancelled since=2026-02-23T00:00:00Z by=sched

# A cancellation is scheduled; the question is about an instant after it, both times.
terms sched-later packages=sched-later lapse=revoke
2026-02-24T00:00:00Z package sched-later owner=acme
2026-02-24T00:00:00Z release sched-later@1.0.0
2026-02-24T00:00:00Z grant sched-later terms=sched-later buyer=globex
2026-02-27T00:00:00Z ask laptop install sched-later@1.0.0 -> allow by=sched-later
2026-02-25T00:00:00Z schedule sched-later cancels=2026-02-26T00:00:00Z
2026-02-27T00:00:00Z ask laptop install sched-later@1.0.0 -> license.cancelled since=2026-02-26T00:00:00Z by=sched-later

# A plan changes: it no longer names the package.
terms plan-package packages=plan-package
2026-03-01T00:00:00Z package plan-package owner=acme
2026-03-01T00:00:00Z release plan-package@1.0.0
2026-03-01T00:00:00Z grant plan-package terms=plan-package buyer=globex
terms plan-package-new packages=moved
2026-03-02T00:00:00Z ask laptop install plan-package@1.0.0 -> allow by=plan-package
2026-03-02T00:00:00Z plan plan-package terms=plan-package-new
2026-03-02T00:00:00Z ask laptop install plan-package@1.0.0 -> package.not_covered since=2026-03-02T00:00:00Z by=plan-package

# A plan changes: another range of versions.
terms plan-versions packages=plan-versions
2026-03-03T00:00:00Z package plan-versions owner=acme
2026-03-03T00:00:00Z release plan-versions@1.0.0
2026-03-03T00:00:00Z grant plan-versions terms=plan-versions buyer=globex
terms plan-versions-new packages=plan-versions versions=>=2
2026-03-04T00:00:00Z ask laptop install plan-versions@1.0.0 -> allow by=plan-versions
2026-03-04T00:00:00Z plan plan-versions terms=plan-versions-new
2026-03-04T00:00:00Z ask laptop install plan-versions@1.0.0 -> version.not_covered by=plan-versions

# A plan changes: another channel.
terms plan-channel packages=plan-channel
2026-03-05T00:00:00Z package plan-channel owner=acme
2026-03-05T00:00:00Z release plan-channel@1.0.0
2026-03-05T00:00:00Z grant plan-channel terms=plan-channel buyer=globex
terms plan-channel-new packages=plan-channel channels=rc
2026-03-06T00:00:00Z ask laptop install plan-channel@1.0.0 -> allow by=plan-channel
2026-03-06T00:00:00Z plan plan-channel terms=plan-channel-new
2026-03-06T00:00:00Z ask laptop install plan-channel@1.0.0 -> channel.not_covered by=plan-channel

# A plan changes: seats are counted now.
terms plan-seats packages=plan-seats
2026-03-07T00:00:00Z package plan-seats owner=acme
2026-03-07T00:00:00Z release plan-seats@1.0.0
2026-03-07T00:00:00Z grant plan-seats terms=plan-seats buyer=globex
terms plan-seats-new packages=plan-seats seats=both:1-5
2026-03-08T00:00:00Z ask laptop install plan-seats@1.0.0 -> allow by=plan-seats
2026-03-08T00:00:00Z plan plan-seats terms=plan-seats-new
2026-03-08T00:00:00Z ask laptop install plan-seats@1.0.0 -> seat.missing by=plan-seats

# A plan changes: tokens must be younger.
terms plan-token packages=plan-token
2026-03-09T00:00:00Z package plan-token owner=acme
2026-03-09T00:00:00Z release plan-token@1.0.0
2026-03-09T00:00:00Z grant plan-token terms=plan-token buyer=globex
terms plan-token-new packages=plan-token token-days=1
2026-03-10T00:00:00Z ask laptop install plan-token@1.0.0 -> allow by=plan-token
2026-03-10T00:00:00Z plan plan-token terms=plan-token-new
2026-03-10T00:00:00Z ask laptop install plan-token@1.0.0 -> token.too_old since=2026-01-02T00:00:00Z by=plan-token

# A plan changes: another network.
terms plan-network packages=plan-network
2026-03-11T00:00:00Z package plan-network owner=acme
2026-03-11T00:00:00Z release plan-network@1.0.0
2026-03-11T00:00:00Z grant plan-network terms=plan-network buyer=globex
terms plan-network-new packages=plan-network addresses=192.0.2.0/24
2026-03-12T00:00:00Z ask laptop install plan-network@1.0.0 address=10.0.0.1 -> allow by=plan-network
2026-03-12T00:00:00Z plan plan-network terms=plan-network-new
2026-03-12T00:00:00Z ask laptop install plan-network@1.0.0 address=10.0.0.1 -> license.address by=plan-network

# A plan changes: updates for a shorter period.
terms plan-updates packages=plan-updates updates=P1Y
2026-03-13T00:00:00Z package plan-updates owner=acme
2026-03-13T00:00:00Z release plan-updates@1.0.0
2026-03-13T00:00:00Z grant plan-updates terms=plan-updates buyer=globex starts=2026-01-02T00:00:00Z
terms plan-updates-new packages=plan-updates updates=P1D
2026-03-14T00:00:00Z ask laptop install plan-updates@1.0.0 -> allow by=plan-updates
2026-03-14T00:00:00Z plan plan-updates terms=plan-updates-new
2026-03-14T00:00:00Z ask laptop install plan-updates@1.0.0 -> release.not_covered since=2026-01-03T00:00:00Z by=plan-updates

# A plan changes: a lapse revokes everything now.
terms plan-lapse packages=plan-lapse lapse=keep updates=P1Y
2026-03-17T00:00:00Z package plan-lapse owner=acme
2026-03-17T00:00:00Z release plan-lapse@1.0.0
2026-03-17T00:00:00Z grant plan-lapse terms=plan-lapse buyer=globex starts=2026-03-07T00:00:00Z through=2026-03-12T00:00:00Z
terms plan-lapse-new packages=plan-lapse lapse=revoke updates=P1Y
2026-03-18T00:00:00Z ask laptop install plan-lapse@1.0.0 -> allow by=plan-lapse
2026-03-18T00:00:00Z plan plan-lapse terms=plan-lapse-new
2026-03-18T00:00:00Z ask laptop install plan-lapse@1.0.0 -> license.expired since=2026-03-13T00:00:00Z by=plan-lapse

# A plan changes under a cancelled licence: a lapse revokes everything now.
terms plan-cancelled packages=plan-cancelled lapse=keep
2026-03-19T00:00:00Z package plan-cancelled owner=acme
2026-03-19T00:00:00Z release plan-cancelled@1.0.0
2026-03-19T00:00:00Z grant plan-cancelled terms=plan-cancelled buyer=globex through=2027-01-01T00:00:00Z
2026-03-19T00:00:00Z cancel plan-cancelled
terms plan-cancelled-new packages=plan-cancelled lapse=revoke
2026-03-20T00:00:00Z ask laptop install plan-cancelled@1.0.0 -> allow by=plan-cancelled
2026-03-20T00:00:00Z plan plan-cancelled terms=plan-cancelled-new
2026-03-20T00:00:00Z ask laptop install plan-cancelled@1.0.0 -> license.cancelled since=2026-03-19T00:00:00Z by=plan-cancelled

# A plan changes: less grace.
terms plan-grace packages=plan-grace lapse=revoke grace=60
2026-03-21T00:00:00Z package plan-grace owner=acme
2026-03-21T00:00:00Z release plan-grace@1.0.0
2026-03-21T00:00:00Z grant plan-grace terms=plan-grace buyer=globex through=2026-03-21T12:00:00Z
terms plan-grace-new packages=plan-grace lapse=revoke grace=2
2026-03-24T00:00:00Z ask laptop install plan-grace@1.0.0 -> allow by=plan-grace
2026-03-24T00:00:00Z plan plan-grace terms=plan-grace-new
2026-03-24T00:00:00Z ask laptop install plan-grace@1.0.0 -> license.expired since=2026-03-23T12:00:00Z by=plan-grace
