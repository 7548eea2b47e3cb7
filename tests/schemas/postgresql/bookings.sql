-- Rooms that cannot be booked twice: ranges and exclusion constraints (PostgreSQL 14).
CREATE TABLE room (id serial PRIMARY KEY, name text NOT NULL, hours int4multirange DEFAULT '{[8,18)}', closed datemultirange, price numrange);
CREATE TABLE booking (
  id serial PRIMARY KEY, room int4range NOT NULL, during tstzrange NOT NULL, cancelled boolean NOT NULL DEFAULT false, priority int NOT NULL DEFAULT 1,
  CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (NOT cancelled),
  EXCLUDE USING gist (during WITH -|-) WHERE (priority > 5) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT not_empty CHECK (NOT isempty(during)));
CREATE TABLE season (year int NOT NULL, during daterange NOT NULL, days int GENERATED ALWAYS AS (upper(during) - lower(during)) STORED, EXCLUDE USING gist (during range_ops WITH &&), PRIMARY KEY (year, during));
CREATE INDEX booking_during ON booking USING gist (during);
CREATE INDEX booking_lower ON booking (lower(during), upper(during) DESC);
CREATE TABLE opening (room_id int REFERENCES room ON DELETE CASCADE, weekday smallint CHECK (weekday BETWEEN 0 AND 6), opens time(0) NOT NULL DEFAULT '08:00', closes time NOT NULL DEFAULT '18:00:00'::time, UNIQUE NULLS NOT DISTINCT (room_id, weekday));
