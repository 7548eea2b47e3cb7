-- Reserved words, quotes of four kinds, keys in circles, types that nobody declared, several keys to one table.
CREATE TABLE "order" ("user" INTEGER NOT NULL, [select] INTEGER, `From` TEXT DEFAULT 'a"b', "GROUP" BOOLEAN DEFAULT 0, untyped, "primary" integer DEFAULT +1,
  CONSTRAINT "PRIMARY" PRIMARY KEY ("user", [select]), FOREIGN KEY ("user") REFERENCES "User" ("Id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "User" ("Id" INTEGER NOT NULL PRIMARY KEY, "order.user" INT, "order.select" INT, 'single quoted' TEXT UNIQUE, "best friend" REFERENCES "User",
  "%s %(x)s :y" TEXT DEFAULT '%s %(x)s :y' CHECK ("%s %(x)s :y" <> ':z'),
  CONSTRAINT "the order" FOREIGN KEY ("order.user", "order.select") REFERENCES "order" ON UPDATE CASCADE,
  FOREIGN KEY ("order.user") REFERENCES "User" ("Id"), FOREIGN KEY ("order.user") REFERENCES "User" ("Id") ON DELETE CASCADE);
CREATE TABLE a (id INTEGER PRIMARY KEY, b_id INTEGER REFERENCES b, c_id INTEGER REFERENCES c ON DELETE CASCADE) ;
CREATE TABLE b (id INTEGER PRIMARY KEY, c_id INTEGER REFERENCES a /* not c */);
CREATE TABLE c (id INTEGER PRIMARY KEY REFERENCES b -- itself a key
);
CREATE TABLE types (a INT8, b UNSIGNED BIG INT, c DOUBLE PRECISION, d VARYING CHARACTER(255), e NATIVE CHARACTER (70), f DECIMAL(10,5), g LONG VARCHAR,
  h TINYINT(1) DEFAULT '1', i DATETIME DEFAULT (datetime('now', 'localtime')), j JSON DEFAULT '{}', k FLOAT DEFAULT 1e3, l REAL DEFAULT .5, m CLOB, n BLOB_TEXT,
  o TIMESTAMP DEFAULT CURRENT_TIMESTAMP, p TEXT DEFAULT (lower(hex(randomblob(16)))), q MONEY DEFAULT 0.00, r INTEGER DEFAULT 0x1F, s STRING, t "quoted type");
CREATE TABLE alone (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE pair (x INTEGER, y INTEGER, PRIMARY KEY (y, x));
CREATE TABLE 'odd' (id INTEGER PRIMARY KEY DESC, v TEXT COLLATE RTRIM CONSTRAINT named NOT NULL CONSTRAINT dflt DEFAULT 'd' CONSTRAINT uniq UNIQUE CONSTRAINT chk CHECK (v <> ''));
CREATE INDEX "Desc" ON "order" ("From" DESC, "GROUP");
