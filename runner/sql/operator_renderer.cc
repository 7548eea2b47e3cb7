// What lua/operators.lua makes: patterns, regular expressions, parts of dates, arrays, and what follows an aggregate.
#include <array>

#include "base/error.h"
#include "base/text.h"
#include "sql/expr_renderer.h"
#include "sql/operators.h"

namespace runner::sql {

namespace {

using schema::Expr;
using schema::Family;
using schema::Type;

// The text of a clause that holds one; nullopt when it is not there.
std::optional<std::string> clause_text(const Expr& expr, std::string_view name) {
  const Expr* clause = expr.find(name);
  const auto* text = clause ? clause->value.get_if<std::string>() : nullptr;
  return text ? std::optional(*text) : std::nullopt;
}

bool is_fraction(const Type* type) {
  if (!type) return false;
  const Family family = schema::family(*type);
  return family == Family::kNumeric || family == Family::kFloat;
}

std::string frame_bound(const Expr& bound, bool first) {
  const auto* rows = bound.value.get_if<std::int64_t>();
  if (!rows) return first ? "UNBOUNDED PRECEDING" : "UNBOUNDED FOLLOWING";
  if (*rows == 0) return "CURRENT ROW";
  return std::to_string(*rows < 0 ? -*rows : *rows) + (*rows < 0 ? " PRECEDING" : " FOLLOWING");
}

}  // namespace

// What `write` writes, apart from what stands before it.
std::string ExprRenderer::apart(const std::function<void()>& write) {
  std::string before = std::exchange(out_, {});
  write();
  return std::exchange(out_, std::move(before));
}

bool ExprRenderer::special(const Expr& expr) {
  struct Kind {
    std::string_view name;
    void (ExprRenderer::*write)(const Expr&);
  };
  static constexpr std::array<Kind, 10> kKinds{{{"pattern", &ExprRenderer::pattern},
                                                {"match", &ExprRenderer::match},
                                                {"regexp_match", &ExprRenderer::regexp_match},
                                                {"regexp_replace", &ExprRenderer::regexp_replace},
                                                {"extract", &ExprRenderer::extract},
                                                {"item", &ExprRenderer::item},
                                                {"array", &ExprRenderer::array},
                                                {"ordered", &ExprRenderer::ordered},
                                                {"filter", &ExprRenderer::filter},
                                                {"within_group", &ExprRenderer::within_group}}};
  for (const Kind& kind : kKinds) {
    if (!expr.is(kind.name)) continue;
    (this->*kind.write)(expr);
    return true;
  }
  return false;
}

void ExprRenderer::escape_clause(const Expr& expr) {
  if (const auto escape = clause_text(expr, "escape")) out_ += " ESCAPE " + dialect_.string_literal(*escape);
}

// x LIKE '%' || value || '%': always in parentheses.
void ExprRenderer::write_pattern(const Expr& expr, bool negated) {
  const bool any_case = expr.name[0] == 'i';
  const std::string_view kind = std::string_view(expr.name).substr(any_case ? 1 : 0);
  const bool lowered = any_case && !dialect_.has_ilike();
  const auto side = [&](const Expr& one) {
    return apart([&] {
      if (lowered) {
        out_ += "lower(";
        expression(one);
        out_ += ")";
      } else {
        binding(one) < kNothing ? parenthesized(one) : expression(one);
      }
    });
  };
  out_ += "(" + side(argument(expr, 0)) + (negated ? " NOT " : " ") + (any_case && !lowered ? "ILIKE " : "LIKE ");
  const std::string percent = dialect_.string_literal("%");
  std::vector<std::string> parts;
  if (kind != "startswith") parts.push_back(percent);
  parts.push_back(side(argument(expr, 1)));
  if (kind != "endswith") parts.push_back(percent);
  out_ += dialect_.has_concat_operator() ? text::join(parts, " || ") : "concat(" + text::join(parts, ", ") + ")";
  escape_clause(expr);
  out_ += ")";
}

void ExprRenderer::match(const Expr& expr) {
  const std::string left = apart([&] { grouped(argument(expr, 0), kComparison); });
  out_ += dialect_.full_text_match(left, apart([&] { grouped(argument(expr, 1), kComparison); }));
}

void ExprRenderer::write_regexp(const Expr& expr, bool negated) {
  const std::string left = apart([&] { grouped(argument(expr, 0), kComparison); });
  const std::string right = apart([&] { grouped(argument(expr, 1), kComparison); });
  out_ += dialect_.regexp_match(left, right, clause_text(expr, "flags"), negated);
}

void ExprRenderer::regexp_replace(const Expr& expr) {
  out_ += dialect_.regexp_replace_function() + "(";
  grouped(argument(expr, 0), kComparison);
  out_ += ", ";
  expression(argument(expr, 1));
  out_ += ", ";
  expression(argument(expr, 2));
  if (const auto flags = clause_text(expr, "flags")) out_ += ", " + dialect_.string_literal(*flags);
  out_ += ")";
}

void ExprRenderer::extract(const Expr& expr) {
  out_ += dialect_.extract_text(expr.name, apart([&] { expression(argument(expr, 0)); }));
}

void ExprRenderer::write_item(const Expr& expr, bool beside_operator) {
  using Item = StandardDialect::Item;
  static const std::map<std::string_view, Item> kItems{{"", Item::kPart},
                                                       {"text", Item::kText},
                                                       {"value", Item::kValue},
                                                       {"slice", Item::kSlice}};
  const Expr& whole = argument(expr, 0);
  StandardDialect::ItemOf of;
  of.whole = apart([&] { grouped(whole, kNothing - 1); });
  const Type* type = type_of(whole);
  of.type = type ? &type->on(dialect_.name()) : nullptr;
  for (std::size_t i = 1; i < expr.args.size(); ++i) of.path.push_back(expr.args[i].value);
  of.item = kItems.at(expr.name);
  of.as = expr.type ? &*expr.type : nullptr;
  of.beside_operator = beside_operator;
  out_ += dialect_.item_text(of);
}

void ExprRenderer::array(const Expr& expr) {
  out_ += "ARRAY[";
  items(expr.args, [&](const Expr& item) { expression(item); });
  out_ += "]";
  if (!expr.args.empty()) return;
  if (!expr.type) {
    throw Error(ErrorCode::kScript, "An empty array needs a type")
        .with_hint("write sa.postgresql.array({}, { type_ = sa.Integer() })");
  }
  out_ += "::" + dialect_.type(*expr.type) + "[]";
}

void ExprRenderer::ordered(const Expr& expr) {
  expression(argument(expr, 0));
  out_ += " ORDER BY ";
  if (const Expr* order = expr.find("order_by")) items(order->args, [&](const Expr& item) { expression(item); });
}

void ExprRenderer::filter(const Expr& expr) {
  expression(argument(expr, 0));
  out_ += " FILTER (WHERE ";
  expression(argument(expr, 1));
  out_ += ")";
}

void ExprRenderer::within_group(const Expr& expr) {
  expression(argument(expr, 0));
  out_ += " WITHIN GROUP (ORDER BY ";
  if (const Expr* order = expr.find("order_by")) items(order->args, [&](const Expr& item) { expression(item); });
  out_ += ")";
}

// " ROWS BETWEEN 1 PRECEDING AND CURRENT ROW"
std::string ExprRenderer::frame(const Expr& over) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kFrames{
      {{"range_", "RANGE"}, {"rows", "ROWS"}, {"groups", "GROUPS"}}};
  for (const auto& [clause, word] : kFrames) {
    const Expr* bounds = over.find(clause);
    if (!bounds || bounds->args.size() != 2) continue;
    return std::string(word) + " BETWEEN " + frame_bound(bounds->args[0], true) + " AND " + frame_bound(bounds->args[1], false);
  }
  return {};
}

// The whole part of a quotient.
void ExprRenderer::floor_division(const Expr& expr) {
  const Expr& right = argument(expr, 1);
  const Type* type = type_of(right);
  const bool fraction = is_fraction(type) || (!type && (is_fraction(type_of(expr.args[0])) || right.value.get_if<double>()));
  const bool whole = dialect_.divides_integers() && !fraction;
  out_ += whole ? "" : "FLOOR(";
  grouped(expr.args[0], kProduct);
  out_ += " / ";
  grouped(right, kProduct);
  out_ += whole ? "" : ")";
}

// Where no operator is the exclusive or: what one of them has, less what both have.
void ExprRenderer::exclusive_or(const Expr& expr) {
  const auto both = [&](std::string_view op) {
    out_ += "(";
    grouped(argument(expr, 0), kSum);
    out_ += op;
    grouped(argument(expr, 1), kSum);
    out_ += ")";
  };
  out_ += "(";
  both(" | ");
  out_ += " - ";
  both(" & ");
  out_ += ")";
}

}  // namespace runner::sql
