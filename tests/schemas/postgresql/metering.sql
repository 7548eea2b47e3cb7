-- Partitions of partitions, tables that inherit, storage options, keys to partitioned tables (PostgreSQL 15).
CREATE TABLE meter (
  id integer PRIMARY KEY,
  kind char(3) DEFAULT 'el ' NOT NULL,
  place point,
  "limit" numeric(12,-2),
  installed date DEFAULT CURRENT_DATE NOT NULL
) WITH (fillfactor = 70, autovacuum_enabled = false);

CREATE TABLE reading (
  meter_id integer NOT NULL REFERENCES meter ON DELETE CASCADE,
  at timestamp(0) with time zone DEFAULT date_trunc('second', now()) NOT NULL,
  value double precision NOT NULL,
  quality "char" DEFAULT 'g',
  raw bit varying(16),
  PRIMARY KEY (meter_id, at)
) PARTITION BY RANGE (at);
CREATE TABLE reading_2025 PARTITION OF reading FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY HASH (meter_id);
CREATE TABLE reading_2025_0 PARTITION OF reading_2025 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE reading_2025_1 PARTITION OF reading_2025 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE reading_rest PARTITION OF reading DEFAULT;
CREATE INDEX reading_value ON reading (value) WHERE (quality = 'b'::"char");
CREATE INDEX reading_at_brin ON reading USING brin (at) WITH (pages_per_range = 16);

CREATE TABLE correction (
  id serial PRIMARY KEY,
  meter_id integer,
  at timestamp(0) with time zone,
  by_whom name DEFAULT CURRENT_USER,
  FOREIGN KEY (meter_id, at) REFERENCES reading (meter_id, at) ON UPDATE CASCADE
);

CREATE TABLE invoice_lines (invoice integer, line smallint, amount numeric(10,2) CHECK (amount <> 0), UNIQUE NULLS NOT DISTINCT (invoice, line));
CREATE TABLE event (id bigserial, happened timestamp without time zone DEFAULT (now() AT TIME ZONE 'utc'), payload json, CONSTRAINT event_sane CHECK (happened > '2000-01-01'::timestamp));
CREATE TABLE alarm (level integer DEFAULT 1 CHECK (level > 0), UNIQUE (id)) INHERITS (event);
CREATE TABLE silent_alarm (level integer DEFAULT 5, until date) INHERITS (alarm);
CREATE UNLOGGED TABLE inbox (message bytea DEFAULT '\x00ff'::bytea, got inet DEFAULT '::1'::inet, mac macaddr8, doc tsvector GENERATED ALWAYS AS (to_tsvector('english'::regconfig, 'x'::text)) STORED);
