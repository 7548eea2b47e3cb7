"""Migrations whose cost is their rows: bulk_insert beside the client's own way to load, a rebuilt SQLite table beside the same SQL
in sqlite3. Each has a limit: how many times the client's time ours may be."""
import os
import subprocess

import databases
import history

LOAD_LIMIT, REBUILD_LIMIT = 1.5, 1.1
TABLE = "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL, qty INTEGER, price %s)"
HERE = os.path.dirname(os.path.abspath(__file__))

SCRIPT = """local op = require "op"
local sa = require "sa"
revision = "%s"
down_revision = nil
function upgrade()
%s
end
"""

LOAD = """  local t = sa.table("t", sa.column("id", sa.Integer()), sa.column("name", sa.String(40)), sa.column("qty", sa.Integer()),
    sa.column("price", sa.Float()))
  local rows = {}
  for i = 1, %d do
    rows[i] = { id = i, name = "name of row " .. i, qty = i %% 97, price = i * 0.25 }
  end
  %s(t, rows)"""

REBUILD = """  op.batch_alter_table("t", function(batch)
    batch.alter_column("name", { type_ = sa.String(80), nullable = true })
    batch.create_index("ix_qty", { "qty" })
  end)"""

REBUILD_SQL = """PRAGMA foreign_keys=OFF;
BEGIN;
CREATE TABLE _alembic_tmp_t (id INTEGER NOT NULL, name VARCHAR(80), qty INTEGER, price REAL, PRIMARY KEY (id));
INSERT INTO _alembic_tmp_t (id, name, qty, price) SELECT t.id, t.name, t.qty, t.price FROM t;
DROP TABLE t;
ALTER TABLE _alembic_tmp_t RENAME TO t;
CREATE INDEX ix_qty ON t (qty);
COMMIT;
"""


def row(i):
    return (i, "name of row %d" % i, i % 97, i * 0.25)


def project(bench, name, url, body):
    folder = os.path.join(bench.folder, name)
    os.makedirs(os.path.join(folder, "migrations", "versions"), exist_ok=True)
    with open(os.path.join(folder, "alembic.ini"), "w", encoding="utf-8") as f:
        f.write("[alembic]\nscript_location = migrations\nsqlalchemy.url = %s\n" % url.replace("%", "%%"))
    with open(os.path.join(folder, "migrations", "versions", "aa_rows.lua"), "w", encoding="utf-8") as f:
        f.write(SCRIPT % ("aa", body))
    return folder


def written(bench, name, lines):
    path = os.path.join(bench.folder, name)
    with open(path, "w", encoding="utf-8") as f:
        f.writelines(lines)
    return path


def load(bench, database, count):
    folder = project(bench, "load-" + database.backend, database.url, LOAD % (count, "op.bulk_insert"))
    without = project(bench, "rows-" + database.backend, database.url, LOAD % (count, "assert"))
    if database.backend == "sqlite":
        program = os.path.join(bench.folder, "inserts")
        subprocess.run([os.environ.get("CC", "cc"), "-O2", "-o", program, os.path.join(HERE, "inserts.c"), "-lsqlite3"], check=True)
        client, given = [program, database.path, str(count)], {}
    else:
        lines = ["COPY t (id, name, qty, price) FROM stdin;\n"] + ["%d\t%s\t%d\t%r\n" % row(i) for i in range(1, count + 1)] + ["\\.\n"]
        client, given = database.client, {"stdin": written(bench, "copy.sql", lines)}

    def empty():
        database.reset()
        database.query(TABLE % ("REAL" if database.backend == "sqlite" else "DOUBLE PRECISION"))

    def loaded():
        found = [str(v) for v in database.query("SELECT count(*), sum(qty), sum(length(name)) FROM t")[0]]
        wanted = [count, sum(row(i)[2] for i in range(1, count + 1)), sum(len(row(i)[1]) for i in range(1, count + 1))]
        assert found == [str(v) for v in wanted], "rows: %s" % found

    def nothing():
        assert database.query("SELECT count(*) FROM t")[0][0] in (0, "0")

    tools = {"runner": ([bench.runner, "upgrade", "head"], {"cwd": folder}), "client": (client, given),
             "without": ([bench.runner, "upgrade", "head"], {"cwd": without, "after": nothing})}
    bench.case("%s: bulk_insert of %d rows; client: %s" % (database.backend, count, "prepared inserts" if not given else "COPY"),
               bench.sizes["rounds"], tools, before=empty, after=loaded, limit=LOAD_LIMIT)


def rebuild(bench, database, count):
    folder = project(bench, "rebuild", database.url, REBUILD)
    kept = os.path.join(bench.folder, "kept.db")
    databases.Sqlite.reset(database)
    database.query(TABLE % "REAL")
    database.query(history.VERSION_TABLE)
    database.query("INSERT INTO t WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < %d) "
                   "SELECT i, 'name of row ' || i, i %% 97, i * 0.25 FROM s" % count)
    os.replace(database.path, kept)

    def fresh():
        database.reset()
        subprocess.run(["cp", kept, database.path], check=True)
        os.sync()

    def rebuilt():
        assert database.query("SELECT count(*), max(id) FROM t") == [(count, count)]
        assert database.query("SELECT count(*) FROM pragma_index_list('t') WHERE name = 'ix_qty'") == [(1,)]

    tools = {"runner": ([bench.runner, "upgrade", "head"], {"cwd": folder}),
             "client": (database.client, {"stdin": written(bench, "rebuild.sql", [REBUILD_SQL])})}
    bench.case("sqlite: rebuild of a table of %d rows; client: the same SQL" % count, bench.sizes["rounds"], tools, before=fresh,
               after=rebuilt, limit=REBUILD_LIMIT)
    os.unlink(kept)


def all_of(bench, database):
    load(bench, database, bench.sizes["rows"])
    if database.backend == "sqlite":
        for count in (bench.sizes["rebuilt"] // 10, bench.sizes["rebuilt"]):
            rebuild(bench, database, count)
