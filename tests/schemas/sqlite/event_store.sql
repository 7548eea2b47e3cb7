-- Append-only events: JSON checks, indexes over expressions.
CREATE TABLE stream (stream_id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 0 CHECK (version >= 0));
CREATE TABLE event (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  stream_id TEXT NOT NULL CONSTRAINT fk_event_stream REFERENCES stream (stream_id) ON DELETE RESTRICT,
  version INTEGER NOT NULL,
  type TEXT NOT NULL,
  payload JSON NOT NULL CONSTRAINT payload_is_json CHECK (json_valid(payload)),
  metadata JSON DEFAULT (json_object('source', 'app', 'tags', json_array())) CHECK (metadata IS NULL OR json_valid(metadata)),
  recorded_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT one_event_a_version UNIQUE (stream_id, version) ON CONFLICT ABORT
);
CREATE INDEX event_customer ON event (json_extract(payload, '$.customer.id'), recorded_at DESC);
CREATE UNIQUE INDEX event_idempotent ON event (json_extract(metadata, '$.key')) WHERE json_extract(metadata, '$.key') IS NOT NULL;
CREATE INDEX event_day ON event (substr(recorded_at, 1, 10), type COLLATE NOCASE);
CREATE TABLE snapshot (stream_id TEXT NOT NULL, version INTEGER NOT NULL, state BLOB NOT NULL, PRIMARY KEY (stream_id, version DESC),
  FOREIGN KEY (stream_id) REFERENCES stream (stream_id) ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE subscription (name TEXT PRIMARY KEY, position BIGINT NOT NULL DEFAULT 0 REFERENCES event (position) DEFERRABLE INITIALLY DEFERRED);
CREATE VIEW latest (stream_id, version) AS SELECT stream_id, max(version) FROM event GROUP BY stream_id;
