// Expressions as Lua source: a function call or a chain of methods for each kind of node.
#include <array>

#include "base/error.h"
#include "host/call_text.h"
#include "host/lua_writer.h"

namespace runner::host {

namespace {

using schema::Expr;
using Types = schema::TypeBox;

// Where a plain Lua value becomes a literal of `type`.
std::string operand(const Expr& expr, const Types& type = {}) {
  const bool plain = expr.is("literal") && expr.type == type && !expr.value.is_null();
  return plain ? lua_value(expr.value) : write(expr);
}

// Where a plain string is a column.
std::string column(const Expr& expr) {
  return expr.is("column") && expr.table.empty() && !expr.type ? lua_string(expr.name) : write(expr);
}

std::vector<std::string> each(const std::vector<Expr>& list, std::string (*text)(const Expr&)) {
  std::vector<std::string> texts;
  for (const Expr& expr : list) {
    texts.push_back(text(expr));
  }
  return texts;
}

std::string written(const Expr& expr) {
  return write(expr);
}
std::string plain_operand(const Expr& expr) {
  return operand(expr);
}

std::string call(const std::string& function, const std::vector<std::string>& arguments) {
  return function + "(" + text::join(arguments, ", ") + ")";
}

std::string method(const Expr& object, const std::string& name, const std::vector<std::string>& arguments) {
  return call(write(object) + ":" + name, arguments);
}

// value[, type]
std::vector<std::string> typed(std::string value, const Types& type) {
  std::vector<std::string> arguments{std::move(value)};
  if (type) {
    arguments.push_back(write(*type));
  }
  return arguments;
}

// The arguments, and the clauses that are options: { escape = "/" }.
std::vector<std::string> optional(std::vector<std::string> arguments, const Expr& expr) {
  std::vector<std::string> options;
  for (const auto& [name, value] : expr.named) {
    options.push_back(name + " = " + (value.is("true") ? "true" : lua_value(value.value)));
  }
  if (!options.empty()) arguments.push_back(list_text(options));
  return arguments;
}

std::string text_node(const Expr& expr) {
  std::string out = call("sa.text", {lua_string(expr.name)});
  if (expr.named.empty()) {
    return out;
  }
  std::vector<std::string> binds;
  for (const auto& [name, value] : expr.named) {
    binds.push_back(lua_key(name) + " = " + (value.is("null") ? "sa.NULL" : operand(value)));
  }
  return out + ":bindparams(" + list_text(binds) + ")";
}

std::string column_node(const Expr& expr) {
  std::string plain = call("sa.column", typed(lua_string(expr.name), expr.type));
  if (expr.table.empty()) {
    return plain;
  }
  std::vector<std::string> table{lua_string(expr.table), plain};
  if (expr.schema) {
    table.push_back("{ schema = " + lua_string(*expr.schema) + " }");
  }
  const std::string key = lua_key(expr.name);
  return call("sa.table", table) + (key[0] == '[' ? ".c" + key : ".c." + key);
}

std::string table_node(const Expr& expr) {
  std::vector<std::string> arguments{lua_string(expr.name)};
  for (const Expr& one : expr.args) {
    arguments.push_back(write(one));
  }
  if (expr.schema) {
    arguments.push_back("{ schema = " + lua_string(*expr.schema) + " }");
  }
  return call("sa.table", arguments);
}

std::string bind_node(const Expr& expr) {
  std::vector<std::string> arguments{lua_string(expr.name)};
  if (expr.has_value || expr.type) {
    arguments.push_back(expr.has_value ? lua_value(expr.value) : "nil");
  }
  if (expr.type) {
    arguments.push_back(write(*expr.type));
  }
  return call("sa.bindparam", arguments);
}

std::string function_node(const Expr& expr) {
  std::string name = "sa.func";
  for (const auto& part : text::split(expr.name, ".", true)) {
    const std::string key = lua_key(part);
    name += key[0] == '[' ? key : "." + key;
  }
  const bool counts_rows = text::lower(expr.name) == "count" && expr.args.size() == 1 && expr.args[0].is("star");
  return call(name, counts_rows ? std::vector<std::string>() : each(expr.args, plain_operand));
}

struct Operator {
  std::string_view name, method;
  bool typed;  // a plain right side takes the left side's type
};
constexpr std::array<Operator, 27> kOperators{{{"=", "eq", true},
                                               {"<>", "ne", true},
                                               {"<", "lt", true},
                                               {"<=", "le", true},
                                               {">", "gt", true},
                                               {">=", "ge", true},
                                               {"IS", "is_", true},
                                               {"IS NOT", "is_not", true},
                                               {"IS DISTINCT FROM", "is_distinct_from", true},
                                               {"IS NOT DISTINCT FROM", "is_not_distinct_from", true},
                                               {"LIKE", "like", false},
                                               {"NOT LIKE", "not_like", false},
                                               {"ILIKE", "ilike", false},
                                               {"NOT ILIKE", "not_ilike", false},
                                               {"||", "concat", false},
                                               {"@>", "contains", true},
                                               {"<@", "contained_by", true},
                                               {"&&", "overlap", true},
                                               {"?", "has_key", false},
                                               {"?|", "has_any", false},
                                               {"?&", "has_all", false},
                                               {"&", "bitwise_and", false},
                                               {"|", "bitwise_or", false},
                                               {"#", "bitwise_xor", false},
                                               {"<<", "bitwise_lshift", false},
                                               {">>", "bitwise_rshift", false},
                                               {"//", "floordiv", false}}};

std::string membership(const Expr& expr, const std::string& name) {
  const Expr& right = expr.args[1];
  if (!right.is("tuple")) {
    return method(expr.args[0], name, {write(right)});
  }
  std::vector<std::string> items;
  for (const Expr& item : right.args) {
    items.push_back(operand(item, expr.args[0].type));
  }
  return method(expr.args[0], name, {list_text(items)});
}

std::string binary_node(const Expr& expr) {
  if (expr.name == "IN" || expr.name == "NOT IN") {
    return membership(expr, expr.name == "IN" ? "in_" : "not_in");
  }
  const Expr& left = expr.args[0];
  const Expr& right = expr.args[1];
  if (right.is("null") && (expr.name == "IS" || expr.name == "IS NOT")) {
    return method(left, expr.name == "IS" ? "is_null" : "is_not_null", {});
  }
  for (const Operator& known : kOperators) {
    if (known.name == expr.name) {
      return method(left, std::string(known.method), optional({known.typed ? operand(right, left.type) : operand(right)}, expr));
    }
  }
  return "(" + write(left) + " " + expr.name + " " + operand(right) + ")";
}

std::string case_node(const Expr& expr) {
  const Expr* subject = expr.find("value");
  std::vector<std::string> arguments;
  for (std::size_t i = 0; i + 1 < expr.args.size(); i += 2) {
    arguments.push_back("{ " + (subject ? operand(expr.args[i]) : write(expr.args[i])) + ", " + operand(expr.args[i + 1]) + " }");
  }
  std::vector<std::string> options;
  if (const Expr* otherwise = expr.find("else")) {
    options.push_back("else_ = " + operand(*otherwise));
  }
  if (subject) {
    options.push_back("value = " + operand(*subject));
  }
  if (!options.empty()) {
    arguments.push_back(list_text(options));
  }
  return call("sa.case", arguments);
}

std::string frame_bound(const Expr& bound) {
  return bound.value.is_null() ? "sa.none" : lua_value(bound.value);
}

std::string over_node(const Expr& expr) {
  std::vector<std::string> options;
  for (const auto& [name, list] : expr.named) {
    const bool frame = name == "range_" || name == "rows" || name == "groups";
    options.push_back(name + " = " + list_text(each(list.args, frame ? frame_bound : column)));
  }
  return method(expr.args[0], "over", {list_text(options)});
}

// x:startswith("a", { escape = "/" }), x:regexp_replace("a", "b")
std::string with_arguments(const Expr& expr, const std::string& name) {
  std::vector<std::string> arguments;
  for (std::size_t i = 1; i < expr.args.size(); ++i) arguments.push_back(operand(expr.args[i]));
  return method(expr.args[0], name, optional(std::move(arguments), expr));
}

std::string array_node(const Expr& expr) {
  return call("sa.postgresql.array", typed(list_text(each(expr.args, plain_operand)), expr.type));
}

std::string ordered_node(const Expr& expr) {
  std::vector<std::string> arguments{operand(expr.args[0])};
  for (const Expr& item : expr.named[0].second.args) arguments.push_back(column(item));
  return call("sa.postgresql.aggregate_order_by", arguments);
}

std::string values_node(const Expr& expr) {
  std::vector<std::string> arguments = each(expr.args, written);
  arguments.push_back("{ name = " + lua_string(expr.name) + " }");
  std::vector<std::string> rows;
  for (const Expr& row : expr.find("rows")->args) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < row.args.size(); ++i) cells.push_back(operand(row.args[i], expr.args[i].type));
    rows.push_back(list_text(cells));
  }
  return call("sa.values", arguments) + ":data(" + list_text(rows) + ")";
}

// ---- statements ----

Types column_type(const Expr& table, const std::string& name) {
  for (const Expr& one : table.args) {
    if (one.name == name) {
      return one.type;
    }
  }
  return {};
}

std::string row_text(const Expr& row, const Expr& table) {
  std::vector<std::string> members;
  for (const auto& [name, value] : row.named) {
    members.push_back(lua_key(name) + " = " + operand(value, column_type(table, name)));
  }
  return list_text(members);
}

std::string values_text(const Expr& rows, const Expr& table) {
  if (rows.args.size() == 1) {
    return row_text(rows.args[0], table);
  }
  std::vector<std::string> texts;
  for (const Expr& row : rows.args) {
    texts.push_back(row_text(row, table));
  }
  return list_text(texts);
}

std::string join_text(const Expr& join) {
  const std::string arguments = write(join.args[0]) + ", " + write(join.args[1]);
  if (join.name == "FULL OUTER JOIN") {
    return ":join(" + arguments + ", { full = true })";
  }
  return (join.name == "JOIN" ? ":join(" : ":outerjoin(") + arguments + ")";
}

std::string conflict_text(const Expr& conflict, const Expr& table) {
  std::vector<std::string> options;
  for (const auto& [name, value] : conflict.named) {
    std::string text;
    if (name == "set") {
      text = row_text(value, table);
    } else if (name == "constraint") {
      text = lua_value(value.value);
    } else {
      text = value.is("tuple") ? list_text(each(value.args, column)) : write(value);
    }
    options.push_back(name + " = " + text);
  }
  return ":on_conflict_do_" + conflict.name + "(" + list_text(options) + ")";
}

std::string lock_text(const Expr& lock) {
  std::vector<std::string> options;
  for (const auto& [name, value] : lock.named) {
    options.push_back(name + " = " + (name == "of" ? list_text(each(value.args, written)) : "true"));
  }
  return ":with_for_update(" + (options.empty() ? "" : list_text(options)) + ")";
}

std::string ordered_values(const Expr& row, const Expr& table) {
  std::vector<std::string> pairs;
  for (const auto& [name, value] : row.named) {
    pairs.push_back(list_text({lua_string(name), operand(value, column_type(table, name))}));
  }
  return call(":ordered_values", pairs);
}

std::string clause_text(const std::string& name, const Expr& value, const Expr& statement) {
  const Expr nothing;
  const Expr& table = statement.args.empty() ? nothing : statement.args[0];
  if (name == "from") {
    // UPDATE and DELETE know theirs by their columns.
    return statement.is("select") ? call(":select_from", each(value.args, written)) : "";
  }
  if (name == "join") {
    return join_text(value);
  }
  if (name == "where" || name == "having") {
    return ":" + name + "(" + write(value) + ")";
  }
  if (name == "limit" || name == "offset") {
    return ":" + name + "(" + operand(value) + ")";
  }
  if (name == "distinct") {
    return call(":distinct", value.is("tuple") ? each(value.args, column) : std::vector<std::string>());
  }
  if (name == "for_update") {
    return lock_text(value);
  }
  if (name == "fetch") {
    return ":fetch(" + text::join(optional({operand(value.args[0])}, value), ", ") + ")";
  }
  if (name == "prefix" || name == "suffix") {
    return call(":" + name + "_with", each(value.args, written));
  }
  if (name == "on_duplicate_key") {
    return ":on_duplicate_key_update(" + row_text(value, table) + ")";
  }
  if (name == "set" && value.name == "ordered") {
    return ordered_values(value, table);
  }
  if (name == "values") {
    return ":values(" + values_text(value, table) + ")";
  }
  if (name == "set") {
    return ":values(" + row_text(value, table) + ")";
  }
  if (name == "from_select") {
    const Expr* columns = statement.find("columns");
    return ":from_select(" + list_text(columns ? each(columns->args, column) : std::vector<std::string>()) + ", " + write(value) +
           ")";
  }
  if (name == "on_conflict") {
    return conflict_text(value, table);
  }
  return name == "columns" ? "" : call(":" + name, each(value.args, column));  // group_by, order_by, returning
}

std::string with_clauses(std::string head, const Expr& statement) {
  for (const auto& [name, value] : statement.named) {
    head += clause_text(name, value, statement);
  }
  return head;
}

std::string compound_node(const Expr& expr) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 6> kMethods{{{"UNION", "union"},
                                                                                     {"UNION ALL", "union_all"},
                                                                                     {"INTERSECT", "intersect"},
                                                                                     {"INTERSECT ALL", "intersect_all"},
                                                                                     {"EXCEPT", "except_"},
                                                                                     {"EXCEPT ALL", "except_all"}}};
  std::string name = "union";
  for (const auto& [word, known] : kMethods) {
    if (word == expr.name) {
      name = known;
    }
  }
  const std::vector<Expr> others(expr.args.begin() + 1, expr.args.end());
  return with_clauses(method(expr.args[0], name, each(others, written)), expr);
}

using Write = std::string (*)(const Expr&);
struct Kind {
  std::string_view name;
  Write write;
};

template <char const* Function>
std::string around(const Expr& expr) {
  return call(Function, each(expr.args, written));
}
template <char const* Method>
std::string after(const Expr& expr) {
  return method(expr.args[0], Method, {});
}
template <char const* Method>
std::string after_named(const Expr& expr) {
  return method(expr.args[0], Method, {lua_string(expr.name)});
}
template <char const* Text>
std::string fixed(const Expr&) {
  return Text;
}

constexpr char kAnd[] = "sa.and_", kOr[] = "sa.or_", kNot[] = "sa.not_", kDesc[] = "sa.desc", kAsc[] = "sa.asc",
               kNullsFirst[] = "sa.nulls_first", kNullsLast[] = "sa.nulls_last", kDistinct[] = "sa.distinct";
constexpr char kExists[] = "exists", kScalar[] = "scalar_subquery", kLabel[] = "label", kAlias[] = "alias",
               kCollate[] = "collate";
constexpr char kNull[] = "sa.null()", kTrue[] = "sa.true_()", kFalse[] = "sa.false_()", kStar[] = "sa.star";

constexpr Kind kKinds[] = {
    {"text", text_node},
    {"literal",
     [](const Expr& e) {
       return e.value.is_null() ? std::string(kNull) : call("sa.literal", typed(lua_value(e.value), e.type));
     }},
    {"inline", [](const Expr& e) { return call("op.inline_literal", typed(lua_value(e.value), e.type)); }},
    {"literal_column", [](const Expr& e) { return call("sa.literal_column", typed(lua_string(e.name), e.type)); }},
    {"column", column_node},
    {"bind", bind_node},
    {"func", function_node},
    {"null", fixed<kNull>},
    {"true", fixed<kTrue>},
    {"false", fixed<kFalse>},
    {"star", fixed<kStar>},
    {"and", around<kAnd>},
    {"or", around<kOr>},
    {"not", around<kNot>},
    {"desc", around<kDesc>},
    {"asc", around<kAsc>},
    {"nulls_first", around<kNullsFirst>},
    {"nulls_last", around<kNullsLast>},
    {"distinct", around<kDistinct>},
    {"binary", binary_node},
    {"unary", [](const Expr& e) { return e.name == "~" ? method(e.args[0], "bitwise_not", {}) : "(-" + write(e.args[0]) + ")"; }},
    {"pattern", [](const Expr& e) { return with_arguments(e, e.name); }},
    {"match", [](const Expr& e) { return with_arguments(e, "match"); }},
    {"regexp_match", [](const Expr& e) { return with_arguments(e, "regexp_match"); }},
    {"regexp_replace", [](const Expr& e) { return with_arguments(e, "regexp_replace"); }},
    {"extract",
     [](const Expr& e) {
       return call("sa.extract", {lua_string(e.name), operand(e.args[0])});
     }},
    {"array", array_node},
    {"ordered", ordered_node},
    {"filter", [](const Expr& e) { return method(e.args[0], "filter", {write(e.args[1])}); }},
    {"within_group", [](const Expr& e) { return method(e.args[0], "within_group", each(e.named[0].second.args, column)); }},
    {"values", values_node},
    {"between",
     [](const Expr& e) {
       const Types& type = e.args[0].type;
       return method(e.args[0], e.name == "NOT" ? "not_between" : "between",
                     optional({operand(e.args[1], type), operand(e.args[2], type)}, e));
     }},
    {"tuple", [](const Expr& e) { return call("sa.tuple_", each(e.args, plain_operand)); }},
    {"case", case_node},
    {"cast",
     [](const Expr& e) {
       return call("sa.cast", {operand(e.args[0]), write(*e.type)});
     }},
    {"exists", after<kExists>},
    {"scalar", after<kScalar>},
    {"label", after_named<kLabel>},
    {"alias", after_named<kAlias>},
    {"cte", [](const Expr& e) { return method(e.args[0], "cte", optional({lua_string(e.name)}, e)); }},
    {"collate", after_named<kCollate>},
    {"over", over_node},
    {"op",
     [](const Expr& e) {
       return method(e.args[0], "op", optional({lua_string(e.name)}, e)) + "(" + operand(e.args[1], e.args[0].type) + ")";
     }},
    {"table", table_node},
    {"select", [](const Expr& e) { return with_clauses(call("sa.select", each(e.args, plain_operand)), e); }},
    {"compound", compound_node},
    {"insert", [](const Expr& e) { return with_clauses(method(e.args[0], "insert", {}), e); }},
    {"update", [](const Expr& e) { return with_clauses(method(e.args[0], "update", {}), e); }},
    {"delete", [](const Expr& e) { return with_clauses(method(e.args[0], "delete", {}), e); }},
    {"final", [](const Expr& e) { return call("op.f", {lua_string(e.name)}); }},
};

}  // namespace

std::string write(const schema::Expr& expr) {
  for (const Kind& kind : kKinds) {
    if (kind.name == expr.kind) {
      return kind.write(expr);
    }
  }
  throw Error(ErrorCode::kInternal, "an expression of kind \"" + expr.kind + "\" has no Lua form");
}

}  // namespace runner::host
