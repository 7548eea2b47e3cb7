-- Who may do what, with the lesser-known types (PostgreSQL 15).
CREATE TABLE subject (id oid PRIMARY KEY, kind regclass, mask bit(8) NOT NULL DEFAULT B'00000000', flags bit varying(32), rights varbit, secret bytea DEFAULT '\x00ff', doc xml, price money DEFAULT 1.5,
  query tsquery DEFAULT 'a & b'::tsquery, pathq jsonpath DEFAULT '$.a[*]', xid xid, snapshot pg_snapshot, lsn pg_lsn, config regconfig DEFAULT 'english'::regconfig, nothing text DEFAULT NULL);
CREATE TABLE period (y interval year, ym interval year to month, ds interval day to second(3), p interval(2), t time(3) with time zone, ts timestamp(0) without time zone DEFAULT 'epoch', n numeric(3,-2), n2 numeric(5), f float(10), c char, v varchar, deadline timestamptz DEFAULT (now() + '1 day'::interval) NOT NULL);
CREATE TABLE permission (id serial PRIMARY KEY, name varchar(64) NOT NULL, parent int REFERENCES permission (id) ON UPDATE RESTRICT ON DELETE RESTRICT, CONSTRAINT permission_name UNIQUE (name), CHECK (name <> '' AND name = lower(name)), CHECK (id > 0));
CREATE TABLE grants (subject oid NOT NULL REFERENCES subject ON DELETE CASCADE, permission int NOT NULL, grantor oid, scope text[] DEFAULT ARRAY[]::text[], rank int DEFAULT (1 + 1), from_to int8range, CONSTRAINT grants_key PRIMARY KEY (permission, subject), CONSTRAINT grants_permission FOREIGN KEY (permission) REFERENCES permission INITIALLY DEFERRED);
ALTER TABLE grants ADD CONSTRAINT rank_range CHECK (rank BETWEEN 1 AND 9) NOT VALID;
CREATE INDEX ON grants (grantor); CREATE INDEX ON grants (lower(scope[1])); CREATE UNIQUE INDEX ON permission (name, parent);
CREATE INDEX grants_scope ON grants USING gin (scope array_ops, scope);
CREATE STATISTICS grants_stats ON subject, permission FROM grants;
