-- Notes with full-text search: virtual tables and the triggers that feed them, generated columns.
CREATE TABLE note (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL DEFAULT 'untitled',
  body TEXT NOT NULL DEFAULT '',
  slug TEXT GENERATED ALWAYS AS (lower(replace(title, ' ', '-'))) VIRTUAL,
  words INTEGER GENERATED ALWAYS AS (length(body) - length(replace(body, ' ', '')) + 1) STORED,
  pinned BOOLEAN NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
  modified TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);
CREATE VIRTUAL TABLE note_index USING fts5(title, body, content='note', content_rowid='id');
CREATE TRIGGER note_ai AFTER INSERT ON note BEGIN INSERT INTO note_index(rowid, title, body) VALUES (new.id, new.title, new.body); END;
CREATE TRIGGER note_ad AFTER DELETE ON note BEGIN INSERT INTO note_index(note_index, rowid, title, body) VALUES ('delete', old.id, old.title, old.body); END;
CREATE VIRTUAL TABLE archive USING fts4(subject, message);
CREATE TABLE label (name TEXT PRIMARY KEY COLLATE NOCASE, colour TEXT DEFAULT '#ff00ff') WITHOUT ROWID;
CREATE TABLE note_label (
  note_id INTEGER NOT NULL REFERENCES note ON DELETE CASCADE,
  label TEXT NOT NULL COLLATE NOCASE REFERENCES label(name) ON UPDATE CASCADE ON DELETE CASCADE,
  PRIMARY KEY (note_id, label)) WITHOUT ROWID;
CREATE INDEX note_slug ON note (slug);
CREATE INDEX note_label_label ON note_label (label COLLATE NOCASE, note_id);
