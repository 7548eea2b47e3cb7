"""Every type of the contract with each of its parameters, and every kind of default: made by the migration that --autogenerate
writes, the column is then what the model says, and so it is in the models that `runner models` writes."""
import unittest

from support import Case, PostgresCase, main_with_postgresql

GENERIC = r'''
Integer
SmallInteger
BigInteger
String
String(20)
String(50, { collation = "%C" })
Unicode
Unicode(200)
Text
Text{ collation = "%C" }
UnicodeText
Boolean
Boolean{ create_constraint = true }
Boolean{ create_constraint = true, name = "bk" }
Numeric
Numeric(10)
Numeric(10, 2)
Numeric(10, 0)
Float
Float(10)
Float(24)
Float(25)
Double
Date
Time
Time{ timezone = true }
DateTime
DateTime{ timezone = true }
Interval
Interval{ second_precision = 3 }
Interval{ native = false }
LargeBinary
LargeBinary(20)
JSON
Uuid
Uuid{ native_uuid = false }
Enum("a", "b", { name = "e1" })
Enum("a", "b", { name = "e2", native_enum = false })
Enum("a", "b", { name = "e3", native_enum = false, create_constraint = true })
Enum("a", "b", { name = "e4", native_enum = false, length = 30 })
Enum("it's", "b\\c", "", { name = "E 5" })
PickleType
INTEGER
INT
SMALLINT
BIGINT
VARCHAR
VARCHAR(20)
CHAR
CHAR(5)
TEXT
BOOLEAN
NUMERIC
NUMERIC(8)
NUMERIC(8, 3)
DECIMAL
DECIMAL(8)
DECIMAL(8, 3)
FLOAT
FLOAT(30)
REAL
DOUBLE_PRECISION
DATE
TIME
TIME{ timezone = true }
TIMESTAMP
TIMESTAMP{ timezone = true }
UUID
JSON
String(20):with_variant(sa.Text(), "postgresql")
String(20):with_variant(sa.Text(), "sqlite")
JSON():with_variant(sa.postgresql.JSONB(), "postgresql")
'''

POSTGRESQL = r'''
postgresql.JSONB
postgresql.JSON
ARRAY(sa.Integer())
ARRAY(sa.Integer(), { dimensions = 3 })
ARRAY(sa.Enum("x", "y", { name = "ea" }))
postgresql.ARRAY(sa.String(20))
postgresql.ARRAY(sa.Text(), { dimensions = 2 })
postgresql.ARRAY(sa.Numeric(10, 2))
postgresql.ARRAY(sa.postgresql.TIMESTAMP{ precision = 3, timezone = true })
postgresql.ARRAY(sa.postgresql.VARBIT(4))
postgresql.ARRAY(sa.postgresql.INTERVAL{ fields = "DAY TO SECOND", precision = 2 })
postgresql.ARRAY(sa.Text{ collation = "C" })
postgresql.ARRAY(sa.CHAR(3))
postgresql.ARRAY(sa.Float(20))
postgresql.UUID
postgresql.INET
postgresql.CIDR
postgresql.MACADDR
postgresql.MACADDR8
postgresql.BYTEA
postgresql.BIT
postgresql.BIT(5)
postgresql.BIT(5, { varying = true })
postgresql.BIT{ varying = true }
postgresql.VARBIT
postgresql.VARBIT(9)
postgresql.INTERVAL
postgresql.INTERVAL{ precision = 3 }
postgresql.INTERVAL{ precision = 6 }
postgresql.INTERVAL{ fields = "YEAR" }
postgresql.INTERVAL{ fields = "MONTH" }
postgresql.INTERVAL{ fields = "DAY" }
postgresql.INTERVAL{ fields = "HOUR" }
postgresql.INTERVAL{ fields = "MINUTE" }
postgresql.INTERVAL{ fields = "SECOND" }
postgresql.INTERVAL{ fields = "SECOND", precision = 0 }
postgresql.INTERVAL{ fields = "YEAR TO MONTH" }
postgresql.INTERVAL{ fields = "DAY TO HOUR" }
postgresql.INTERVAL{ fields = "DAY TO MINUTE" }
postgresql.INTERVAL{ fields = "day to second" }
postgresql.INTERVAL{ fields = "HOUR TO MINUTE" }
postgresql.INTERVAL{ fields = "HOUR TO SECOND" }
postgresql.INTERVAL{ fields = "MINUTE TO SECOND" }
postgresql.INTERVAL{ fields = "DAY TO SECOND", precision = 3 }
postgresql.TIMESTAMP
postgresql.TIMESTAMP{ timezone = true }
postgresql.TIMESTAMP{ precision = 0 }
postgresql.TIMESTAMP{ precision = 6 }
postgresql.TIMESTAMP{ precision = 3, timezone = true }
postgresql.TIME
postgresql.TIME{ precision = 2 }
postgresql.TIME{ precision = 0, timezone = true }
postgresql.MONEY
postgresql.OID
postgresql.REGCLASS
postgresql.REGCONFIG
postgresql.TSVECTOR
postgresql.TSQUERY
postgresql.JSONPATH
postgresql.XML
postgresql.HSTORE
postgresql.CITEXT
postgresql.CITEXT{ collation = "C" }
postgresql.ENUM("p", "q", { name = "pe" })
postgresql.ENUM("p", "q", { name = "pe", schema = "other" })
postgresql.DOMAIN("positive", sa.Integer(), { check = "VALUE > 0", not_null = false, default = "3" })
postgresql.DOMAIN("word", sa.String(20), { collation = "C", check = "VALUE <> ''", constraint_name = "said" })
postgresql.INT4RANGE
postgresql.INT8RANGE
postgresql.NUMRANGE
postgresql.DATERANGE
postgresql.TSRANGE
postgresql.TSTZRANGE
postgresql.VARCHAR(5)
postgresql.FLOAT(7)
postgresql.NUMERIC(4, 1)
custom("name")
custom("point")
custom("char(4)")
custom("pg_lsn")
custom("\"char\"")
custom("int4")
custom("timestamptz(3)")
custom("int[]")
custom("character varying(9)[]")
custom("float8")
custom("decimal(7,1)")
custom("bpchar(3)")
custom("timestamp with time zone")
custom("bit varying(4)")
custom("national character(3)")
'''
SINCE_14 = r'''
postgresql.INT4MULTIRANGE
postgresql.INT8MULTIRANGE
postgresql.NUMMULTIRANGE
postgresql.DATEMULTIRANGE
postgresql.TSMULTIRANGE
postgresql.TSTZMULTIRANGE
'''

SQLITE = r'''
CLOB
BLOB
BLOB(9)
BINARY
BINARY(4)
VARBINARY
VARBINARY(4)
NVARCHAR
NVARCHAR(4)
NCHAR
NCHAR(4)
DOUBLE
REAL(4)
DOUBLE(10)
DATETIME
DATETIME{ timezone = true }
VARCHAR(20, { collation = "NOCASE" })
TEXT{ collation = "RTRIM" }
sqlite.DATE
sqlite.TIME
sqlite.DATETIME
sqlite.JSON
sqlite.VARCHAR(3)
sqlite.DECIMAL(4, 2)
custom("MEDIUMINT")
custom("UNSIGNED BIG INT")
custom("VARCHAR (30)")
custom("numeric(10, 5)")
custom("ANY")
custom("\"my type\"")
custom("tinyint(1)")
'''

DEFAULTS = r'''
Integer: 0
Integer: "0"
Integer: -1
Integer: sa.text("(1 + 1)")
Integer: sa.literal(5)
Integer: "007"
Integer: "+5"
Integer: sa.null()
Integer: sa.text("NULL")
Integer: sa.NULL
BigInteger: "9223372036854775807"
Numeric(10, 2): "1.50"
Numeric(10, 2): 1.5
Numeric: -2.5
Numeric(10, 2): "1e2"
Float: 0.1
Double: 1e20
String(20): "x"
String(20): ""
String(20): "it's"
String(20): "a\\b"
String(20): "50% :x"
String(20): "1"
String(20): "null"
String(20): "now()"
String(20): "true"
String(20): sa.null()
String(20): sa.cast(sa.literal("a"), sa.String(20))
Text: "line\nbreak"
Text: "ünï"
Text: "a::b"
Text: "(x)"
Text: "'q'"
Text: sa.text("('a' || 'b')")
Text: sa.func.lower("A")
Text: 5
CHAR(5): "ab"
Boolean: true
Boolean: false
Boolean: sa.true_()
Boolean: "1"
Boolean: "t"
Boolean: sa.text("false")
Boolean: sa.null()
Date: "2020-01-01"
Date: sa.text("CURRENT_DATE")
Time: sa.text("CURRENT_TIME")
DateTime: "2020-01-01 10:00:00"
DateTime: sa.func.now()
DateTime: sa.text("current_timestamp")
DateTime{ timezone = true }: sa.func.now()
LargeBinary: "abc"
JSON: "{}"
JSON: "[1, 2]"
Enum("a", "b", { name = "de" }): "a"
Uuid: "00000000-0000-0000-0000-000000000001"
Interval: "1 day"
'''

POSTGRESQL_DEFAULTS = r'''
postgresql.JSONB: '{"b": 1, "a": 2}'
postgresql.JSONB: sa.text("'[]'")
postgresql.JSONB: sa.text("jsonb_build_object('a', 1)")
postgresql.ARRAY(sa.Integer()): "{1,2}"
postgresql.ARRAY(sa.Text()): sa.text("ARRAY['a']")
postgresql.ARRAY(sa.Text()): sa.text("'{}'::text[]")
ARRAY(sa.Enum("a", "b", { name = "da" })): "{a}"
Uuid: sa.func.gen_random_uuid()
postgresql.INET: "10.0.0.1"
postgresql.INTERVAL: sa.text("interval '1 hour'")
postgresql.MONEY: "1.00"
postgresql.BIT(3): sa.text("B'101'")
postgresql.BYTEA: sa.text("'\\x00'::bytea")
postgresql.TSVECTOR: "a b"
postgresql.DATERANGE: "[2020-01-01,2020-02-01)"
postgresql.TSTZRANGE: sa.text("tstzrange(now(), NULL)")
postgresql.TIMESTAMP{ precision = 3, timezone = true }: sa.text("now()")
postgresql.HSTORE: "a=>1"
postgresql.CITEXT: "A"
DateTime: sa.text("(now() at time zone 'utc')")
DateTime: "infinity"
DateTime: sa.text("localtimestamp")
Date: "1999/01/08"
Text: sa.text("CURRENT_USER")
Text: sa.text("md5(random()::text)")
Text: sa.text("E'a\\nb'")
Text: sa.text("$q$a;b$q$")
String(5): sa.text("'x'::varchar(5)")
Integer: sa.text("nextval('sq')")
Integer: sa.text("CAST('5' AS integer)")
Integer: sa.text("CASE WHEN true THEN 1 ELSE 0 END")
BigInteger: sa.text("extract(epoch from now())")
Boolean: sa.text("(NOT true)")
Uuid: "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"
custom("point"): "(1,2)"
'''

SQLITE_DEFAULTS = r'''
DateTime: sa.text("(datetime('now'))")
Text: sa.text("(hex(randomblob(16)))")
Integer: sa.text("0x10")
Integer: sa.text("((1))")
Integer: sa.text("- 1")
Integer: sa.text("1e3")
BLOB: sa.text("x'00'")
Text: sa.text("\"dq\"")
Boolean: sa.text("TRUE")
Float: sa.text(".5")
'''


def lines(*texts):
    return [line for text in texts for line in text.splitlines() if line]


def columns(types, defaults, collation):
    """{name of a table: what its column is}, and the models. Two columns of every type: an enum type is made once."""
    said, models = {}, []
    for number, text in enumerate(types):
        text = text.replace("%C", collation)
        said["t%d" % number] = text
        again = "" if "create_constraint" in text else ', sa.Column("b", sa.%s, { nullable = false })' % text
        models.append('sa.Column("a", sa.%s)%s' % (text, again))
    for number, text in enumerate(defaults):
        kind, default = text.split(": ", 1)
        said["d%d" % number] = text
        models.append('sa.Column("a", sa.%s, { server_default = %s })' % (kind, default))
    tables = ['sa.Table("%s", metadata, sa.Column("id", sa.Integer(), { primary_key = true }), %s)' % (name, text)
              for name, text in zip(said, models)]
    functions = ["(function()\n%s\nend)();" % "\n".join(tables[i:i + 40]) for i in range(0, len(tables), 40)]  # Lua's constants
    return said, 'local sa = require "sa"\nlocal metadata = sa.MetaData();\n%s\nreturn { metadata = metadata }\n' % "\n".join(functions)


class Both:
    def test_what_is_made_is_what_the_model_says(self):
        project = self.project(ini="target_metadata = %(here)s/models.lua\n")
        self.prepare(project)
        said, models = columns(*self.walk(project))
        self.assertGreater(len(said), 100)
        project.write("models.lua", models)
        self.succeeds(project, "revision", "--autogenerate", "-m", "all", "--rev-id", "a1")
        self.succeeds(project, "upgrade", "head")
        self.agrees(project, said)
        self.succeeds(project, "models", "-o", "models.lua", "--force")
        self.agrees(project, said)
        self.succeeds(project, "downgrade", "base")

    def agrees(self, project, said):
        got = project.run("check")
        self.assertEqual(got.out, "No new upgrade operations detected.\n", "\n".join(
            "%s = %s" % pair for pair in said.items() if any(" %s." % pair[0] in line for line in got.out.splitlines())) + got.err)


class OnSqlite(Both, Case):
    def prepare(self, project):
        pass

    def walk(self, _):
        return lines(GENERIC, SQLITE), lines(DEFAULTS, SQLITE_DEFAULTS), "NOCASE"


class OnPostgresql(Both, PostgresCase):
    def prepare(self, project):
        project.sql("CREATE EXTENSION citext; CREATE EXTENSION hstore; CREATE SCHEMA other; CREATE SEQUENCE sq")

    def walk(self, project):
        newer = int(project.sql("SHOW server_version_num")[0][0]) >= 140000
        return lines(GENERIC, POSTGRESQL, SINCE_14 if newer else ""), lines(DEFAULTS, POSTGRESQL_DEFAULTS), "C"


if __name__ == "__main__":
    main_with_postgresql()
