#include "sql/expr_renderer.h"

#include <algorithm>
#include <functional>

#include "base/error.h"
#include "base/text.h"
#include "sql/lexer.h"
#include "sql/operators.h"
#include "sql/split.h"

namespace runner::sql {

namespace {

using schema::Expr;

bool has_word(std::string_view sql, std::string_view word, const std::string& dialect) {
  Lexer lexer(sql, dialect);
  for (Token token; lexer.next(token);) {
    if (token.kind == TokenKind::kWord && text::upper(token.text) == word) return true;
  }
  return false;
}

}  // namespace

std::string ExprRenderer::render(const Expr& expr) {
  out_.clear();
  expression(expr);
  return std::move(out_);
}

const Expr& ExprRenderer::argument(const Expr& expr, std::size_t index) const {
  if (index < expr.args.size()) return expr.args[index];
  throw Error(ErrorCode::kScript, "A '" + expr.kind + "' expression lacks its argument " + std::to_string(index + 1));
}

void ExprRenderer::items(const std::vector<Expr>& list, const std::function<void(const Expr&)>& one) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) out_ += ", ";
    one(list[i]);
  }
}

void ExprRenderer::parenthesized(const Expr& expr) {
  out_ += "(";
  expression(expr);
  out_ += ")";
}

void ExprRenderer::expression(const Expr& expr) {
  const std::string& kind = expr.kind;
  auto suffixed = [&](std::string_view suffix) {
    expression(argument(expr, 0));
    out_ += suffix;
  };
  if (kind == "column") return column(expr);
  if (kind == "literal") return value(expr.value, type_of(expr));
  if (kind == "inline") {
    out_ += dialect_.literal(expr.value, type_of(expr));
    return;
  }
  if (kind == "text") return text(expr);
  if (kind == "literal_column") {
    out_ += unescape_colons(expr.name);
    return;
  }
  if (kind == "null") {
    out_ += "NULL";
    return;
  }
  if (kind == "true" || kind == "false") {
    out_ += dialect_.boolean_literal(kind == "true");
    return;
  }
  if (kind == "binary") return binary(expr);
  if (kind == "and" || kind == "or") return conjunction(expr);
  if (kind == "not") return negation(argument(expr, 0));
  if (kind == "func") return function(expr);
  if (kind == "bind") return bind(expr, nullptr, false);
  if (kind == "case") return case_when(expr);
  if (kind == "over") return over(expr);
  if (kind == "final") {
    out_ += dialect_.quote(expr.name);
    return;
  }
  if (kind == "unary") {
    out_ += expr.name;
    return grouped(argument(expr, 0), kProduct);
  }
  if (kind == "op") {
    const int own = chosen_precedence(expr);
    operand(argument(expr, 0), own, nullptr);
    out_ += " " + expr.name + " ";
    const bool compound_value = argument(expr, 1).value.list() || argument(expr, 1).value.object();
    return operand(expr.args[1], own, compound_value ? type_of(expr.args[0]) : nullptr);
  }
  if (kind == "between") {
    const Type* type = type_of(argument(expr, 0));
    grouped(expr.args[0], kComparison);
    out_ += expr.name == "NOT" ? " NOT BETWEEN " : " BETWEEN ";
    if (expr.find("symmetric")) out_ += "SYMMETRIC ";
    operand(argument(expr, 1), kComparison, type);
    out_ += " AND ";
    return operand(argument(expr, 2), kComparison, type);
  }
  if (kind == "cast") return cast(expr);
  if (kind == "collate") {
    if (binding(argument(expr, 0)) == kNothing) {
      expression(expr.args[0]);
    } else {
      parenthesized(expr.args[0]);
    }
    out_ += " COLLATE " + dialect_.quote(expr.name);
    return;
  }
  if (kind == "tuple") {
    out_ += "(";
    items(expr.args, [&](const Expr& item) { expression(item); });
    out_ += ")";
    return;
  }
  if (kind == "distinct") {
    out_ += "DISTINCT ";
    return expression(argument(expr, 0));
  }
  if (kind == "desc") return suffixed(" DESC");
  if (kind == "asc") return suffixed(" ASC");
  if (kind == "nulls_first") return suffixed(" NULLS FIRST");
  if (kind == "nulls_last") return suffixed(" NULLS LAST");
  if (kind == "label") return expression(argument(expr, 0));
  if (kind == "star") {
    out_ += expr.table.empty() ? "*" : dialect_.quote(name_of(expr.table)) + ".*";
    return;
  }
  if (kind == "scalar") return parenthesized(argument(expr, 0));
  if (kind == "exists") {
    out_ += "EXISTS ";
    return parenthesized(argument(expr, 0));
  }
  if (kind == "table" || kind == "alias" || kind == "cte" || kind == "values") return from_item(expr);
  if (kind == "select" || kind == "compound" || kind == "insert" || kind == "update" || kind == "delete") {
    return statement_body(expr);
  }
  if (special(expr)) return;
  throw Error(ErrorCode::kScript, "'" + kind + "' is not a SQL expression that can stand here");
}

void ExprRenderer::grouped(const Expr& expr, int against) {
  if (expr.is("item")) return write_item(expr, against >= kLoosest);
  return binding(expr) <= against ? parenthesized(expr) : expression(expr);
}

void ExprRenderer::grouped_value(const Expr& expr) {
  const bool turned_flag = expr.is("not") && !expr.args.empty() && is_boolean(expr.args[0]);
  return binding(expr) < kNothing && !turned_flag ? parenthesized(expr) : expression(expr);
}

void ExprRenderer::condition(const Expr& expr, int against) {
  if (expr.is("text") && against == kAnd && has_word(expr.name, "OR", dialect_.name())) {
    return parenthesized(expr);
  }
  grouped(expr, against);
  const bool truth = is_boolean(expr) || expr.is("true") || expr.is("false");
  if (!dialect_.native_boolean() && truth) out_ += " = 1";
}

void ExprRenderer::conjunction(const Expr& expr) {
  const int own = expr.is("and") ? kAnd : kOr;
  // and_(and_(a, b), c) reads a AND b AND c.
  std::vector<const Expr*> flat;
  std::function<void(const Expr&)> flatten = [&](const Expr& node) {
    for (const Expr& arg : node.args) {
      if (arg.kind == expr.kind) {
        flatten(arg);
      } else {
        flat.push_back(&arg);
      }
    }
  };
  flatten(expr);
  const auto decides = std::find_if(flat.begin(), flat.end(), [&](const Expr* node) { return node->is(decisive(expr)); });
  if (decides != flat.end()) return condition(**decides, kLoosest - 1);
  std::erase_if(flat, [&](const Expr* node) { return node->is(neutral(expr)); });
  if (flat.empty()) {
    Expr nothing;
    nothing.kind = neutral(expr);
    return condition(nothing, kLoosest - 1);
  }
  for (std::size_t i = 0; i < flat.size(); ++i) {
    if (i > 0) out_ += own == kAnd ? " AND " : " OR ";
    condition(*flat[i], flat.size() > 1 ? own : static_cast<int>(kLoosest) - 1);
  }
}

void ExprRenderer::negation(const Expr& expr) {
  Expr turned = expr;
  if (expr.is("not")) return condition(argument(expr, 0), kComparison);
  if (expr.is("true") || expr.is("false")) {
    out_ += dialect_.boolean_literal(expr.is("false"));
    return;
  }
  if (expr.is("between")) {
    turned.name = expr.name == "NOT" ? "" : "NOT";
    return expression(turned);
  }
  if (expr.is("binary") && !opposite(expr.name).empty()) {
    turned.name = opposite(expr.name);
    return expression(turned);
  }
  if (expr.is("pattern")) return write_pattern(expr, true);
  if (expr.is("regexp_match")) return write_regexp(expr, true);
  if (!dialect_.native_boolean() && is_boolean(expr)) {
    expression(expr);
    out_ += " = 0";
    return;
  }
  out_ += "NOT ";
  return expr.is("exists") || expr.is("text") ? parenthesized(expr) : grouped(expr, kComparison);
}

// ---- operators ----

void ExprRenderer::binary(const Expr& expr) {
  const std::string& op = expr.name;
  const Expr& left = argument(expr, 0);
  const Expr& right = argument(expr, 1);
  if (op == "IN" || op == "NOT IN") return membership(expr);
  if (op == "/") return division(expr);
  if ((op == "=" || op == "<>" || op == "!=" || op == "IS" || op == "IS NOT") &&
      (is_null(right) || right.is("true") || right.is("false"))) {
    return is_comparison(expr);
  }
  if ((op == "ILIKE" || op == "NOT ILIKE") && !dialect_.has_ilike()) {
    out_ += "lower(";
    expression(left);
    out_ += op == "ILIKE" ? ") LIKE lower(" : ") NOT LIKE lower(";
    expression(right);
    out_ += ")";
    return escape_clause(expr);
  }
  if (op == "//") return floor_division(expr);
  if (op == "#" && dialect_.xor_operator().empty()) return exclusive_or(expr);
  if (op == "||" && !dialect_.has_concat_operator()) return concatenation(expr);
  const int own = precedence(op);
  auto side = [&](const Expr& here, const Expr& there) {
    const bool same = here.is("binary") && here.name == op && associative(op);
    // "||" binds tighter than "+" on SQLite and looser on PostgreSQL: mixed, they always get parentheses.
    const bool mixed = op == "||" && here.is("binary") && precedence(here.name) > kComparison;
    if (same) return expression(here);
    if (mixed) return parenthesized(here);
    operand(here, own, is_comparison_operator(op) ? type_of(there) : nullptr);
  };
  const bool distinct = op == "IS DISTINCT FROM";
  const bool compares_nulls = distinct || op == "IS NOT DISTINCT FROM";
  const bool negated = distinct && dialect_.distinct_operator(true).empty();
  out_ += negated ? "NOT (" : "";
  side(left, right);
  const std::string word = op == "#" ? dialect_.xor_operator() : spelled(op);
  out_ += " " + (compares_nulls ? dialect_.distinct_operator(distinct && !negated) : word) + " ";
  side(right, left);
  out_ += negated ? ")" : "";
  escape_clause(expr);
}

// concat(a, b, c), where "||" means OR.
void ExprRenderer::concatenation(const Expr& expr) {
  std::vector<const Expr*> parts;
  std::function<void(const Expr&)> flatten = [&](const Expr& node) {
    if (!node.is("binary") || node.name != "||") return parts.push_back(&node);
    flatten(argument(node, 0));
    flatten(argument(node, 1));
  };
  flatten(expr);
  out_ += "concat(";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out_ += ", ";
    expression(*parts[i]);
  }
  out_ += ")";
}

void ExprRenderer::cast(const Expr& expr) {
  if (!expr.type) throw Error(ErrorCode::kScript, "A cast lacks its type");
  Type target = expr.type->on(dialect_.name());
  const auto collation = dialect_.collates_casts() ? std::exchange(target.collation, std::nullopt) : std::nullopt;
  const std::string type = dialect_.cast_type(target);
  if (type.empty()) return grouped_value(argument(expr, 0));
  out_ += "CAST(";
  operand(argument(expr, 0), kLoosest - 1, &*expr.type);
  out_ += " AS " + type + ")";
  if (collation) out_ += " COLLATE " + dialect_.quote(*collation);
}

void ExprRenderer::is_comparison(const Expr& expr) {
  const bool positive = expr.name == "=" || expr.name == "IS";
  grouped(expr.args[0], kComparison);
  if (is_null(expr.args[1])) {
    out_ += positive ? " IS NULL" : " IS NOT NULL";
    return;
  }
  out_ += " " + spelled(expr.name) + " ";
  expression(expr.args[1]);
}

void ExprRenderer::membership(const Expr& expr) {
  const bool positive = expr.name == "IN";
  if (!positive) out_ += "(";
  grouped(expr.args[0], kComparison);
  out_ += positive ? " IN " : " NOT IN ";
  const Expr& right = expr.args[1];
  if (is_empty_membership(expr) || (right.value.list() && right.value.list()->empty())) {
    out_ += "(" + dialect_.empty_set(positive) + ")";
  } else {
    const bool rows = right.is("tuple") && right.args[0].is("tuple");
    out_ += rows && !dialect_.has_row_lists() ? "(VALUES " : "(";
    list_items(right.is("scalar") ? argument(right, 0) : right, type_of(expr.args[0]));
    out_ += ")";
  }
  if (!positive) out_ += ")";
}

void ExprRenderer::list_items(const Expr& right, const Type* type) {
  if (right.is("tuple") && !right.args.empty() && right.args[0].value.list()) return rows_of_values(right);
  if (right.is("tuple")) {
    return items(right.args, [&](const Expr& item) { operand(item, kLoosest - 1, type); });
  }
  Expr list = right;
  if (right.is("literal") && right.value.list()) {
    list.kind = "bind";
    list.has_value = true;
  }
  return list.is("bind") ? bind(list, type, true) : expression(list);
}

// (a, b) IN ((1, 2), (3, 4))
void ExprRenderer::rows_of_values(const Expr& rows) {
  out_ += dialect_.rows_of_values();
  items(rows.args, [&](const Expr& row) {
    if (!row.value.list()) throw Error(ErrorCode::kScript, "IN takes rows or values, not both");
    const ValueList& cells = *row.value.list();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      out_ += i > 0 ? ", " : "(";
      value(cells[i], nullptr);
    }
    out_ += ")";
  });
}

void ExprRenderer::division(const Expr& expr) {
  // Both sides are rendered apart, in their order, as the dialect decides what stands around them.
  const std::string left = apart([&] { grouped(expr.args[0], kProduct); });
  const std::string right = apart([&] { grouped(expr.args[1], kProduct); });
  const Type* type = type_of(expr.args[1]);
  Type fraction;
  fraction.name = "Float";
  if (!type && expr.args[1].value.get_if<double>()) type = &fraction;
  out_ += dialect_.true_division(left, right, type);
}

// ---- functions, CASE, OVER ----

void ExprRenderer::function(const Expr& expr) {
  if (expr.args.empty()) {
    if (auto special = dialect_.special_function(text::lower(expr.name))) {
      out_ += *special;
      return;
    }
  }
  const std::string kind = text::lower(expr.name);
  if (kind == "aggregate_strings") return aggregate_strings(expr);
  if ((kind == "any" || kind == "all") && expr.args.size() == 1 && is_query(expr.args[0])) {
    out_ += text::upper(kind) + " ";
    return parenthesized(expr.args[0].is("scalar") ? argument(expr.args[0], 0) : expr.args[0]);
  }
  const bool quantified = expr.args.size() == 1 && (expr.name == "ANY" || expr.name == "ALL");
  out_ += dialect_.function_name(expr.name) + (quantified ? " (" : "(");
  if (expr.args.empty() && kind == "count") out_ += "*";
  items(expr.args, [&](const Expr& item) { expression(item); });
  out_ += ")";
}

void ExprRenderer::aggregate_strings(const Expr& expr) {
  if (expr.args.size() != 2) {
    throw Error(ErrorCode::kScript, "sa.func.aggregate_strings takes a text and a separator")
        .with_hint("write sa.func.aggregate_strings(t.c.name, \", \")");
  }
  const std::string text = apart([&] { expression(expr.args[0]); });
  out_ += dialect_.aggregate_strings(text, apart([&] { expression(expr.args[1]); }));
}

void ExprRenderer::case_when(const Expr& expr) {
  const Expr* subject = expr.find("value");
  out_ += "CASE";
  if (subject) {
    out_ += " ";
    expression(*subject);
  }
  for (std::size_t i = 0; i + 1 < expr.args.size(); i += 2) {
    out_ += " WHEN ";
    if (subject) {
      operand(expr.args[i], kLoosest - 1, type_of(*subject));
    } else {
      grouped_value(expr.args[i]);
    }
    out_ += " THEN ";
    expression(expr.args[i + 1]);
  }
  if (const Expr* otherwise = expr.find("else")) {
    out_ += " ELSE ";
    expression(*otherwise);
  }
  out_ += " END";
}

void ExprRenderer::over(const Expr& expr) {
  expression(argument(expr, 0));
  out_ += " OVER (";
  const Expr* partition = expr.find("partition_by");
  const Expr* order = expr.find("order_by");
  auto clause = [&](std::string_view keyword, const Expr& list) {
    out_ += keyword;
    if (list.is("tuple")) return items(list.args, [&](const Expr& item) { expression(item); });
    expression(list);
  };
  if (partition) clause("PARTITION BY ", *partition);
  if (partition && order) out_ += " ";
  if (order) clause("ORDER BY ", *order);
  const std::string rows = frame(expr);
  if (!rows.empty()) out_ += (partition || order ? " " : "") + rows;
  out_ += ")";
}

}  // namespace runner::sql
