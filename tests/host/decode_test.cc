// Lua objects -> typed values: what each spelling means.
#include "host/decode.h"

#include <catch2/catch.hpp>

#include "host/internal.h"
#include "module_support.h"
#include "support.h"

using namespace runner;
using namespace runner::host;
using namespace runner::host::test;

namespace {

schema::Type type_of(Fixture& f, const std::string& expression) {
  push_ref(f.state.raw(), f.eval(expression));
  schema::Type type = decode_type(f.state.raw(), -1);
  lua_pop(f.state.raw(), 1);
  return type;
}

schema::Column column_of(Fixture& f, const std::string& expression) {
  push_ref(f.state.raw(), f.eval(expression));
  schema::Column column = decode_column(f.state.raw(), -1);
  lua_pop(f.state.raw(), 1);
  return column;
}

}  // namespace

TEST_CASE("every type can be made without arguments or says what it needs", "[host]") {
  Fixture f;
  for (const std::string& name : schema::type_names()) {
    INFO(name);
    const std::string call = name == "custom" ? "sa.custom('x')" : "sa." + name + "()";
    CHECK(type_of(f, call).name == name);
  }
}

TEST_CASE("types take positions, options, spellings and what only Python needs", "[host]") {
  Fixture f;
  CHECK(type_of(f, "sa.String(50)") == type_of(f, "sa.String{ length = 50 }"));
  CHECK(type_of(f, "sa.String{ 50 }").length == 50);
  CHECK(type_of(f, "sa.Numeric(10, 2)").scale == 2);
  CHECK(type_of(f, "sa.Numeric(10, 2, { asdecimal = false })") == type_of(f, "sa.Numeric(10, 2)"));
  CHECK(type_of(f, "sa.Uuid{ as_uuid = true }") == type_of(f, "sa.Uuid"));
  CHECK(type_of(f, "sa.DateTime(true)") == type_of(f, "sa.DateTime{ timezone = true }"));
  CHECK(type_of(f, "sa.Enum('a', 'b', { name = 'e', native_enum = false })").values == std::vector<std::string>{"a", "b"});
  CHECK(type_of(f, "sa.Enum{ 'a', 'b', name = 'e' }").type_name == "e");
  CHECK(type_of(f, "sa.postgresql.ARRAY(sa.Integer)").item->name == "Integer");
  CHECK(type_of(f, "sa.postgresql.ARRAY(sa.String(3), { dimensions = 2 })").dimensions == 2);
  CHECK(type_of(f, "sa.postgresql.VARCHAR(5)").name == "VARCHAR");
  CHECK(type_of(f, "sa.mysql.INTEGER{ unsigned = true }").is_unsigned);
  CHECK(type_of(f, "sa.custom('ltree')").sql == "ltree");
  CHECK(type_of(f, "sa.String(50, { collation = 'C' })").collation == "C");
  CHECK(type_of(f, "sa.Interval{ second_precision = 3 }").precision == 3);
  const auto variant = type_of(f, "sa.BigInteger():with_variant(sa.Integer(), 'sqlite', 'mysql')");
  CHECK(variant.name == "BigInteger");
  CHECK(variant.on("sqlite").name == "Integer");
  CHECK(variant.on("mysql").name == "Integer");
  CHECK(variant.on("postgresql").name == "BigInteger");
}

TEST_CASE("types that were decoded before are not mistaken for each other", "[host]") {
  Fixture f;
  const auto box_of = [&](const std::string& expression) {
    push_ref(f.state.raw(), f.eval(expression));
    schema::TypeBox type = decode_type_box(f.state.raw(), -1);
    lua_pop(f.state.raw(), 1);
    return *type;
  };
  const std::vector<std::string> types = {"sa.String",
                                          "sa.String(5)",
                                          "sa.String(50)",
                                          "sa.VARCHAR(5)",
                                          "sa.Numeric(5)",
                                          "sa.Numeric(5, 2)",
                                          "sa.Numeric(2, 5)",
                                          "sa.DateTime(true)",
                                          "sa.DateTime(false)",
                                          "sa.String(5, { collation = 'C' })",
                                          "sa.String(5, { collation = 'D' })",
                                          "sa.custom('a')",
                                          "sa.custom('b')",
                                          "sa.Enum('a')",
                                          "sa.Enum('b')",
                                          "sa.String(5):with_variant(sa.Text(), 'sqlite')"};
  for (int again = 0; again < 2; ++again) {
    for (const std::string& type : types) CHECK(box_of(type) == type_of(f, type));
  }
  for (int length = 1; length <= 1500; ++length) {  // more than are kept
    REQUIRE(box_of("sa.String(" + std::to_string(length) + ")").length == length);
  }
  CHECK(what(error_of([&] { f.eval("sa.String(5.5)"); })) == "sa.String: \"length\" must be a whole number, not a number (5.5)");
  CHECK(box_of("(function() local t = sa.String(5); t.length = 6; return t end)()").length == 6);
}

TEST_CASE("a column takes its type and items in any order", "[host]") {
  Fixture f;
  const auto a = column_of(f,
                           "sa.Column('x', sa.Integer, sa.ForeignKey('s.t.id', { name = 'fk', ondelete = 'CASCADE' }), "
                           "sa.CheckConstraint('x > 0'), { nullable = false, comment = 'c', autoincrement = false, key = 'k' })");
  const auto b =
      column_of(f,
                "sa.Column{ 'x', sa.CheckConstraint('x > 0'), sa.ForeignKey('s.t.id', { name = 'fk', ondelete = 'CASCADE' }), "
                "sa.Integer(), nullable = false, comment = 'c', autoincrement = false, key = 'k' }");
  CHECK(a == b);
  CHECK(a.foreign_keys[0].schema == "s");
  CHECK(a.foreign_keys[0].table == "t");
  CHECK(a.foreign_keys[0].reference.ondelete == "CASCADE");
  CHECK(a.checks[0].condition == schema::Expr::text("x > 0"));
  CHECK(a.nullable == false);
  CHECK(a.autoincrement == schema::Autoincrement::kNo);
  CHECK_FALSE(column_of(f, "sa.Column('x', sa.ForeignKey('t.id'))").type.has_value());
  CHECK(column_of(f, "sa.Column('x', sa.Integer, sa.Identity{ start = -5, increment = -1 })").identity->start == -5);
  CHECK(column_of(f, "sa.Column('x', sa.Integer, sa.Identity{ minvalue = -9223372036854775808LL })").identity->minvalue ==
        std::numeric_limits<std::int64_t>::min());
  CHECK(column_of(f, "sa.Column('x', sa.Integer, sa.Computed('a * 2', { persisted = true }))").computed->persisted == true);
  CHECK(column_of(f, "sa.Column('x', sa.Integer, sa.Sequence('s'))").has_sequence);
  CHECK(column_of(f, "sa.Column('x', sa.Integer, { default = 5, onupdate = 6, info = {}, server_onupdate = 'x' })") ==
        column_of(f, "sa.Column('x', sa.Integer)"));
}

TEST_CASE("a column is filled in by one of a default, an expression and a counter", "[host]") {
  Fixture f;
  const auto column = [](const std::string& items) { return "sa.Column('x', sa.Integer, " + items + ")"; };
  using Catch::Contains;
  CHECK_THROWS_WITH(f.eval(column("sa.Computed('a'), { server_default = '5' }")),
                    Contains("sa.Computed cannot have a server_default"));
  CHECK_THROWS_WITH(f.eval(column("sa.Identity(), { server_default = '5' }")),
                    Contains("sa.Identity cannot have a server_default"));
  CHECK_THROWS_WITH(f.eval(column("sa.Identity(), sa.Computed('a')")), Contains("cannot be sa.Computed, too"));
  CHECK_THROWS_WITH(f.eval(column("sa.Identity(), { autoincrement = false }")), Contains("cannot have autoincrement = false"));
}

TEST_CASE("hooks read a column's fields", "[host]") {
  Fixture f;
  const Ref env = f.run(
      "local c = sa.Column('x', sa.String(5), { nullable = false }) out = { c.name, c.type.type, tostring(c.nullable), tostring(c.type) }\n"
      "local t = sa.Table('t', sa.MetaData(), c) table_name = c.table.name");
  CHECK(env.get("out").strings() == std::vector<std::string>{"x", "String", "false", "String(5)"});
  CHECK(env.get("table_name").string() == "t");
}

TEST_CASE("dialect options keep their kind", "[host]") {
  Fixture f;
  f.run(
      "op.create_index('ix', 't', { 'a', sa.text('lower(b)'), sa.desc(sa.column('c')), sa.func.upper(sa.column('d')) },\n"
      "  { postgresql_include = { 'x' }, postgresql_with = { fillfactor = 70 }, postgresql_where = sa.text('a > 1'), postgresql_using = 'gin',\n"
      "    mysql_length = { a = 10 }, postgresql_concurrently = true })");
  const auto& index = f.sink.op<ops::CreateIndex>().index;
  CHECK(index.columns[0] == schema::Expr::column("a"));
  CHECK(index.columns[1].is("text"));
  CHECK(index.columns[2].is("desc"));
  CHECK(index.columns[3].is("func"));
  REQUIRE(index.options.size() == 6);
  CHECK(index.options[0].first == "mysql_length");
  CHECK(schema::option(index.options, "postgresql_include")->is("tuple"));
  CHECK(schema::option(index.options, "postgresql_with")->named[0].second == schema::Expr::literal(Value(70)));
  CHECK(schema::option(index.options, "postgresql_where")->is("text"));
  CHECK(schema::option(index.options, "postgresql_using")->value == Value("gin"));
  CHECK(schema::option(index.options, "postgresql_concurrently")->value == Value(true));
}

TEST_CASE("table items find their places", "[host]") {
  Fixture f;
  f.run(
      "op.create_table('t', sa.Column('a', sa.Integer), sa.PrimaryKeyConstraint('a', { name = 'pk' }), sa.Index('ix', 'a', { unique = true }),\n"
      "  sa.ForeignKeyConstraint({ 'a', 'b' }, { 'app.u.x', 'app.u.y' }, { name = op.f('fk'), deferrable = true }),\n"
      "  sa.postgresql.ExcludeConstraint({ 'period', '&&' }, { name = 'ex', using = 'gist', where = 'id > 0' }), sa.Index(nil, 'a', 'b'),\n"
      "  { schema = 'app', comment = 'c', prefixes = { 'UNLOGGED' }, mysql_engine = 'InnoDB', info = {} })");
  const auto& table = f.sink.op<ops::CreateTable>().table;
  REQUIRE(table.constraints.size() == 3);
  REQUIRE(table.indexes.size() == 2);
  const auto& fk = std::get<schema::ForeignKeyConstraint>(table.constraints[1]);
  CHECK(fk.table == "u");
  CHECK(fk.schema == "app");
  CHECK(fk.referred == std::vector<std::string>{"x", "y"});
  CHECK(fk.name == schema::Name("fk", true));
  const auto& exclude = std::get<schema::ExcludeConstraint>(table.constraints[2]);
  CHECK(exclude.elements[0].op == "&&");
  CHECK(exclude.where == schema::Expr::text("id > 0"));
  CHECK_FALSE(table.indexes[1].name.given());
  CHECK(table.prefixes == std::vector<std::string>{"UNLOGGED"});
  CHECK(table.options.size() == 1);
}

TEST_CASE("numbers and strings cross exactly", "[host]") {
  Fixture f;
  const std::pair<const char*, Value> cases[] = {
      {"9007199254740991", Value(std::int64_t{9007199254740991})},
      {"-5", Value(-5)},
      {"1.5", Value(1.5)},
      {"1e300", Value(1e300)},
      {"9223372036854775807LL", Value(std::int64_t{9223372036854775807})},
      {"18446744073709551615ULL", Value(Decimal{"18446744073709551615"})},
      {"'a\\0b'", Value(std::string("a\0b", 3))},
      {"true", Value(true)},
      {"sa.NULL", Value()},
      {"sa.literal(5)", Value(5)},
      {"sa.true_()", Value(true)},
      {"{ 1, { a = sa.none } }", Value(ValueList{Value(1), Value(ValueObject{{"a", Value()}})})},
      {"sa.json_array{}", Value(ValueList{})},
      {"{}", Value(ValueObject{})},
  };
  for (const auto& [text, value] : cases) {
    INFO(text);
    push_ref(f.state.raw(), f.eval(text));
    CHECK(decode_value(f.state.raw(), -1) == value);
    lua_pop(f.state.raw(), 1);
  }
  CHECK_THAT(message(f.fail("local t = {} t[1] = t op.get_bind():execute('x', { a = t })")),
             Catch::Contains("nested too deeply"));
  CHECK_THAT(message(f.fail("op.get_bind():execute('x', { a = { 1, nil, 3 } })")), Catch::Contains("without holes"));
}
