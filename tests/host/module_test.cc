// What scripts can do with op, sa and connections, over a sink that remembers.
#include "host/module.h"

#include <catch2/catch.hpp>

#include "module_support.h"

using namespace runner;
using namespace runner::host;
using namespace runner::host::test;
using Catch::Contains;

namespace {

schema::Expr named_clause(const schema::Expr& expr, const char* clause) {
  const schema::Expr* found = expr.find(clause);
  REQUIRE(found);
  return *found;
}

}  // namespace

TEST_CASE("operations carry the user's line", "[host]") {
  Fixture f;
  f.run("\n\nop.drop_table('a')\nlocal function helper() op.drop_table('b') end\nhelper()");
  CHECK(f.sink.wheres == std::vector<std::string>{"versions/x.lua:4", "versions/x.lua:5"});
}

TEST_CASE("without a sink an operation says where it belongs", "[host]") {
  Fixture f;
  f.module.set_sink(nullptr);
  for (const char* text :
       {"op.execute('DELETE FROM t')", "op.get_bind()", "op.bulk_insert(sa.table('t', sa.column('x')), { { x = 1 } })",
        "op.batch_alter_table('t', function() end)", "op.get_context()"}) {
    INFO(text);
    const Error error = f.fail(text);
    CHECK_THAT(message(error), Contains("top level"));
    CHECK_THAT(error.hint, Contains("upgrade()"));
    CHECK(error.where == "versions/x.lua:2");
  }
}

TEST_CASE("create_table returns a table to insert into", "[host]") {
  Fixture f;
  f.run(
      "local t = op.create_table('account', sa.Column('id', sa.Integer(), { primary_key = true }), sa.Column('name', sa.String(50)))\n"
      "op.bulk_insert(t, { { id = 1, name = 'x' }, { id = 2, name = sa.null() } })\n"
      "column = t.c.name.name\n"
      "op.execute(t:delete():where(t.c.id:eq(2)))");
  CHECK(f.sink.targets[0].table == "account");
  CHECK(f.sink.insert_columns == std::vector<std::string>{"id", "name"});
  CHECK(f.sink.inserted == Rows{{Value(1), Value("x")}, {Value(2), Value()}});
  CHECK(f.sink.op<ops::Execute>(1).sql.is("delete"));
}

TEST_CASE("a table has its statements whatever of op was called before", "[host]") {
  for (const std::string before : {"op.f('x')", "op.inline_literal('x')", "op.log('info', 'x')", "sa.text('x')"}) {
    Fixture f;
    INFO(before);
    f.run("local called = " + before + " local t = op.create_table('t', sa.Column('a', sa.Integer))\n" +
          "op.execute(t:update():where(t.c.a:eq(1)):values{ a = 2 })");
    CHECK(f.sink.accepted.size() == 2);
  }
}

TEST_CASE("the aliases of create_table and drop_table set their flag", "[host]") {
  Fixture f;
  f.run("op.create_table_if_not_exists('t', sa.Column('x', sa.Integer)) op.drop_table_if_exists('t')");
  CHECK(f.sink.op<ops::CreateTable>(0).if_not_exists);
  CHECK(f.sink.op<ops::DropTable>(1).if_exists);
}

TEST_CASE("sa.none drops a default, sa.null() in a column is DEFAULT NULL", "[host]") {
  Fixture f;
  f.run(
      "op.alter_column('t', 'c', { server_default = sa.none })\n"
      "op.alter_column('t', 'c', { server_default = 5, comment = sa.none })\n"
      "op.alter_column('t', 'c', { server_default = sa.Identity({ always = true }) })\n"
      "op.add_column('t', sa.Column('x', sa.Integer, { server_default = sa.null() }))\n"
      "op.add_column('t', sa.Column('x', sa.Integer, { server_default = sa.none }))\n"
      "op.add_column('t', sa.Column('x', sa.Boolean, { server_default = true }))");
  CHECK(f.sink.op<ops::AlterColumn>(0).server_default.is_none());
  CHECK(f.sink.op<ops::AlterColumn>(1).server_default.value.expr->expr == schema::Expr::literal(Value(5)));
  CHECK(f.sink.op<ops::AlterColumn>(1).comment.is_none());
  CHECK(f.sink.op<ops::AlterColumn>(2).server_default.value.identity->always == true);
  CHECK(f.sink.op<ops::AddColumn>(3).column.server_default->expr.is("null"));
  CHECK_FALSE(f.sink.op<ops::AddColumn>(4).column.server_default.has_value());
  CHECK(f.sink.op<ops::AddColumn>(5).column.server_default->expr == schema::Expr::literal(Value(true)));
}

TEST_CASE("op and sa cannot be changed for other scripts", "[host]") {
  Fixture f;
  f.run("op.drop_table = nil sa.Column = 5 op.mine = 1");
  f.run("op.drop_table('t') x = sa.Column('c', sa.Integer)");
  CHECK(f.sink.accepted.size() == 1);
}

// ---- batch ----

TEST_CASE("a batch block crosses as one operation, in either call style", "[host]") {
  Fixture f;
  f.run(
      "op.batch_alter_table('t', { schema = 's', recreate = 'always', naming_convention = { uq = 'uq_%(table_name)s' } }, function(batch)\n"
      "  batch.add_column(sa.Column('n', sa.Integer), { insert_after = 'id' })\n"
      "  batch:drop_column('old')\n"
      "  batch.create_index(batch.f('ix'), { 'n' }, { unique = true })\n"
      "  batch.create_foreign_key('fk', 'o', { 'a' }, { 'id' })\n"
      "  batch.execute('SELECT 1')\n"
      "end)");
  REQUIRE(f.sink.accepted.size() == 2);
  CHECK(f.sink.op<ops::Execute>(0).sql.name == "SELECT 1");
  const auto& batch = f.sink.op<ops::BatchAlterTable>(1);
  CHECK(batch.recreate == ops::Recreate::kAlways);
  REQUIRE(batch.operations.size() == 4);
  const auto& add = std::get<ops::AddColumn>(batch.operations[0]);
  CHECK(add.table_name == "t");
  CHECK(add.schema == "s");
  CHECK(add.insert_after == "id");
  CHECK(std::get<ops::CreateIndex>(batch.operations[2]).index.name == schema::Name("ix", true));
  CHECK(std::get<ops::CreateForeignKey>(batch.operations[3]).source_table == "t");
  CHECK(std::get<ops::CreateForeignKey>(batch.operations[3]).source_schema == "s");
}

TEST_CASE("an error inside a batch block discards it", "[host]") {
  Fixture f;
  CHECK_THAT(message(f.fail("op.batch_alter_table('t', function(b) b.drop_column('x') error('no') end)")), Contains("no"));
  CHECK(f.sink.accepted.empty());
}

TEST_CASE("a batch block is checked like any call", "[host]") {
  Fixture f;
  CHECK_THAT(message(f.fail("op.batch_alter_table('t', {})")), Contains("op.batch_alter_table: \"block\" must be a function"));
  CHECK_THAT(message(f.fail("op.batch_alter_table('t', { recreate = 'maybe' }, print)")),
             Contains("\"auto\", \"always\" or \"never\""));
  CHECK(f.fail("op.batch_alter_table('t', { naming_convention = { uqq = 'x' } }, print)").hint == "did you mean \"uq\"?");
  CHECK(f.fail("op.batch_alter_table('t', function(b) b.drop_colum('x') end)").hint == "did you mean \"drop_column\"?");
  CHECK_THAT(message(f.fail("local keep op.batch_alter_table('t', function(b) keep = b end) keep.drop_column('x')")),
             Contains("has ended"));
}

TEST_CASE("a batch takes its table and its corrections along", "[host]") {
  Fixture f;
  f.run(
      "op.batch_alter_table('t', { copy_from = sa.Table('t', sa.MetaData(), sa.Column('a', sa.String(10))),\n"
      "  reflect_args = { sa.Column('flag', sa.Boolean), sa.CheckConstraint('a > 0', { name = 'ck' }) },\n"
      "  table_args = { sa.UniqueConstraint('a', { name = 'uq' }) }, table_kwargs = { sqlite_autoincrement = true },\n"
      "  partial_reordering = { { 'b', 'a' } } }, function(b) end)");
  const auto& batch = f.sink.op<ops::BatchAlterTable>();
  CHECK(batch.copy_from->columns[0].type->length == 10);
  CHECK(batch.reflect_columns[0].name == "flag");
  CHECK(batch.reflect_constraints.size() == 1);
  CHECK(batch.table_args.size() == 1);
  CHECK(batch.table_kwargs[0].first == "sqlite_autoincrement");
  CHECK(batch.partial_reordering == std::vector<ops::Strings>{{"b", "a"}});
}

TEST_CASE("listeners of a batch may change what was reflected", "[host]") {
  Fixture f;
  schema::Table table;
  table.name = "t";
  for (const char* name : {"a", "b"}) {
    schema::Column column;
    column.name = name;
    column.type = schema::Type{"Integer"};
    table.columns.push_back(column);
  }
  f.sink.inspect.tables["t"] = table;
  f.run(
      "op.batch_alter_table('t', { reflect_kwargs = { listeners = { { 'column_reflect', function(inspector, t, info)\n"
      "  if t.name == 't' and info.name == 'b' then info.type = sa.Boolean() end\n"
      "end } } } }, function(b) b.drop_column('a') end)");
  const auto& batch = f.sink.op<ops::BatchAlterTable>();
  REQUIRE(batch.reflect_columns.size() == 1);
  CHECK(batch.reflect_columns[0].name == "b");
  CHECK(batch.reflect_columns[0].type->name == "Boolean");
}

// ---- blocks and registered operations ----

TEST_CASE("an autocommit block ends the transaction and begins one again, on errors too", "[host]") {
  Fixture f;
  f.run("op.autocommit_block(function() op.drop_table('t') end)\nop.get_context():autocommit_block(function() end)");
  REQUIRE(f.sink.accepted.size() == 5);
  CHECK(std::holds_alternative<ops::BeginAutocommit>(f.sink.accepted[0]));
  CHECK(std::holds_alternative<ops::EndAutocommit>(f.sink.accepted[2]));
  Fixture g;
  const Error error = g.fail("op.autocommit_block(function() error('stop') end)");
  CHECK_THAT(message(error), Contains("stop"));
  CHECK(error.where == "versions/x.lua:2");
  CHECK(std::holds_alternative<ops::EndAutocommit>(g.sink.accepted[1]));
}

TEST_CASE("registered operations work on op and, when asked for, in batch blocks", "[host]") {
  Fixture f;
  f.run(
      "op.register_operation('audit', function(op, name) op.create_table(name, sa.Column('id', sa.Integer)) return 7 end)\n"
      "op.register_operation('add_stamp', function(b, name) b.add_column(sa.Column(name, sa.DateTime)) end, { batch = true })\n"
      "result = op.audit('log')\n"
      "op.batch_alter_table('t', function(b) b.add_stamp('made') b:add_stamp('changed') end)");
  CHECK(f.sink.op<ops::CreateTable>(0).table.name == "log");
  CHECK(f.sink.op<ops::BatchAlterTable>(1).operations.size() == 2);
  CHECK_THAT(message(f.fail("op.register_operation('drop_table', function() end)")), Contains("is an operation already"));
  f.run("op.register_operation('audit', function() end)");  // a script that is loaded again
}

TEST_CASE("operations are values that op.invoke runs", "[host]") {
  Fixture f;
  const Ref operation = f.module.operation(ops::DropTable{"t", "s", true});
  CHECK(operation.get("operation").string() == "drop_table");
  CHECK(operation.get("source").string() == "op.drop_table(\"t\", { if_exists = true, schema = \"s\" })");
  const Ref invoke = f.run("function go(o) op.invoke(o) end").get("go");
  f.state.call(invoke, {operation});
  CHECK(f.sink.op<ops::DropTable>().schema == "s");
  CHECK_THAT(message(f.fail("op.invoke({})")), Contains("an operation was expected"));
}

TEST_CASE("the context says what the sink is", "[host]") {
  Fixture f;
  Ref fields = f.state.table();
  fields.set("tag", f.state.string("v1"));
  f.module.set_context_fields(fields);
  const Ref env =
      f.run("local c = op.get_context() name, as_sql, tag, impl = c.dialect.name, c.as_sql, c.tag, c.impl.dialect.name");
  CHECK(env.get("name").string() == "sqlite");
  CHECK(env.get("as_sql").boolean() == false);
  CHECK(env.get("tag").string() == "v1");
  CHECK(env.get("impl").string() == "sqlite");
}

// ---- bulk_insert ----

TEST_CASE("bulk_insert takes rows of different columns", "[host]") {
  Fixture f;
  f.run(
      "op.bulk_insert(sa.table('t', sa.column('a', sa.Integer), sa.column('b', sa.JSON), sa.column('c')),\n"
      "  { { a = 1 }, { b = { x = { 1, 2 } } }, {} })");
  CHECK(f.sink.insert_columns == std::vector<std::string>{"a", "b"});
  CHECK(f.sink.given == std::vector<std::string>{"x-", "-x", "--"});
  CHECK(f.sink.inserted[0][1].is_null());
  CHECK(f.sink.inserted[1][1] == Value(ValueObject{{"x", Value(ValueList{Value(1), Value(2)})}}));
}

TEST_CASE("bulk_insert of nothing does nothing, and multiinsert is accepted", "[host]") {
  Fixture f;
  f.run(
      "local t = sa.table('t', sa.column('a')) op.bulk_insert(t, {}) op.bulk_insert(t, { { a = 1 } }, { multiinsert = false })\n"
      "op.bulk_insert{ t, { { a = 2 } } }");
  CHECK(f.sink.inserted.size() == 2);
}

TEST_CASE("bulk_insert names the row that is wrong, before any is sent", "[host]") {
  const std::pair<const char*, const char*> cases[] = {
      {"{ { a = 1 }, { a = 2 }, { x = 1 } }", "row 3: unknown column \"x\""},
      {"{ { a = 1 }, { 5 } }", "row 2 must be a table { column = value }, not a list"},
      {"{ { a = 1 }, 5 }", "row 2 must be a table { column = value }, not a number (5)"},
      {"{ { a = 1 }, nil, { a = 2 } }", "row 2 is nil"},
      {"{ a = 1 }", "\"rows\" must be a list of rows"},
      {"'x'", "\"rows\" must be a list of rows"},
  };
  for (const auto& [rows, expected] : cases) {
    Fixture f;
    INFO(rows);
    CHECK_THAT(message(f.fail(std::string("op.bulk_insert(sa.table('t', sa.column('a')), ") + rows + ")")), Contains(expected));
    CHECK(f.sink.targets.empty());
  }
  Fixture f;
  CHECK_THAT(message(f.fail("op.bulk_insert('t', {})")), Contains("\"table\" must be a table"));
  CHECK_THAT(message(f.fail("op.bulk_insert(sa.table('t'), { { a = 1 } })")), Contains("has no columns"));
  CHECK_THAT(message(f.fail("op.bulk_insert(sa.table('t', sa.column('a')), { { a = print } })")),
             Contains("row 1: \"a\" must be a value"));
}

TEST_CASE("rows with expressions go as statements", "[host]") {
  Fixture f;
  f.run(
      "op.bulk_insert(sa.table('t', sa.column('a'), sa.column('b')), { { a = op.inline_literal('2024-01-01') } })\n"
      "op.bulk_insert(sa.table('t', sa.column('a'), sa.column('b')), { { a = 1, b = sa.func.now() }, { a = 2 } })");
  CHECK(f.sink.inserted == Rows{{Value("2024-01-01")}});
  REQUIRE(f.sink.accepted.size() == 2);
  const auto values = named_clause(f.sink.op<ops::Execute>(0).sql, "values");
  CHECK(values.args[0].named[1].second.is("func"));
}

// ---- connections and results ----

TEST_CASE("execute passes statements and parameters", "[host]") {
  Fixture f;
  f.run(
      "local conn = op.get_bind()\n"
      "conn:execute(sa.text('SELECT :a'), { a = 1, b = sa.NULL, c = '12345678901234567', d = 9223372036854775806LL, e = { 1, 2 }, f = 1.5 })\n"
      "conn:execute('INSERT', { { i = 1 }, { i = sa.null() } })\n"
      "conn:exec_driver_sql('SELECT :raw')");
  REQUIRE(f.sink.queries.size() == 3);
  const auto& params = f.sink.queries[0].params;
  CHECK(params[0] == std::pair<std::string, Value>{"a", Value(1)});
  CHECK(params[1].second.is_null());
  CHECK(params[2].second == Value("12345678901234567"));
  CHECK(params[3].second == Value(std::int64_t{9223372036854775806}));
  CHECK(params[4].second == Value(ValueList{Value(1), Value(2)}));
  CHECK(params[5].second == Value(1.5));
  CHECK(f.sink.queries[1].many.size() == 2);
  CHECK(f.sink.queries[1].many[1][0].second.is_null());
  CHECK(f.sink.queries[2].raw);
  CHECK_THAT(message(f.fail("op.get_bind():execute('x', 5)")), Contains("parameters must be a table"));
  CHECK_THAT(message(f.fail("op.get_bind().execute('x')")), Contains("called without its connection"));
  CHECK_THAT(message(f.fail("op.get_bind():execute(nil)")), Contains("\"statement\" must be SQL"));
}

namespace {

Answer people() {
  return {{"id", "name"}, {{Value(1), Value("ann")}, {Value(2), Value()}, {Value(3), Value("cyd")}}, -1};
}

}  // namespace

TEST_CASE("a result is read row by row or at once", "[host]") {
  Fixture f;
  for (int i = 0; i < 12; ++i) f.sink.answers.push_back(people());
  const Ref env = f.run(R"(
    local conn = op.get_bind()
    names = {}
    for row in conn:execute('q') do names[#names + 1] = row.id .. (row.name or '-') .. (row[2] or '-') end
    local one = conn:execute('q'):fetchone()
    first = conn:execute('q'):first().name
    local all = conn:execute('q'):fetchall()
    count = #all
    looped = 0
    for row in all do looped = looped + row.id end
    for row in all do if row.id == 2 then break end end
    for _, row in ipairs(all) do looped = looped + row.id end
    many = #conn:execute('q'):fetchmany(2)
    scalars = conn:execute('q'):scalars()
    third = conn:execute('q'):mappings()[3].name
    no_position = conn:execute('q'):mappings()[3][1] == nil
    scalar = conn:execute('q'):scalar()
    keys = table.concat(conn:execute('q').keys, ',')
    a, b = all[1]:unpack()
    local picked = all[2]:pick('id', 'name')
    kept_null = picked.name == sa.NULL and picked.name == sa.null() and picked.id == 2
    everything = all[2]:pick().name == sa.none)");
  CHECK(env.get("names").strings() == std::vector<std::string>{"1annann", "2--", "3cydcyd"});
  CHECK(env.get("first").string() == "ann");
  CHECK(env.get("count").number() == 3);
  CHECK(env.get("looped").number() == 12);
  CHECK(env.get("many").number() == 2);
  CHECK(env.get("scalars").length() == 3);
  CHECK(env.get("third").string() == "cyd");
  CHECK(env.get("no_position").truthy());
  CHECK(env.get("scalar").number() == 1);
  CHECK(env.get("keys").string() == "id,name");
  CHECK(env.get("b").string() == "ann");
  CHECK(env.get("kept_null").truthy());
  CHECK(env.get("everything").truthy());
}

TEST_CASE("one() wants exactly one row", "[host]") {
  Fixture f;
  f.sink.answers = {people(), {{"x"}, {}}, {{"x"}, {}}, {{"x"}, {{Value(5)}}}, {{"x"}, {{Value(5)}}}};
  CHECK_THAT(message(f.fail("op.get_bind():execute('q'):one()")), Contains("more than one row"));
  CHECK_THAT(message(f.fail("op.get_bind():execute('q'):one()")), Contains("no row was found"));
  CHECK(f.eval("op.get_bind():execute('q'):one_or_none()").is_nil());
  CHECK(f.eval("op.get_bind():execute('q'):scalar_one()").number() == 5);
  CHECK(f.eval("op.get_bind():scalar('q')").number() == 5);
}

TEST_CASE("a statement without rows has a row count and nothing to fetch", "[host]") {
  Fixture f;
  f.sink.answers = {{{}, {}, 3}, {{}, {}, 3}};
  CHECK(f.eval("op.get_bind():execute('UPDATE').rowcount").number() == 3);
  CHECK_THAT(message(f.fail("op.get_bind():execute('UPDATE'):fetchall()")), Contains("returned no rows"));
}

TEST_CASE("cells come as the contract says", "[host]") {
  Fixture f;
  f.sink.answers = {{{"small", "big", "dec", "flag", "bytes", "json"},
                     {{Value(99999999999999), Value(std::int64_t{100000000000001}), Value(Decimal{"1.50"}), Value(false),
                       Value(Bytes{std::string("\0\xff", 2)}),
                       Value(ValueObject{{"list", Value(ValueList{})}, {"n", Value(Decimal{"1.5"})}, {"null", Value()}})}}}};
  const Ref env = f.run(R"(
    row = op.get_bind():execute('q'):first()
    same = sa.json.encode(row.json)
    null = row.json.null == sa.NULL)");
  const Ref row = env.get("row");
  CHECK(row.get("small").is_number());
  CHECK(row.get("big").is_string());
  CHECK(row.get("big").string() == "100000000000001");
  CHECK(row.get("dec").string() == "1.50");
  CHECK(row.get("flag").boolean() == false);
  CHECK(row.get("bytes").string() == std::string("\0\xff", 2));
  CHECK(env.get("same").string() == R"({"list": [], "n": 1.5, "null": null})");
  CHECK(env.get("null").truthy());
}

TEST_CASE("begin_nested is a savepoint that rolls back on errors", "[host]") {
  Fixture f;
  const Ref env = f.run(R"(
    local conn = op.get_bind()
    a, b = conn:begin_nested(function() conn:execute('x') return 1, 2 end)
    ok, err = pcall(function() conn:begin_nested(function() op.drop_table({}) end) end)
    text, line = tostring(err), err.where)");
  CHECK(env.get("b").number() == 2);
  CHECK(env.get("ok").boolean() == false);
  CHECK_THAT(*env.get("text").string(),
             Contains("versions/x.lua:5: op.drop_table: \"table_name\" must be a string, not a table"));
  REQUIRE(f.sink.accepted.size() == 4);
  CHECK(f.sink.op<ops::Savepoint>(0) == ops::Savepoint{"sa_savepoint_1", 's'});
  CHECK(f.sink.op<ops::Savepoint>(1) == ops::Savepoint{"sa_savepoint_1", 'r'});
  CHECK(f.sink.op<ops::Savepoint>(3) == ops::Savepoint{"sa_savepoint_2", 'b'});
}

TEST_CASE("scripts have no transaction control, env.lua's connections do", "[host]") {
  Fixture f;
  for (const char* text : {"op.get_bind():commit()", "op.get_bind():rollback()", "return op.get_bind().engine"}) {
    const Error error = f.fail(text);
    CHECK_THAT(error.hint, Contains("autocommit_block"));
  }
  FakeSink own;
  int commits = 0;
  const auto commit = [&](State&, const std::vector<Ref>&) -> std::vector<Ref> {
    ++commits;
    return {};
  };
  const Ref go = f.run("function go(conn) conn:commit() conn:execute('x') name = conn.dialect.name end").get("go");
  f.state.call(go, {f.module.connection(own, {{"commit", commit}})});
  CHECK(own.queries.size() == 1);
  CHECK(commits == 1);
  CHECK(f.sink.queries.empty());
}

TEST_CASE("a NULL cell that was just read is NULL under its name", "[host]") {
  Fixture f;
  f.sink.answers = {people()};
  f.run(R"(
    local conn = op.get_bind()
    local rows = conn:execute('q'):fetchall()
    conn:execute('INSERT INTO c VALUES (:id, :name)', { id = rows[2].id, name = rows[2].name })
    conn:execute('INSERT INTO c VALUES (:id, :name)', { id = 3 })
    local copies = {}
    for i = 1, 3 do copies[i] = { id = rows[i].id, name = rows[i].name } end
    conn:execute(sa.text('INSERT INTO c VALUES (:id, :name)'), copies)
    local seen = rows[2].name
    local c = sa.table('c', sa.column('id'), sa.column('other'))
    conn:execute(c:update():where(c.c.id:eq(sa.bindparam('id'))):values{ other = sa.bindparam('other') }, { id = 1, other = 2 })
    seen = rows[2].name
    conn:execute('SELECT :name')
    seen = rows[2].name
    conn:execute(sa.text('SELECT :name'):bindparams{ name = 'own' }, { id = 1 })
    seen = rows[2].name
    conn:execute(c:update():values{ other = sa.bindparam('name', 'own') }, { id = 1 }))");
  const auto& queries = f.sink.queries;
  using Params = std::vector<std::pair<std::string, Value>>;
  CHECK(queries.at(1).params == Params{{"id", Value(2)}, {"name", Value()}});
  CHECK(queries.at(2).params == Params{{"id", Value(3)}});
  REQUIRE(queries.at(3).many.size() == 3);
  CHECK(queries.at(3).many[0] == Params{{"id", Value(1)}, {"name", Value("ann")}});
  CHECK(queries.at(3).many[1] == Params{{"id", Value(2)}, {"name", Value()}});
  CHECK(queries.at(4).params == Params{{"id", Value(1)}, {"other", Value(2)}});
  CHECK(queries.at(5).params.empty());
  CHECK(queries.at(6).params == Params{{"id", Value(1)}});
  CHECK(queries.at(7).params == Params{{"id", Value(1)}});
}

TEST_CASE("open cursors end before DDL, at the end and with their sink", "[host]") {
  Fixture f;
  f.sink.answers = {people(), Answer{}, Answer{}, people()};
  const Ref env = f.run(R"(
    local conn = op.get_bind()
    local seen = 0
    for row in conn:execute('q') do
      seen = seen + 1
      conn:execute('UPDATE t SET x = 1')
      if seen == 2 then op.drop_table('t') end
    end
    count = seen
    result = conn:execute('q'))");
  CHECK(env.get("count").number() == 2);
  f.module.close_cursors();
  CHECK(f.state.call(f.run("function next_of(r) return r:fetchone() end").get("next_of"), {env.get("result")})[0].is_nil());
}

// ---- inspection ----

TEST_CASE("sa.inspect answers with SQLAlchemy's keys", "[host]") {
  Fixture f;
  schema::Table table;
  table.name = "t";
  schema::Column id;
  id.name = "id";
  id.type = schema::Type{"Integer"};
  id.primary_key = true;
  schema::Column a;
  a.name = "a";
  a.type = schema::Type{"String"};
  a.type.edit().length = 9;
  a.server_default = schema::Default{schema::Expr::text("'x'")};
  table.columns = {id, a};
  schema::ForeignKeyConstraint fk;
  fk.name = schema::Name("fk", true);
  fk.columns = {"a"};
  fk.table = "p";
  fk.referred = {"id"};
  fk.reference.ondelete = "CASCADE";
  table.constraints = {schema::PrimaryKeyConstraint{schema::Name("pk", true), {"id"}, {}, {}, {}},
                       schema::UniqueConstraint{schema::Name("uq", true), {"a", "id"}, {}, {}, {}},
                       schema::CheckConstraint{schema::Name("ck", true), schema::Expr::text("a > 0"), {}, {}, {}, {}}, fk};
  schema::Index index;
  index.name = schema::Name("ix", true);
  index.columns = {schema::Expr::column("a"), schema::Expr::text("lower(a)")};
  table.indexes = {index};
  f.sink.inspect.tables["t"] = table;
  const Ref env = f.run(R"(
    local insp = sa.inspect(op.get_bind())
    local c = insp:get_columns('t')
    out = { c[1].name, tostring(c[1].nullable), tostring(c[2].type), c[2].default, insp:get_pk_constraint('t').name,
      insp:get_pk_constraint('t').constrained_columns[1], insp:get_unique_constraints('t')[1].column_names[2],
      insp:get_check_constraints('t', { schema = 's' })[1].sqltext, insp:get_foreign_keys('t')[1].referred_table,
      insp:get_foreign_keys('t')[1].options.ondelete, insp:get_indexes('t')[1].column_names[1],
      insp:get_indexes('t')[1].expressions[2], insp:get_enums()[1].labels[2], insp:get_view_names()[1],
      insp:get_table_names{ schema = 's' }[1], tostring(insp:has_table('t')), tostring(insp:has_table('u')) })");
  CHECK(env.get("out").strings() == std::vector<std::string>{"id", "false", "String(9)", "'x'", "pk", "id", "id", "a > 0", "p",
                                                             "CASCADE", "a", "lower(a)", "ok", "v", "t", "true", "false"});
  CHECK_THAT(message(f.fail("sa.inspect(op.get_bind()):get_columns('nosuch')")), Contains("there is no table \"nosuch\""));
  CHECK_THAT(message(f.fail("sa.inspect(5)")), Contains("must be a connection"));
}

TEST_CASE("an inspector tells the whole of large numbers", "[host]") {
  Fixture f;
  schema::Table table;
  table.name = "t";
  schema::Column id;
  id.name = "id";
  id.type = schema::Type{"BigInteger"};
  id.identity.emplace();
  id.identity->start = 7;
  id.identity->maxvalue = 9223372036854775807;
  id.identity->cycle = true;
  table.columns = {id};
  f.sink.inspect.tables["t"] = table;
  const Ref env = f.run(R"(
    local identity = sa.inspect(op.get_bind()):get_columns('t')[1].identity
    out = { tostring(identity.start), tostring(identity.maxvalue), tostring(identity.cycle) })");
  CHECK(env.get("out").strings().value() == std::vector<std::string>{"7", "9223372036854775807", "true"});
}

TEST_CASE("a model may take its columns from the database", "[host]") {
  Fixture f;
  schema::Table table;
  table.name = "t";
  schema::Column a;
  a.name = "a";
  a.type = schema::Type{"Integer"};
  table.columns = {a};
  f.sink.inspect.tables["t"] = table;
  const Ref env = f.run(
      "local m = sa.MetaData() m:reflect(op.get_bind()) name = m.tables.t.c.a.name\n"
      "t = sa.Table('t', nil, { autoload_with = op.get_bind() }) kind = t.c.a.type.type");
  CHECK(env.get("name").string() == "a");
  CHECK(env.get("kind").string() == "Integer");
}

// ---- models ----

TEST_CASE("models are collected with their convention", "[host]") {
  Fixture f;
  const Ref metadata = f.run(R"(
    m = sa.MetaData({ naming_convention = { uq = 'uq_%(table_name)s' }, schema = 'app' })
    sa.Table('b', m, sa.Column('id', sa.Integer, { primary_key = true }), sa.Column('a_id', sa.Integer, sa.ForeignKey('app.a.id')))
    local a = sa.Table{ 'a', m, sa.Column{ 'id', sa.Integer, primary_key = true }, comment = 'the a' }
    sa.Index('ix_a', a.c.id))")
                           .get("m");
  CHECK(metadata.kind() == "MetaData");
  CHECK(naming_convention_of(metadata).templates.size() == 1);
  const auto tables = tables_of(f.state, metadata);
  REQUIRE(tables.size() == 2);
  CHECK(tables[0].name == "b");
  CHECK(tables[1].schema == "app");
  CHECK(tables[1].comment == "the a");
  CHECK(tables[1].indexes.size() == 1);
  f.run("function all(m) m:create_all(op.get_bind(), { checkfirst = false }) m:drop_all(op.get_bind()) end");
}

TEST_CASE("create_all goes by dependency, drop_all the other way", "[host]") {
  Fixture f;
  f.run(
      "local m = sa.MetaData()\n"
      "sa.Table('b', m, sa.Column('a_id', sa.Integer, sa.ForeignKey('a.id')))\n"
      "sa.Table('a', m, sa.Column('id', sa.Integer))\n"
      "m:create_all(op.get_bind()) m:drop_all(op.get_bind())");
  CHECK(f.sink.op<ops::CreateTable>(0).table.name == "a");
  CHECK(f.sink.op<ops::CreateTable>(1).table.name == "b");
  CHECK(f.sink.op<ops::DropTable>(2).table_name == "b");
}

TEST_CASE("a table declared twice is told with both lines", "[host]") {
  Fixture f;
  const Error error = f.fail("local m = sa.MetaData()\nsa.Table('t', m)\nsa.Table('t', m)");
  CHECK_THAT(message(error), Contains("declared twice"));
  CHECK_THAT(message(error), Contains("versions/x.lua:3"));
  CHECK(error.where == "versions/x.lua:4");
}

TEST_CASE("enum types create and drop themselves", "[host]") {
  Fixture f;
  f.run(
      "local e = sa.postgresql.ENUM('a', 'b', { name = 'e1', create_type = false })\n"
      "e:create(op.get_bind(), { checkfirst = true }) e:drop(op.get_bind())");
  CHECK(f.sink.op<ops::CreateEnum>(0).values == ops::Strings{"a", "b"});
  CHECK(f.sink.op<ops::CreateEnum>(0).if_not_exists);
  CHECK_THAT(message(f.fail("sa.Integer():create(op.get_bind())")), Contains("only an Enum"));
}

// ---- expressions ----

TEST_CASE("conditions that Lua has already worked out are refused", "[host]") {
  for (const char* text :
       {"t:update():where(t.c.a == 5)", "t:delete():where(nil)", "sa.and_(t.c.a:eq(1), false)", "sa.not_(true)"}) {
    Fixture f;
    INFO(text);
    const Error error = f.fail(std::string("local t = sa.table('t', sa.column('a')) return ") + text);
    CHECK_THAT(message(error) + error.hint, Contains(":eq("));
  }
  Fixture f;
  CHECK_THAT(message(f.fail("local t = sa.table('t', sa.column('name')) return t.c.nmae")), Contains("unknown column \"nmae\""));
  CHECK(f.fail("local t = sa.table('t', sa.column('name')) return t.c.nmae").hint == "did you mean \"name\"?");
}

TEST_CASE("statements know their tables, values their column's type", "[host]") {
  Fixture f;
  f.run(R"(
    local t = sa.table('t', sa.column('id', sa.Integer), sa.column('b', sa.LargeBinary), { schema = 's' })
    local u = sa.table('u', sa.column('t_id', sa.Integer))
    op.execute(sa.select(t.c.id):where(t.c.id:gt(5)):where(t.c.id:lt(9), t.c.b:is_not_null()))
    op.execute(t:insert():values{ b = 'raw', id = 1 })
    op.execute(sa.select(t.c.id):join(u, u.c.t_id:eq(t.c.id)))
    op.execute(t:delete():where(sa.exists(sa.select(u.c.t_id):where(u.c.t_id:eq(t.c.id)))))
    local a = t:alias('x')
    op.execute(sa.select(a.c.id)))");
  const auto& select = f.sink.op<ops::Execute>(0).sql;
  const auto from = named_clause(select, "from");
  REQUIRE(from.args.size() == 1);
  CHECK(from.args[0].name == "t");
  CHECK(from.args[0].schema == "s");
  CHECK(named_clause(select, "where").is("and"));
  CHECK(named_clause(select, "where").args.size() == 3);
  const auto row = named_clause(f.sink.op<ops::Execute>(1).sql, "values").args[0];
  CHECK(row.named[0].first == "id");
  CHECK(row.named[1].second.type->name == "LargeBinary");
  CHECK(named_clause(f.sink.op<ops::Execute>(2).sql, "from").args.size() == 1);
  CHECK(named_clause(f.sink.op<ops::Execute>(2).sql, "join").args[0].name == "u");
  const auto exists = named_clause(f.sink.op<ops::Execute>(3).sql, "where");
  const auto inner = named_clause(exists.args[0], "from");
  REQUIRE(inner.args.size() == 1);
  CHECK(inner.args[0].name == "u");
  CHECK(named_clause(f.sink.op<ops::Execute>(4).sql, "from").args[0].is("alias"));
}

TEST_CASE("builders leave the statement that they start from as it was", "[host]") {
  Fixture f;
  f.run(
      "local t = sa.table('t', sa.column('a', sa.Integer)) local base = sa.select(t.c.a)\n"
      "local one = base:where(t.c.a:eq(1)) local two = base:where(t.c.a:eq(2))\n"
      "op.execute(base) op.execute(one) op.execute(two)");
  CHECK_FALSE(f.sink.op<ops::Execute>(0).sql.find("where"));
  CHECK(named_clause(f.sink.op<ops::Execute>(2).sql, "where").args[1].value == Value(2));
}

TEST_CASE("sa.true_, sa.null and functions may stand without their call", "[host]") {
  Fixture f;
  f.run("op.execute(sa.select(sa.true_, sa.true_(), sa.null, sa.none, sa.func.now, sa.func.pg_catalog.lower('X')))");
  const auto& args = f.sink.op<ops::Execute>().sql.args;
  CHECK(args[0] == args[1]);
  CHECK(args[2] == args[3]);
  CHECK(args[4].is("func"));
  CHECK(args[4].name == "now");
  CHECK(args[5].name == "pg_catalog.lower");
}

TEST_CASE("small helpers of sa", "[host]") {
  Fixture f;
  const Ref env = f.run(R"(
    local u = sa.uuid4()
    shape = u:match('^%x+%-%x%x%x%x%-4%x%x%x%-[89ab]%x%x%x%-%x+$') ~= nil and #u == 36 and u ~= sa.uuid4()
    text = sa.json.encode({ b = { 1, sa.NULL }, a = sa.json_array{} })
    back = sa.json.decode('{"x": [1, 2.5, null]}')
    number = back.x[2]
    null = back.x[3] == sa.NULL
    or_null = sa.or_null(nil) == sa.NULL and sa.or_null(false) == false)");
  CHECK(env.get("shape").truthy());
  CHECK(env.get("text").string() == R"({"a": [], "b": [1, null]})");
  CHECK(env.get("number").number() == 2.5);
  CHECK(env.get("null").truthy());
  CHECK(env.get("or_null").truthy());
}
