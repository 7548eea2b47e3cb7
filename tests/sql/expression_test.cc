// Expressions, statements, literals and types, on both dialects.
#include <catch2/catch.hpp>

#include <limits>

#include "sql/sql_support.h"
#include "support/errors.h"

using namespace runner;
using namespace runner::schema;
using namespace runner::test;

namespace {

Expr accounts() {
  Expr made = node("table", "account");
  made.args = {Expr::column("id", "", test::type("Integer")), Expr::column("name", "", test::type("String")),
               Expr::column("ok", "", test::type("Boolean")), Expr::column("doc", "", test::type("JSON")),
               Expr::column("raw", "", test::type("LargeBinary"))};
  return made;
}

Expr col(const std::string& name) {
  const Expr table = accounts();
  for (const Expr& column : table.args) {
    if (column.name == name) return Expr::column(name, "account", column.type);
  }
  return Expr::column(name, "account");
}

Expr selecting(std::vector<Expr> columns, std::vector<std::pair<std::string, Expr>> clauses = {}) {
  clauses.insert(clauses.begin(), {"from", tuple({accounts()})});
  return node("select", "", std::move(columns), std::move(clauses));
}

Expr row(std::vector<std::pair<std::string, Expr>> values) {
  return node("row", "", {}, std::move(values));
}
Expr inserting(std::vector<Expr> rows) {
  return node("insert", "", {accounts()}, {{"values", tuple(std::move(rows))}});
}
Expr deleting(Expr where) {
  return node("delete", "", {accounts()}, {{"where", std::move(where)}});
}
Expr updating(std::vector<std::pair<std::string, Expr>> values) {
  return node("update", "", {accounts()}, {{"set", row(std::move(values))}});
}

std::string printed(const sql::Dialect& dialect, Expr sql, const std::vector<std::pair<std::string, Value>>& params = {}) {
  ops::Query query;
  query.sql = std::move(sql);
  sql::CompileOptions options;
  options.printed = true;
  return squeezed(dialect.compile_query(query, params, options).sql);
}

std::string on_pg(Expr sql) {
  return printed(postgresql(), std::move(sql));
}
std::string on_lite(Expr sql) {
  return printed(sqlite(), std::move(sql));
}

// The WHERE of a DELETE, as each prints it.
std::string where_pg(Expr condition) {
  return on_pg(deleting(std::move(condition))).substr(26);
}
std::string where_lite(Expr condition) {
  return on_lite(deleting(std::move(condition))).substr(26);
}

Type array_of(const std::string& item) {
  Type made = test::type("postgresql.ARRAY");
  made.item = TypeBox(test::type(item));
  return made;
}

}  // namespace

TEST_CASE("insert, update and delete with values of the columns' types", "[sql]") {
  CHECK(on_pg(inserting({row({{"name", lit("it's")}, {"id", lit(1)}, {"ok", lit(true)}})})) ==
        "INSERT INTO account (id, name, ok) VALUES (1, 'it''s', true)");
  CHECK(on_lite(inserting({row({{"id", lit(1)}, {"ok", lit(true)}}), row({{"id", lit(2)}, {"ok", node("null")}})})) ==
        "INSERT INTO account (id, ok) VALUES (1, 1), (2, NULL)");
  CHECK(on_pg(inserting(
            {row({{"doc", lit(ValueObject{{"a", Value(ValueList{1, "x"})}})}, {"raw", lit(std::string("\0\xff", 2))}})})) ==
        "INSERT INTO account (doc, raw) VALUES ('{\"a\": [1, \"x\"]}', '\\x00ff'::bytea)");
  CHECK(on_pg(inserting({row({})})) == "INSERT INTO account DEFAULT VALUES");
  CHECK(on_pg(updating({{"name", lit("z")}, {"id", op2("+", col("id"), lit(1))}})) ==
        "UPDATE account SET id=(account.id + 1), name='z'");
  CHECK(on_pg(deleting(op2("IN", col("id"), tuple({lit(1), lit(2)})))) == "DELETE FROM account WHERE account.id IN (1, 2)");
  CHECK(error_of([] { on_pg(inserting({row({{"nme", lit("x")}})})); }).code == ErrorCode::kScript);
  CHECK(error_of([] { on_pg(inserting({row({{"id", lit(1)}}), row({{"name", lit("x")}})})); }).code == ErrorCode::kScript);
  CHECK(error_of([] { on_pg(updating({})); }).code == ErrorCode::kScript);
}

TEST_CASE("conditions are parenthesised as SQLAlchemy does", "[sql]") {
  const Expr a = op2("=", col("id"), lit(1)), b = op2("<>", col("name"), lit("x")), c = op2("<", col("id"), lit(9));
  CHECK(where_pg(node("and", "", {a, node("or", "", {b, c})})) == "account.id = 1 AND (account.name != 'x' OR account.id < 9)");
  CHECK(where_pg(node("or", "", {node("and", "", {a, b}), c})) == "account.id = 1 AND account.name != 'x' OR account.id < 9");
  CHECK(where_pg(node("and", "", {node("and", "", {a, b}), c})) == "account.id = 1 AND account.name != 'x' AND account.id < 9");
  CHECK(where_pg(node("not", "", {node("and", "", {a, b})})) == "NOT (account.id = 1 AND account.name != 'x')");
  CHECK(where_pg(node("not", "", {a})) == "account.id != 1");
  CHECK(where_pg(node("and", "", {sqltext("x = 1 OR y = 2"), a})) == "(x = 1 OR y = 2) AND account.id = 1");
  CHECK(where_pg(op2("=", op2("-", op2("-", col("id"), lit(1)), lit(2)), lit(3))) == "(account.id - 1) - 2 = 3");
  CHECK(where_pg(op2("=", op2("*", op2("+", col("id"), lit(1)), lit(2)), lit(3))) == "(account.id + 1) * 2 = 3");
  CHECK(where_pg(op2("=", op2("||", op2("||", col("name"), lit("a")), lit("b")), lit("c"))) ==
        "(account.name || 'a' || 'b') = 'c'");
  CHECK(where_pg(op2("=", node("op", "->>", {col("doc"), lit("k")}), lit("v"))) == "(account.doc ->> 'k') = 'v'");
}

TEST_CASE("operators that databases spell differently", "[sql]") {
  CHECK(where_pg(op2("ILIKE", col("name"), lit("%X%"))) == "account.name ILIKE '%X%'");
  CHECK(where_lite(op2("ILIKE", col("name"), lit("%X%"))) == "lower(account.name) LIKE lower('%X%')");
  CHECK(where_lite(op2("IS DISTINCT FROM", col("id"), lit(1))) == "account.id IS NOT 1");
  CHECK(where_pg(op2("=", op2("/", col("id"), lit(2)), lit(1))) == "account.id / CAST(2 AS NUMERIC) = 1");
  CHECK(where_pg(col("ok")) == "account.ok");
  CHECK(where_lite(col("ok")) == "account.ok = 1");
  CHECK(where_lite(node("not", "", {col("ok")})) == "account.ok = 0");
  CHECK(where_lite(op2("=", col("ok"), node("true"))) == "account.ok = 1");
  CHECK(where_pg(op2("=", col("name"), node("null"))) == "account.name IS NULL");
  CHECK(where_pg(op2("IS NOT", col("name"), node("null"))) == "account.name IS NOT NULL");
  CHECK(where_pg(node("between", "NOT", {col("id"), lit(1), lit(2)})) == "account.id NOT BETWEEN 1 AND 2");
  CHECK(where_pg(op2("NOT IN", col("id"), tuple({lit(1)}))) == "(account.id NOT IN (1))");
  CHECK(where_pg(op2("IN", col("id"), tuple({}))) == "account.id IN (NULL) AND (1 != 1)");
  CHECK(where_pg(op2("NOT IN", col("id"), tuple({}))) == "(account.id NOT IN (NULL) OR (1 = 1))");
  CHECK(where_pg(op2("=", node("collate", "C", {col("name")}), lit("x"))) == "(account.name COLLATE \"C\") = 'x'");
}

TEST_CASE("functions, CASE, CAST, OVER", "[sql]") {
  CHECK(on_pg(updating({{"id", node("case", "", {op2("=", col("name"), lit("a")), lit(1)}, {{"else", lit(0)}})}})) ==
        "UPDATE account SET id=CASE WHEN (account.name = 'a') THEN 1 ELSE 0 END");
  CHECK(on_pg(updating({{"id", node("case", "", {lit("a"), lit(1)}, {{"value", col("name")}})}})) ==
        "UPDATE account SET id=CASE account.name WHEN 'a' THEN 1 END");
  Expr cast = node("cast", "", {col("name")});
  cast.type = test::type("Integer");
  CHECK(on_pg(updating({{"id", cast}, {"name", func("lower", {col("name")})}})) ==
        "UPDATE account SET id=CAST(account.name AS INTEGER), name=lower(account.name)");
  Expr over = node("over", "", {func("row_number")},
                   {{"partition_by", tuple({col("name")})}, {"order_by", tuple({node("desc", "", {col("id")})})}});
  CHECK(on_pg(selecting({node("label", "n", {over})})) ==
        "SELECT row_number() OVER (PARTITION BY account.name ORDER BY account.id DESC) AS n FROM account");
  CHECK(on_lite(
            selecting({func("now"), func("current_date"), func("count"), func("count", {node("distinct", "", {col("id")})})})) ==
        "SELECT CURRENT_TIMESTAMP AS now_1, CURRENT_DATE AS current_date_1, count(*) AS count_1, count(DISTINCT account.id) AS "
        "count_2 FROM account");
  CHECK(on_pg(selecting({func("pg_catalog.lower", {col("name")}), cast})) ==
        "SELECT pg_catalog.lower(account.name) AS lower_1, CAST(account.name AS INTEGER) AS name FROM account");
}

TEST_CASE("select with every clause", "[sql]") {
  const Expr total = node("label", "total", {func("sum", {col("id")})});
  CHECK(on_pg(selecting({col("name"), total}, {{"where", op2(">", col("id"), lit(5))},
                                               {"group_by", tuple({col("name")})},
                                               {"having", op2(">", func("sum", {col("id")}), lit(1))},
                                               {"order_by", tuple({node("desc", "", {total}), col("name")})},
                                               {"limit", lit(2)},
                                               {"offset", lit(1)}})) ==
        "SELECT account.name, sum(account.id) AS total FROM account WHERE account.id > 5 GROUP BY account.name "
        "HAVING sum(account.id) > 1 ORDER BY total DESC, account.name LIMIT 2 OFFSET 1");
  CHECK(on_lite(selecting({col("id")}, {{"offset", lit(3)}})) == "SELECT account.id FROM account LIMIT -1 OFFSET 3");
  CHECK(on_pg(selecting({col("id")}, {{"limit", lit(3)}})) == "SELECT account.id FROM account LIMIT 3");
  CHECK(on_pg(selecting({col("id")}, {{"distinct", node("true")}, {"for_update", node("true")}})) ==
        "SELECT DISTINCT account.id FROM account FOR UPDATE");
  const Expr org = node("table", "org");
  const Expr join = node("join", "LEFT OUTER JOIN", {org, op2("=", Expr::column("id", "org"), col("id"))});
  CHECK(on_pg(selecting({node("star")}, {{"join", join}})) == "SELECT * FROM account LEFT OUTER JOIN org ON org.id = account.id");
  const Expr aliased = node("alias", "a", {accounts()});
  CHECK(on_pg(node("select", "", {Expr::column("id", "a")}, {{"from", tuple({aliased})}})) == "SELECT a.id FROM account AS a");
  const Expr sub = node("alias", "s", {selecting({col("id")})});
  CHECK(on_pg(node("select", "", {Expr::column("id", "s")}, {{"from", tuple({sub})}})) ==
        "SELECT s.id FROM (SELECT account.id AS id FROM account) AS s");
}

TEST_CASE("subqueries, common tables and unions", "[sql]") {
  const Expr inner = selecting({func("max", {col("id")})});
  CHECK(where_pg(op2("=", col("id"), node("scalar", "", {inner}))) ==
        "account.id = (SELECT max(account.id) AS max_1 FROM account)");
  CHECK(where_pg(op2("IN", col("id"), node("scalar", "", {selecting({col("id")})}))) ==
        "account.id IN (SELECT account.id FROM account)");
  CHECK(where_pg(node("not", "", {node("exists", "", {inner})})) ==
        "NOT (EXISTS (SELECT max(account.id) AS max_1 FROM account))");
  const Expr cte = node("cte", "big", {selecting({col("id")}, {{"where", op2(">", col("id"), lit(1))}})});
  CHECK(on_pg(node("select", "", {Expr::column("id", "big")}, {{"from", tuple({cte})}})) ==
        "WITH big AS (SELECT account.id AS id FROM account WHERE account.id > 1) SELECT big.id FROM big");
  const Expr both = node("compound", "UNION ALL", {selecting({col("id")}), selecting({col("id")}, {{"limit", lit(1)}})},
                         {{"order_by", tuple({Expr::column("id")})}});
  CHECK(on_pg(both) == "SELECT account.id FROM account UNION ALL (SELECT account.id FROM account LIMIT 1) ORDER BY id");
  CHECK(on_lite(both) ==
        "SELECT account.id FROM account UNION ALL SELECT * FROM (SELECT account.id FROM account LIMIT 1 OFFSET 0) ORDER BY id");
}

TEST_CASE("returning, on conflict and insert from select", "[sql]") {
  Expr insert = inserting({row({{"id", lit(1)}, {"name", lit("a")}})});
  insert.named.push_back({"on_conflict", node("on_conflict", "update", {},
                                              {{"index_elements", tuple({Expr::column("id")})},
                                               {"set", row({{"name", Expr::column("name", "excluded")}})},
                                               {"where", op2("=", col("ok"), lit(true))}})});
  insert.named.push_back({"returning", tuple({col("id")})});
  CHECK(on_pg(insert) ==
        "INSERT INTO account (id, name) VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET name = excluded.name "
        "WHERE account.ok = true RETURNING account.id");
  CHECK(on_lite(insert) ==
        "INSERT INTO account (id, name) VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET name = excluded.name "
        "WHERE account.ok = 1 RETURNING id");
  Expr from_select = node("insert", "", {node("table", "copy")},
                          {{"columns", tuple({Expr::column("id")})}, {"from_select", selecting({col("id")})}});
  CHECK(on_pg(from_select) == "INSERT INTO copy (id) SELECT account.id FROM account");
  from_select.named.push_back({"on_conflict", node("on_conflict", "nothing")});
  CHECK(on_pg(from_select) == "INSERT INTO copy (id) SELECT account.id FROM account ON CONFLICT DO NOTHING");
  CHECK(on_lite(from_select) == "INSERT INTO copy (id) SELECT account.id FROM account WHERE 1 ON CONFLICT DO NOTHING");
}

TEST_CASE("schema-qualified and odd names in statements", "[sql]") {
  Expr order = node("table", "Order");
  order.schema = "app";
  Expr group = Expr::column("Group", "Order", test::type("String"));
  group.schema = "app";
  const Expr update = node("update", "", {order}, {{"set", row({{"Group", lit("y%")}})}, {"where", op2("=", group, lit("x"))}});
  CHECK(on_lite(update) == "UPDATE app.\"Order\" SET \"Group\"='y%' WHERE app.\"Order\".\"Group\" = 'x'");
}

TEST_CASE("parameters: inlined on PostgreSQL and in print, bound on SQLite", "[sql]") {
  ops::Query query;
  query.sql = sqltext("UPDATE t SET a = :a WHERE id IN :ids AND b IN (:ids) AND c = :c::text AND d = ':a'");
  query.sql.named = {{"c", lit(1.5)}, {"a", lit("overridden")}};
  const std::vector<std::pair<std::string, Value>> params{{"a", Value("it's")},
                                                          {"ids", Value(ValueList{1, 2})},
                                                          {"unused", Value(9)}};
  CHECK(postgresql().compile_query(query, params, {}).sql ==
        "UPDATE t SET a = 'it''s' WHERE id IN (1, 2) AND b IN (1, 2) AND c = 1.5::text AND d = ':a'");
  const auto bound = sqlite().compile_query(query, params, {});
  CHECK(bound.sql == "UPDATE t SET a = ? WHERE id IN (?, ?) AND b IN (?, ?) AND c = ?::text AND d = ':a'");
  CHECK(bound.params == std::vector<Value>{Value("it's"), Value(1), Value(2), Value(1), Value(2), Value(1.5)});
  CHECK(printed(sqlite(), query.sql, params).find("?") == std::string::npos);
  const Error missing = error_of([&] { postgresql().compile_query(query, {}, {}); });
  CHECK(std::string(missing.what()) == "A value is required for bind parameter 'ids'");
  query.sql = sqltext("SELECT ':a', :a");
  query.raw = true;
  CHECK(sqlite().compile_query(query, params, {}).sql == "SELECT ':a', :a");
  ops::Query both;
  both.sql = sqltext("INSERT INTO t VALUES (:a); INSERT INTO t VALUES (:a)");
  CHECK(sqlite().compile_query(both, params, {}).params.empty());
}

TEST_CASE("statements bind in the order of their text", "[sql]") {
  const Expr cte = node("cte", "big", {selecting({col("id")}, {{"where", op2(">", col("id"), lit(1))}})});
  ops::Query query;
  query.sql = node("select", "", {node("label", "x", {lit("two")})},
                   {{"from", tuple({cte})},
                    {"where", op2("=", op2("/", Expr::column("id", "big"), lit(3)), lit(4))},
                    {"limit", lit(5)},
                    {"offset", lit(6)}});
  const auto bound = sqlite().compile_query(query, {}, {});
  CHECK(bound.params == std::vector<Value>{Value(1), Value("two"), Value(3), Value(4), Value(5), Value(6)});
  query.sql = inserting({row({{"raw", lit("\x01")}, {"doc", lit(ValueList{1})}, {"id", lit(7)}})});
  CHECK(sqlite().compile_query(query, {}, {}).params == std::vector<Value>{Value(7), Value("[1]"), Value(Bytes{"\x01"})});
}

TEST_CASE("literals by type", "[sql]") {
  auto both = [](const Value& value, const std::string& type_name) {
    const Type made = test::type(type_name);
    const Type* type = type_name.empty() ? nullptr : &made;
    return postgresql().literal(value, type) + " | " + sqlite().literal(value, type);
  };
  CHECK(both("a\\b'c", "") == "'a\\b''c' | 'a\\b''c'");
  CHECK(both(true, "") == "true | 1");
  CHECK(both(1, "Boolean") == "true | 1");
  CHECK(both(true, "Integer") == "1 | 1");
  CHECK(both(5, "String") == "'5' | '5'");
  CHECK(both("1.50", "Numeric") == "1.50 | 1.50");
  CHECK(both("1.50); DROP TABLE t", "Numeric") == "'1.50); DROP TABLE t' | '1.50); DROP TABLE t'");
  CHECK(both(Decimal{"12345678901234567890.10"}, "") == "12345678901234567890.10 | 12345678901234567890.10");
  CHECK(both(Decimal{"1; x"}, "") == "'1; x' | '1; x'");
  CHECK(both(std::numeric_limits<std::int64_t>::min(), "BigInteger") == "-9223372036854775808 | -9223372036854775808");
  CHECK(both(0.1, "Float") == "0.1 | 0.1");
  CHECK(both(std::numeric_limits<double>::infinity(), "") == "'Infinity' | 9e999");
  CHECK(both(Bytes{std::string("\x00'", 2)}, "") == "'\\x0027'::bytea | X'0027'");
  CHECK(both("2020-01-02 03:04:05", "DateTime") == "'2020-01-02 03:04:05' | '2020-01-02 03:04:05'");
  CHECK(both("C0FFEE00-1111-2222-3333-444455556666", "Uuid") ==
        "'C0FFEE00-1111-2222-3333-444455556666' | 'c0ffee00111122223333444455556666'");
  CHECK(both(ValueList{}, "JSON") == "'[]' | '[]'");
  CHECK(both("{\"a\": 1}", "postgresql.JSON") == "'{\"a\": 1}' | '{\"a\": 1}'");
  CHECK(both(Null{}, "JSON") == "NULL | NULL");
  CHECK(error_of([&] { both(std::string("a\0b", 3), "String"); }).code == ErrorCode::kScript);
}

TEST_CASE("PostgreSQL array literals say their type where the server would guess another", "[sql]") {
  auto literal = [](const ValueList& list, const Type& type) { return postgresql().literal(Value(list), &type); };
  CHECK(literal({1, 2}, array_of("Integer")) == "ARRAY[1, 2]");
  CHECK(literal({"x", "it's", "NULL"}, array_of("Text")) == "ARRAY['x', 'it''s', 'NULL']");
  CHECK(literal({}, array_of("Integer")) == "ARRAY[]::INTEGER[]");
  CHECK(literal({Null{}}, array_of("Integer")) == "ARRAY[NULL]::INTEGER[]");
  CHECK(literal({"2024-01-01"}, array_of("Date")) == "ARRAY['2024-01-01']::DATE[]");
  CHECK(literal({Value(ValueList{1}), Value(ValueList{2})}, array_of("Integer")) == "ARRAY[ARRAY[1], ARRAY[2]]");
  CHECK(literal({Value(ValueList{1}), "{}"}, array_of("postgresql.JSONB")) == "ARRAY['[1]', '{}']::JSONB[]");
  CHECK(postgresql().literal(Value(ValueList{1}), nullptr) == "ARRAY[1]");
}

TEST_CASE("insert_row prints the columns given", "[sql]") {
  ops::InsertTarget target{"Order", "app", {column("Select"), column("s", "String")}};
  const auto into = sqlite().insert_into(target, {"Select", "s"});
  CHECK(sqlite().insert_row(into, {Value(5), Value("100%")}) == "INSERT INTO app.\"Order\" (\"Select\", s) VALUES (5, '100%')");
  CHECK(sqlite().insert_row(into, {Null(), Value("")}) == "INSERT INTO app.\"Order\" (\"Select\", s) VALUES (NULL, '')");
  CHECK(postgresql().insert_row(postgresql().insert_into(target, {}), {}) == "INSERT INTO app.\"Order\" DEFAULT VALUES");
}

TEST_CASE("type names", "[sql]") {
  struct Row {
    Type type;
    std::string postgresql, sqlite;  // "" = refused
  };
  auto sized = [](std::string name, int length) {
    Type made = test::type(std::move(name));
    made.length = length;
    return made;
  };
  auto timed = [](std::string name, std::optional<int> precision) {
    Type made = test::type(std::move(name));
    made.timezone = true;
    made.precision = precision;
    return made;
  };
  Type numeric = test::type("Numeric");
  numeric.precision = 10;
  numeric.scale = 2;
  Type collated = sized("String", 50);
  collated.collation = "C";
  Type interval = test::type("postgresql.INTERVAL");
  interval.fields = "DAY TO SECOND";
  interval.precision = 3;
  Type text_array = array_of("Text");
  text_array.dimensions = 2;
  Type varying = sized("postgresql.BIT", 5);
  varying.varying = true;
  Type custom = test::type("custom");
  custom.sql = "ltree";
  Type variant = test::type("Text");
  variant.variants = {{"postgresql", TypeBox(test::type("postgresql.JSONB"))}};
  Type enumeration = test::type("Enum");
  enumeration.values = {"a", "né"};
  enumeration.type_name = "e1";
  enumeration.schema = "types";
  Type float24 = test::type("Float");
  float24.precision = 24;
  const std::vector<Row> rows{
      {test::type("Integer"), "INTEGER", "INTEGER"},
      {test::type("String"), "VARCHAR", "VARCHAR"},
      {collated, "VARCHAR(50) COLLATE \"C\"", "VARCHAR(50) COLLATE \"C\""},
      {sized("Text", 100), "TEXT(100)", "TEXT(100)"},
      {sized("NCHAR", 3), "NCHAR(3)", "NCHAR(3)"},
      {numeric, "NUMERIC(10, 2)", "NUMERIC(10, 2)"},
      {float24, "FLOAT(24)", "FLOAT"},
      {test::type("Double"), "DOUBLE PRECISION", "DOUBLE"},
      {test::type("DOUBLE"), "DOUBLE", "DOUBLE"},
      {timed("DateTime", {}), "TIMESTAMP WITH TIME ZONE", "DATETIME"},
      {timed("postgresql.TIMESTAMP", 3), "TIMESTAMP(3) WITH TIME ZONE", "TIMESTAMP"},
      {test::type("Time"), "TIME WITHOUT TIME ZONE", "TIME"},
      {test::type("DATETIME"), "DATETIME", "DATETIME"},
      {test::type("Interval"), "INTERVAL", "DATETIME"},
      {interval, "INTERVAL DAY TO SECOND (3)", ""},
      {sized("LargeBinary", 64), "BYTEA", "BLOB"},
      {sized("VARBINARY", 5), "VARBINARY(5)", "VARBINARY(5)"},
      {test::type("Uuid"), "UUID", "CHAR(32)"},
      {test::type("postgresql.JSONB"), "JSONB", ""},
      {test::type("postgresql.TSTZMULTIRANGE"), "TSTZMULTIRANGE", ""},
      {text_array, "TEXT[][]", ""},
      {varying, "BIT VARYING(5)", ""},
      {custom, "ltree", "ltree"},
      {variant, "JSONB", "TEXT"},
      {enumeration, "types.e1", "VARCHAR(2)"},
      {test::type("mysql.TINYINT"), "", ""},
      {sized("mysql.VARCHAR", 10), "VARCHAR(10)", "VARCHAR(10)"},
      {test::type("sqlite.DATETIME"), "TIMESTAMP WITHOUT TIME ZONE", "DATETIME"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.type.name);
    if (row.postgresql.empty()) {
      CHECK(error_of([&] { postgresql().type(row.type); }).code == ErrorCode::kUnsupported);
    } else {
      CHECK(postgresql().type(row.type) == row.postgresql);
    }
    if (row.sqlite.empty()) {
      CHECK(error_of([&] { sqlite().type(row.type); }).code == ErrorCode::kUnsupported);
    } else {
      CHECK(sqlite().type(row.type) == row.sqlite);
    }
  }
}

TEST_CASE("what is no expression is an error, never a crash", "[sql]") {
  for (const char* kind :
       {"", "nonsense", "row", "join", "binary", "cast", "exists", "label", "insert", "update", "delete", "between"}) {
    CAPTURE(kind);
    CHECK_THROWS_AS(on_pg(node(kind)), Error);
  }
}
