// A state with op and sa over a sink that remembers: ops, queries and inserted rows; queries answer with rows set beforehand.
#pragma once

#include <catch2/catch.hpp>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "host/module.h"
#include "host/state.h"
#include "ops/sink.h"

namespace runner::host::test {

using Rows = std::vector<std::vector<Value>>;

struct Answer {
  std::vector<std::string> columns;
  Rows rows;
  std::int64_t rowcount = -1;
};

class FakeCursor : public Cursor {
 public:
  explicit FakeCursor(Answer answer) : answer_(std::move(answer)) {}
  const std::vector<std::string>& columns() const override { return answer_.columns; }
  bool next(std::vector<Value>& row) override {
    if (closed_ || at_ == answer_.rows.size()) return false;
    row = answer_.rows[at_++];
    return true;
  }
  std::int64_t rowcount() const override { return answer_.rowcount; }
  bool close() override {
    const bool rest = !closed_ && at_ < answer_.rows.size();
    closed_ = true;
    return rest;
  }

 private:
  Answer answer_;
  std::size_t at_ = 0;
  bool closed_ = false;
};

class FakeInspector : public schema::Inspector {
 public:
  std::vector<std::string> table_names(const Where&) override {
    std::vector<std::string> names;
    for (const auto& [name, table] : tables) names.push_back(name);
    return names;
  }
  std::vector<std::string> view_names(const Where&) override { return {"v"}; }
  std::vector<std::string> schema_names() override { return {"main"}; }
  std::vector<schema::EnumType> enums(const Where& schema) override { return {{"mood", schema, {"sad", "ok"}}}; }
  bool has_table(const std::string& name, const Where&) override { return tables.count(name) > 0; }
  std::optional<schema::Table> reflect(const std::string& name, const Where&) override {
    auto found = tables.find(name);
    return found == tables.end() ? std::nullopt : std::optional<schema::Table>(found->second);
  }

  std::map<std::string, schema::Table> tables;
};

class FakeSink : public ops::OpSink {
 public:
  void accept(ops::Op&& op, const std::string& where) override {
    if (fail_on && ops::name_of(op) == *fail_on) throw Error(ErrorCode::kSql, "refused");
    accepted.push_back(op);
    wheres.push_back(where);
  }
  std::unique_ptr<Cursor> execute(const ops::Query& query, const std::string& where) override {
    queries.push_back(query);
    wheres.push_back(where);
    if (answers.empty()) return std::make_unique<FakeCursor>(Answer{});
    Answer answer = std::move(answers.front());
    answers.pop_front();
    return std::make_unique<FakeCursor>(std::move(answer));
  }
  std::int64_t insert(const ops::InsertTarget& target, RowSource& source, const std::string&) override {
    targets.push_back(target);
    insert_columns = source.columns();
    std::vector<Value> row;
    while (source.next(row)) {
      inserted.push_back(row);
      std::string mask;
      for (std::size_t i = 0; i < row.size(); ++i) mask += source.given(i) ? 'x' : '-';
      given.push_back(mask);
    }
    return static_cast<std::int64_t>(inserted.size());
  }
  schema::Inspector& inspector(const std::string&) override { return inspect; }
  std::string dialect_name() const override { return "sqlite"; }
  bool as_sql() const override { return false; }

  template <class T>
  const T& op(std::size_t index = 0) const {
    REQUIRE(index < accepted.size());
    REQUIRE(std::holds_alternative<T>(accepted[index]));
    return std::get<T>(accepted[index]);
  }

  std::vector<ops::Op> accepted;
  std::vector<ops::Query> queries;
  std::vector<std::string> wheres;
  std::deque<Answer> answers;
  std::vector<ops::InsertTarget> targets;
  std::vector<std::string> insert_columns;
  Rows inserted;
  std::vector<std::string> given;
  std::optional<std::string> fail_on;
  FakeInspector inspect;
};

struct Fixture {
  Fixture() : state(Limits{}, {}), module(state) { module.set_sink(&sink); }

  // Runs a script's text, with op and sa in place; its globals stay in the environment that comes back.
  Ref run(const std::string& text) {
    return state.run("versions/x.lua", "local op = require 'op' local sa = require 'sa'\n" + text);
  }
  // The Error that a piece of text ends with.
  Error fail(const std::string& text) {
    try {
      run(text);
    } catch (const Error& error) {
      return error;
    }
    FAIL("an Error was expected from: " << text);
    return Error(ErrorCode::kInternal, "");
  }
  // The value of an expression.
  Ref eval(const std::string& expression) { return run("result = " + expression).get("result"); }

  State state;
  FakeSink sink;  // dies after the module, whose cursors are its
  Module module;
};

inline std::string message(const Error& error) {
  return error.what();
}

}  // namespace runner::host::test
