#include "host/state.h"

#include <lua.hpp>
#include <stdexcept>

#include "host/error_bridge.h"
#include "host/internal.h"
#include "host/support.h"

using namespace runner;
using namespace runner::host;
using runner::host::test::error_of;
using runner::host::test::error_of_text;
using runner::host::test::what;

namespace {

Error refused() {
  Error error(ErrorCode::kSql, "duplicate key");
  error.sqlstate = "23505";
  error.sql = "INSERT INTO t VALUES (1)";
  error.detail = "Key (id)=(1) already exists.";
  error.hint = "choose another id";
  error.sql_line = 3;
  return error;
}

// A state whose scripts see the global functions `refuse` (raises refused()), `call` (calls its argument) and `keep`.
struct Fixture {
  State state{Limits{}, {}};
  Ref kept;
  std::vector<std::pair<std::string, Ref>> preset{
      {"refuse", state.function("refuse", [](State&, const std::vector<Ref>&) -> std::vector<Ref> { throw refused(); })},
      {"call", state.function("call", [](State& s, const std::vector<Ref>& args) { return s.call(args.at(0)); })},
      {"keep", state.function("keep",
                              [this](State&, const std::vector<Ref>& args) {
                                kept = args.at(0);
                                return std::vector<Ref>{};
                              })},
  };

  Ref run(const std::string& text) { return state.run("versions/x.lua", text, preset); }
  Error error(const std::string& text) {
    return error_of([&] { run(text); });
  }
};

void check_refused(const Error& e, const std::string& where) {
  CHECK(e.code == ErrorCode::kSql);
  CHECK(what(e) == "duplicate key");
  CHECK(e.sqlstate == "23505");
  CHECK(e.sql == "INSERT INTO t VALUES (1)");
  CHECK(e.detail == "Key (id)=(1) already exists.");
  CHECK(e.hint == "choose another id");
  CHECK(e.sql_line == 3);
  CHECK(e.where == where);
  CHECK(e.traceback.find("versions/x.lua") != std::string::npos);
}

}  // namespace

TEST_CASE("globals of a chunk stay in its environment", "[host]") {
  State state(Limits{}, {});
  Ref first = state.run("a.lua", "x = 1; function f() return x end");
  Ref second = state.run("b.lua", "y = x; x = 2");
  CHECK(second.get("y").is_nil());
  CHECK(state.call(first.get("f")).at(0).number() == 1.0);
}

TEST_CASE("values cross in both directions", "[host]") {
  State state(Limits{}, {});
  Ref environment = state.run("a.lua", R"(function f(...) return select('#', ...), ... end)");
  Ref list = state.list({"a", "b"});
  auto results =
      state.call(environment.get("f"), {state.string(std::string("a\0b", 3)), state.nil(), state.boolean(false), list});
  REQUIRE(results.size() == 5);
  CHECK(results[0].number() == 4.0);
  CHECK(results[1].string() == std::string("a\0b", 3));
  CHECK(results[2].is_nil());
  CHECK(results[3].boolean() == false);
  CHECK(results[4].strings() == std::vector<std::string>{"a", "b"});
  CHECK(results[4].kind() == "table");
}

TEST_CASE("numbers as text keep all digits", "[host]") {
  State state(Limits{}, {});
  CHECK(state.number(9007199254740992.0).string() == "9007199254740992");
  CHECK(state.number(-5).string() == "-5");
  CHECK(state.number(0.1).string() == "0.1");
  CHECK(state.string("x").number() == std::nullopt);
}

TEST_CASE("a list of strings is told from everything else", "[host]") {
  State state(Limits{}, {});
  Ref e = state.run("a.lua", R"(
    good = { "a", "b" }  one = "a"  none = {}
    hole = { "a", nil, "c" }  mixed = { "a", 1 }  keyed = { "a", x = "b" }  number = 5)");
  CHECK(e.get("good").strings() == std::vector<std::string>{"a", "b"});
  CHECK(e.get("one").strings() == std::vector<std::string>{"a"});
  CHECK(e.get("none").strings() == std::vector<std::string>{});
  for (const char* name : {"hole", "mixed", "keyed", "number", "absent"}) CHECK(e.get(name).strings() == std::nullopt);
}

TEST_CASE("tables are built and read from C++", "[host]") {
  State state(Limits{}, {});
  Ref table = state.table();
  table.set("b", state.number(2));
  table.set("a", state.string("one"));
  table.append(state.boolean(true));
  CHECK(table.length() == 1);
  CHECK(table.at(1).truthy());
  auto pairs = table.pairs();
  REQUIRE(pairs.size() == 2);
  CHECK(pairs[0].first == "a");
  CHECK(pairs[1].second.number() == 2.0);
  CHECK_THROWS_AS(state.string("x").set("a", table), Error);
}

TEST_CASE("cells become what scripts expect", "[host]") {
  State state(Limits{}, {});
  CHECK(state.value(Null{}).is_nil());
  CHECK(state.value(true).boolean() == true);
  CHECK(state.value(std::int64_t{99'999'999'999'999}).is_number());
  CHECK(state.value(std::int64_t{100'000'000'000'000}).is_string());
  CHECK(state.value(std::int64_t{-9'223'372'036'854'775'807 - 1}).string() == "-9223372036854775808");
  CHECK(state.value(Decimal{"1.50"}).string() == "1.50");
  CHECK(state.value(Bytes{std::string("\0\xff", 2)}).string() == std::string("\0\xff", 2));
  set_value_kinds(state, {state.string("NULL"), state.run("a.lua", "__kind = 'list'"), {}});
  Ref list = state.value(ValueList{1, Null{}, ValueObject{{"k", "v"}}});
  CHECK(list.kind() == "list");
  CHECK(list.length() == 3);
  CHECK(list.at(2).string() == "NULL");
  CHECK(list.at(3).get("k").string() == "v");
}

TEST_CASE("an error of a native comes out as it was thrown", "[host]") {
  Fixture f;
  check_refused(f.error("local x\nrefuse()"), "versions/x.lua:2");
}

TEST_CASE("an error of a native survives pcall and error, coroutines and nested calls", "[host]") {
  Fixture f;
  check_refused(f.error("local ok, e = pcall(refuse)\nerror(e)"), "versions/x.lua:1");
  check_refused(f.error("local _, _, e = pcall(pcall, refuse)\nlocal _, e2 = pcall(error, e)\nerror(e2, 0)"), "versions/x.lua:1");
  check_refused(f.error("coroutine.wrap(function()\n  refuse()\nend)()"), "versions/x.lua:2");
  check_refused(f.error("local co = coroutine.create(function()\n refuse() end)\nlocal _, e = coroutine.resume(co)\nerror(e)"),
                "versions/x.lua:2");
  check_refused(f.error("call(function()\n  call(function()\n    refuse()\n  end)\nend)"), "versions/x.lua:3");
  check_refused(f.error("call(function()\n  local ok, e = pcall(call, function()\n    refuse() end)\n  error(e) end)"),
                "versions/x.lua:3");
  check_refused(f.error("string.gsub('a', 'a', function()\n refuse() end)"), "versions/x.lua:2");
}

TEST_CASE("scripts see an error as a table", "[host]") {
  Fixture f;
  Ref e = f.run(R"(
    local ok, e = pcall(refuse)
    kind, text, message, sqlstate = type(e), tostring(e), e.message, e.sqlstate
    sql, hint, where, detail = e.sql, e.hint, e.where, e.detail
    meta = getmetatable(e))");
  CHECK(e.get("kind").string() == "table");
  CHECK(e.get("text").string() == "versions/x.lua:2: duplicate key");
  CHECK(e.get("message").string() == "duplicate key");
  CHECK(e.get("sqlstate").string() == "23505");
  CHECK(e.get("sql").string() == "INSERT INTO t VALUES (1)");
  CHECK(e.get("hint").string() == "choose another id");
  CHECK(e.get("where").string() == "versions/x.lua:2");
  CHECK(e.get("detail").string() == "Key (id)=(1) already exists.");
  CHECK(e.get("meta").boolean() == false);
}

TEST_CASE("what scripts raise themselves becomes an Error with its line", "[host]") {
  Fixture f;
  auto check = [&](const std::string& text, const std::string& message, const std::string& where) {
    Error e = f.error(text);
    CAPTURE(text);
    CHECK(e.code == ErrorCode::kScript);
    CHECK(what(e) == message);
    CHECK(e.where == where);
  };
  check("\nerror('boom')", "boom", "versions/x.lua:2");
  check("\nerror('boom', 0)", "boom", "versions/x.lua:2");
  check("local function helper() error('boom', 2) end\n\nhelper()", "boom", "versions/x.lua:3");
  check("\nlocal t = nil; t.x = 1", "attempt to index local 't' (a nil value)", "versions/x.lua:2");
  check("\nerror('db.example:5432: refused', 0)", "db.example:5432: refused", "versions/x.lua:2");
  check("\nerror({ code = 5, reason = 'x' })", "the script raised a table { code = 5, reason = x }", "versions/x.lua:2");
  check("\nerror({ message = 'from a table' })", "from a table", "versions/x.lua:2");
  check("\nerror(setmetatable({}, { __tostring = function() return 'says itself' end }))", "says itself", "versions/x.lua:2");
  check("\nerror(setmetatable({}, { __tostring = function(t) error(t) end }))", "the script raised a table {  }",
        "versions/x.lua:2");
  check("\nerror(7, 0)", "the script raised the number 7", "versions/x.lua:2");
  check("\nerror()", "the script raised a value of type nil", "versions/x.lua:2");
  check("coroutine.wrap(function()\n error('inner') end)()", "inner", "versions/x.lua:2");
}

TEST_CASE("long names are not cut", "[host]") {
  State state(Limits{}, {});
  std::string name = "versions/" + std::string(80, 'd') + "/ae10_create_the_account_table.lua";
  CHECK(error_of_text(state, "\nerror('boom')", name).where == name + ":2");
  CHECK(error_of_text(state, "\nx = = 1", name).where == name + ":2");
}

TEST_CASE("a C++ exception of another kind is an internal error", "[host]") {
  State state(Limits{}, {});
  Ref f = state.function("broken", [](State&, const std::vector<Ref>&) -> std::vector<Ref> { throw std::logic_error("odd"); });
  Error e = error_of([&] { state.run("a.lua", "broken()", {{"broken", f}}); });
  CHECK(e.code == ErrorCode::kInternal);
  CHECK(what(e) == "broken: odd");
}

TEST_CASE("calling what is no function is an error", "[host]") {
  State state(Limits{}, {});
  CHECK(error_of([&] { state.call(state.nil()); }).code == ErrorCode::kScript);
  CHECK(error_of([&] { state.call(state.table()); }).code == ErrorCode::kScript);
}

TEST_CASE("objects in the frames between are destroyed when a Lua error passes", "[host]") {
  State state(Limits{}, {});
  int alive = 0;
  struct Counter {
    int& count;
    explicit Counter(int& c) : count(c) { ++count; }
    ~Counter() { --count; }
  };
  Ref raise = state.function("raise", [&](State& s, const std::vector<Ref>& args) -> std::vector<Ref> {
    Counter counter(alive);
    CHECK(alive == 1);
    push_ref(s.raw(), args.at(0));
    lua_error(s.raw());
    return {};
  });
  Error e = error_of([&] { state.run("a.lua", "raise('plain')", {{"raise", raise}}); });
  CHECK(what(e) == "plain");
  CHECK(alive == 0);
}

TEST_CASE("a Ref keeps its value alive, copies share it, the last one lets it go", "[host]") {
  State state(Limits{}, {});
  lua_State* L = state.raw();
  Ref weak = state.run("a.lua", "t = setmetatable({}, { __mode = 'v' })").get("t");
  {
    Ref held = state.table();
    weak.set("x", held);
    Ref copy = held;
    held = {};
    lua_gc(L, LUA_GCCOLLECT, 0);
    CHECK(weak.get("x").is_table());
    copy.set("y", state.number(1));
    CHECK(weak.get("x").get("y").number() == 1.0);
  }
  lua_gc(L, LUA_GCCOLLECT, 0);
  CHECK(weak.get("x").is_nil());
}

TEST_CASE("a native and what it captured die with the state at the latest", "[host]") {
  auto token = std::make_shared<int>(1);
  {
    State state(Limits{}, {});
    Ref captured = state.table();
    Ref f = state.function("f", [token, captured](State&, const std::vector<Ref>&) { return std::vector<Ref>{captured}; });
    captured.set("self", f);  // a cycle through C++
    CHECK(token.use_count() == 2);
    CHECK(state.call(f).at(0).is_table());
  }
  CHECK(token.use_count() == 1);
}

TEST_CASE("Refs that are taken and let go inside a coroutine belong to the right thread", "[host]") {
  Fixture f;
  f.run(R"(
    local co = coroutine.wrap(function(a)
      for i = 1, 100 do keep({ i }) a = coroutine.yield(i) end
      keep({ 'last' })
    end)
    for i = 1, 101 do co(i) end)");
  CHECK(f.kept.at(1).string() == "last");
  CHECK(lua_gettop(f.state.raw()) == 0);
}

TEST_CASE("nothing is left on the stack, whatever happened", "[host]") {
  Fixture f;
  f.run("x = 1");
  f.error("refuse()");
  f.error("x = = 1");
  f.error("call(refuse)");
  error_of([&] { f.state.run("b.lua", "\x1bLJ"); });
  CHECK(lua_gettop(f.state.raw()) == 0);
}

TEST_CASE("everything works while garbage is collected at every step", "[host]") {
  Fixture f;
  Ref collect = f.state.function("collect", [](State& s, const std::vector<Ref>&) {
    lua_gc(s.raw(), LUA_GCCOLLECT, 0);
    return std::vector<Ref>{s.list({"a"}), s.table()};
  });
  lua_State* L = f.state.raw();
  lua_gc(L, LUA_GCSETPAUSE, 0);
  lua_gc(L, LUA_GCSETSTEPMUL, 1000000);
  lua_sethook(
      L, [](lua_State* at, lua_Debug*) { lua_gc(at, LUA_GCCOLLECT, 0); }, LUA_MASKCOUNT, 1);
  f.preset.emplace_back("collect", collect);
  f.run(R"(
    local total = {}
    for i = 1, 20 do
      local list, t = collect()
      t[1] = list[1] .. i
      local ok, e = pcall(refuse)
      assert(not ok and e.sqlstate == '23505' and tostring(e):find('duplicate key', 1, true))
      local co = coroutine.wrap(function() keep({ i }) coroutine.yield(collect()) refuse() end)
      co()
      assert(not pcall(co))
      total[i] = t
    end
    assert(#total == 20 and total[20][1] == 'a20'))");
  CHECK(f.kept.at(1).number() == 20.0);
  check_refused(f.error("local ok, e = pcall(call, refuse)\nerror(e)"), "versions/x.lua:1");
}

TEST_CASE("guarded functions of ours report the user's line, not ours", "[host]") {
  test::Folder folder;
  folder.write(
      "mine.lua",
      "local host = ...\nreturn { go = function(x)\n  return host.fail(x)\nend, plain = function()\n  error('plain')\nend }");
  State state(Limits{}, {}, folder.path);
  Ref host = state.table();
  host.set("fail", state.function("fail", [](State&, const std::vector<Ref>&) -> std::vector<Ref> { throw refused(); }));
  Ref mine = state.load_builtin("mine", host);
  state.provide("mine", mine);
  CHECK(error_of_text(state, "local mine = require 'mine'\n\nmine.go(1)").where == "versions/x.lua:3");
  Error plain = error_of_text(state, "local mine = require 'mine'\n\nmine.plain()");
  CHECK(plain.where == "versions/x.lua:3");
  CHECK(what(plain) == "plain");
}

TEST_CASE("our own Lua is loaded once, on demand, from disk when asked", "[host]") {
  test::Folder folder;
  folder.write("outer.lua", "local host = ...\nlocal inner = require 'inner'\nreturn { n = inner.n + host.n }");
  folder.write("inner.lua", "local host = ...\nhost.loads = (host.loads or 0) + 1\nreturn { n = 1 }");
  State state(Limits{}, {}, folder.path);
  builtin_host(state).set("n", state.number(40));
  provide_builtin(state, "outer");
  CHECK(builtin_host(state).get("loads").is_nil());
  Ref e = state.run("a.lua", "n = require('outer').n  again = require('outer').n");
  CHECK(e.get("n").number() == 41.0);
  CHECK(require_builtin(state, "inner").get("n").number() == 1.0);
  CHECK(builtin_host(state).get("loads").number() == 1.0);
  Error unknown = error_of([&] { require_builtin(state, "nonesuch"); });
  CHECK(unknown.code == ErrorCode::kInternal);
  CHECK(what(unknown).find("nonesuch") != std::string::npos);
}
