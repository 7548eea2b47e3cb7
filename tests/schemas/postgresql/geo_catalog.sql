-- Places and networks: geometric and network types with the indexes made for them.
CREATE TABLE country (iso char(2) PRIMARY KEY, name varchar(80) NOT NULL, area double precision, border polygon, continent char(2) DEFAULT 'EU'::bpchar);
CREATE TABLE place (
  id serial PRIMARY KEY, country char(2) NOT NULL REFERENCES country ON UPDATE CASCADE, name varchar(200) NOT NULL, location point NOT NULL, extent box, path path, reach circle,
  population bigint DEFAULT 0, founded date DEFAULT '1000-01-01', zone time with time zone DEFAULT '00:00:00+00', UNIQUE (country, name),
  CHECK (location[0] BETWEEN -180 AND 180 AND location[1] BETWEEN -90 AND 90));
CREATE INDEX place_location ON place USING gist (location);
CREATE INDEX place_location_sp ON place USING spgist (location quad_point_ops);
CREATE TABLE host (id serial PRIMARY KEY, address inet NOT NULL, network cidr NOT NULL, hardware macaddr, hardware8 macaddr8, ports int4range DEFAULT '[1,1025)', place_id integer REFERENCES place ON DELETE SET NULL,
  EXCLUDE USING gist (address inet_ops WITH &&));
CREATE INDEX host_network ON host USING gist (network inet_ops);
CREATE TABLE alternate_name (place_id int NOT NULL REFERENCES place ON DELETE CASCADE, language varchar(7) NOT NULL DEFAULT 'und', name varchar(200) NOT NULL COLLATE "C");
CREATE INDEX alternate_name_name ON alternate_name (name COLLATE "POSIX" varchar_pattern_ops, language);
CREATE INDEX ix_alternate_name_place_id ON alternate_name (place_id);
