-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

PRAGMA foreign_keys=OFF;

CREATE TABLE foo (
    id INTEGER NOT NULL, 
    a INTEGER, 
    b VARCHAR(9), 
    PRIMARY KEY (id)
);

CREATE INDEX ix_b ON foo (b);

CREATE TABLE _alembic_tmp_foo (
    id INTEGER NOT NULL, 
    a INTEGER, 
    c VARCHAR(9), 
    PRIMARY KEY (id), 
    CONSTRAINT fk_a FOREIGN KEY(a) REFERENCES o (id)
);

INSERT INTO _alembic_tmp_foo (id, a, c) SELECT foo.id, foo.a, foo.b FROM foo;

DROP TABLE foo;

PRAGMA legacy_alter_table=ON;

ALTER TABLE _alembic_tmp_foo RENAME TO foo;

PRAGMA legacy_alter_table=OFF;

CREATE INDEX ix_b ON foo (c);

