// Expressions and statements (schema/expr.h) as SQL text, formatted and parenthesised as SQLAlchemy does. Text is written
// from left to right, so "?" parameters are collected in the order in which they stand.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/ddl.h"

namespace runner::sql {

class ExprRenderer {
 public:
  // Both must outlive the renderer.
  ExprRenderer(const StandardDialect& dialect, RenderContext& context) : dialect_(dialect), context_(context) {}

  // An expression (or statement, as a part of something else).
  std::string render(const schema::Expr& expr);
  // A statement of its own: columns are qualified, text may bind parameters, common table expressions come first.
  std::string statement(const schema::Expr& expr);

 private:
  using Expr = schema::Expr;
  using Type = schema::Type;

  // ---- expressions (sql/expr_renderer.cc) ----
  void expression(const Expr& expr);
  void grouped(const Expr& expr, int against);    // in parentheses when it binds no tighter than `against`
  void grouped_value(const Expr& expr);           // of SET, VALUES and CASE WHEN: any operator in parentheses
  void condition(const Expr& expr, int against);  // of WHERE, AND, ON: a bare boolean column reads "x = 1" on SQLite
  void binary(const Expr& expr);
  void concatenation(const Expr& expr);
  void cast(const Expr& expr);
  void membership(const Expr& expr);
  void list_items(const Expr& right, const Type* type);
  void rows_of_values(const Expr& rows);
  void is_comparison(const Expr& expr);
  void division(const Expr& expr);
  void negation(const Expr& expr);
  void conjunction(const Expr& expr);
  void case_when(const Expr& expr);
  void function(const Expr& expr);
  void aggregate_strings(const Expr& expr);
  void over(const Expr& expr);
  void items(const std::vector<Expr>& list, const std::function<void(const Expr&)>& one);
  void parenthesized(const Expr& expr);

  // ---- columns, values, text (sql/value_renderer.cc) ----
  void column(const Expr& expr);
  void text(const Expr& expr);
  void bound_text(const Expr& expr);
  void bind(const Expr& expr, const Type* hint, bool in_list);
  void value(const Value& value, const Type* type);
  void operand(const Expr& expr, int against, const Type* hint);  // a side of an operator: a plain value gets the other's type
  std::string name_of(const std::string& name);                   // what has no name of its own gets one: account_1

  // ---- operators with a syntax of their own (sql/operator_renderer.cc) ----
  bool special(const Expr& expr);  // false for what is none of them
  std::string apart(const std::function<void()>& write);
  void pattern(const Expr& expr) { write_pattern(expr, false); }
  void write_pattern(const Expr& expr, bool negated);
  void escape_clause(const Expr& expr);
  void match(const Expr& expr);
  void regexp_match(const Expr& expr) { write_regexp(expr, false); }
  void write_regexp(const Expr& expr, bool negated);
  void regexp_replace(const Expr& expr);
  void extract(const Expr& expr);
  void item(const Expr& expr) { write_item(expr, false); }
  void write_item(const Expr& expr, bool beside_operator);
  void array(const Expr& expr);
  void ordered(const Expr& expr);
  void filter(const Expr& expr);
  void within_group(const Expr& expr);
  static std::string frame(const Expr& over);
  void floor_division(const Expr& expr);
  void exclusive_or(const Expr& expr);

  // ---- statements (sql/statement_renderer.cc: SELECT and WITH; sql/dml_renderer.cc) ----
  void statement_body(const Expr& expr);
  void select(const Expr& expr);
  void select_columns(const Expr& expr, bool named);
  void named_query(const Expr& expr);
  void selected(const Expr& expr);
  void from_clause(const Expr& expr);
  void from_item(const Expr& expr);
  void lateral();
  void derived_columns(const Expr& columns);
  void compound(const Expr& expr);
  void order_and_limit(const Expr& expr);
  void fetch(const Expr& expr, const Expr* offset);
  void locking(const Expr& expr);
  void ordering(const Expr& expr);
  void insert(const Expr& expr);
  void insert_rows(const Expr& expr, const Expr& table);
  void on_conflict(const Expr& expr, const Expr& table);
  void on_duplicate_key(const Expr& set, const Expr& table);
  void update(const Expr& expr);
  void delete_from(const Expr& expr);
  void other_tables(const Expr& expr);
  void row_values(const Expr& expr);
  void words(const Expr& expr, std::string_view clause, std::string_view before, std::string_view after);
  void where(const Expr& expr);
  void returning(const Expr& expr);
  void assigned(const Expr& table, const std::string& column, const Expr& value);
  std::string common_tables(const Expr& expr);
  std::string fresh_label(const std::string& base);
  const Expr& argument(const Expr& expr, std::size_t index) const;

  const StandardDialect& dialect_;
  RenderContext& context_;
  std::string out_;
  std::map<std::string, int> labels_;             // anon_1, count_1, ...
  std::map<std::string, std::string> anonymous_;  // of an alias without a name -> the name that it got
  bool assigning_ = false;                        // a value on its way into a column
  bool names_columns_ = false;                    // inside a SELECT that stands in FROM or WITH
  std::string common_;                            // a WITH that stands within the statement
};

}  // namespace runner::sql
