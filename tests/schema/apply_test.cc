#include "schema/apply.h"

#include <catch2/catch.hpp>

#include "support/tables.h"

using namespace runner;
using namespace runner::schema;
using namespace runner::test;

namespace {

struct History {
  Schema schema;
  NamingConvention naming;

  History& run(const ops::Op& op) {
    apply(op, schema, "revision ab12, versions/x.lua:7", naming, 63);
    return *this;
  }
  History& create(Table made) {
    ops::CreateTable op;
    op.table = std::move(made);
    return run(op);
  }
  History& execute(const std::string& sql) {
    ops::Execute op;
    op.sql = Expr::text(sql);
    return run(op);
  }
  const Table& table(const std::string& name = "t") {
    REQUIRE(schema.find({}, name) != nullptr);
    return *schema.find({}, name);
  }
  bool tainted(const std::string& name = "t") { return schema.taint_of({}, name).has_value(); }
};

const Table kTable =
    table("t", {key_column("id"), column("a"), column("b")}, {unique_on("uq", {"a", "b"})}, {index("ix", {"b"})});

ops::AlterColumn rename_column(const std::string& from, const std::string& to) {
  ops::AlterColumn op;
  op.table_name = "t";
  op.column_name = from;
  op.new_column_name = to;
  return op;
}

ops::DropColumn drop_column(const std::string& column_name) {
  ops::DropColumn op;
  op.table_name = "t";
  op.column_name = column_name;
  return op;
}

}  // namespace

TEST_CASE("a replayed table is normalized and has the names that the database has", "[schema]") {
  History history;
  history.naming.templates = {{"uq", "uq_%(table_name)s_%(column_0_name)s"}};
  Column email = column("email", "Text");
  email.unique = true;
  history.create(table("t", {key_column("id"), email}));
  CHECK(only<UniqueConstraint>(history.table().constraints).at(0).name.text == "uq_t_email");
  CHECK_FALSE(history.tainted());
}

TEST_CASE("columns, constraints and indexes come and go as in the database", "[schema]") {
  History history;
  history.create(kTable);
  ops::AddColumn add;
  add.table_name = "t";
  add.column = column("c");
  add.column.index = true;
  history.run(add);
  CHECK(names(history.table().columns) == std::vector<std::string>{"id", "a", "b", "c"});
  CHECK(history.table().indexes.at(1).name.text == "ix_t_c");
  history.run(drop_column("b"));
  CHECK(only<UniqueConstraint>(history.table().constraints).empty());
  CHECK(history.table().indexes.size() == 1);
  ops::DropIndex drop_index;
  drop_index.index_name = "ix_t_c";
  history.run(drop_index);
  CHECK(history.table().indexes.empty());
  CHECK_FALSE(history.tainted());
}

TEST_CASE("a renamed column is followed into constraints, indexes and other tables' keys", "[schema]") {
  History history;
  history.create(kTable).create(table("o", {column("x")}, {foreign("fk", {"x"}, "t", {"a"})}));
  history.run(rename_column("a", "z"));
  CHECK(only<UniqueConstraint>(history.table().constraints).at(0).columns == std::vector<std::string>{"z", "b"});
  CHECK(only<ForeignKeyConstraint>(history.table("o").constraints).at(0).referred == std::vector<std::string>{"z"});
}

TEST_CASE("a renamed table moves with its foreign keys and what is not known of it", "[schema]") {
  History history;
  history.create(kTable).create(table("o", {column("x")}, {foreign("fk", {"x"}, "t", {"id"})}));
  history.run(ops::RenameTable{"t", "u", {}});
  CHECK(history.schema.find({}, "t") == nullptr);
  CHECK(history.table("u").name == "u");
  CHECK(only<ForeignKeyConstraint>(history.table("o").constraints).at(0).table == "u");
  history.execute("ALTER TABLE u ADD x int").run(ops::RenameTable{"u", "v", {}});
  CHECK(history.tainted("v"));
  CHECK_FALSE(history.tainted("u"));
}

TEST_CASE("a column without a type takes that of the column it refers to", "[schema]") {
  History history;
  Column referring;
  referring.name = "t_id";
  referring.foreign_keys = {reference("t", "id")};
  history.create(kTable).create(table("o", {referring}));
  CHECK(history.table("o").find("t_id")->type == type("Integer"));
}

TEST_CASE("an op that does not fit taints its table and no other", "[schema]") {
  History history;
  history.create(kTable).create(table("o", {column("x")}));
  history.run(drop_column("nosuch"));
  CHECK(history.schema.taint_of({}, "t") == "op.drop_column in revision ab12, versions/x.lua:7");
  CHECK_FALSE(history.tainted("o"));
  ops::DropTable drop;
  drop.table_name = "t";
  history.run(drop).create(kTable);
  CHECK_FALSE(history.tainted());
}

TEST_CASE("an unnamed constraint is dropped by the name that PostgreSQL gives it", "[schema]") {
  History history;
  history.create(table("t", {key_column("id"), column("a")}, {unique_on("", {"a"})}));
  ops::DropConstraint drop;
  drop.table_name = "t";
  drop.constraint_name = "t_a_key";
  history.run(drop);
  CHECK(only<UniqueConstraint>(history.table().constraints).empty());
  CHECK_FALSE(history.tainted());
}

TEST_CASE("raw SQL that is plainly data leaves everything known", "[schema]") {
  for (const char* sql : {"INSERT INTO t VALUES (1)", "update t set a = 1; delete from t", "WITH x AS (SELECT 1) SELECT * FROM x",
                          "-- note\nSELECT 'ALTER TABLE t'", "REPLACE INTO t VALUES (';')", ""}) {
    INFO(sql);
    CHECK(plainly_dml(sql));
  }
  for (const char* sql : {"SELECT * INTO u FROM t", "ALTER TABLE t ADD x int", "INSERT INTO t VALUES (1); DROP TABLE t",
                          "DO $$ x $$", "CALL p()"}) {
    INFO(sql);
    CHECK_FALSE(plainly_dml(sql));
  }
}

TEST_CASE("raw SQL taints just the tables that it names", "[schema]") {
  const auto touched = [](const std::string& sql) {
    History history;
    history.create(kTable).create(table("o", {column("x")}));
    history.execute(sql);
    return std::string(history.tainted("t") ? "t" : "") + (history.tainted("o") ? "o" : "");
  };
  CHECK(touched("ALTER TABLE IF EXISTS ONLY t ADD COLUMN x int") == "t");
  CHECK(touched("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON \"o\" (x)") == "o");
  CHECK(touched("CREATE TRIGGER g AFTER UPDATE OF a ON t BEGIN DELETE FROM o; UPDATE o SET x = 1; END; SELECT 1") == "t");
  CHECK(touched("DROP TABLE IF EXISTS o, t") == "to");
  CHECK(touched("DROP INDEX ix") == "t");
  CHECK(touched("DROP INDEX nobody_knows") == "");
  CHECK(touched("CREATE TABLE o (x int)") == "o");
  CHECK(touched("SELECT * INTO t FROM o") == "t");
  CHECK(touched("ALTER TABLE x RENAME TO o") == "o");
  for (const char* harmless :
       {"CREATE EXTENSION citext", "CREATE OR REPLACE FUNCTION f() RETURNS int AS $$ DROP TABLE t; $$ LANGUAGE sql",
        "SET search_path = x", "PRAGMA foreign_keys=ON", "ANALYZE", "COMMENT ON TABLE t IS 'x'",
        "CREATE VIEW v AS SELECT * FROM t", "GRANT SELECT ON t TO u"}) {
    INFO(harmless);
    CHECK(touched(harmless).empty());
  }
  for (const char* unclear :
       {"DO $$ BEGIN DROP TABLE t; END $$", "CALL p()", "gibberish", "PRAGMA writable_schema=ON", "CREATE TABLE"}) {
    INFO(unclear);
    CHECK(touched(unclear) == "to");
  }
}

TEST_CASE("what is made after an unclear statement is known again", "[schema]") {
  History history;
  history.create(kTable).execute("CALL p()").create(table("fresh", {column("x")}));
  CHECK(history.tainted());
  CHECK_FALSE(history.tainted("fresh"));
  history.execute("CALL q()");
  CHECK(history.tainted("fresh"));
}

TEST_CASE("enum types are known from columns, from their own ops and from plain CREATE TYPE", "[schema]") {
  History history;
  Column mood = column("mood", "Enum");
  mood.type.edit().values = {"sad"};
  mood.type.edit().type_name = "mood";
  history.create(table("t", {mood}));
  history.execute("CREATE TYPE s.kind AS ENUM ('a', 'it''s')").execute("ALTER TYPE s.kind ADD VALUE 'c'");
  history.run(ops::AddEnumValue{"mood", "ok", {}, "sad", {}, false}).run(ops::AddEnumValue{"mood", "bad", "sad", {}, {}, false});
  history.run(ops::RenameEnumValue{"mood", "ok", "fine", {}});
  CHECK(history.schema.enums.at({"", "mood"}).values == std::vector<std::string>{"bad", "sad", "fine"});
  CHECK(history.schema.enums.at({"s", "kind"}).values == std::vector<std::string>{"a", "it's", "c"});
  CHECK_FALSE(history.tainted());
}

TEST_CASE("a batch with copy_from makes the table what it says, when it rebuilds", "[schema]") {
  History history;
  history.create(kTable);
  ops::BatchAlterTable batch;
  batch.table_name = "t";
  batch.copy_from = table("t", {key_column("id"), column("a")});
  batch.recreate = ops::Recreate::kNever;
  history.run(batch);
  CHECK(names(history.table().columns).size() == 3);
  batch.recreate = ops::Recreate::kAuto;
  batch.operations = {rename_column("a", "c")};
  history.execute("ALTER TABLE t ADD x int").run(batch);
  CHECK(names(history.table().columns) == std::vector<std::string>{"id", "c"});
  CHECK_FALSE(history.tainted());
}

TEST_CASE("the version table and transactions change no schema", "[schema]") {
  History history;
  history.create(kTable);
  const Schema before = history.schema;
  history.run(ops::Begin{})
      .run(ops::SetVersion{})
      .run(ops::CreateVersionTable{})
      .run(ops::Commit{})
      .run(ops::CreateSequence{"s"});
  CHECK(history.schema == before);
}
