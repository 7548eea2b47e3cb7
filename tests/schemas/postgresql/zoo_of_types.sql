-- A column of nearly everything that the server has built in, with defaults as people write them (PostgreSQL 14).
CREATE TABLE numbers (a smallint DEFAULT '-1', b integer DEFAULT (length('abc')), c bigint DEFAULT 9223372036854775807, d real DEFAULT 1e-7,
  e double precision DEFAULT 'NaN', f numeric DEFAULT 1e3, g numeric(4,4) DEFAULT .5, h money DEFAULT '$1.00', i smallserial, j bigserial NOT NULL,
  k oid DEFAULT 0, l boolean DEFAULT 'yes', m bit(4) DEFAULT B'0101', n varbit DEFAULT '1', o xid8, p pg_lsn);
CREATE TABLE texts (a char DEFAULT 'x', b char(7), c varchar, d varchar(9) DEFAULT NULL, e text DEFAULT E'tab\there', f name, g "char", h bpchar,
  i xml, j json DEFAULT '[]', k jsonb DEFAULT '{"a": [1, {"b": null}]}', l jsonpath DEFAULT '$.a', n tsquery DEFAULT 'a & b',
  o bytea DEFAULT 'abc', p uuid DEFAULT '00000000-0000-0000-0000-000000000000', q text[] DEFAULT '{"a b",NULL,"c\"d"}', r varchar(3)[][], s char(2)[4]);
CREATE TABLE times (a date DEFAULT 'infinity', b time DEFAULT '04:05:06.789', c time(3) with time zone, d timestamp DEFAULT 'epoch', e timestamp(6),
  f timestamptz DEFAULT '-infinity', g interval DEFAULT '1 year 2 mons -3 days', h interval year to month, i interval second(2), j interval(0),
  k date DEFAULT (CURRENT_DATE + '7 days'::interval), l timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP(3), m tstzmultirange, n date[]);
CREATE TABLE shapes (a point DEFAULT '(1,2)', b line, c lseg, d box DEFAULT '(1,1),(0,0)', e path, f polygon, g circle DEFAULT '<(0,0),1>',
  h inet DEFAULT '10.0.0.0/8', i cidr DEFAULT '10.0.0.0/8', j macaddr, k int4range DEFAULT '[1,10)', l numrange DEFAULT '(,)', m regclass DEFAULT 'pg_class',
  n regtype, o int8multirange DEFAULT '{[1,2)}', p bool[] DEFAULT '{t,f}', q numeric(3,1)[] DEFAULT ARRAY[1.5, 2], r regconfig DEFAULT 'english');
CREATE INDEX ON shapes USING gist (a);
CREATE INDEX ON shapes USING gist (h inet_ops);
CREATE INDEX ON texts USING gin (q);
CREATE INDEX ON texts ((k ->> 'a'), (k #>> '{a,b}'::text[]));
CREATE INDEX ON numbers (a, b DESC) WITH (fillfactor = 80, deduplicate_items = off);
CREATE INDEX ON times ((extract(epoch FROM d)), (a - b));
