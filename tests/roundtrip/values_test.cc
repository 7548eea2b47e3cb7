// Whatever is written comes back: any text, bytes and numbers, in rows, defaults, comments, checks and names, run and printed.
#include <rapidcheck.h>

#include <cmath>
#include <fstream>

#include "engine/sql_printer.h"
#include "roundtrip/databases.h"
#include "support/random_text.h"
#include "support/temporary_directory.h"

using namespace runner;
using namespace runner::schema;
using namespace runner::test;

namespace {

using Rows = std::vector<std::vector<Value>>;

Expr target(const std::string& table, std::vector<Expr> columns) {
  return node("table", table, std::move(columns));
}

Expr insert_into(const Expr& table, const std::string& column, Value value) {
  return node("insert", {}, {table}, {{"values", node("row", {}, {}, {{column, lit(std::move(value))}})}});
}

ops::CreateTable created(Table made) {
  ops::CreateTable create;
  create.table = std::move(made);
  return create;
}

ops::DropTable dropped(const std::string& name) {
  ops::DropTable drop;
  drop.table_name = name;
  return drop;
}

Expr typed(const char* name, const char* type_name) {
  return Expr::column(name, {}, test::type(type_name));
}

}  // namespace

TEST_CASE("any text survives, run with parameters, as a literal, and printed", "[roundtrip]") {
  for (Database& database : databases()) {
    INFO(database.name());
    database.run(created(test::table("t", {test::column("s", "Text")})));
    const Expr table = target("t", {typed("s", "Text")});
    const ops::InsertTarget rows{"t", {}, {test::column("s", "Text")}};
    CHECK(rc::check([&] {
      const std::string text = *random_text();
      database.connection->execute("DELETE FROM t");
      database.run(insert_into(table, "s", text), false);
      database.run(insert_into(table, "s", text), true);
      database.run(sqltext("INSERT INTO t (s) VALUES (:s)"), false, {{"s", text}});
      database.run(sqltext("INSERT INTO t (s) VALUES (:s)"), true, {{"s", text}});
      database.connection->execute(database.dialect->insert_row(database.dialect->insert_into(rows, {"s"}), {text}));
      RC_ASSERT(database.rows("SELECT s FROM t") == Rows(5, {Value(text)}));

      const Expr same = op2("=", Expr::column("s", "t"), lit(Value(text)));
      database.run(node("delete", {}, {table}, {{"where", same}}), true);
      RC_ASSERT(database.rows("SELECT s FROM t").empty());
    }));
  }
}

TEST_CASE("any text survives a printed script that the database's own client runs", "[roundtrip]") {
  TemporaryDirectory folder;
  for (Database& database : databases()) {
    INFO(database.name());
    const std::vector<Column> columns{test::column("n", "Integer"), test::column("s", "Text")};
    database.run(created(test::table("t", columns)));
    Rows rows;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
      const auto text = random_text()(rc::Random(seed), 40).value();
      rows.push_back({Value(static_cast<std::int64_t>(seed)), Value(text)});
    }
    engine::SqlPrinter printer(*database.dialect);
    GivenRows source({"n", "s"}, rows);
    printer.accept(ops::Begin{}, {});
    printer.insert({"t", {}, columns}, source, {});
    printer.accept(ops::Commit{}, {});
    const std::string script = printer.finish();
    if (database.name() == "postgresql") {
      const std::string path = (folder.path() / "script.sql").string();
      std::ofstream(path, std::ios::binary) << script;
      PostgresServer::instance().psql(database.url, "\\i " + path);
    } else {
      database.connection->execute(script);
    }
    CHECK(database.rows("SELECT n, s FROM t ORDER BY n") == rows);
  }
}

TEST_CASE("any text survives as default, CHECK and comment", "[roundtrip]") {
  for (Database& database : databases()) {
    INFO(database.name());
    const bool comments = database.name() == "postgresql";
    CHECK(rc::check([&] {
      const std::string text = *random_text();
      Column column = test::column("s", "Text");
      column.server_default = Default{lit(Value(text))};
      column.comment = comments ? std::optional(text) : std::nullopt;
      CheckConstraint only;
      only.name = {"only"};
      only.condition = op2("IN", Expr::column("s"), tuple({lit(Value(text))}));
      Table table = test::table("t", {test::column("n"), column}, {only});
      table.comment = column.comment;
      database.run(created(table));
      database.connection->execute("INSERT INTO t (n) VALUES (1)");
      const auto back = database.rows("SELECT s FROM t");
      const auto seen = database.connection->inspector()->reflect("t", std::nullopt);
      database.run(dropped("t"));
      RC_ASSERT(back == (Rows{{Value(text)}}));
      RC_ASSERT(seen.has_value());
      // An empty comment is none.
      RC_ASSERT(!comments || seen->comment.value_or("") == text);
      RC_ASSERT(!comments || seen->columns[1].comment.value_or("") == text);
    }));
  }
}

TEST_CASE("any name survives: of tables, columns, constraints and indexes, and through a rename", "[roundtrip]") {
  for (Database& database : databases()) {
    INFO(database.name());
    CHECK(rc::check([&] {
      const std::string name = *random_name(60);
      const std::string other = "o " + *random_name(60);
      const Table table = test::table(name, {test::column(name)}, {unique_on({"u " + name, true}, {name})},
                                      {test::index({"i " + name, true}, {name})});
      database.run(created(table));
      ops::AlterColumn column;
      column.table_name = column.column_name = name;
      column.new_column_name = other;
      database.run(column);
      ops::RenameTable rename;
      rename.old_table_name = name;
      rename.new_table_name = other;
      database.run(rename);
      database.run(insert_into(target(other, {Expr::column(other)}), other, Value(7)), true);
      const auto seen = database.connection->inspector()->reflect(other, std::nullopt);
      database.run(dropped(other));
      RC_ASSERT(seen.has_value());
      RC_ASSERT(seen->name == other);
      RC_ASSERT(names(seen->columns) == std::vector<std::string>{other});
      const auto uniques = only<UniqueConstraint>(seen->constraints);
      RC_ASSERT(uniques.size() == 1U);
      RC_ASSERT(uniques[0].name.text == "u " + name);
      RC_ASSERT(uniques[0].columns == std::vector<std::string>{other});
      RC_ASSERT(seen->indexes.size() == 1U);
      RC_ASSERT(seen->indexes[0].name.text == "i " + name);
    }));
  }
}

TEST_CASE("numbers, bytes and flags survive, run and printed", "[roundtrip]") {
  for (Database& database : databases()) {
    INFO(database.name());
    database.run(created(test::table("t", {test::column("n", "BigInteger"), test::column("x", "Double"),
                                           test::column("b", "LargeBinary"), test::column("f", "Boolean")})));
    const Expr table =
        target("t", {typed("n", "BigInteger"), typed("x", "Double"), typed("b", "LargeBinary"), typed("f", "Boolean")});
    CHECK(rc::check([&](std::int64_t number, double fraction, const std::string& bytes, bool flag) {
      RC_PRE(std::isfinite(fraction));
      const Expr row =
          node("row", {}, {}, {{"n", lit(number)}, {"x", lit(fraction)}, {"b", lit(Bytes{bytes})}, {"f", lit(flag)}});
      const Expr insert = node("insert", {}, {table}, {{"values", row}});
      database.connection->execute("DELETE FROM t");
      database.run(insert, false);
      database.run(insert, true);
      const std::vector<Value> wanted{Value(number), Value(fraction), Value(Bytes{bytes}), Value(flag)};
      RC_ASSERT(database.rows("SELECT n, x, b, f FROM t") == Rows(2, wanted));
    }));
  }
}

TEST_CASE("any document survives, run and printed", "[roundtrip]") {
  for (Database& database : databases()) {
    INFO(database.name());
    database.run(created(test::table("t", {test::column("d", "JSON")})));
    const Expr table = target("t", {typed("d", "JSON")});
    CHECK(rc::check([&](std::int32_t number, bool flag) {
      const std::string text = *random_text();
      const Value document{ValueObject{{"k " + text, ValueList{Value(text), Value(number), Value(flag), Value(Null{})}}}};
      // SQLite keeps documents as text.
      const Value wanted = database.name() == "sqlite" ? Value(to_json(document)) : document;
      database.connection->execute("DELETE FROM t");
      database.run(insert_into(table, "d", document), false);
      database.run(insert_into(table, "d", document), true);
      RC_ASSERT(database.rows("SELECT d FROM t") == Rows(2, {wanted}));
    }));
  }
}

// op.bulk_insert: COPY on PostgreSQL, one prepared statement on SQLite.
TEST_CASE("any rows survive bulk_insert: texts, documents, lists, bytes and none at all", "[roundtrip]") {
  for (Database& database : databases()) {
    INFO(database.name());
    const bool lists = database.name() == "postgresql";
    std::vector<Column> columns{test::column("n", "Integer"), test::column("s", "Text"), test::column("d", "JSON"),
                                test::column("b", "LargeBinary")};
    if (lists) {
      Type list = test::type("postgresql.ARRAY");
      list.item = TypeBox(test::type("Text"));
      columns.push_back(test::column("l", "Text"));
      columns.back().type = TypeBox(list);
    }
    database.run(created(test::table("t", columns)));
    db::CopyTarget copy;
    copy.table = "t";
    for (const Column& column : columns) {
      copy.columns.push_back(column.name);
      copy.types.push_back(&*column.type);
    }
    CHECK(rc::check([&](const std::string& bytes) {
      Rows given, wanted;
      for (std::int64_t n = 0; n < 8; ++n) {
        const std::string text = *random_text(), other = *random_text();
        const Value document{ValueObject{{"k " + text, ValueList{Value(other), Value(n), Value(Null{})}}}};
        std::vector<Value> row{Value(n), n % 4 == 3 ? Value(Null{}) : Value(text), document, Value(Bytes{bytes})};
        if (lists) row.push_back(Value(ValueList{Value(text), Value(Null{}), Value(other)}));
        given.push_back(row);
        if (!lists) row[2] = Value(to_json(document));
        wanted.push_back(std::move(row));
      }
      database.connection->execute("DELETE FROM t");
      GivenRows source(copy.columns, given);
      RC_ASSERT(database.connection->copy_rows(copy, source) == 8);
      RC_ASSERT(database.rows("SELECT * FROM t ORDER BY n") == wanted);
    }));
  }
}

TEST_CASE("a NUL in a text of PostgreSQL's rows is an error that names the row, and no row stays", "[roundtrip]") {
  auto database = on_postgresql();
  if (!database) return;
  database->run(created(test::table("t", {test::column("n", "Integer"), test::column("s", "Text")})));
  const std::string nul("a\0b", 3);
  const auto refused = [&](Value value, const Type& type) {
    database->run(dropped("t"));
    Column column = test::column("s", "Text");
    column.type = TypeBox(type);
    database->run(created(test::table("t", {test::column("n", "Integer"), column})));
    const Type number = test::type("Integer");
    db::CopyTarget copy{"t", {"n", "s"}, {&number, &type}, 1};
    GivenRows source({"n", "s"}, {{Value(1), Value(Null{})}, {Value(2), std::move(value)}});
    const Error error = test::error_of([&] { database->connection->copy_rows(copy, source); });
    CHECK_THAT(std::string(error.what()), Catch::Contains("row 2"));
    CHECK(database->rows("SELECT * FROM t").empty());
  };
  Type list = test::type("postgresql.ARRAY");
  list.item = TypeBox(test::type("Text"));
  refused(Value(nul), test::type("Text"));
  refused(Value(ValueList{Value("x"), Value(nul)}), list);
}

TEST_CASE("names of 63 bytes are whole on PostgreSQL, one byte more is refused before it is sent", "[roundtrip]") {
  auto database = on_postgresql();
  if (!database) return;
  CHECK(rc::check([&] {
    std::string name = *random_name(63);
    name.resize(std::min<std::size_t>(name.size(), 63));
    while (!name.empty() && (name.back() & 0x80)) name.pop_back();  // no half letter
    name += std::string(63 - name.size(), 'x');
    database->run(created(test::table(name, {test::column(name)})));
    const auto seen = database->connection->inspector()->reflect(name, std::nullopt);
    database->run(dropped(name));
    RC_ASSERT(seen.has_value());
    RC_ASSERT(names(seen->columns) == std::vector<std::string>{name});
    RC_ASSERT_THROWS_AS(database->run(created(test::table(name + "y", {test::column("a")}))), Error);
  }));
}
