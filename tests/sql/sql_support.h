// What tests of dialects share: both dialects, facts as plain maps, ops compiled to lines with whitespace squeezed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sql/dialect.h"
#include "support/tables.h"

namespace runner::test {

using Lines = std::vector<std::string>;

inline const sql::Dialect& postgresql() {
  static const auto dialect = sql::make_dialect("postgresql");
  return *dialect;
}
inline const sql::Dialect& sqlite() {
  static const auto dialect = sql::make_dialect("sqlite");
  return *dialect;
}

struct KnownFacts : sql::Facts {
  std::map<std::string, std::vector<std::string>> enums;
  std::map<std::string, schema::Table> tables;
  std::optional<std::vector<std::string>> enum_values(const std::optional<std::string>&, const std::string& name) override {
    auto found = enums.find(name);
    return found == enums.end() ? std::nullopt : std::optional(found->second);
  }
  std::optional<schema::Table> table(const std::optional<std::string>&, const std::string& name) override {
    auto found = tables.find(name);
    return found == tables.end() ? std::nullopt : std::optional(found->second);
  }
};

// One blank for every run of them, none inside brackets and before commas.
inline std::string squeezed(const std::string& sql) {
  std::string text;
  for (char c : sql) {
    const bool blank = c == ' ' || c == '\n';
    if (blank && (text.empty() || text.back() == ' ' || text.back() == '(')) continue;
    if ((c == ')' || c == ',') && !text.empty() && text.back() == ' ') text.pop_back();
    text += blank ? ' ' : c;
  }
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

inline Lines compiled(const sql::Dialect& dialect, const ops::Op& op, sql::Facts& facts,
                      const sql::CompileOptions& options = {}) {
  Lines lines;
  for (const sql::Statement& statement : dialect.compile(op, facts, options)) lines.push_back(squeezed(statement.sql));
  return lines;
}

inline Lines compiled(const sql::Dialect& dialect, const ops::Op& op, const sql::CompileOptions& options = {}) {
  KnownFacts nothing;
  return compiled(dialect, op, nothing, options);
}

// The op on PostgreSQL, then on SQLite.
inline Lines pg(const ops::Op& op) {
  return compiled(postgresql(), op);
}
inline Lines lite(const ops::Op& op) {
  return compiled(sqlite(), op);
}

// ---- expressions, written short ----

inline schema::Expr node(std::string kind, std::string name = {}, std::vector<schema::Expr> args = {},
                         std::vector<std::pair<std::string, schema::Expr>> named = {}) {
  schema::Expr made;
  made.kind = std::move(kind);
  made.name = std::move(name);
  made.args = std::move(args);
  made.named = std::move(named);
  return made;
}
inline schema::Expr lit(Value value) {
  return schema::Expr::literal(std::move(value));
}
inline schema::Expr sqltext(std::string sql) {
  return schema::Expr::text(std::move(sql));
}
inline schema::Expr op2(std::string name, schema::Expr left, schema::Expr right) {
  return node("binary", std::move(name), {std::move(left), std::move(right)});
}
inline schema::Expr func(std::string name, std::vector<schema::Expr> args = {}) {
  return node("func", std::move(name), std::move(args));
}
inline schema::Expr tuple(std::vector<schema::Expr> items) {
  return node("tuple", {}, std::move(items));
}

}  // namespace runner::test
