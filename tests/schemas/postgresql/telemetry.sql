-- Measurements: partitions of partitions, old-style inheritance, storage parameters.
CREATE TABLE device (id int PRIMARY KEY, serial_no varchar(20) UNIQUE, installed timestamptz) WITH (fillfactor = 70);
CREATE TABLE reading (device_id int NOT NULL REFERENCES device, at timestamptz NOT NULL, channel smallint NOT NULL DEFAULT 0, value double precision, PRIMARY KEY (device_id, at, channel)) PARTITION BY LIST (channel);
CREATE TABLE reading_0 PARTITION OF reading FOR VALUES IN (0) PARTITION BY RANGE (at);
CREATE TABLE reading_0_2024 PARTITION OF reading_0 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE reading_rest PARTITION OF reading DEFAULT;
CREATE INDEX reading_at ON reading (at DESC);
CREATE TABLE annotation (device_id int, at timestamptz, channel smallint, note text, FOREIGN KEY (device_id, at, channel) REFERENCES reading ON DELETE CASCADE);
CREATE TABLE bucket (id bigint GENERATED ALWAYS AS IDENTITY, shard int NOT NULL, data jsonb, PRIMARY KEY (id, shard)) PARTITION BY HASH (shard);
CREATE TABLE bucket_0 PARTITION OF bucket FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE bucket_1 PARTITION OF bucket FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE by_month (id int, made date NOT NULL) PARTITION BY RANGE (date_part('month', made), id);
CREATE TABLE measurement (city int NOT NULL, day date NOT NULL, peak int CHECK (peak < 100));
CREATE TABLE measurement_coast (tide int, CHECK (tide > -20)) INHERITS (measurement);
CREATE INDEX measurement_coast_day ON measurement_coast (day);
CREATE UNLOGGED TABLE buffer (at timestamptz DEFAULT transaction_timestamp(), payload json DEFAULT '{"a": [1, 2]}', raw bit varying(64) DEFAULT B'101', txt text);
ALTER TABLE buffer ALTER txt SET STORAGE EXTERNAL;
