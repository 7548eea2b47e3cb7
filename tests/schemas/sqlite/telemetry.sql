-- Measurements, with the types of half a dozen other databases.
CREATE TABLE device (id INT PRIMARY KEY NOT NULL, serial VARCHAR(20) UNIQUE, model VARYING CHARACTER(255), firmware NATIVE CHARACTER(70), installed TIMESTAMP);
CREATE TABLE sensor (id INT8 PRIMARY KEY NOT NULL, device_id INT NOT NULL, unit NCHAR(5), scale FLOAT(24), low DOUBLE PRECISION, high NUMERIC(12,3), kind TINYINT,
  FOREIGN KEY (device_id) REFERENCES device (id));
CREATE TABLE reading (sensor_id BIGINT NOT NULL, at TIMESTAMP NOT NULL, value REAL, quality INT2 DEFAULT 192, raw VARBINARY(16), flags BIT, text CLOB,
  PRIMARY KEY (sensor_id, at)) WITHOUT ROWID;
CREATE TABLE hourly AS SELECT 1 AS sensor_id, '2024-01-01' AS hour, 0.5 AS average, x'00' AS histogram;
CREATE TABLE calibration (sensor_id INT8, at DATE, offset DECIMAL, gain DECIMAL(8), by_whom VARCHAR, note TEXT(500), day INTEGER AS (julianday(at)) STORED,
  UNIQUE (sensor_id, at) ON CONFLICT IGNORE);
CREATE INDEX reading_at ON reading (at);
CREATE INDEX "reading by quality" ON reading (quality, value DESC);
