-- A manufacturer, one schema a department; the default one refers to the others.
CREATE SCHEMA person; CREATE SCHEMA sales;
CREATE DOMAIN public."NameStyle" AS boolean NOT NULL;
CREATE DOMAIN public."Name" AS varchar(50);
CREATE TYPE person.title AS ENUM ('Mr', 'Ms', 'Dr.');
CREATE TABLE person.entity (id serial, rowguid uuid NOT NULL DEFAULT gen_random_uuid(), modified timestamp NOT NULL DEFAULT now(), CONSTRAINT "PK_entity" PRIMARY KEY (id));
CREATE TABLE person.person (
  entity_id int NOT NULL, style "NameStyle" NOT NULL DEFAULT false, title person.title, first_name "Name" NOT NULL, last_name "Name" NOT NULL,
  promotion int NOT NULL DEFAULT 0, info xml,
  CONSTRAINT "CK_promotion" CHECK (promotion BETWEEN 0 AND 2), CONSTRAINT "PK_person" PRIMARY KEY (entity_id),
  CONSTRAINT "FK_person_entity" FOREIGN KEY (entity_id) REFERENCES person.entity (id));
CREATE INDEX ix_person_person_last_name ON person.person (last_name);
CREATE TABLE sales.territory (id serial PRIMARY KEY, "group" varchar(50) NOT NULL, ytd numeric NOT NULL DEFAULT 0.00, CONSTRAINT "CK_ytd" CHECK (ytd >= 0.00));
CREATE TABLE product (id serial PRIMARY KEY, name "Name" NOT NULL UNIQUE, number varchar(25) NOT NULL, list_price numeric NOT NULL, style char(2),
  sell_start timestamp NOT NULL, sell_end timestamp,
  CHECK (upper(style) IN ('W', 'M', 'U') OR style IS NULL), CONSTRAINT "CK_sell" CHECK (sell_end >= sell_start OR sell_end IS NULL));
CREATE TABLE sales_order (
  id serial PRIMARY KEY, customer int NOT NULL REFERENCES person.person, territory int REFERENCES sales.territory ON DELETE SET NULL,
  status smallint NOT NULL DEFAULT 1 CHECK (status BETWEEN 0 AND 8), online boolean NOT NULL DEFAULT true, sub_total numeric NOT NULL DEFAULT 0,
  tax numeric NOT NULL DEFAULT 0, total numeric GENERATED ALWAYS AS (sub_total + tax) STORED, due date NOT NULL DEFAULT CURRENT_DATE + 7);
CREATE TABLE order_line (order_id int REFERENCES sales_order ON DELETE CASCADE, line int, product_id int NOT NULL REFERENCES product, qty smallint NOT NULL CHECK (qty > 0), PRIMARY KEY (order_id, line));
