"""Histories as Lua for us and as Python for Alembic: one line, which the databases' own clients get as SQL, too, and one with
branches, merges, dependencies and labels. Revision i works on table i // 4: it creates it (six columns and an index), adds a
column, drops it again, or inserts two rows."""
import collections
import os
import random

Revision = collections.namedtuple("Revision", "id down deps labels")

LUA = """-- step {i}
--
-- Revision ID: {rev}
-- Revises:{revises}
-- Create Date: 2026-01-01 00:00:00.000000

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "{rev}"
down_revision = {down}
branch_labels = {labels}
depends_on = {deps}

function upgrade()
{up}end

function downgrade()
{back}end
"""

PYTHON = '''"""step {i}

Revision ID: {rev}
Revises:{revises}
Create Date: 2026-01-01 00:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "{rev}"
down_revision = {down}
branch_labels = {labels}
depends_on = {deps}


def upgrade():
{up}

def downgrade():
{back}'''

ENV_PY = """from alembic import context
from sqlalchemy import engine_from_config, pool

config = context.config
each = config.get_main_option("transaction_per_migration") == "true"

if context.is_offline_mode():
    context.configure(url=config.get_main_option("sqlalchemy.url"), literal_binds=True, transaction_per_migration=each)
    with context.begin_transaction():
        context.run_migrations()
else:
    engine = engine_from_config(config.get_section(config.config_ini_section), prefix="sqlalchemy.", poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, transaction_per_migration=each)
        with context.begin_transaction():
            context.run_migrations()
"""


def revision(i):
    return "%012x" % (0xc0ffee000000 + i)


def line(count):
    return [Revision(revision(i), (revision(i - 1),) if i else (), (), ()) for i in range(count)]


def tangle(count, lines=50):
    """Up to `lines` lines at a time that branch, merge and depend on each other; their ids are in no order."""
    dice, made, tips = random.Random(7), [], []
    ids = ["%012x" % (i * 2654435761 % 281474976710655 + 1) for i in range(count)]
    for i, rev in enumerate(ids):
        down, deps = [dice.choice(tips)] if tips else [], []
        kind = dice.randrange(20)
        if down and not (kind < 2 and len(tips) < lines):   # else a new branch: the parent stays a tip, too
            tips.remove(down[0])
        if kind == 2 and len(tips) > lines // 2:
            down.append(tips.pop(dice.randrange(len(tips))))
        elif kind == 3 and i > 1:
            deps = [other for other in [ids[i - 1 - dice.randrange(min(i, 1000))]] if other not in down]
        tips.append(rev)
        made.append(Revision(rev, tuple(down), tuple(deps), ("label%d" % i,) if i % 500 == 0 else ()))
    return made


def heads(revisions, real):
    """Ids that nobody's down_revision names; `real`: nor anybody's depends_on."""
    named = {parent for r in revisions for parent in r.down + (r.deps if real else ())}
    return sorted(r.id for r in revisions if r.id not in named)


def lua(i):
    t = "t%d" % (i // 4)
    return [
        ('  op.create_table("{t}",\n    sa.Column("id", sa.Integer(), {{ primary_key = true, autoincrement = false }}),\n'
         '    sa.Column("name", sa.String(50), {{ nullable = false }}),\n    sa.Column("email", sa.String(120)),\n'
         '    sa.Column("qty", sa.Integer(), {{ nullable = false }}),\n    sa.Column("price", sa.Numeric(10, 2)),\n'
         '    sa.Column("made_at", sa.DateTime()))\n  op.create_index("ix_{t}_name", "{t}", {{ "name" }})\n',
         '  op.drop_table("{t}")\n'),
        ('  op.add_column("{t}", sa.Column("extra", sa.String(20)))\n', '  op.drop_column("{t}", "extra")\n'),
        ('  op.drop_column("{t}", "extra")\n', '  op.add_column("{t}", sa.Column("extra", sa.String(20)))\n'),
        ('  op.execute("INSERT INTO {t} (id, name, qty) VALUES (1, \'one\', 1)")\n'
         '  op.execute("INSERT INTO {t} (id, name, qty) VALUES (2, \'two\', 2)")\n', '  op.execute("DELETE FROM {t}")\n'),
    ][i % 4], t


def python(i):
    t = "t%d" % (i // 4)
    return [
        ('    op.create_table(\n        "{t}",\n        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),\n'
         '        sa.Column("name", sa.String(50), nullable=False),\n        sa.Column("email", sa.String(120)),\n'
         '        sa.Column("qty", sa.Integer(), nullable=False),\n        sa.Column("price", sa.Numeric(10, 2)),\n'
         '        sa.Column("made_at", sa.DateTime()),\n    )\n    op.create_index("ix_{t}_name", "{t}", ["name"])\n',
         '    op.drop_table("{t}")\n'),
        ('    op.add_column("{t}", sa.Column("extra", sa.String(20)))\n', '    op.drop_column("{t}", "extra")\n'),
        ('    op.drop_column("{t}", "extra")\n', '    op.add_column("{t}", sa.Column("extra", sa.String(20)))\n'),
        ('    op.execute("INSERT INTO {t} (id, name, qty) VALUES (1, \'one\', 1)")\n'
         '    op.execute("INSERT INTO {t} (id, name, qty) VALUES (2, \'two\', 2)")\n', '    op.execute("DELETE FROM {t}")\n'),
    ][i % 4], t


def sql(i, backend):
    t = "t%d" % (i // 4)
    moment = "TIMESTAMP WITHOUT TIME ZONE" if backend == "postgresql" else "DATETIME"
    return [s.format(t=t, moment=moment) for s in [
        ["CREATE TABLE {t} (id INTEGER NOT NULL, name VARCHAR(50) NOT NULL, email VARCHAR(120), qty INTEGER NOT NULL, "
         "price NUMERIC(10, 2), made_at {moment}, PRIMARY KEY (id))", "CREATE INDEX ix_{t}_name ON {t} (name)"],
        ["ALTER TABLE {t} ADD COLUMN extra VARCHAR(20)"],
        ["ALTER TABLE {t} DROP COLUMN extra"],
        ["INSERT INTO {t} (id, name, qty) VALUES (1, 'one', 1)", "INSERT INTO {t} (id, name, qty) VALUES (2, 'two', 2)"],
    ][i % 4]]


VERSION_TABLE = ("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                 "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))")


def literal(items, none, brackets):
    if len(items) < 2:
        return '"%s"' % items[0] if items else none
    return brackets[0] + ", ".join('"%s"' % item for item in items) + brackets[1]


def write_scripts(folder, revisions, suffix, template, body, none, brackets):
    versions = os.path.join(folder, "migrations", "versions")
    os.makedirs(versions)
    for i, r in enumerate(revisions):
        (up, back), t = body(i)
        write(os.path.join(versions, "%s_step_%d%s" % (r.id, i, suffix)), template.format(
            i=i, rev=r.id, revises=" " + ", ".join(r.down) if r.down else "", up=up.format(t=t), back=back.format(t=t),
            **{name: literal(getattr(r, name), none, brackets) for name in ("down", "deps", "labels")}))


def write_lua(folder, revisions, url, each):
    write_scripts(folder, revisions, ".lua", LUA, lua, "nil", ("{ ", " }"))
    write_ini(folder, url, each)


def write_python(folder, revisions, url, each):
    write_scripts(folder, revisions, ".py", PYTHON, python, "None", ("(", ")"))
    write_ini(folder, url, each)
    write(os.path.join(folder, "migrations", "env.py"), ENV_PY)


def write_sql(path, count, backend, each):
    """What a careful person would type into the client: the same statements, version rows and transactions."""
    out = ["BEGIN", VERSION_TABLE]
    for i in range(count):
        if each and i:
            out.append("BEGIN")
        out += sql(i, backend)
        out.append("UPDATE alembic_version SET version_num = '%s' WHERE version_num = '%s'" % (revision(i), revision(i - 1)) if i
                   else "INSERT INTO alembic_version (version_num) VALUES ('%s')" % revision(0))
        if each:
            out.append("COMMIT")
    if not each:
        out.append("COMMIT")
    write(path, "".join(s + ";\n" for s in out))


def write_ini(folder, url, each):
    write(os.path.join(folder, "alembic.ini"),
          "[alembic]\nscript_location = %%(here)s/migrations\nsqlalchemy.url = %s\ntransaction_per_migration = %s\n"
          % (url.replace("%", "%%"), "true" if each else "false"))


def write(path, text):
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
