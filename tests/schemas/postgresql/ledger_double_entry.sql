-- Money: deferrable keys, checks over functions of the project's own, numeric types of all sizes, rules about time (PostgreSQL 14).
CREATE FUNCTION is_currency(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $f$ SELECT $1 ~ '^[A-Z]{3}$'; $f$;
CREATE FUNCTION next_number(prefix text) RETURNS text LANGUAGE sql AS $f$ SELECT prefix || '-' || clock_timestamp()::text $f$;
CREATE SEQUENCE document_number START WITH 100000 INCREMENT BY 10;
CREATE TYPE side AS ENUM ('debit', 'credit');
CREATE TABLE currency (code char(3) PRIMARY KEY CHECK (is_currency(code)), digits smallint DEFAULT 2 NOT NULL CHECK (digits = ANY (ARRAY[0, 2, 3])));
CREATE TABLE account (
  id integer DEFAULT nextval('document_number') PRIMARY KEY,
  path text[] DEFAULT ARRAY[]::text[] NOT NULL,
  parent_id integer REFERENCES account (id) ON DELETE SET DEFAULT DEFAULT 0,
  currency char(3) NOT NULL REFERENCES currency,
  valid daterange DEFAULT daterange(CURRENT_DATE, NULL::date, '[)'::text),
  CHECK (cardinality(path) BETWEEN 0 AND 9),
  UNIQUE (id, currency) DEFERRABLE INITIALLY IMMEDIATE
);
CREATE UNIQUE INDEX account_path ON account (path, COALESCE(parent_id, 0));
CREATE TABLE entry (
  number text DEFAULT next_number('E') NOT NULL,
  line integer NOT NULL,
  account integer NOT NULL,
  side side NOT NULL,
  amount numeric(20,4) NOT NULL CONSTRAINT positive CHECK (amount > 0),
  signed numeric(20,4) GENERATED ALWAYS AS (CASE side WHEN 'debit'::side THEN amount ELSE -amount END) STORED,
  rate numeric DEFAULT 1.0 CHECK (rate > 0::numeric AND rate < 'Infinity'::numeric),
  booked timestamp with time zone DEFAULT ('now'::text)::date + '12:00:00'::time without time zone,
  note text DEFAULT '' CHECK (length(note) < 500 AND note !~~ '%\_%'::text) ,
  CONSTRAINT entry_pk PRIMARY KEY (number, line),
  CONSTRAINT entry_account_fkey FOREIGN KEY (account) REFERENCES account ON UPDATE RESTRICT ON DELETE NO ACTION
);
CREATE INDEX entry_note_words ON entry USING gin (to_tsvector('simple'::regconfig, COALESCE(note, ''::text)));
CREATE INDEX entry_month ON entry (date_trunc('month', booked AT TIME ZONE 'UTC'), account) WHERE ((rate <> 1.0) AND (note IS NOT NULL));
CREATE STATISTICS entry_stats (dependencies) ON account, side FROM entry;
CREATE MATERIALIZED VIEW balance AS SELECT account, sum(signed) AS total FROM entry GROUP BY account;
CREATE RULE no_delete AS ON DELETE TO entry DO INSTEAD NOTHING;
ALTER TABLE entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON entry USING (account > 0);
