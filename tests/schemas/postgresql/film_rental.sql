-- Films for rent: a domain, an enum, full-text search, payments in partitions.
CREATE TYPE mpaa_rating AS ENUM ('G', 'PG', 'PG-13', 'R', 'NC-17');
CREATE DOMAIN year AS integer CONSTRAINT year_check CHECK (VALUE >= 1901 AND VALUE <= 2155);
CREATE TABLE language (language_id serial PRIMARY KEY, name character(20) NOT NULL, last_update timestamp without time zone DEFAULT now() NOT NULL);
CREATE TABLE actor (actor_id serial PRIMARY KEY, first_name varchar(45) NOT NULL, last_name varchar(45) NOT NULL);
CREATE TABLE film (
  film_id serial NOT NULL,
  title character varying(255) NOT NULL,
  description text,
  release_year year,
  language_id smallint NOT NULL,
  original_language_id smallint,
  rental_duration smallint DEFAULT 3 NOT NULL,
  rental_rate numeric(4,2) DEFAULT 4.99 NOT NULL,
  length smallint,
  rating mpaa_rating DEFAULT 'G'::mpaa_rating,
  special_features text[],
  last_update timestamp without time zone DEFAULT now() NOT NULL,
  fulltext tsvector NOT NULL,
  CONSTRAINT film_pkey PRIMARY KEY (film_id),
  CONSTRAINT film_language_id_fkey FOREIGN KEY (language_id) REFERENCES language(language_id) ON UPDATE CASCADE ON DELETE RESTRICT,
  CONSTRAINT film_original_language_id_fkey FOREIGN KEY (original_language_id) REFERENCES language(language_id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE INDEX film_fulltext_idx ON film USING gist (fulltext);
CREATE INDEX idx_title ON film USING btree (title);
CREATE TABLE film_actor (
  actor_id smallint NOT NULL REFERENCES actor ON UPDATE CASCADE ON DELETE RESTRICT, film_id smallint NOT NULL REFERENCES film ON UPDATE CASCADE ON DELETE RESTRICT,
  PRIMARY KEY (actor_id, film_id));
CREATE TABLE customer (customer_id serial PRIMARY KEY, email varchar(50), activebool boolean DEFAULT true NOT NULL, create_date date DEFAULT ('now'::text)::date NOT NULL, active integer);
CREATE TABLE rental (rental_id serial PRIMARY KEY, rental_date timestamp NOT NULL, film_id integer NOT NULL REFERENCES film, customer_id integer NOT NULL REFERENCES customer ON UPDATE CASCADE);
CREATE UNIQUE INDEX idx_unq_rental ON rental (rental_date, film_id, customer_id);
CREATE TABLE payment (
  payment_id serial NOT NULL, customer_id smallint NOT NULL REFERENCES customer, rental_id integer NOT NULL REFERENCES rental, amount numeric(5,2) NOT NULL,
  payment_date timestamp with time zone NOT NULL, PRIMARY KEY (payment_date, payment_id)) PARTITION BY RANGE (payment_date);
CREATE TABLE payment_p2022_01 PARTITION OF payment FOR VALUES FROM ('2022-01-01 00:00:00+00') TO ('2022-02-01 00:00:00+00');
CREATE TABLE payment_p2022_02 PARTITION OF payment FOR VALUES FROM ('2022-02-01 00:00:00+00') TO ('2022-03-01 00:00:00+00');
CREATE INDEX idx_payment_customer_id ON payment (customer_id);
CREATE FUNCTION last_updated() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.last_update = CURRENT_TIMESTAMP; RETURN NEW; END $$;
CREATE TRIGGER last_updated BEFORE UPDATE ON film FOR EACH ROW EXECUTE FUNCTION last_updated();
CREATE VIEW film_list AS SELECT film_id AS fid, title FROM film WHERE rating <> 'NC-17';
CREATE MATERIALIZED VIEW rental_by_day AS SELECT date_trunc('day', rental_date) AS day, count(*) FROM rental GROUP BY 1;
