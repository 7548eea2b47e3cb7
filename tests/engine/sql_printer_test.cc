#include "engine/sql_printer.h"

#include <catch2/catch.hpp>

#include "base/error.h"

using namespace runner;
using engine::SqlPrinter;

namespace {

ops::Execute text(const std::string& sql) {
  return {schema::Expr::text(sql), {}};
}

std::string without_head(const std::string& script) {
  const auto end = script.find("\n\n");
  return end == std::string::npos ? script : script.substr(end + 2);
}

struct NoRows : RowSource {
  std::vector<std::string> names{"x"};
  const std::vector<std::string>& columns() const override { return names; }
  bool next(std::vector<Value>&) override { return false; }
};

}  // namespace

TEST_CASE("printer: a run without statements prints nothing, not even BEGIN", "[engine]") {
  const auto dialect = sql::make_dialect("postgresql");
  SqlPrinter printer(*dialect);
  printer.accept(ops::Begin{}, {});
  printer.accept(ops::Commit{}, {});
  CHECK(printer.finish().empty());
}

TEST_CASE("printer: statements stand between BEGIN and COMMIT, each ended by one semicolon", "[engine]") {
  const auto dialect = sql::make_dialect("postgresql");
  SqlPrinter printer(*dialect);
  printer.accept(ops::Begin{}, {});
  printer.accept(ops::Comment{"Running upgrade  -> a"}, {});
  printer.accept(text("  DELETE FROM t; DELETE FROM u;; "), {});
  printer.accept(ops::Commit{}, {});
  const std::string script = printer.finish();
  CHECK(script.starts_with("-- "));
  CHECK(without_head(script) == "BEGIN;\n\n-- Running upgrade  -> a\n\nDELETE FROM t;\n\nDELETE FROM u;\n\nCOMMIT;\n\n");
}

TEST_CASE("printer: without transactional DDL there is neither BEGIN nor COMMIT", "[engine]") {
  const auto dialect = sql::make_dialect("postgresql");
  SqlPrinter printer(*dialect);
  printer.set_transactional(false);
  printer.accept(ops::Begin{}, {});
  printer.accept(text("DELETE FROM t"), {});
  printer.accept(ops::Commit{}, {});
  CHECK(without_head(printer.finish()) == "DELETE FROM t;\n\n");
}

TEST_CASE("printer: an autocommit block stands between COMMIT and BEGIN", "[engine]") {
  const auto dialect = sql::make_dialect("postgresql");
  SqlPrinter printer(*dialect);
  for (const ops::Op& op : std::vector<ops::Op>{ops::Begin{}, text("DELETE FROM a"), ops::BeginAutocommit{}, text("VACUUM"),
                                                ops::EndAutocommit{}, text("DELETE FROM b"), ops::Commit{}}) {
    printer.accept(ops::Op(op), {});
  }
  CHECK(without_head(printer.finish()) ==
        "BEGIN;\n\nDELETE FROM a;\n\nCOMMIT;\n\nVACUUM;\n\nBEGIN;\n\nDELETE FROM b;\n\nCOMMIT;\n\n");
}

TEST_CASE("printer: asking for rows is refused and names the line", "[engine]") {
  const auto dialect = sql::make_dialect("sqlite");
  SqlPrinter printer(*dialect);
  ops::Query query;
  query.sql = schema::Expr::text("SELECT 1");
  try {
    printer.execute(query, "versions/x.lua:9");
    FAIL("no error");
  } catch (const Error& e) {
    CHECK(e.code == ErrorCode::kUnsupported);
    CHECK(e.where == "versions/x.lua:9");
  }
}

TEST_CASE("printer: a rebuild of a table that raw SQL may have changed is refused with the revision's name", "[engine]") {
  const auto dialect = sql::make_dialect("sqlite");
  SqlPrinter printer(*dialect);
  printer.set_revision("ab12");
  ops::CreateTable create;
  create.table.name = "t";
  schema::Column column;
  column.name = "x";
  column.type = schema::Type{.name = "Integer"};
  create.table.columns = {column};
  printer.accept(create, "versions/a.lua:3");
  printer.accept(text("ALTER TABLE t ADD COLUMN y TEXT"), "versions/a.lua:4");
  ops::BatchAlterTable batch;
  batch.table_name = "t";
  batch.operations.push_back(ops::DropColumn{"t", "x"});
  try {
    printer.accept(batch, "versions/a.lua:5");
    FAIL("no error");
  } catch (const Error& e) {
    CHECK(std::string(e.what()).find("ab12") != std::string::npos);
    CHECK(e.hint.find("copy_from") != std::string::npos);
  }
}

TEST_CASE("printer: the history before the range is replayed once, and only when a rebuild asks", "[engine]") {
  const auto dialect = sql::make_dialect("sqlite");
  SqlPrinter printer(*dialect);
  int replays = 0;
  printer.set_replay([&] {
    ++replays;
    schema::Schema known;
    schema::Table table;
    table.name = "t";
    schema::Column x, y;
    x.name = "x";
    y.name = "y";
    x.type = y.type = schema::Type{.name = "Integer"};
    table.columns = {x, y};
    known.tables.emplace(schema::key_of(std::nullopt, "t"), schema::normalized(table));
    return known;
  });
  printer.accept(text("DELETE FROM t"), {});
  CHECK(replays == 0);
  ops::BatchAlterTable batch;
  batch.table_name = "t";
  batch.operations.push_back(ops::DropColumn{"t", "x"});
  printer.accept(batch, {});
  CHECK(replays == 1);
  const std::string script = printer.finish();
  CHECK(script.find("PRAGMA foreign_keys=OFF") != std::string::npos);
  CHECK(script.find("INSERT INTO _alembic_tmp_t (y) SELECT t.y") != std::string::npos);
}

TEST_CASE("printer: a PostgreSQL script with a backslash says how the server shall read it", "[engine]") {
  const auto dialect = sql::make_dialect("postgresql");
  SqlPrinter printer(*dialect);
  printer.accept(text("UPDATE t SET a = 'C:\\temp'"), {});
  CHECK(without_head(printer.finish()) == "SET standard_conforming_strings = on;\n\nUPDATE t SET a = 'C:\\temp';\n\n");
}
