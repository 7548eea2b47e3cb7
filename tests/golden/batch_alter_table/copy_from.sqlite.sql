-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail

PRAGMA foreign_keys=OFF;

CREATE TABLE _alembic_tmp_foo (
    id INTEGER NOT NULL, 
    data TEXT NOT NULL, 
    y INTEGER, 
    PRIMARY KEY (id), 
    CONSTRAINT uq_data UNIQUE (data)
);

INSERT INTO _alembic_tmp_foo (id, data) SELECT foo.id, foo.data FROM foo;

DROP TABLE foo;

PRAGMA legacy_alter_table=ON;

ALTER TABLE _alembic_tmp_foo RENAME TO foo;

PRAGMA legacy_alter_table=OFF;

