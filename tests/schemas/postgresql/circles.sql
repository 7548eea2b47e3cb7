-- Keys in circles over several columns, reserved words and mixed case everywhere, names at the limit and equal beginnings.
CREATE TABLE "order" (
  "user" integer NOT NULL,
  "select" integer NOT NULL,
  "From" text DEFAULT 'a"b' NOT NULL,
  "GROUP" boolean DEFAULT true,
  "primary" integer,
  CONSTRAINT "PRIMARY" PRIMARY KEY ("user", "select")
);
CREATE TABLE "User" (
  "Id" integer GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME "the User's Id" START WITH -5 MINVALUE -10) PRIMARY KEY,
  "order.user" integer,
  "order.select" integer,
  "a very long column name that fills all of the room there is ünï" text UNIQUE,
  "best friend" integer CONSTRAINT "best friend" REFERENCES "User" ON DELETE SET NULL,
  CONSTRAINT "the order" FOREIGN KEY ("order.user", "order.select") REFERENCES "order" ("user", "select") ON UPDATE CASCADE DEFERRABLE,
  CONSTRAINT "check" CHECK ("order.user" > 0 OR "order.select" IS NULL)
);
ALTER TABLE "order" ADD FOREIGN KEY ("user") REFERENCES "User" ("Id") INITIALLY DEFERRED;
ALTER TABLE "order" ADD FOREIGN KEY ("primary") REFERENCES "User" ("Id");
ALTER TABLE "order" ADD FOREIGN KEY ("primary") REFERENCES "User" ("Id") ON DELETE CASCADE;
ALTER TABLE "order" ADD UNIQUE ("select", "user"), ADD UNIQUE ("select"), ADD CHECK ("primary" > 0), ADD CHECK ("primary" < 10), ADD CHECK ("primary" <> "user");
CREATE INDEX "Desc" ON "order" ("From" DESC, "GROUP" NULLS FIRST);
CREATE UNIQUE INDEX "it's ""quoted""" ON "order" ((("user" + "select")), lower("From"));
CREATE TABLE a (id integer PRIMARY KEY, b_id integer, c_id integer);
CREATE TABLE b (id integer PRIMARY KEY, c_id integer REFERENCES a);
CREATE TABLE c (id integer PRIMARY KEY REFERENCES b);
ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b, ADD FOREIGN KEY (c_id) REFERENCES c ON DELETE CASCADE;
CREATE TABLE nothing ();
CREATE TABLE "Tab	le" ("col
umn" integer, "%s %(x)s :y" text DEFAULT '%s %(x)s :y \n' CHECK ("%s %(x)s :y" <> ':z'));
