-- Append-only events: block-range and JSON indexes, unique within parts.
CREATE TABLE stream (id uuid PRIMARY KEY, kind text NOT NULL, version bigint NOT NULL DEFAULT 0 CHECK (version >= 0));
CREATE TABLE event (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream_id uuid NOT NULL REFERENCES stream ON DELETE RESTRICT, version bigint NOT NULL, type text NOT NULL COLLATE "C",
  payload jsonb NOT NULL CHECK (jsonb_typeof(payload) = 'object'), metadata json, recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(), xid bigint NOT NULL DEFAULT (txid_current()),
  CONSTRAINT event_version UNIQUE (stream_id, version) INCLUDE (type)) WITH (fillfactor = 100, autovacuum_vacuum_scale_factor = 0.01);
CREATE INDEX event_recorded ON event USING brin (recorded_at) WITH (pages_per_range = 32);
CREATE INDEX event_payload ON event USING gin (payload jsonb_path_ops);
CREATE INDEX event_customer ON event ((payload ->> 'customer'), recorded_at DESC) WHERE type = 'OrderPlaced';
CREATE UNIQUE INDEX event_once ON event ((metadata ->> 'key')) WHERE (metadata ->> 'key') IS NOT NULL;
CREATE INDEX event_type ON event USING hash (type);
CREATE INDEX event_trimmed ON event (upper(type) text_pattern_ops, (version % 10) DESC NULLS LAST);
CREATE UNLOGGED TABLE projection (name text PRIMARY KEY, position bigint NOT NULL DEFAULT 0, state bytea, "lock" bigint DEFAULT pg_backend_pid());
CREATE TABLE outbox (id bigserial PRIMARY KEY, event bigint NOT NULL REFERENCES event (position) DEFERRABLE INITIALLY DEFERRED, sent_at timestamptz(3));
CREATE INDEX outbox_unsent ON outbox (id) WHERE sent_at IS NULL;
