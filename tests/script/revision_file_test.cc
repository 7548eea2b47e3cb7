#include "script/revision_file.h"

#include <catch2/catch.hpp>
#include <random>

#include "support/error_of.h"

using namespace runner;
using namespace runner::script;
using test::error_of;
using Strings = std::vector<std::string>;

namespace {

Header read(std::string_view text) {
  return read_header(text, "versions/a.lua");
}

constexpr const char* kStock = R"(-- create account table
--
-- Revision ID: 1975ea83b712
-- Revises: aa01, bb02
-- Create Date: 2026-11-20 11:40:27.089406

local op = require "op"
local sa = require "sa"

-- revision identifiers, used by runner
revision = "1975ea83b712"
down_revision = { "aa01", "bb02" }
branch_labels = "accounts"
depends_on = nil             -- "id or label" | { ... } | nil

function upgrade()
  local revision = "something else"
end

function downgrade()
end
)";

}  // namespace

TEST_CASE("the header of a stock script is read as text", "[script]") {
  const Header header = read(kStock);
  REQUIRE(header.plain);
  CHECK(header.revision.id == "1975ea83b712");
  CHECK(header.revision.down == Strings{"aa01", "bb02"});
  CHECK(header.revision.labels == Strings{"accounts"});
  CHECK(header.revision.depends_on.empty());
  CHECK(header.revision.message == "create account table");
  CHECK(header.revision.doc ==
        "create account table\n\nRevision ID: 1975ea83b712\nRevises: aa01, bb02\nCreate Date: 2026-11-20 11:40:27.089406");
  CHECK(header.revision.line == 11);
  CHECK(header.revision.path == "versions/a.lua");
}

TEST_CASE("Windows line ends, a byte-order mark and a #! line change nothing", "[script]") {
  std::string windows = "\xEF\xBB\xBF#!/usr/bin/env lua\r\n";
  for (const char* c = kStock; *c; ++c) windows += *c == '\n' ? std::string("\r\n") : std::string(1, *c);
  const Header header = read(windows);
  REQUIRE(header.plain);
  CHECK(header.revision.id == "1975ea83b712");
  CHECK(header.revision.doc.find('\r') == std::string::npos);
  CHECK(header.revision.message == "create account table");
  CHECK(header.revision.line == 12);
}

TEST_CASE("plain headers may be written in many ways", "[script]") {
  struct Case {
    const char* text;
    std::string id;
    Strings down;
  };
  const Case cases[] = {
      {"revision='a' down_revision=nil", "a", {}},
      {"revision = 'a'; down_revision = {'b';\"c\",};", "a", {"b", "c"}},
      {"revision = [[a]] down_revision = [==[\nb]==]", "a", {"b"}},
      {"revision = \"\\97\\x62\\u{e9}\\n\\\"\" down_revision = {}", "ab\xC3\xA9\n\"", {}},
      {"--[[ revision = 'x' ]] revision = 'a' --[==[ ]] \n ]==] down_revision = --\n 'b'", "a", {"b"}},
      {"local op = require 'op' local sa = require(\"sa\"); local x = require [[x]]\nrevision = 'a' down_revision = 'b'",
       "a",
       {"b"}},
      {"local n, s = 1\nrevision = 'a'", "", {}},
      {"local n = 1 local s = 'x' local b = true\nrevision = 'a'\ndown_revision = 'b'", "a", {"b"}},
      {"transactional = false limit = -1.5e3 irreversible = 'no' tags = {'x'}\nrevision = 'a' down_revision = nil", "a", {}},
      {"revision = 'a' revision = 'b' down_revision = 'c' down_revision = nil", "b", {}},
      {"revision = 'a' down_revision = 'b' local function f() end", "a", {"b"}},
      {"revision = 'a'", "a", {}},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const Header header = read(c.text);
    if (c.id.empty()) {
      CHECK_FALSE(header.plain);
      continue;
    }
    REQUIRE(header.plain);
    CHECK(header.revision.id == c.id);
    CHECK(header.revision.down == c.down);
  }
}

TEST_CASE("what only Lua can tell is not read as text", "[script]") {
  for (const char* text : {
           "local revision = 'a' down_revision = nil",
           "revision = 'a' .. 'b'",
           "revision = 'a' or 'b'",
           "revision = ('a')",
           "revision = ('a'):rep(3)",
           "revision = nil",
           "revision = 5",
           "revision = { 'a' }",
           "revision = name",
           "revision, down_revision = 'a', 'b'",
           "revision = 'a', 'b'",
           "revision = 'a' down_revision = true",
           "revision = 'a' down_revision = { 'b', nil, 'c' }",
           "revision = 'a' down_revision = { 1 }",
           "revision = 'a' down_revision = { { 'b' } }",
           "revision = 'a' down_revision = { [1] = 'b' }",
           "revision = 'a' down_revision = { x = 'b' }",
           "revision = 'a' down_revision = { 'b' 'c' }",
           "revision = 'a' down_revision = { ... }",
           "revision = 'a' down_revision = #x",
           "_G.revision = 'a'",
           "do revision = 'a' end",
           "if x then revision = 'a' end",
           "revision == 'a'",
           "revision = 'a' print(revision)",
           "local x = require 'x'.y revision = 'a'",
           "local x = require('x').y revision = 'a'",
           "local x = require('x')() revision = 'a'",
           "local x = require 'x' 'y' revision = 'a'",
           "local x = require('x' .. 'y') revision = 'a'",
           "local x = required 'x' revision = 'a'",
           "local x <const> = 1 revision = 'a'",
           "return 1",
           "; revision = 'a'",
           "revision = 'a';; down_revision = nil",
           "revision = 'a\nb'",
           "revision = 'a",
           "revision = [[a",
           "revision = 'a' --[[ open",
           "revision = 'a\\q'",
           "revision = 'a\\300'",
           "revision = 'a' down_revision = { 'b'",
           "revision = 'a' x = 0x10",
           "revision = 'a' x = 1..2",
           "revision = 'a' x = 5LL",
           "revision = 'a' end = 1",
           "revision = 'a' function = 1 x = ",
           "x = function() end revision = 'a'",
           "revision = 'a' = 'b'",
           // Below the first function anything may still be assigned.
           "local function f() end revision = 'a'",
           "revision = 'a' function f() end down_revision = 'b'",
           "revision = 'a' down_revision = 'b' function f() end branch_labels = 'c'",
           "revision = 'a' down_revision = 'b' branch_labels = nil function f() end depends_on = 'c'",
       }) {
    INFO(text);
    const Header header = read(text);
    const bool stops_at_function = std::string(text).find("function = 1") != std::string::npos;
    CHECK(header.plain == stops_at_function);
    if (!header.plain) CHECK(header.revision.id.empty());
  }
}

TEST_CASE("a script without any revision is plain with an empty id", "[script]") {
  for (const char* text : {"", "-- nothing\n", "down_revision = 'a' function upgrade() end", "revision = ''"}) {
    INFO(text);
    const Header header = read(text);
    CHECK(header.plain);
    CHECK(header.revision.id.empty());
  }
}

TEST_CASE("bytecode and NUL bytes are refused", "[script]") {
  const Error bytecode = error_of([] { read("\x1bLJ\x02"); });
  CHECK(bytecode.code == ErrorCode::kScript);
  CHECK(std::string(bytecode.what()).find("bytecode") != std::string::npos);
  CHECK(error_of([] { read("\xEF\xBB\xBF\x1bLJ"); }).code == ErrorCode::kScript);
  const Error nul = error_of([] { read(std::string_view("revision = 'a'\n\n-- \0", 20)); });
  CHECK(nul.where == "versions/a.lua:3");
  CHECK(std::string(nul.what()).find("NUL") != std::string::npos);
}

TEST_CASE("the doc is the block with the revision id, else the first", "[script]") {
  CHECK(doc_of("-- Copyright\n-- Somebody\n\n-- add table\n--\n-- Revision ID: a\nrevision = 'a'\n") ==
        "add table\n\nRevision ID: a");
  CHECK(doc_of("-- first\n-- more\n\n-- second\nrevision = 'a'\n") == "first\nmore");
  CHECK(doc_of("revision = 'a' -- behind code\n-- the doc\n") == "the doc");
  CHECK(doc_of("--[[\n  add table\n\n  Revision ID: a\n]]\nrevision = 'a'") == "  add table\n\n  Revision ID: a");
  CHECK(doc_of("--[==[ one ]==]\n-- two\n") == " one");
  CHECK(doc_of("--\n-- after an empty line\n--\n") == "after an empty line");
  CHECK(doc_of("--   indented   \n--no blank") == "  indented\nno blank");
  CHECK(doc_of("function f()\n-- inside\nend").empty());
  CHECK(doc_of("x = '-- no comment'\n").empty());
  CHECK(doc_of("x = [[\n-- no comment\n]]\n-- Revision ID: b\n") == "Revision ID: b");
  CHECK(doc_of("").empty());
  CHECK(doc_of("--").empty());
}

TEST_CASE("the message is the doc's first line, even where the paragraph goes on", "[script]") {
  const Header header = read("-- add table\n-- for the accounts\n--\n-- Revision ID: a\nrevision = 'a'\n");
  CHECK(header.revision.message == "add table");
}

TEST_CASE("a script that must be loaded still has its doc read", "[script]") {
  const Header header =
      read("-- Copyright\n\nlocal x = f('--', [[\n-- not this]])\n\n-- add table\n-- Revision ID: a\nrevision = x\n");
  CHECK_FALSE(header.plain);
  CHECK(header.revision.message == "add table");
}

TEST_CASE("a doc that is not UTF-8 is made so", "[script]") {
  CHECK(doc_of("-- caf\xE9\n") == "caf\xEF\xBF\xBD");
}

TEST_CASE("random text never crashes the header reader", "[script]") {
  std::mt19937 random(42);
  const std::string pieces[] = {"revision", "down_revision",
                                " = ",      "'a'",
                                "\"b\"",    "nil",
                                "{",        "}",
                                ",",        ";",
                                "local ",   "require ",
                                "function", "--",
                                "[[",       "]]",
                                "[=[",      "]=]",
                                "\n",       "\\",
                                "'",        "\"",
                                "(",        ")",
                                "-1.5",     "\r",
                                "\t",       "#"};
  for (int i = 0; i < 50000; ++i) {
    std::string text;
    for (unsigned n = random() % 24; n > 0; --n) {
      text += random() % 20 ? pieces[random() % std::size(pieces)] : std::string(1, static_cast<char>(random()));
    }
    try {
      const Header header = read(text);
      CHECK((header.plain || header.revision.id.empty()));
      doc_of(text);
    } catch (const Error& error) {
      CHECK(error.code == ErrorCode::kScript);
    }
  }
}

TEST_CASE("every beginning of a script is read without harm", "[script]") {
  const std::string text = std::string(kStock) + "x = [==[ a ]==] y = '\\x41\\u{41}\\065' --[==[ z ]==]";
  for (std::size_t length = 0; length <= text.size(); ++length) CHECK_NOTHROW(read(std::string(text, 0, length)));
}
