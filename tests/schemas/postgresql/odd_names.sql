-- Names that need care: reserved words, blanks, quotes, other alphabets, the longest there are.
CREATE TYPE "Mixed Case" AS ENUM ('A b', 'ü', ''); CREATE DOMAIN "do main" AS varchar(5) CHECK ((VALUE)::text <> 'x'::text);
CREATE TABLE "order" ("select" serial PRIMARY KEY, "group" text DEFAULT 'a "quoted" value', "it's" varchar(10) DEFAULT 'it''s', "two words" int, "quo""te" text DEFAULT ':bind %s %(x)s', "été" text DEFAULT 'naïve',
  "CamelCase" numeric(5,2) DEFAULT '-1.50', m "Mixed Case" DEFAULT 'A b', d "do main", CHECK ("two words" > 0 OR "group" <> ')'), CONSTRAINT "a name, with (signs)" UNIQUE ("two words", "CamelCase"));
CREATE TABLE "table" ("order" int REFERENCES "order" ON DELETE CASCADE, "a.b" text, "c:d" text, "user" text DEFAULT CURRENT_USER, "end" boolean DEFAULT true);
CREATE TABLE a_table_with_a_name_that_is_as_long_as_postgresql_takes_it_63_b (a_column_with_a_name_that_is_as_long_as_postgresql_takes_it_63 int PRIMARY KEY, other_column_with_quite_a_long_name_as_well int UNIQUE,
  CHECK (other_column_with_quite_a_long_name_as_well > 0), FOREIGN KEY (other_column_with_quite_a_long_name_as_well) REFERENCES a_table_with_a_name_that_is_as_long_as_postgresql_takes_it_63_b);
CREATE TABLE "Ünïcode ✓" ("κλειδί" int PRIMARY KEY, "значение" text UNIQUE);
CREATE INDEX "ix order" ON "order" ("two words", "CamelCase" DESC);
CREATE INDEX "ix(expr)" ON "order" (("two words" + 1), coalesce("it's", ',')) WHERE "group" IS DISTINCT FROM 'a, (b';
CREATE INDEX ix_order_d ON "order" (d);
CREATE TABLE same_names (same_names int CONSTRAINT same_names_key PRIMARY KEY, a int UNIQUE, b int, CONSTRAINT a_b UNIQUE (a, b), CONSTRAINT same_names_a_key1 UNIQUE (a));
CREATE TABLE "do.t" ("a.b" INTEGER PRIMARY KEY, "c.d" INTEGER REFERENCES "do.t" ("a.b"), plain INTEGER REFERENCES "do.t");
