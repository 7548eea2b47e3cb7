-- Pages that refer to pages; titles are the same in any case.
CREATE TABLE namespace (id INTEGER PRIMARY KEY, name TEXT NOT NULL, UNIQUE (name COLLATE NOCASE));
CREATE TABLE page (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  namespace_id INTEGER NOT NULL DEFAULT 0 REFERENCES namespace,
  title TEXT NOT NULL COLLATE NOCASE,
  latest INTEGER REFERENCES revision (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  redirect_to INTEGER REFERENCES page (id) ON DELETE SET DEFAULT,
  touched TEXT NOT NULL DEFAULT (datetime('now')),
  counter UNSIGNED BIG INT NOT NULL DEFAULT 0,
  is_new TINYINT NOT NULL DEFAULT 1,
  random DOUBLE NOT NULL DEFAULT (abs(random()) / 9223372036854775807.0),
  UNIQUE (namespace_id, title)
);
CREATE TABLE revision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  page_id INTEGER NOT NULL REFERENCES page (id) ON DELETE CASCADE,
  parent_id INTEGER REFERENCES revision (id),
  author TEXT COLLATE NOCASE,
  comment TEXT NOT NULL DEFAULT '',
  content BLOB NOT NULL DEFAULT X'',
  sha1 TEXT NOT NULL DEFAULT '' CHECK (length(sha1) IN (0, 40))
);
CREATE TABLE link (from_page INTEGER NOT NULL, to_title TEXT NOT NULL COLLATE NOCASE, PRIMARY KEY (from_page, to_title COLLATE NOCASE)) WITHOUT ROWID;
CREATE INDEX link_target ON link (to_title COLLATE NOCASE, from_page);
CREATE UNIQUE INDEX revision_page ON revision (page_id, id);
CREATE TRIGGER page_touch AFTER UPDATE OF latest ON page BEGIN UPDATE page SET touched = datetime('now') WHERE id = NEW.id; END;
