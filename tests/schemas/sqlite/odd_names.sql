-- Names that need care, comments in odd places, every way to quote.
CREATE TABLE "order" (
  "select" INTEGER PRIMARY KEY, -- the key, not a query
  `group` TEXT DEFAULT 'a "quoted" value',
  [from] TEXT /* ( */ DEFAULT 'semi;colon',
  "it's" VARCHAR(10) DEFAULT 'it''s',
  "two words" INT,
  "quo""te" TEXT,
  été TEXT DEFAULT 'naïve',
  untyped,
  "CamelCase" DECIMAL(5,2) DEFAULT -1.5e3,
  CHECK ("two words" > 0 OR `group` <> ')'),
  CONSTRAINT "a name, with (signs)" UNIQUE ("two words", [from])
);
CREATE TABLE "table" ("order" INTEGER REFERENCES "order" ("select") ON DELETE CASCADE, "a.b" TEXT, "c:d" TEXT DEFAULT ':x', "e%f" TEXT DEFAULT '%s', "CHECK" INT CHECK ("CHECK" > 0));
CREATE TABLE UPPER (ID INTEGER PRIMARY KEY, Ref INTEGER REFERENCES "ORDER" ("SELECT"), NAME varchar(10) default 'X' not null unique);
CREATE TABLE empty_strings (a TEXT DEFAULT '', b TEXT DEFAULT "double", c TEXT DEFAULT NULL, d TEXT DEFAULT (NULL), e INTEGER DEFAULT +5, f DEFAULT TRUE, g BLOB DEFAULT x'0aff');
CREATE INDEX "ix order" ON "order" ("two words", "CamelCase" DESC);
CREATE INDEX "ix(expr)" ON "order" ("two words" + 1, coalesce("it's", ','));
CREATE UNIQUE INDEX ix_UPPER_NAME ON UPPER (NAME COLLATE NOCASE);
CREATE TABLE "do.t" ("a.b" INTEGER PRIMARY KEY, "c.d" INTEGER REFERENCES "do.t" ("a.b"), plain INTEGER REFERENCES "do.t");
