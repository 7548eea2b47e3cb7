// A SQL expression or statement as a tree of one uniform node: `kind` says how to read the rest. It is what sa.text,
// sa.func.now(), t.c.id:eq(5) and sa.select(...) become. Dialects render it (sql/expr_renderer); nothing here knows SQL.
//
// kind          name                 args                          other
// text          the SQL              -                             named: binds by :name (value or expression)
// literal       -                    -                             value, type            sa.literal, and plain Lua values
// inline        -                    -                             value, type            op.inline_literal
// literal_column the SQL             -                             type
// column        column name          -                             table, schema, type    t.c.x, sa.column("x")
// bind          parameter name       -                             value (absent = required), type, has_value
// func          dotted name          arguments                     type                   sa.func.now()
// null true false -                  -
// and or        -                    operands
// not           -                    1
// binary        operator, upper case left, right                   "=", "<>", "LIKE", "ILIKE", "||", "+", "IN", "NOT IN", "IS",
// "IS NOT" ... unary         operator             1                             "-" between       "" or "NOT"          x, low,
// high tuple         -                    items                         right side of IN, values case          - when, then,
// when, then ...    named: value?, else? cast          -                    1                             type desc asc
// nulls_first nulls_last distinct exists scalar  -   1 label         label                1 alias         alias                1
// a table or a select in FROM over          -                    1                             named: partition_by (tuple),
// order_by (tuple) op            operator             left, right                   custom operator x:op("@>")(y) collate
// collation            1 table         table name           -                             schema; columns in args (column nodes)
// star          -                    -                             count(*) and select *
// select        -                    columns                       named: from (tuple), where, join*, group_by, having,
//                                                                  order_by (tuple each), limit, offset, distinct, for_update
// join          "JOIN"/"LEFT OUTER JOIN"/"FULL OUTER JOIN"  target, on
// cte           name                 1
// compound      "UNION"/"UNION ALL"/...  selects                   named: order_by, limit, offset
// insert        -                    table                         named: values (list of `row`), from_select, columns (tuple),
//                                                                  on_conflict, returning (tuple)
// row           -                    -                             named: column -> expression, in the order given
// update        -                    table                         named: set (row), where, returning
// delete        -                    table                         named: where, returning
// on_conflict   "nothing"/"update"   -                             named: index_elements (tuple), set (row), where, constraint
// final         name                 -                             op.f("name") where an expression is allowed
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/value.h"
#include "schema/type.h"

namespace runner::schema {

struct Expr {
  std::string kind;
  std::string name;
  std::string table;
  std::optional<std::string> schema;
  Value value;
  bool has_value = false;  // a bind: whether a value was given
  TypeBox type;
  std::vector<Expr> args;
  std::vector<std::pair<std::string, Expr>> named;

  bool operator==(const Expr&) const = default;
  bool is(std::string_view k) const { return kind == k; }
  // The first clause of that name, or nullptr.
  const Expr* find(std::string_view clause) const;

  static Expr text(std::string sql);
  static Expr literal(Value value, TypeBox type = {});
  static Expr column(std::string name, std::string table = {}, TypeBox type = {});
};

}  // namespace runner::schema
