-- Places on a map, with a spatial index beside them.
CREATE TABLE country (iso CHAR(2) PRIMARY KEY NOT NULL, name VARCHAR(80) NOT NULL, area DOUBLE, continent VARCHAR(2) DEFAULT 'EU');
CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  country CHAR(2) NOT NULL REFERENCES country (iso) ON UPDATE CASCADE,
  name VARCHAR(200) NOT NULL,
  lat REAL NOT NULL CHECK (lat BETWEEN -90 AND 90),
  lon REAL NOT NULL CHECK (lon BETWEEN -180 AND 180),
  elevation FLOAT,
  population INTEGER DEFAULT 0,
  timezone VARCHAR(40) DEFAULT 'Etc/UTC',
  founded DATE,
  UNIQUE (country, name, lat, lon));
CREATE VIRTUAL TABLE place_box USING rtree(id, min_lat, max_lat, min_lon, max_lon);
CREATE TABLE alternate_name (place_id INTEGER NOT NULL, language VARCHAR(7) NOT NULL DEFAULT 'und', name VARCHAR(200) NOT NULL,
  is_preferred BOOLEAN DEFAULT FALSE, FOREIGN KEY (place_id) REFERENCES place (id) ON DELETE CASCADE);
CREATE INDEX alternate_name_place ON alternate_name (place_id);
CREATE INDEX place_big ON place (population DESC) WHERE population > 100000;
