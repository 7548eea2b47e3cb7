// CREATE TABLE and what surrounds it, on both dialects, against what Alembic prints.
#include <catch2/catch.hpp>

#include "sql/sql_support.h"
#include "support/errors.h"

using namespace runner;
using namespace runner::schema;
using namespace runner::test;

namespace {

Column with_default(Column made, Expr expr) {
  made.server_default = Default{std::move(expr)};
  return made;
}

Column not_null(Column made) {
  made.nullable = false;
  return made;
}

ops::CreateTable create(Table made) {
  ops::CreateTable op;
  op.table = std::move(made);
  return op;
}

ops::AddColumn add(std::string table_name, Column made) {
  ops::AddColumn op;
  op.table_name = std::move(table_name);
  op.column = std::move(made);
  return op;
}

Type enumeration(std::optional<std::string> name, std::vector<std::string> values) {
  Type made = test::type("Enum");
  made.type_name = std::move(name);
  made.values = std::move(values);
  return made;
}

Identity counting(std::optional<std::int64_t> start) {
  Identity made;
  made.always = true;
  made.start = start;
  return made;
}

Table account() {
  Column email = column("email", string_type(100));
  email.unique = true;
  Column org = column("org_id");
  ForeignKey to_org = reference("org", "id");
  to_org.reference.ondelete = "CASCADE";
  org.foreign_keys = {to_org};
  Column created = column("created", "DateTime");
  created.type.edit().timezone = true;
  return table("account",
               {key_column("id"), not_null(with_default(column("name", string_type(50)), lit("x"))), email, org,
                with_default(column("active", "Boolean"), node("true")), with_default(created, func("now"))},
               {unique_on("uq_ne", {"name", "email"}), check("ck_id", "id > 0")});
}

}  // namespace

TEST_CASE("create_table prints one column or constraint a line", "[sql]") {
  KnownFacts facts;
  const auto statements = postgresql().compile(create(table("t", {key_column("id"), column("n", string_type(50))})), facts, {});
  REQUIRE(statements.size() == 1);
  CHECK(statements[0].sql == "CREATE TABLE t (\n    id SERIAL NOT NULL, \n    n VARCHAR(50), \n    PRIMARY KEY (id)\n)");
  CHECK(pg(create(table("t", {}))) == Lines{"CREATE TABLE t ()"});
}

TEST_CASE("create_table orders clauses and constraints as SQLAlchemy does", "[sql]") {
  CHECK(
      pg(create(account())) ==
      Lines{
          "CREATE TABLE account (id SERIAL NOT NULL, name VARCHAR(50) DEFAULT 'x' NOT NULL, email VARCHAR(100), org_id INTEGER, "
          "active BOOLEAN DEFAULT true, created TIMESTAMP WITH TIME ZONE DEFAULT now(), PRIMARY KEY (id), "
          "CONSTRAINT uq_ne UNIQUE (name, email), CONSTRAINT ck_id CHECK (id > 0), UNIQUE (email), "
          "FOREIGN KEY(org_id) REFERENCES org (id) ON DELETE CASCADE)"});
  CHECK(
      lite(create(account())) ==
      Lines{
          "CREATE TABLE account (id INTEGER NOT NULL, name VARCHAR(50) DEFAULT 'x' NOT NULL, email VARCHAR(100), org_id INTEGER, "
          "active BOOLEAN DEFAULT 1, created DATETIME DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (id), "
          "CONSTRAINT uq_ne UNIQUE (name, email), CONSTRAINT ck_id CHECK (id > 0), UNIQUE (email), "
          "FOREIGN KEY(org_id) REFERENCES org (id) ON DELETE CASCADE)"});
}

TEST_CASE("only the right column numbers itself", "[sql]") {
  Column big = key_column("id");
  big.type = test::type("BigInteger");
  CHECK(pg(create(table("t", {big})))[0] == "CREATE TABLE t (id BIGSERIAL NOT NULL, PRIMARY KEY (id))");
  CHECK(lite(create(table("t", {big})))[0] == "CREATE TABLE t (id BIGINT NOT NULL, PRIMARY KEY (id))");
  Column chosen = key_column("a");
  chosen.autoincrement = Autoincrement::kYes;
  const Table composite = table("t", {chosen, key_column("b")});
  CHECK(pg(create(composite))[0] == "CREATE TABLE t (a SERIAL NOT NULL, b INTEGER NOT NULL, PRIMARY KEY (a, b))");
  CHECK(error_of([&] { lite(create(composite)); }).code == ErrorCode::kUnsupported);
  const Column preset = with_default(key_column("id"), sqltext("7"));
  CHECK(pg(create(table("t", {preset})))[0] == "CREATE TABLE t (id INTEGER DEFAULT 7 NOT NULL, PRIMARY KEY (id))");
  Column sequence = key_column("id");
  sequence.has_sequence = true;
  CHECK(pg(create(table("t", {sequence})))[0] == "CREATE TABLE t (id INTEGER NOT NULL, PRIMARY KEY (id))");
}

TEST_CASE("server defaults are literals of the column's type or expressions", "[sql]") {
  const Table made =
      table("t",
            {with_default(column("a"), lit("0")), with_default(column("b"), lit(5)), with_default(column("c", "Boolean"), lit(1)),
             with_default(column("d"), lit(true)), with_default(column("e", "Text"), lit("C:\\it's")),
             with_default(column("f"), sqltext("1 + 2")), with_default(column("g"), func("floor", {func("random")})),
             with_default(column("h"), node("null")), with_default(column("i", "Text"), sqltext("(lower('A'))")),
             with_default(column("j"), lit(-5)), with_default(column("k", "Text"), sqltext("'a' || 'b'"))});
  CHECK(pg(create(made))[0] ==
        "CREATE TABLE t (a INTEGER DEFAULT '0', b INTEGER DEFAULT 5, c BOOLEAN DEFAULT true, d INTEGER DEFAULT 1, "
        "e TEXT DEFAULT 'C:\\it''s', f INTEGER DEFAULT 1 + 2, g INTEGER DEFAULT floor(random()), h INTEGER DEFAULT NULL, "
        "i TEXT DEFAULT (lower('A')), j INTEGER DEFAULT -5, k TEXT DEFAULT 'a' || 'b')");
  CHECK(lite(create(made))[0] ==
        "CREATE TABLE t (a INTEGER DEFAULT '0', b INTEGER DEFAULT 5, c BOOLEAN DEFAULT 1, d INTEGER DEFAULT 1, "
        "e TEXT DEFAULT 'C:\\it''s', f INTEGER DEFAULT (1 + 2), g INTEGER DEFAULT (floor(random())), h INTEGER DEFAULT NULL, "
        "i TEXT DEFAULT (lower('A')), j INTEGER DEFAULT (-5), k TEXT DEFAULT ('a' || 'b'))");
}

TEST_CASE("identity and computed columns", "[sql]") {
  Column id = key_column("id");
  id.type = test::type("BigInteger");
  id.identity = counting(10);
  id.identity->increment = 2;
  id.identity->cycle = true;
  Column maybe = column("n");
  maybe.identity.emplace();
  maybe.nullable = true;
  Column twice = column("twice");
  twice.computed = Computed{sqltext("n * 2"), true};
  const Table made = table("t", {id, maybe, twice});
  CHECK(pg(create(made))[0] ==
        "CREATE TABLE t (id BIGINT GENERATED ALWAYS AS IDENTITY (INCREMENT BY 2 START WITH 10 CYCLE), "
        "n INTEGER GENERATED BY DEFAULT AS IDENTITY NULL, twice INTEGER GENERATED ALWAYS AS (n * 2) STORED, PRIMARY KEY (id))");
  CHECK(lite(create(made))[0] ==
        "CREATE TABLE t (id BIGINT NOT NULL, n INTEGER, twice INTEGER GENERATED ALWAYS AS (n * 2) STORED, PRIMARY KEY (id))");
  Column on_the_fly = not_null(column("b"));
  on_the_fly.computed = Computed{sqltext("a + 1"), false};
  CHECK(lite(create(table("t", {on_the_fly})))[0] == "CREATE TABLE t (b INTEGER NOT NULL GENERATED ALWAYS AS (a + 1) VIRTUAL)");
  const Error refused = error_of([&] { pg(create(table("t", {on_the_fly}))); });
  CHECK(refused.code == ErrorCode::kUnsupported);
  CHECK(refused.hint.find("version 18") != std::string::npos);
  CHECK(refused.hint.find("persisted = true") != std::string::npos);
}

TEST_CASE("indexes and comments follow the table", "[sql]") {
  Column a = column("a");
  a.index = true;
  a.comment = "it's 100%";
  Table made = table("t", {a, column("b")}, {}, {index("ix_ab", {"a", "b"})});
  made.indexes[0].unique = true;
  made.schema = "app";
  made.comment = "t";
  CHECK(pg(create(made)) == Lines{"CREATE TABLE app.t (a INTEGER, b INTEGER)", "CREATE UNIQUE INDEX ix_ab ON app.t (a, b)",
                                  "CREATE INDEX ix_app_t_a ON app.t (a)", "COMMENT ON TABLE app.t IS 't'",
                                  "COMMENT ON COLUMN app.t.a IS 'it''s 100%'"});
  CHECK(lite(create(made)) == Lines{"CREATE TABLE app.t (a INTEGER, b INTEGER)", "CREATE UNIQUE INDEX app.ix_ab ON t (a, b)",
                                    "CREATE INDEX app.ix_app_t_a ON t (a)"});
}

TEST_CASE("table options of the dialect in use are printed, others ignored", "[sql]") {
  Table made = table("t", {key_column("id")});
  made.options = {{"mysql_engine", lit("InnoDB")},
                  {"postgresql_inherits", tuple({lit("q"), lit("My R")})},
                  {"postgresql_on_commit", lit("preserve_rows")},
                  {"postgresql_partition_by", lit("RANGE (id)")},
                  {"postgresql_tablespace", lit("ts")},
                  {"postgresql_using", lit("heap")},
                  {"postgresql_with", node("row", "", {}, {{"fillfactor", lit(50)}})},
                  {"sqlite_autoincrement", lit(true)},
                  {"sqlite_strict", lit(true)},
                  {"sqlite_with_rowid", lit(false)}};
  made.prefixes = {"TEMPORARY"};
  CHECK(
      pg(create(made))[0] ==
      "CREATE TEMPORARY TABLE t (id SERIAL NOT NULL, PRIMARY KEY (id)) INHERITS (q, \"My R\") PARTITION BY RANGE (id) USING heap "
      "WITH (fillfactor = 50) ON COMMIT PRESERVE ROWS TABLESPACE ts");
  CHECK(lite(create(made))[0] ==
        "CREATE TEMPORARY TABLE t (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT) WITHOUT ROWID, STRICT");
}

TEST_CASE("SQLite's ON CONFLICT clauses", "[sql]") {
  Column id = key_column("id");
  id.options = {{"sqlite_on_conflict_not_null", lit("FAIL")}, {"sqlite_on_conflict_primary_key", lit("REPLACE")}};
  Column n = column("n");
  n.unique = true;
  n.options = {{"sqlite_on_conflict_unique", lit("IGNORE")}};
  CheckConstraint positive = test::check("ck", "n > 0");
  positive.options = {{"sqlite_on_conflict", lit("ABORT")}};
  CHECK(lite(create(table("t", {id, n}, {positive})))[0] ==
        "CREATE TABLE t (id INTEGER NOT NULL ON CONFLICT FAIL, n INTEGER, PRIMARY KEY (id) ON CONFLICT REPLACE, "
        "CONSTRAINT ck CHECK (n > 0) ON CONFLICT ABORT, UNIQUE (n) ON CONFLICT IGNORE)");
}

TEST_CASE("foreign keys with every option, and those a dialect leaves out", "[sql]") {
  ForeignKeyConstraint key = foreign("fk1", {"a", "b"}, "o", {"x", "y"});
  key.reference.match = "FULL";
  key.reference.ondelete = "SET NULL";
  key.reference.onupdate = "cascade";
  key.reference.deferrable = true;
  key.reference.initially = "DEFERRED";
  const Lines expected{
      "CREATE TABLE t (a INTEGER, b INTEGER, CONSTRAINT fk1 FOREIGN KEY(a, b) REFERENCES o (x, y) MATCH FULL ON DELETE SET NULL "
      "ON UPDATE cascade DEFERRABLE INITIALLY DEFERRED)"};
  CHECK(pg(create(table("t", {column("a"), column("b")}, {key}))) == expected);
  CHECK(lite(create(table("t", {column("a"), column("b")}, {key}))) == expected);

  key.reference.use_alter = true;
  CHECK(pg(create(table("t", {column("a"), column("b")}, {key}))) == Lines{"CREATE TABLE t (a INTEGER, b INTEGER)"});
  CHECK(lite(create(table("t", {column("a"), column("b")}, {key}))) == expected);

  ForeignKeyConstraint elsewhere = foreign("", {"a"}, "users", {"id"});
  elsewhere.schema = "auth";
  CHECK(pg(create(table("t", {column("a")}, {elsewhere})))[0] ==
        "CREATE TABLE t (a INTEGER, FOREIGN KEY(a) REFERENCES auth.users (id))");
  CHECK(lite(create(table("t", {column("a")}, {elsewhere})))[0] == "CREATE TABLE t (a INTEGER)");

  key.reference.use_alter = false;
  key.reference.ondelete = "CASCADE; DROP TABLE t";
  CHECK(error_of([&] {
          pg(create(table("t", {column("a"), column("b")}, {key})));
        }).what() == std::string("Unexpected SQL phrase: 'CASCADE; DROP TABLE t'"));
  key.reference.ondelete = "SET NULL (a)";
  CHECK(pg(create(table("t", {column("a"), column("b")}, {key})))[0].find("ON DELETE SET NULL (a) ON UPDATE") !=
        std::string::npos);
}

TEST_CASE("type-bound CHECKs are printed where the type is not native", "[sql]") {
  Type flag = test::type("Boolean");
  flag.create_constraint = true;
  flag.type_name = "flag";
  Type kind = enumeration("kind", {"x", "it's"});
  kind.native_enum = false;
  kind.create_constraint = true;
  sql::CompileOptions options;
  options.naming.templates = {{"ck", "ck_%(table_name)s_%(constraint_name)s"}};
  const Table made = table("t", {column("b", flag), column("e", kind)});
  CHECK(compiled(sqlite(), create(made), options)[0] ==
        "CREATE TABLE t (b BOOLEAN, e VARCHAR(4), CONSTRAINT ck_t_flag CHECK (b IN (0, 1)), CONSTRAINT ck_t_kind CHECK (e IN "
        "('x', 'it''s')))");
  CHECK(compiled(postgresql(), create(made), options)[0] ==
        "CREATE TABLE t (b BOOLEAN, e VARCHAR(4), CONSTRAINT ck_t_kind CHECK (e IN ('x', 'it''s')))");
}

TEST_CASE("PostgreSQL enum types are created when they are not there", "[sql]") {
  const Table made =
      table("t", {column("s", enumeration("Odd Enum", {"it's", "50%"})), column("r", enumeration("Odd Enum", {"it's", "50%"}))});
  const std::string table_sql = "CREATE TABLE t (s \"Odd Enum\", r \"Odd Enum\")";
  CHECK(pg(create(made)) == Lines{"CREATE TYPE \"Odd Enum\" AS ENUM ('it''s', '50%')", table_sql});
  CHECK(lite(create(made)) == Lines{"CREATE TABLE t (s VARCHAR(4), r VARCHAR(4))"});

  KnownFacts facts;
  facts.enums["Odd Enum"] = {"more", "50%", "it's"};
  CHECK(compiled(postgresql(), create(made), facts) == Lines{table_sql});
  facts.enums["Odd Enum"] = {"it's"};
  const Error differs = error_of([&] { compiled(postgresql(), create(made), facts); });
  CHECK(differs.code == ErrorCode::kState);
  CHECK(std::string(differs.what()).find("'50%'") != std::string::npos);

  Type no_create = enumeration("e1", {"a"});
  no_create.create_type = false;
  Type array = test::type("postgresql.ARRAY");
  array.item = TypeBox(no_create);
  CHECK(pg(create(table("t", {column("s", array)}))) == Lines{"CREATE TABLE t (s e1[])"});
  array.item = TypeBox(enumeration("e1", {"a"}));
  CHECK(pg(create(table("t", {column("s", array)})))[0] == "CREATE TYPE e1 AS ENUM ('a')");
  CHECK(error_of([&] { pg(create(table("t", {column("s", enumeration({}, {"a"}))}))); }).code == ErrorCode::kScript);
}

TEST_CASE("add_column creates a new enum type, unless a printed script knows nothing of the table", "[sql]") {
  const auto op = add("t", column("s", enumeration("e1", {"a"})));
  const Lines both{"CREATE TYPE e1 AS ENUM ('a')", "ALTER TABLE t ADD COLUMN s e1"};
  KnownFacts facts;
  sql::CompileOptions printed;
  printed.printed = true;
  CHECK(compiled(postgresql(), op, facts) == both);
  CHECK(compiled(postgresql(), op, facts, printed) == Lines{"ALTER TABLE t ADD COLUMN s e1"});
  facts.tables["t"] = table("t", {column("a")});
  CHECK(compiled(postgresql(), op, facts, printed) == both);
}

TEST_CASE("domains are created before the table", "[sql]") {
  Type domain = test::type("postgresql.DOMAIN");
  domain.type_name = "positive";
  domain.item = TypeBox(test::type("Integer"));
  domain.not_null = true;
  domain.check = "VALUE > 0";
  CHECK(pg(create(table("t", {column("n", domain)}))) ==
        Lines{"CREATE DOMAIN positive AS INTEGER NOT NULL CHECK (VALUE > 0)", "CREATE TABLE t (n positive)"});
  CHECK(error_of([&] { lite(create(table("t", {column("n", domain)}))); }).code == ErrorCode::kUnsupported);
}

TEST_CASE("a column without a type takes the one that its foreign key leads to", "[sql]") {
  Column user = column("user_id");
  user.type.reset();
  user.foreign_keys = {reference("users", "id")};
  const Table made = table("t", {user});
  KnownFacts facts;
  CHECK(error_of([&] { compiled(postgresql(), create(made), facts); }).code == ErrorCode::kScript);
  Column id = key_column("id");
  id.type = test::type("BigInteger");
  facts.tables["users"] = normalized(table("users", {id}));
  CHECK(compiled(postgresql(), create(made), facts)[0] ==
        "CREATE TABLE t (user_id BIGINT, FOREIGN KEY(user_id) REFERENCES users (id))");
}

TEST_CASE("drop and rename of tables", "[sql]") {
  ops::DropTable drop{"Order", "db.My App", false};
  CHECK(pg(drop) == Lines{"DROP TABLE \"db.My App\".\"Order\""});
  CHECK(lite(ops::DropTable{"t", {}, true}) == Lines{"DROP TABLE IF EXISTS t"});
  CHECK(pg(ops::RenameTable{"a", "Order", "db.App"}) == Lines{"ALTER TABLE db.\"App\".a RENAME TO \"Order\""});
  CHECK(lite(ops::RenameTable{"a", "b", {}}) == Lines{"ALTER TABLE a RENAME TO b"});
}

TEST_CASE("add_column brings constraints, index and comment of the column", "[sql]") {
  Column x = column("x");
  ForeignKey key = reference("o", "id");
  key.name = "fk_x";
  x.foreign_keys = {key};
  x.index = true;
  x.comment = "hi";
  x.checks = {test::check("ck5", "x > 5")};
  CHECK(pg(add("t", x)) == Lines{"ALTER TABLE t ADD COLUMN x INTEGER CONSTRAINT ck5 CHECK (x > 5)",
                                 "ALTER TABLE t ADD CONSTRAINT fk_x FOREIGN KEY(x) REFERENCES o (id)",
                                 "CREATE INDEX ix_t_x ON t (x)", "COMMENT ON COLUMN t.x IS 'hi'"});
  const Error refused = error_of([&] { lite(add("t", x)); });
  CHECK(refused.code == ErrorCode::kUnsupported);
  CHECK(std::string(refused.what()).find("No support for ALTER of constraints in SQLite dialect") == 0);
  CHECK(refused.hint.find("batch_alter_table") != std::string::npos);

  auto inlined = add("t", x);
  inlined.inline_references = true;
  CHECK(lite(inlined) == Lines{"ALTER TABLE t ADD COLUMN x INTEGER REFERENCES o (id) CONSTRAINT ck5 CHECK (x > 5)",
                               "CREATE INDEX ix_t_x ON t (x)"});

  auto keyed = add("t", key_column("x"));
  CHECK(pg(keyed) == Lines{"ALTER TABLE t ADD COLUMN x SERIAL NOT NULL"});
  CHECK(lite(keyed) == Lines{"ALTER TABLE t ADD COLUMN x INTEGER NOT NULL"});
  keyed.inline_primary_key = true;
  CHECK(pg(keyed) == Lines{"ALTER TABLE t ADD COLUMN x SERIAL NOT NULL PRIMARY KEY"});
  Type flag = test::type("Boolean");
  flag.create_constraint = true;
  CHECK(lite(add("t", column("b", flag))) == Lines{"ALTER TABLE t ADD COLUMN b BOOLEAN"});
}

TEST_CASE("IF [NOT] EXISTS on columns: said by PostgreSQL, decided by what is known on SQLite", "[sql]") {
  auto guarded = add("t", column("x"));
  guarded.if_not_exists = true;
  ops::DropColumn drop{"t", "x", {}, true};
  CHECK(pg(guarded) == Lines{"ALTER TABLE t ADD COLUMN IF NOT EXISTS x INTEGER"});
  CHECK(pg(drop) == Lines{"ALTER TABLE t DROP COLUMN IF EXISTS x"});
  CHECK(error_of([&] { lite(guarded); }).code == ErrorCode::kUnsupported);
  KnownFacts facts;
  facts.tables["t"] = table("t", {column("a")});
  CHECK(compiled(sqlite(), guarded, facts) == Lines{"ALTER TABLE t ADD COLUMN x INTEGER"});
  CHECK(compiled(sqlite(), drop, facts) == Lines{});
  facts.tables["t"] = table("t", {column("x")});
  CHECK(compiled(sqlite(), guarded, facts) == Lines{});
  CHECK(compiled(sqlite(), drop, facts) == Lines{"ALTER TABLE t DROP COLUMN x"});
}

TEST_CASE("table comments: SQLite has none", "[sql]") {
  const ops::CreateTableComment comment{"t", "it's a table", "old", {}};
  CHECK(pg(comment) == Lines{"COMMENT ON TABLE t IS 'it''s a table'"});
  CHECK(lite(comment) == Lines{});
  CHECK(pg(ops::CreateTableComment{"t", {}, {}, "app"}) == Lines{"COMMENT ON TABLE app.t IS NULL"});
  CHECK(pg(ops::DropTableComment{"t", "old", "app"}) == Lines{"COMMENT ON TABLE app.t IS NULL"});
}

TEST_CASE("names are quoted where needed and refused when no database could hold them", "[sql]") {
  auto quoted = [](std::string_view name) { return postgresql().quote(name); };
  CHECK(quoted("a$b") == "a$b");
  CHECK(quoted("_x") == "_x");
  for (const char* odd : {"My Table", "userName", "order", "1abc", "a-b", "$a", "é", "a.b", "100%", "user"}) {
    CHECK(quoted(odd) == "\"" + std::string(odd) + "\"");
  }
  CHECK(quoted("we\"ird") == "\"we\"\"ird\"");
  CHECK(sqlite().quote("user") == "user");
  CHECK(sqlite().quote("key") == "\"key\"");
  CHECK(quoted("key") == "key");
  CHECK(error_of([&] { quoted(std::string("a\0b", 3)); }).code == ErrorCode::kScript);
  CHECK(error_of([&] { quoted(""); }).code == ErrorCode::kScript);
  const std::string longest(63, 'a'), longer(64, 'a');
  CHECK(quoted(longest) == longest);
  CHECK(std::string(error_of([&] { quoted(longer); }).what()) ==
        "Identifier '" + longer + "' exceeds maximum length of 63 characters");
  CHECK(sqlite().quote(longer) == longer);
  Column forced = column("plain");
  forced.quote = true;
  CHECK(pg(create(table("t", {forced})))[0] == "CREATE TABLE t (\"plain\" INTEGER)");
}
