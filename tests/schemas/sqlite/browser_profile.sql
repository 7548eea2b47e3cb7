-- History and bookmarks of a web browser: terse types, defaults everywhere, no foreign keys.
CREATE TABLE moments (id INTEGER PRIMARY KEY, url LONGVARCHAR, title LONGVARCHAR, rev_host LONGVARCHAR, visit_count INTEGER DEFAULT 0,
  hidden INTEGER DEFAULT 0 NOT NULL, typed INTEGER DEFAULT 0 NOT NULL, frecency INTEGER DEFAULT -1 NOT NULL, last_visit_date INTEGER,
  guid TEXT, foreign_count INTEGER DEFAULT 0 NOT NULL, url_hash INTEGER DEFAULT 0 NOT NULL, description TEXT, preview_image_url TEXT);
CREATE TABLE visits (id INTEGER PRIMARY KEY, from_visit INTEGER, place_id INTEGER, visit_date INTEGER, visit_type INTEGER, session INTEGER);
CREATE TABLE inputs (place_id INTEGER NOT NULL, input LONGVARCHAR NOT NULL, use_count INTEGER, PRIMARY KEY (place_id, input));
CREATE TABLE keywords (id INTEGER PRIMARY KEY AUTOINCREMENT, keyword TEXT UNIQUE, place_id INTEGER, post_data TEXT);
CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
CREATE TABLE annotations (id INTEGER PRIMARY KEY, place_id INTEGER NOT NULL, content LONGVARCHAR, flags INTEGER DEFAULT 0,
  expiration INTEGER DEFAULT 0, dateAdded INTEGER DEFAULT 0);
CREATE TABLE previews (hash TEXT PRIMARY KEY, data BLOB, width UNSIGNED SMALL INT, taken DOUBLE PRECISION);
CREATE INDEX moments_url_hashindex ON moments (url_hash);
CREATE INDEX moments_hostindex ON moments (rev_host);
CREATE UNIQUE INDEX moments_guid_uniqueindex ON moments (guid);
CREATE INDEX visits_placedateindex ON visits (place_id, visit_date);
CREATE UNIQUE INDEX annotations_placeattributeindex ON annotations (place_id, content) WHERE content IS NOT NULL;
CREATE UNIQUE INDEX keywords_placepostdata_uniqueindex ON keywords (place_id, post_data);
