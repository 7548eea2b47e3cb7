#include "host/sandbox.h"

#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>

#include "base/interrupt.h"
#include "host/support.h"

using namespace runner;
using namespace runner::host;
using runner::host::test::error_of;
using runner::host::test::error_of_text;
using runner::host::test::Folder;
using runner::host::test::what;

namespace {

// Delivers SIGINT to this process after a moment, as Ctrl-C does; the flag is gone at the end.
class CtrlC {
 public:
  CtrlC() {
    interrupt::install();
    signal(SIGALRM, [](int) { interrupt::Poke::deliver(SIGINT); });
    itimerval soon{{0, 0}, {0, 30000}};
    setitimer(ITIMER_REAL, &soon, nullptr);
  }
  ~CtrlC() {
    itimerval off{};
    setitimer(ITIMER_REAL, &off, nullptr);
    signal(SIGALRM, SIG_DFL);
    interrupt::clear();
  }
};

Limits with_memory(std::size_t bytes) {
  Limits limits;
  limits.script_memory = bytes;
  return limits;
}

std::string stderr_of(const std::function<void()>& f) {
  std::fflush(stderr);
  int saved = dup(2);
  std::FILE* file = std::tmpfile();
  dup2(fileno(file), 2);
  f();
  std::fflush(stderr);
  dup2(saved, 2);
  close(saved);
  std::rewind(file);
  std::string text(4096, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file));
  std::fclose(file);
  return text;
}

}  // namespace

TEST_CASE("what is dangerous is not there", "[sandbox]") {
  State state(Limits{}, {});
  for (const char* name : {"os.execute",
                           "os.remove",
                           "os.rename",
                           "os.exit",
                           "os.tmpname",
                           "os.setlocale",
                           "io.popen",
                           "io.output",
                           "debug",
                           "ffi",
                           "jit",
                           "package.loadlib",
                           "package.cpath",
                           "package.loaders",
                           "package.loaded.ffi",
                           "package.loaded.debug",
                           "package.preload.ffi",
                           "getfenv",
                           "setfenv",
                           "newproxy",
                           "collectgarbage",
                           "gcinfo",
                           "xpcall",
                           "module",
                           "string.dump",
                           "('').dump"}) {
    CAPTURE(name);
    CHECK(state.run("a.lua", std::string("x = ") + name + "\nabsent = x == nil").get("absent").truthy());
  }
}

TEST_CASE("what scripts need is there", "[sandbox]") {
  State state(Limits{}, {});
  state.run("a.lua", R"(
    assert(math.floor(7.9) == 7 and type(os.time()) == 'number' and type(os.date()) == 'string')
    assert(os.clock() and os.difftime(2, 1) == 1)
    assert(os.getenv('NO_SUCH_VARIABLE') == nil)
    assert(('%d'):format(7):gsub('7', 'x') == 'x' and ('x'):rep(3) == 'xxx')
    local list = {} table.insert(list, 'a') table.sort(list) assert(table.concat(list) == 'a')
    assert(select('#', unpack(list)) == 1 and bit.band(6, 3) == 2 and pcall(error) == false)
    assert(select('#', pcall(function() return nil, nil end)) == 3)
    assert(_G.math == math and _G._G == _G and _VERSION == 'Lua 5.1')
    assert(require 'string' == string and require 'math' == math and package.loaded.table == table)
    assert(rawequal(1, 1) and rawget({ 5 }, 1) == 5 and next({}) == nil and tonumber('10', 2) == 2)
    assert(tostring(setmetatable({}, { __tostring = function() return 'me' end })) == 'me' and tostring(nil) == 'nil')
    assert(getmetatable(setmetatable({}, { __metatable = 'locked' })) == 'locked')
    assert(tostring(9007199254740993LL) == '9007199254740993LL')
    assert(undefined_name == nil))");
}

TEST_CASE("yields cross pcall, and coroutines work", "[sandbox]") {
  State state(Limits{}, {});
  state.run("a.lua", R"(
    local co = coroutine.create(function(a)
      local ok, b = pcall(function() return coroutine.yield(a + 1) * 2 end)
      return ok, b
    end)
    local _, first = coroutine.resume(co, 1)
    local _, ok, second = coroutine.resume(co, 21)
    assert(first == 2 and ok == true and second == 42 and coroutine.status(co) == 'dead')
    local ok, message = coroutine.resume(co)
    assert(ok == false and message:find('dead')))");
}

TEST_CASE("no script can change another's library", "[sandbox]") {
  State state(Limits{}, {});
  state.run("a.lua", R"(
    string.format = function() return 'hijacked' end
    table.concat, math.floor, pcall, print, require = nil, nil, nil, nil, nil)");
  CHECK_THROWS_AS(state.run("a.lua", "io.stdout.read = nil"), Error);
  CHECK_THROWS_AS(state.run("a.lua", "io.stdout.__index.read = nil"), Error);
  CHECK(
      state.run("b.lua", "ok = string.format('%d', 1) == '1' and ('%d'):format(1) == '1' and table.concat and pcall and require")
          .get("ok")
          .truthy());
}

TEST_CASE("the metatable of strings and files is out of reach", "[sandbox]") {
  State state(Limits{}, {});
  CHECK(state.run("a.lua", "x = getmetatable('')").get("x").boolean() == false);
  CHECK(state.run("a.lua", "x = getmetatable(io.stdout)").get("x").boolean() == false);
  CHECK(
      state.run("a.lua", "x = io.stdout.__gc == nil and io.stdout.__index == nil and io.stdout.write ~= nil").get("x").truthy());
  CHECK_THROWS_AS(state.run("a.lua", "setmetatable('', {})"), Error);
  CHECK_THROWS_AS(state.run("a.lua", "setmetatable(io.stdout, {})"), Error);
  CHECK_THROWS_AS(state.run("a.lua", "getmetatable('').__index = {}"), Error);
}

TEST_CASE("a provided module belongs to each script as if it were alone", "[sandbox]") {
  State state(Limits{}, {});
  Ref op = state.table();
  op.set("name", state.string("op"));
  state.provide("op", op);
  state.run("a.lua",
            "local op = require 'op'  op.name = 'changed'  op.more = 1  assert(require 'op' == op and op.name == 'changed')");
  CHECK(state.run("b.lua", "x = require('op').name").get("x").string() == "op");
  CHECK(op.get("more").is_nil());
  op.set("later", state.string("seen"));
  CHECK(state.run("b.lua", "x = require('op').later").get("x").string() == "seen");
}

TEST_CASE("files are read, never written", "[sandbox]") {
  State state(Limits{}, {});
  Folder folder;
  std::string file = folder.write("data.txt", "one\ntwo\n");
  std::vector<std::pair<std::string, Ref>> preset{{"file", state.string(file)}};
  state.run("a.lua", R"(
    local f = assert(io.open(file))  assert(f:read('*l') == 'one')  f:close()
    assert(assert(io.open(file, 'rb')):read('*a') == 'one\ntwo\n')
    local n = 0 for line in io.lines(file) do n = n + 1 end assert(n == 2)
    local none, message = io.open(file .. '.none') assert(none == nil and message:find('No such file')))",
            preset);
  for (const char* mode : {"w", "a", "r+", "w+", "wb", "rw"}) {
    preset = {{"file", state.string(folder.path + "/new")}, {"mode", state.string(mode)}};
    Error e = error_of([&] { state.run("a.lua", "\nio.open(file, mode)", preset); });
    CHECK(what(e).find("scripts may only read files") != std::string::npos);
    CHECK(e.where == "a.lua:2");
    CHECK_FALSE(std::filesystem::exists(folder.path + "/new"));
  }
}

TEST_CASE("bytecode and binary files are refused", "[sandbox]") {
  State state(Limits{}, {});
  CHECK(what(error_of_text(state, "\x1bLJ\x02")).find("bytecode") != std::string::npos);
  CHECK(what(error_of_text(state, std::string("x = 1\0", 6))).find("NUL") != std::string::npos);
  CHECK(error_of_text(state, std::string("\x7f"
                                         "ELF\x02"))
            .where == "versions/x.lua:1");
  Ref e = state.run("a.lua", R"(f, message = load('\27LJ\2', 'x'))");
  CHECK(e.get("f").is_nil());
  CHECK(e.get("message").string()->find("wrong mode") != std::string::npos);
  CHECK(what(error_of_text(state, "load('x', 'x', 'b')")).find("bytecode is not accepted") != std::string::npos);
}

TEST_CASE("a script that is too long is refused", "[sandbox]") {
  Limits limits;
  limits.script_size = 100;
  State state(limits, {});
  Error e = error_of_text(state, "x = 1 --" + std::string(100, '-'));
  CHECK(what(e) == "the script has 108 bytes, more than script_size = 100");
  CHECK(e.where == "versions/x.lua");
  CHECK_THROWS_AS(state.run("a.lua", "load(function() return 'x = 1 ' end)"), Error);
}

TEST_CASE("load and its kin stay in the caller's environment", "[sandbox]") {
  State state(Limits{}, {});
  Folder folder;
  std::vector<std::pair<std::string, Ref>> preset{{"file", state.string(folder.write("part.lua", "from_file = 'yes' return 5"))},
                                                  {"bad", state.string(folder.write("bad.lua", "x = = 1"))}};
  Ref e = state.run("a.lua", R"(
    loadstring('a = 1')()
    local parts, i = { 'b ', '= 2' }, 0
    assert(load(function() i = i + 1 return parts[i] end))()
    load('c = 3', 'chunk', 't', _G)()
    own = {} load('d = 4', 'chunk', 't', own)()
    assert(dofile(file) == 5 and loadfile(file)() == 5)
    none, message = load('x = = 1', '=name')
    absent, why = loadfile('/no/such/file.lua')
    broken, reason = loadfile(bad))",
                    preset);
  CHECK(e.get("a").number() == 1.0);
  CHECK(e.get("b").number() == 2.0);
  CHECK(e.get("c").number() == 3.0);
  CHECK(e.get("d").is_nil());
  CHECK(e.get("own").get("d").number() == 4.0);
  CHECK(e.get("from_file").string() == "yes");
  CHECK(e.get("message").string() == "name:1: unexpected symbol near '='");
  CHECK(e.get("why").is_string());
  CHECK(e.get("reason").string()->find("bad.lua:1:") != std::string::npos);
  CHECK(state.run("b.lua", "y = from_file").get("y").is_nil());
  Error syntax = error_of([&] { state.run("a.lua", "dofile(bad)", preset); });
  CHECK(syntax.where == folder.path + "/bad.lua:1");
}

TEST_CASE("print writes to stderr, separated by tabs", "[sandbox]") {
  State state(Limits{}, {});
  CHECK(stderr_of([&] {
          state.run("a.lua", "print('a', 1, nil, true, setmetatable({}, { __tostring = function() return 'me' end })) print()");
        }) == "a\t1\tnil\ttrue\tme\n\n");
}

TEST_CASE("modules are found in the search path, in order", "[sandbox]") {
  Folder first, second;
  first.write("helpers.lua", "return { from = 'first', name = ... }");
  second.write("helpers.lua", "return { from = 'second' }");
  second.write("deep/er.lua", "return { from = 'deep' }");
  second.write("package_dir/init.lua", "return { from = 'init' }");
  second.write("returns_nothing.lua", "answer = 42");
  State state(Limits{}, {first.path, second.path});
  Ref e = state.run("a.lua", R"(
    local h = require 'helpers'
    assert(h.from == 'first' and h.name == 'helpers' and require 'helpers' == h)
    assert(require('deep.er').from == 'deep' and require('package_dir').from == 'init')
    assert(require 'returns_nothing' == true and answer == 42)
    package.preload.mine = function(name) return { n = name } end
    assert(require('mine').n == 'mine')
    h.changed = true)");
  CHECK(state.run("b.lua", "x = require('helpers').changed").get("x").is_nil());
  Ref own = state.run("c.lua", "package.path = package.path .. ';' .. extra .. '/?.lua'  x = require('elsewhere')",
                      {{"extra", state.string([&] {
                          second.write("sub/elsewhere.lua", "return 7");
                          return second.path + "/sub";
                        }())}});
  CHECK(own.get("x").number() == 7.0);
}

TEST_CASE("a module that is missing names what was tried", "[sandbox]") {
  Folder folder;
  State state(Limits{}, {folder.path});
  Error e = error_of_text(state, "\nlocal m = require 'no.such'");
  CHECK(e.code == ErrorCode::kScript);
  CHECK(e.where == "versions/x.lua:2");
  CHECK(what(e) == "module 'no.such' not found: tried '" + folder.path + "/no/such.lua', '" + folder.path + "/no/such/init.lua'");
  CHECK(error_of_text(state, "require 'ffi'").hint.find("allow_unsafe_lua") != std::string::npos);
}

TEST_CASE("modules that require each other are an error with the chain", "[sandbox]") {
  Folder folder;
  folder.write("a.lua", "local b = require 'b'\nreturn {}");
  folder.write("b.lua", "\nlocal c = require 'c'\nreturn {}");
  folder.write("c.lua", "\n\nlocal a = require 'a'\nreturn {}");
  State state(Limits{}, {folder.path});
  Error e = error_of_text(state, "require 'a'");
  CHECK(what(e) == "modules require each other in a cycle: a -> b -> c -> a");
  CHECK(e.where == folder.path + "/c.lua:3");
  CHECK(what(error_of_text(state, "require 'b'")) == "modules require each other in a cycle: b -> c -> a -> b");
}

TEST_CASE("an error in a module has the module's line, and the next try runs it again", "[sandbox]") {
  Folder folder;
  folder.write("bad.lua", "\nerror('in the module')");
  folder.write("odd.lua", "\nx = = 1");
  State state(Limits{}, {folder.path});
  Error e = error_of_text(state, "require 'bad'");
  CHECK(e.where == folder.path + "/bad.lua:2");
  CHECK(what(e) == "in the module");
  state.run("a.lua",
            "assert(not pcall(require, 'bad'))  local ok, e = pcall(require, 'bad')  assert(e.message == 'in the module' or "
            "tostring(e):find('in the module'))");
  CHECK(error_of_text(state, "require 'odd'").where == folder.path + "/odd.lua:2");
}

TEST_CASE("allow_unsafe_lua gives everything back", "[sandbox]") {
  Limits limits;
  limits.allow_unsafe = true;
  State state(limits, {});
  Folder folder;
  state.run("a.lua", R"(
    assert(os.execute and os.remove and io.popen and io.output and debug.traceback and package.loadlib and xpcall and getfenv)
    assert(collectgarbage and newproxy and string.dump and require 'ffi' .abi and require 'debug' == debug)
    local f = assert(io.open(file, 'w')) f:write('x') f:close() os.remove(file)
    assert(load(string.dump(function() return 5 end))() == 5)
    assert(require('jit.util') ~= nil))",
            {{"file", state.string(folder.path + "/new")}});
  CHECK(error_of_text(state, "\nerror('still typed')").where == "versions/x.lua:2");
}

TEST_CASE("Ctrl-C stops every kind of loop, and nothing in Lua goes on", "[sandbox]") {
  for (const char* text : {
           "while true do end",
           "local function f() return f() end f()",
           "while true do pcall(function() while true do end end) end",
           "local function again() pcall(again) return again() end again()",
           "while true do local co = coroutine.create(function() while true do end end) coroutine.resume(co) end",
           "coroutine.wrap(function() while true do coroutine.wrap(function() for i = 1, 1e9 do end end)() end end)()",
           "string.gsub(('x'):rep(1e6), 'x', function() for i = 1, 1e6 do end end)",
           "local t = {} for i = 1, 1e4 do t[i] = i % 7 end while true do table.sort(t, function(a, b) return a < b end) end",
           "while true do load(function() while true do end end) end",
           "while true do pcall(error, setmetatable({}, { __tostring = function() while true do end end })) pcall(tostring, "
           "setmetatable({}, { __tostring = function() while true do end end })) end",
           "local t = setmetatable({}, { __index = function(t, k) return t[k + 1] end }) while true do pcall(function() return "
           "t[1] end) end",
       }) {
    CAPTURE(text);
    State state(Limits{}, {});
    CtrlC alarm;
    Error e = error_of_text(state, text);
    CHECK(e.code == ErrorCode::kInterrupted);
    CHECK(e.where == "versions/x.lua:1");
    CHECK(state.stopped());
    CHECK(error_of_text(state, "x = 1").code == ErrorCode::kInterrupted);
  }
}

TEST_CASE("an interrupt that a native reports cannot be caught", "[sandbox]") {
  State state(Limits{}, {});
  Ref wait = state.function("wait", [](State&, const std::vector<Ref>&) -> std::vector<Ref> {
    throw Error(ErrorCode::kTerminated, "Terminated");
  });
  int calls = 0;
  Ref next = state.function("next_step", [&](State&, const std::vector<Ref>&) -> std::vector<Ref> {
    ++calls;
    return {};
  });
  Error e = error_of([&] { state.run("a.lua", "pcall(wait)\nnext_step()", {{"wait", wait}, {"next_step", next}}); });
  CHECK(e.code == ErrorCode::kTerminated);
  CHECK(e.where == "a.lua:1");
  CHECK(calls == 0);
}

TEST_CASE("endless recursion is an error, through Lua and through C", "[sandbox]") {
  for (const char* text : {
           "\nlocal function f() return f() + 1 end f()",
           "\nlocal function f() string.gsub('x', 'x', f) end f()",
           "\nlocal function f() table.sort({ 3, 2, 1 }, f) end f()",
           "\nlocal function f() coroutine.wrap(f)() end f()",
           "\nlocal t t = setmetatable({}, { __tostring = function() return string.format('%s', t) end }) tostring(t)",
           "\nlocal t = setmetatable({}, { __tostring = tostring }) tostring(t)",
           "\nlocal t = setmetatable({}, { __tostring = print }) print(t)",
           "\nlocal t = setmetatable({}, { __index = function(t, k) return t[k] end }) return t.x",
           "\nlocal function f() assert(load(f)) end f()",
           "\nlocal function f() call(f) end f()",
           "\nlocal f = setmetatable({}, { __call = function(s) string.gsub('a', 'a', function() s() end) end }) f()",
       }) {
    CAPTURE(text);
    State state(Limits{}, {});
    Ref call = state.function("call", [](State& s, const std::vector<Ref>& args) { return s.call(args.at(0)); });
    Error e = error_of([&] { state.run("versions/x.lua", text, {{"call", call}}); });
    CHECK(e.code == ErrorCode::kScript);
    CHECK(what(e).find("stack overflow") != std::string::npos);
    CHECK(e.where.rfind("versions/x.lua", 0) == 0);
    CHECK(state.run("a.lua", "x = 5").get("x").number() == 5.0);
  }
}

TEST_CASE("running out of memory is an error that says the limit", "[sandbox]") {
  for (const char* text : {
           "\nlocal t = {} for i = 1, 1e9 do t[i] = {} end",
           "\nlocal s = ('x'):rep(1e9)",
           "\nlocal s = 'x' while true do s = s .. s end",
           "\nlocal t = {} while true do pcall(function() for i = 1, 1e9 do t[#t + 1] = ('x'):rep(1000) .. i end end) end",
           "\nlocal t = {} while true do pcall(string.rep, 'x', 1e9) end",
           "\nlocal t = {} while true do coroutine.resume(coroutine.create(function() t[#t + 1] = ('x'):rep(1e9) end)) end",
           "\nlocal t = {} for i = 1, 1e9 do t[i] = coroutine.create(print) end",
           "\nlocal t = {} for i = 1, 1e9 do t[i] = function() return i end end",
           "\nreturn (('x'):rep(2 ^ 18):gsub('x', ('y'):rep(2 ^ 12)))",
           "\nreturn table.concat({ ('x'):rep(6e6), ('y'):rep(6e6) })",
           "\nlocal f = assert(io.open('/dev/zero')) f:read('*a')",
           "\nlocal t = {} load(function() t[#t + 1] = {} t[#t + 1] = ('x'):rep(1e5) .. #t return ' ' end)",
       }) {
    CAPTURE(text);
    State state(with_memory(8u << 20), {});
    Error e = error_of_text(state, text);
    CHECK(e.code == ErrorCode::kScript);
    CHECK(what(e) == "not enough memory: script_memory = 8388608 bytes");
    CHECK(e.where.rfind("versions/x.lua", 0) == 0);
    CHECK(state.stopped());
  }
}

TEST_CASE("garbage does not count against the memory limit", "[sandbox]") {
  State state(with_memory(8u << 20), {});
  state.run("a.lua", "local kept = ('k'):rep(3e6) for i = 1, 300 do local s = ('x'):rep(1e5) .. i end assert(#kept == 3e6)");
  state.run("a.lua", "local kept = ('k'):rep(2e6) for i = 1, 30 do local s = ('x'):rep(1e6) .. i end assert(#kept == 2e6)");
  CHECK_FALSE(state.stopped());
}

TEST_CASE("a script that takes too long stops, and waiting for a database does not count", "[sandbox]") {
  Limits limits;
  limits.script_time = 0.1;
  State state(limits, {});
  Ref query = state.function("query", [](State& s, const std::vector<Ref>&) -> std::vector<Ref> {
    ClockPause pause(s);
    for (std::clock_t till = std::clock() + CLOCKS_PER_SEC / 4; std::clock() < till;) {
    }
    return {};
  });
  state.run("a.lua", "query() for i = 1, 1e4 do end", {{"query", query}});
  CHECK_FALSE(state.stopped());
  Error e = error_of_text(state, "\nwhile true do pcall(function() while true do end end) end");
  CHECK(what(e) == "the script ran longer than script_time = 0.1 seconds");
  CHECK(e.where == "versions/x.lua:2");
  CHECK(state.stopped());
}

TEST_CASE("a script run while the clock is paused has its own time, a callback has its script's", "[sandbox]") {
  Limits limits;
  limits.script_time = 0.2;
  State state(limits, {});
  Ref whole = state.function("run_whole", [](State& s, const std::vector<Ref>& args) {
    ClockPause pause(s);
    return s.call(args.at(0));
  });
  Ref back = state.function("call_back", [](State& s, const std::vector<Ref>& args) { return s.call(args.at(0)); });
  std::vector<std::pair<std::string, Ref>> preset{{"run_whole", whole}, {"call_back", back}};
  const std::string work = "local function work() local till = os.clock() + 0.08 while os.clock() < till do end end\n";
  state.run("a.lua", work + "for i = 1, 5 do run_whole(work) end", preset);
  CHECK_FALSE(state.stopped());
  Error e = error_of([&] { state.run("a.lua", work + "for i = 1, 5 do call_back(work) end", preset); });
  CHECK(what(e).find("script_time") != std::string::npos);
}

TEST_CASE("string.format and friends cannot be turned against the host", "[sandbox]") {
  State state(Limits{}, {});
  for (const char* text : {
           "string.format(('%d'):rep(1e5), unpack({}))",
           "string.format('%99999d', 1)",
           "print(setmetatable({}, { __tostring = function() return 1 > 2 end }))",
           "string.rep('x', -1, {})",
           "setmetatable(_G, { __index = function(t, k) error('undefined ' .. k, 2) end }) return missing",
           "table.concat(setmetatable({}, { __index = function() return {} end }), ',', 1, 3)",
           "unpack({}, 1, 1e8)",
           "string.char(300)",
           "error(setmetatable({}, { __tostring = 5 }))",
           "error(coroutine.create(print))",
           "require(setmetatable({}, {}))",
           "require('')",
           "require('a\\0b')",
           "package.path = 5 require 'x'",
           "package.loaded = 5 require 'x'",
           "loadfile()",
           "io.open()",
           "io.lines('/no/such/file')",
           "load({})",
           "load(function() return {} end)",
       }) {
    CAPTURE(text);
    Error e = error_of_text(state, text);
    CHECK(e.code == ErrorCode::kScript);
    CHECK(e.where == "versions/x.lua:1");
    CHECK(what(e).size() > 3);
  }
  CHECK(error_of_text(state, "loadfile('/').x()").where == "versions/x.lua:1");
  CHECK_FALSE(state.stopped());
}

TEST_CASE("paths are shown relative to the current directory", "[sandbox]") {
  std::string here = std::filesystem::current_path().string();
  CHECK(shown_path(here + "/migrations/helpers.lua") == "migrations/helpers.lua");
  CHECK(shown_path("./migrations/../x.lua") == "x.lua");
  CHECK(shown_path("/nowhere/x.lua") == "/nowhere/x.lua");
}
