#include "sql/operators.h"

#include <array>
#include <utility>

namespace runner::sql {

using schema::Expr;
using schema::Family;
using schema::Type;

int precedence(std::string_view op) {
  if (op == "*" || op == "/" || op == "//" || op == "%") return kProduct;
  if (op == "+" || op == "-" || op == "&" || op == "|" || op == "#" || op == "<<" || op == ">>") return kSum;
  return kComparison;
}

bool is_empty_membership(const Expr& expr) {
  if (expr.name != "IN" && expr.name != "NOT IN") return false;
  const Expr* right = expr.args.size() > 1 ? &expr.args[1] : nullptr;
  return right && right->is("tuple") && right->args.empty();
}

std::string_view neutral(const Expr& conjunction) {
  return conjunction.is("and") ? "true" : "false";
}
std::string_view decisive(const Expr& conjunction) {
  return conjunction.is("and") ? "false" : "true";
}

int chosen_precedence(const Expr& expr) {
  const Expr* chosen = expr.find("precedence");
  const auto* number = chosen ? chosen->value.get_if<std::int64_t>() : nullptr;
  return number ? static_cast<int>(*number) : static_cast<int>(kLoosest);
}

int binding(const Expr& expr) {
  if (expr.is("binary")) return precedence(expr.name);
  if (expr.is("op")) return chosen_precedence(expr);
  if (expr.is("and")) return expr.args.size() > 1 ? kAnd : kNothing;
  if (expr.is("or")) return expr.args.size() > 1 ? kOr : kNothing;
  if (expr.is("between") || expr.is("not") || expr.is("match")) return kComparison;
  if (expr.is("regexp_match") || expr.is("regexp_replace")) return kComparison;
  if (expr.is("collate")) return kCollate;
  if (expr.is("unary")) return kProduct;
  return kNothing;
}

bool associative(std::string_view op) {
  return op == "+" || op == "*" || op == "||" || op == "=" || op == "<>" || op == "!=";
}

bool is_comparison_operator(std::string_view op) {
  return precedence(op) == kComparison && op != "||";
}

const Type* type_of(const Expr& expr) {
  if (expr.type) return &*expr.type;
  const bool transparent = expr.is("label") || expr.is("distinct") || expr.is("collate") || expr.is("unary");
  return transparent && !expr.args.empty() ? type_of(expr.args[0]) : nullptr;
}

bool is_plain_value(const Expr& expr) {
  return (expr.is("literal") || expr.is("inline") || expr.is("bind")) && !expr.type;
}

bool is_null(const Expr& expr) {
  return expr.is("null") || (expr.is("literal") && expr.value.is_null());
}

bool is_query(const Expr& expr) {
  return expr.is("select") || expr.is("compound") || expr.is("scalar");
}

bool is_boolean(const Expr& expr) {
  const Type* type = expr.is("column") || expr.is("literal_column") ? type_of(expr) : nullptr;
  return type && schema::family(*type) == Family::kBoolean;
}

std::string spelled(std::string_view op) {
  return op == "<>" ? "!=" : std::string(op);
}

std::string opposite(std::string_view op) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kPairs{
      {{"=", "<>"},
       {"<", ">="},
       {">", "<="},
       {"IN", "NOT IN"},
       {"LIKE", "NOT LIKE"},
       {"ILIKE", "NOT ILIKE"},
       {"IS", "IS NOT"},
       {"!=", "="},
       {"IS DISTINCT FROM", "IS NOT DISTINCT FROM"},
       {"SIMILAR TO", "NOT SIMILAR TO"},
       {"GLOB", "NOT GLOB"}}};
  for (const auto& [one, other] : kPairs) {
    if (op == one) return std::string(other);
    if (op == other) return std::string(one);
  }
  return {};
}

}  // namespace runner::sql
