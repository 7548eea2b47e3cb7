// A SQL expression or statement as a tree of one uniform node: `kind` says how to read the rest. It is what sa.text,
// sa.func.now(), t.c.id:eq(5) and sa.select(...) become. Dialects render it (sql/expr_renderer); nothing here knows SQL.
//
// kind          name                 args                          other
// text          the SQL              -                             named: binds by :name (value or expression)
// literal, inline  -                 -                             value, type    sa.literal, plain Lua values; op.inline_literal
// literal_column  the SQL            -                             type
// column        column name          -                             table, schema, type    t.c.x, sa.column("x")
// bind          parameter name       -                             value (absent = required), type, has_value
// func          dotted name          arguments                     type                   sa.func.now()
// null true false, star              -                             star: count(*) and select *
// and or not, unary "-" "~"          operands
// binary        operator, upper case left, right                   "=", "LIKE", "IN", "IS NOT", "||", "+", "&", "@>" ...; escape?
// between       "" or "NOT"          x, low, high                  symmetric?
// tuple, array  -                    items                         right side of IN, values; ARRAY[...]: type of the items
// case          -                    when, then, when, then ...    named: value?, else?
// cast, collate, label  -, collation, label  1                     type of a cast
// desc asc nulls_first nulls_last distinct exists scalar           1
// alias, cte    name                 a table or a select           recursive?, lateral?, derived? (tuple of columns);
//                                                                  "\1a\1" and a number: printed as a_1
// over          -                    1                             named: partition_by, order_by, rows, range_, groups (tuples)
// op            operator             left, right                   precedence?    x:op("@>")(y)
// item          "" text value slice  x, keys                       type of a value    x:getitem("key")
// pattern, match  "startswith" ...   x, value                      escape?
// regexp_match, regexp_replace, extract  part of a date   x, pattern(, replacement)  flags?
// ordered within_group filter  -     aggregate (, condition)       named: order_by (tuple)
// table, values name                 column nodes                  schema; rows (tuple of tuples)
// select        -                    columns                       named: from, group_by, having, order_by (tuples), where,
//                                                                  join*, limit, offset, fetch, distinct, for_update, prefix,
//                                                                  suffix
// join          "JOIN"/"LEFT OUTER JOIN"/"FULL OUTER JOIN"  target, on
// compound      "UNION"/"UNION ALL"/...  selects                   named: order_by, limit, offset, fetch
// insert        -                    table                         named: values (list of `row`), from_select, columns (tuple),
//                                                                  on_conflict, on_duplicate_key (row), returning (tuple)
// row           "ordered"?           -                             named: column -> expression, in the order given
// update delete -                    table                         named: set (row), where, returning
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
