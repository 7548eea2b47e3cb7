// Wrong calls of what no signature describes: a list of slips for expressions and tables, and every method that connections,
// results, inspectors and operations register, asked for without its object and with arguments that nothing takes.
#include <catch2/catch.hpp>
#include <lua.hpp>
#include <map>

#include "host/objects.h"
#include "module_support.h"

using namespace runner;
using namespace runner::host;
using namespace runner::host::test;

namespace {

// An operation is data: a field that it has not is nil.
bool knows_its_members(const char* kind) {
  return std::string_view(kind) != kind::kOperation;
}

// What stands behind the dot of an object of that kind: a table, or the one that its function looks into.
std::vector<std::string> methods_of(lua_State* L, const char* kind) {
  push_metatable(L, kind);
  lua_getfield(L, -1, "__index");
  if (lua_isfunction(L, -1)) lua_getupvalue(L, -1, 1);
  REQUIRE(lua_istable(L, -1));
  std::vector<std::string> names;
  for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) names.emplace_back(lua_tostring(L, -2));
  lua_settop(L, 0);
  return names;
}

// What is wrong with how `call` is refused; "" when all is right.
std::string problem(const std::string& call, const std::string& method) {
  Fixture f;
  try {
    f.run(call);
    return "accepted: " + call + "\n";
  } catch (const Error& error) {
    const std::string what = error.what();
    const bool lua_speaks = what.find("bad argument") != std::string::npos || what.find("attempt to") != std::string::npos;
    const bool right = error.where == "versions/x.lua:2" && error.code == ErrorCode::kScript && f.sink.accepted.empty();
    return right && !lua_speaks && what.find(method) != std::string::npos ? ""
                                                                          : call + "\n    -> " + error.where + ": " + what + "\n";
  }
}

}  // namespace

TEST_CASE("every registered method refuses to be called without its object, and with what it does not take", "[host]") {
  const std::map<const char*, const char*> objects{{kind::kConnection, "op.get_bind()"},
                                                   {"Result", "op.get_bind():execute('SELECT 1')"},
                                                   {"Inspector", "sa.inspect(op.get_bind())"},
                                                   {kind::kOperation, "sa.schema.CreateSchema('s')"}};
  std::string problems;
  std::size_t count = 0;
  for (const auto& [kind, object] : objects) {
    Fixture f;
    f.run("local made = " + std::string(object));
    for (const std::string& method : methods_of(f.state.raw(), kind)) {
      ++count;
      problems += problem("local made = (" + std::string(object) + ")." + method + "()", method);
      problems += problem("local made = (" + std::string(object) + "):" + method + "(print, print, print, print)", method);
      if (knows_its_members(kind)) problems += problem("local made = (" + std::string(object) + ").q" + method + "()", method);
    }
  }
  CHECK(count > 30);
  CHECK(problems == "");
}

TEST_CASE("a row names its columns when it is asked for another; a NULL cell is nil", "[host]") {
  Fixture f;
  f.sink.answers.push_back({{"id", "full_name"}, {{Value(1), Value(Null{})}}, -1});
  const Error error = f.fail(
      "local row = op.get_bind():execute('q'):one()\nif row.full_name == nil and row[3] == nil then print(row.fullname) end");
  CHECK(message(error) == "a row: unknown column \"fullname\"");
  CHECK(error.hint == "did you mean \"full_name\"?");
  CHECK(error.where == "versions/x.lua:3");
}

TEST_CASE("methods refuse what they do not take, in words of their own", "[host]") {
  const char* const calls[] = {
      // tables and columns
      "t.c.nope",
      "t:insert(5)",
      "t:select(5)",
      "t:join(5, t.c.a:eq(1))",
      "t:join(u)",
      "t:alias(5)",
      "t.insert()",
      "t:create(conn, 5)",
      "t:drop(conn, { checkfirst = 'x' })",
      // operators
      "t.c.a:eq(nil)",
      "t.c.a:eq()",
      "t.c.a:eq(print)",
      "t.c.a:eq(t)",
      "t.c.a:in_(5)",
      "t.c.a:in_(nil)",
      "t.c.a:in_({ 1, nil, 2 })",
      "t.c.a:in_(1, 2)",
      "t.c.a:between(1)",
      "t.c.a:between(nil, 1)",
      "t.c.a:like(nil)",
      "t.c.a:ilike(print)",
      "t.c.a:concat(nil)",
      "t.c.a:label(5)",
      "t.c.a:label()",
      "t.c.a:cast('Integer')",
      "t.c.a:cast()",
      "t.c.a:collate(5)",
      "t.c.a:op(5)(1)",
      "t.c.a:op('@>')(nil)",
      "t.c.a:over(5)",
      "t.c.a:over({ partition = t.c.a })",
      "t.c.a.eq(5)",
      "t.c.a:equals(5)",
      "t.c.a:startswith(nil)",
      "t.c.a:startswith(5, { autoescape = true })",
      "t.c.a:contains('x', { escape = 'ab' })",
      "t.c.a:like('x', { escape = '' })",
      "t.c.a:has_any({ 'a', nil, 'b' })",
      "t.c.a:filter(t.c.b:eq(1))",
      "sa.func.count():filter()",
      "t.c.a:within_group(t.c.b)",
      "sa.func.sum(t.c.a):over({ rows = 5 })",
      "sa.func.sum(t.c.a):over({ rows = { 1.5, 2 } })",
      "sa.extract('year); DROP TABLE x', t.c.a)",
      "sa.postgresql.array(5)",
      "sa.values()",
      "sa.values(sa.column('a')):data(5)",
      "sa.values(sa.column('a')):data{}",
      "sa.values(sa.column('a')):data{ { 1, 2 } }",
      "sa.schema.CreateSequence(5)",
      "sa.schema.nope(5)",
      "t.c.a:getitem()",
      "t.c.a:getitem(print)",
      "t.c.a:getitem(1.5)",
      "t.c.a:getitem('x', true)",
      "t.c.a:as_integer()",
      "t.c.a:getitem('x'):as_numeric(5)",
      "sa.text('x'):columns()",
      "sa.text('x'):columns(5)",
      "sa.text('x'):columns{ a = 5 }",
      "t.c.a:columns('x')",
      "t.c.a:lateral()",
      "s:lateral(5)",
      "sa.lateral('x')",
      "t:alias():render_derived()",
      "t.c.a + nil",
      "t.c.a .. nil",
      "t.c.a + print",
      "-t.c.a:eq(nil)",
      // select
      "s:where(nil)",
      "s:where()",
      "s:where('a > 1')",
      "s:where(t.c.a == 1)",
      "s:where(5)",
      "s:having(5)",
      "s:select_from(5)",
      "s:select_from(nil)",
      "s:join(5, t.c.a:eq(1))",
      "s:join(u)",
      "s:join(u, true)",
      "s:join(u, u.c.a:eq(1), { outer = true })",
      "s:join(u, u.c.a:eq(1), 5)",
      "s:order_by(print)",
      "s:order_by(nil)",
      "s:order_by(5)",
      "s:group_by(5)",
      "s:group_by(t)",
      "s:limit('x')",
      "s:limit(nil)",
      "s:limit(print)",
      "s:limit(1.5)",
      "s:limit(-1)",
      "s:offset({})",
      "s:offset(-1)",
      "s:distinct(5)",
      "s:union(5)",
      "s:union()",
      "s:values{ a = 1 }",
      "s:returning(t.c.a)",
      "s:alias(5)",
      "s:subquery(5)",
      "s:cte(5)",
      "s:with_for_update(5)",
      "s:with_for_update{ of = 5 }",
      "s:add_columns('a')",
      "s:filter_by{ nope = 1 }",
      "s:filter_by(5)",
      "s:fetch('x')",
      "s:slice(5, 1)",
      "s:prefix_with(5)",
      "t.c.a:add_columns(t.c.b)",
      "t.c.a:table_valued('x')",
      "s.where(t.c.a:eq(1))",
      // insert, update, delete
      "t:insert():values(5)",
      "t:insert():values()",
      "t:insert():values('x')",
      "t:insert():values{ 1, 2 }",
      "t:insert():values{ nope = 1 }",
      "t:insert():values{ { a = 1 }, 5 }",
      "t:insert():values{ { a = 1 }, nil, { a = 2 } }",
      "t:insert():values{ a = print }",
      "t:insert():where(t.c.a:eq(1))",
      "t:insert():from_select({ 'a' }, 5)",
      "t:insert():from_select(5, s)",
      "t:insert():returning(5)",
      "t:insert():returning()",
      "t:update():values(5)",
      "t:update():values{ nope = 1 }",
      "t:update():values{}",
      "t:update():values{ { a = 1 } }",
      "t:update():where('x')",
      "t:update():set{ a = 1 }",
      "t:update():ordered_values()",
      "t:update():ordered_values({ t.c.a })",
      "t:update():ordered_values({ 'nope', 1 })",
      "sa.mysql.insert(t):on_duplicate_key_update{}",
      "sa.mysql.insert(t):on_duplicate_key_update{ nope = 1 }",
      "t:delete():where(nil)",
      "t:delete():values{ a = 1 }",
      "sa.postgresql.insert(t):on_conflict_do_nothing(5)",
      "sa.postgresql.insert(t):on_conflict_do_nothing{ index_element = { 'a' } }",
      "sa.postgresql.insert(t):on_conflict_do_update{ index_elements = { 'a' } }",
      "sa.postgresql.insert(t):on_conflict_do_update{ index_elements = 5, set = { a = 1 } }",
      "sa.postgresql.insert(t):on_conflict_do_update{ index_elements = { 'a' }, set = 5 }",
      "sa.postgresql.insert(t):on_conflict_do_update{ index_elements = { 'a' }, set = { nope = 5 } }",
      "sa.postgresql.insert(t):on_conflict_do_update{ index_elements = { 'a' }, set = { a = 5 }, where = 'x' }",
      // text, functions, values
      "sa.text('a'):bindparams(5)",
      "sa.text('a'):bindparams{ 5 }",
      "sa.text('a'):bindparams{ a = print }",
      "sa.func()",
      "sa.func.lower(nil)",
      "sa.func.lower(print)",
      "sa.func.lower(t)",
      "sa.json.decode(5)",
      "sa.json.decode('{')",
      "sa.json.encode(print)",
      "sa.json_array(5)",
      "sa.or_null(print)",
      "sa.case({ t.c.a:eq(1) })",
      "sa.case({ 1, 2, 3 })",
      "sa.case()",
      "sa.and_()",
      "sa.or_(5)",
      // types
      "sa.Integer():with_variant(5, 'sqlite')",
      "sa.Integer():with_variant(sa.Text())",
      "sa.Integer():with_variant(sa.Text(), 5)",
      "sa.Integer():with_variant(sa.Text(), 'sqllite')",
      "sa.Integer():create(conn)",
      "sa.Enum('a', { name = 'e' }):create(conn, 5)",
      "sa.Integer():nope()",
      "sa.Enum('a', { name = 'e' }):drop(conn, { checkfirst = 5 })",
      // connections and results
      "conn:execute()",
      "conn:execute(5)",
      "conn:execute(t)",
      "conn:execute(s, 5)",
      "conn:execute(s, { 5 })",
      "conn:execute(s, { { a = 1 }, 5 })",
      "conn:execute(s, { { a = 1 }, nil, { a = 2 } })",
      "conn:execute(s, { a = print })",
      "conn.execute(s)",
      "conn:exec_driver_sql(s)",
      "conn:exec_driver_sql()",
      "conn:scalar()",
      "conn:scalars(5)",
      "conn:begin_nested()",
      "conn:begin_nested(5)",
      "conn:begin()",
      "conn:nope()",
      "conn:commit()",
      "conn:close()",
      "conn.engine",
      "result:fetchmany('x')",
      "result:fetchmany(-1)",
      "result:fetchmany(1.5)",
      "result.fetchall()",
      "result:nope()",
      "result:scalar_one()",
      "result:one()",
      // inspectors
      "insp:get_columns()",
      "insp:get_columns(5)",
      "insp:get_columns('nope')",
      "insp:has_table()",
      "insp:get_table_names(5)",
      "insp:get_table_names{ shema = 's' }",
      "insp.get_table_names()",
      "insp:nope()",
      "insp:has_index('t')",
      // metadata
      "m:create_all(conn, 5)",
      "m:reflect(conn, 5)",
      "m:reflect(conn, { only = 5 })",
      "m:nope()",
      "sa.Table('t', 5)",
      "sa.Table('t', m, sa.Column('a', sa.Integer), sa.Column('a', sa.Integer))",
      "op.log('info')",
      "op.log('loud', 'x')",
      "op.log(5, 'x')",
      "op.log('info', '%d', 'x')",
      "op.register_operation('x', 5)",
      "op.register_operation('drop_table', print)",
      "op.f()",
      "op.get_context():autocommit_block(5)",
  };
  const std::string head =
      "local t = sa.table('t', sa.column('a', sa.Integer), sa.column('b', sa.String))\n"
      "local u = sa.table('u', sa.column('a', sa.Integer))\n"
      "local s, m, conn = sa.select(t.c.a, t.c.b), sa.MetaData(), op.get_bind()\n"
      "local result, insp = conn:execute('SELECT 1'), sa.inspect(conn)\n"
      "local made = ";
  std::string problems;
  for (const char* call : calls) {
    Fixture f;
    f.sink.answers.push_back({{"a"}, {}, -1});
    try {
      f.run(head + call);
      problems += std::string("accepted: ") + call + "\n";
    } catch (const Error& error) {
      const std::string what = error.what();
      const bool lua_speaks = what.find("bad argument") != std::string::npos || what.find("attempt to") != std::string::npos;
      if (lua_speaks || error.where != "versions/x.lua:6")
        problems += std::string(call) + "\n    -> " + error.where + ": " + what + "\n";
    }
  }
  CHECK(problems == "");
}
