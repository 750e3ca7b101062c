-- Which engine keeps the ledger that the projections of this database follow. A server with another
-- one does not start: it would begin a second history beside the first.
create table operations.ledger_engine (
  single boolean primary key default true check (single),
  engine text not null
);
insert into operations.ledger_engine (engine)
select 'postgresql' where exists (select from ledger.events);
