// The binding rule of API 1: positional, options table, table-call form; and every way to get it wrong.
#include <catch2/catch.hpp>

#include "host/decode.h"
#include "module_support.h"

using namespace runner;
using namespace runner::host;
using namespace runner::host::test;

namespace {

struct Wrong {
  const char* text;
  const char* message;  // part of it
  const char* hint;     // part of it; "" = no matter
};

}  // namespace

TEST_CASE("positional arguments, options and the table-call form are one call", "[host]") {
  const char* forms[] = {
      "op.create_index('ix', 't', { 'a', 'b' }, { unique = true, postgresql_using = 'gin' })",
      "op.create_index{ 'ix', 't', { 'a', 'b' }, unique = true, postgresql_using = 'gin' }",
      "op.create_index('ix', { table_name = 't', columns = { 'a', 'b' }, unique = true, postgresql_using = 'gin' })",
      "op.create_index{ index_name = 'ix', table_name = 't', columns = { 'a', 'b' }, unique = true, postgresql_using = 'gin' }",
      "op.create_index{ 'ix', 't', { 'a', 'b' }, { unique = true, postgresql_using = 'gin' } }",
  };
  std::optional<ops::Op> first;
  for (const char* form : forms) {
    Fixture f;
    f.run(form);
    REQUIRE(f.sink.accepted.size() == 1);
    const auto& op = f.sink.op<ops::CreateIndex>();
    CHECK(op.index.unique);
    CHECK(op.index.columns.size() == 2);
    if (!first) first = f.sink.accepted[0];
    CHECK(f.sink.accepted[0] == *first);
  }
}

TEST_CASE("nil is not given; sa.none takes its place in the table form", "[host]") {
  Fixture f;
  f.run(
      "op.create_unique_constraint(nil, 't', { 'a' })\n"
      "op.create_unique_constraint{ sa.none, 't', { 'a' } }\n"
      "op.create_unique_constraint(sa.NULL, 't', { 'a' }, { schema = sa.none })\n"
      "op.drop_constraint('c', 't', nil, nil)");
  REQUIRE(f.sink.accepted.size() == 4);
  CHECK(f.sink.accepted[0] == f.sink.accepted[1]);
  CHECK(f.sink.accepted[0] == f.sink.accepted[2]);
  CHECK_FALSE(f.sink.op<ops::CreateUniqueConstraint>().constraint.name.given());
}

TEST_CASE("a type may stand without its call", "[host]") {
  Fixture f;
  f.run(
      "op.add_column('t', sa.Column('a', sa.Integer))\n"
      "op.add_column('t', sa.Column('a', sa.Integer()))\n"
      "op.add_column('t', sa.Column{ 'a', sa.Integer })\n"
      "op.add_column('t', sa.Column('a', { type_ = sa.Integer }))");
  for (std::size_t i = 1; i < 4; ++i) CHECK(f.sink.accepted[0] == f.sink.accepted[i]);
  CHECK(f.sink.op<ops::AddColumn>().column.type->name == "Integer");
}

TEST_CASE("data arguments are never options", "[host]") {
  Fixture f;
  f.run(
      "op.execute(sa.update(sa.table('t', sa.column('doc', sa.JSON))):values{ doc = { a = 1 } })\n"
      "x = sa.literal({ schema = 'x' }, sa.JSON)\n"
      "op.execute(sa.select(x))\n"
      "op.execute(sa.select(sa.bindparam('p', { k = 1 })))");
  const auto& select = f.sink.op<ops::Execute>(1).sql;
  REQUIRE(select.args[0].value.object());
  CHECK(select.args[0].value.object()->at(0).first == "schema");
  CHECK(select.args[0].type->name == "JSON");
  CHECK(f.sink.op<ops::Execute>(2).sql.args[0].value.object());
}

TEST_CASE("a wrong call names itself, the argument, what came, the nearest spelling and the user's line", "[host]") {
  const Wrong cases[] = {
      {"op.create_index('ix', 't', { 'a' }, { postgresql_uisng = 'gin' })",
       "op.create_index: unknown option \"postgresql_uisng\"", "did you mean \"postgresql_using\"?"},
      {"op.create_table('t', sa.Column{ 'x', sa.Integer(), primry_key = true })", "sa.Column: unknown option \"primry_key\"",
       "did you mean \"primary_key\"?"},
      {"op.create_table('t', sa.Column('x', sa.Integer(), { nullable = 'no' }))",
       "sa.Column: \"nullable\" must be a boolean, not a string (\"no\")", ""},
      {"op.create_table('t', sa.Column('x', 'Integer'))", "sa.Column: \"items\", item 1, must be a type or an item",
       "write sa.Integer()"},
      {"op.create_index('ix', 'steps', { 'rev', true })",
       "op.create_index: \"columns\", item 2, must be a column name or an expression, not a boolean", ""},
      {"op.create_index('ix', 't', { 'a', nil, 'b' })", "op.create_index: \"columns\" must be a list without holes", ""},
      {"op.create_index('ix', 't', {})", "op.create_index: missing argument \"columns\"", ""},
      {"op.create_index('ix', 't')", "op.create_index: missing argument \"columns\"",
       "op.create_index(index_name, table_name, columns"},
      {"op.drop_column({ 'steps' }, 'dir')", "op.drop_column: \"table_name\" must be a string, not a table", ""},
      {"op:drop_table('steps')", "op.drop_table: called with \":\"", "with a dot"},
      {"op.drop_table('a', 'b')", "op.drop_table: too many arguments", "op.drop_table(table_name"},
      {"op.drop_table('a', { table_name = 'b' })", "op.drop_table: \"table_name\" is given twice", ""},
      {"op.drop_table()", "op.drop_table: missing argument \"table_name\"", ""},
      {"op.drop_table{ if_exists = true }", "op.drop_table: missing argument \"table_name\"", ""},
      {"op.create_foreign_key{ 'fk', nil, 'b', { 'x' }, { 'y' } }", "op.create_foreign_key: argument 2 is nil", "sa.none"},
      {"op.create_table('t', nil, sa.Column('x', sa.Integer))", "op.create_table: argument 2 is nil", ""},
      {"op.create_table('t', { if_not_exists = true }, sa.Column('x', sa.Integer))",
       "op.create_table: \"items\", item 1, must be a column", ""},
      {"sa.Column('x', { nullable = true }, sa.Integer)", "sa.Column: \"items\", item 1, must be a type or an item, not a table",
       "comes last"},
      {"op.creat_table('t')", "op.creat_table does not exist", "did you mean op.create_table?"},
      {"return sa.Integr", "sa.Integr does not exist", "did you mean sa.Integer?"},
      {"return sa.postgresql.JSNB", "sa.postgresql.JSNB does not exist", "did you mean sa.postgresql.JSONB?"},
      {"op.create_table('t', sa.Column('x', sa.Integer, sa.Text))", "sa.Column: two types are given", ""},
      {"sa.String('long')", "sa.String: \"length\" must be a whole number, not a string", ""},
      {"sa.String(1.5)", "sa.String: \"length\" must be a whole number, not a number (1.5)", ""},
      {"sa.String{ lenght = 5 }", "sa.String: unknown option \"lenght\"", "did you mean \"length\"?"},
      {"sa.ForeignKey('users')", "sa.ForeignKey: \"column\" must be \"table.column\"", ""},
      {"sa.ForeignKeyConstraint({ 'a' }, { 'u.x', 'u.y' })", "sa.ForeignKeyConstraint: 1 columns refer to 2", ""},
      {"op.create_foreign_key('fk', 'a', 'b', { 'x' }, { 'y', 'z' })",
       "op.create_foreign_key: \"local_cols\" has 1 columns, \"remote_cols\" 2", ""},
      {"op.drop_constraint('c', 't', { type_ = 'uniqe' })", "op.drop_constraint: \"type_\" must be one of",
       "did you mean \"unique\"?"},
      {"op.create_check_constraint('c', 't', 1 == 2)",
       "op.create_check_constraint: \"condition\" must be an expression, not a boolean", ":eq(value)"},
      {"op.create_exclude_constraint('c', 't', { 'a' })",
       "op.create_exclude_constraint: \"elements\", item 1, must be { column or expression", ""},
      {"op.alter_column('t', 'c', { type_ = 'text' })", "op.alter_column: \"type_\" must be a type, not a string (\"text\")",
       "sa.custom"},
      {"op.create_enum('e', { 'a', 1 })", "op.create_enum: \"values\", item 2, must be a string", ""},
      {"op.execute(5)", "op.execute: \"sqltext\" must be SQL (a string) or an expression, not a number", ""},
      {"op.execute('x', { parms = {} })", "op.execute: unknown option \"parms\"", "did you mean \"params\"?"},
      {"op.execute('x', { params = 5 })", "op.execute: \"params\" must be a table", ""},
      {"op.execute('x', { params = { a = print } })", "op.execute: \"params\": \"a\" must be a value, not a function", ""},
      {"sa.custom()", "sa.custom: missing argument \"sql\"", "sa.custom(\"ltree\")"},
      {"op.f(5)", "op.f: \"name\" must be a string", ""},
  };
  for (const Wrong& wrong : cases) {
    Fixture f;
    INFO(wrong.text);
    const Error error = f.fail(wrong.text);
    CHECK_THAT(message(error), Catch::Contains(wrong.message));
    CHECK_THAT(error.hint, Catch::Contains(wrong.hint));
    CHECK(error.where == "versions/x.lua:2");
    CHECK(error.code == ErrorCode::kScript);
    CHECK(f.sink.accepted.empty());
  }
}

TEST_CASE("every signature refuses unknown options, missing arguments, wrong types and too many arguments", "[host]") {
  for (const std::string& call : signature_names()) {
    const Signature& s = *signature(call);
    const bool batch = call.rfind("batch.", 0) == 0;
    const bool special = call.rfind("inspector.", 0) == 0 || call.find(':') != std::string::npos || call == "batch.execute";
    if (special) continue;
    INFO(call);
    const std::string prefix = batch ? "op.batch_alter_table('t', function(batch) " : "";
    const std::string suffix = batch ? " end)" : "";
    if (!s.is_data(0)) {
      Fixture f;
      const Error error = f.fail(prefix + call + "{ no_such_option_at_all = 1 }" + suffix);
      CHECK_THAT(message(error), Catch::Contains("unknown option \"no_such_option_at_all\""));
      CHECK(error.where == "versions/x.lua:2");
    }
    const bool needs = std::any_of(s.positions.begin(), s.positions.end(), [](const auto& one) { return one.required; });
    if (needs) {
      Fixture f;
      CHECK_THAT(message(f.fail(prefix + call + "()" + suffix)), Catch::Contains("missing argument"));
    }
    if (s.variadic.empty()) {
      Fixture f;
      std::string arguments;
      for (std::size_t i = 0; i <= s.positions.size(); ++i) arguments += i == 0 ? "'x'" : ", 'x'";
      CHECK_THAT(message(f.fail(prefix + call + "(" + arguments + ")" + suffix)), Catch::Contains("too many arguments"));
    }
    if (needs && !batch) {
      Fixture f;
      std::string arguments;
      for (std::size_t i = 0; i < s.positions.size(); ++i) arguments += i == 0 ? "print" : ", print";
      for (const Parameter& one : s.options) {
        if (one.required) arguments += ", { " + std::string(one.name) + " = { k = 1 } }";
      }
      const bool takes_functions = call == "op.autocommit_block" || call == "op.register_operation" || call == "sa.literal";
      if (!takes_functions) {
        const Error error = f.fail(call + "(" + arguments + ")");
        CHECK_THAT(message(error), Catch::Contains("function"));
        CHECK(error.where == "versions/x.lua:2");
      }
    }
  }
}
