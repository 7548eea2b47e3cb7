// Columns, values and SQL text with :names of the expression renderer.
#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "sql/expr_renderer.h"
#include "sql/lexer.h"
#include "sql/operators.h"
#include "sql/split.h"

namespace runner::sql {

namespace {

bool ends_with_word(std::string_view sql, std::string_view word, const std::string& dialect) {
  std::string last;
  Lexer lexer(sql, dialect);
  for (Token token; lexer.next(token);) {
    if (token.code()) last = text::upper(token.text);
  }
  return last == word;
}

const Value* find_value(const std::vector<std::pair<std::string, Value>>* named, std::string_view name) {
  if (!named) return nullptr;
  auto found = std::find_if(named->begin(), named->end(), [&](const auto& entry) { return entry.first == name; });
  return found == named->end() ? nullptr : &found->second;
}

[[noreturn]] void missing_bind(const std::string& name) {
  throw Error(ErrorCode::kScript, "A value is required for bind parameter '" + name + "'")
      .with_hint("give it in params (sa.or_null(x) where x may be nil), or write \"\\\\:" + name + "\" where a colon is meant");
}

}  // namespace

void ExprRenderer::column(const Expr& expr) {
  const std::string name = dialect_.quote(name_of(expr.name));
  if (context_.qualify && !context_.ddl && !expr.table.empty()) {
    out_ += dialect_.table_name(expr.schema, name_of(expr.table)) + ".";
  }
  out_ += name;
}

std::string ExprRenderer::name_of(const std::string& name) {
  if (name.empty() || name[0] != '\1') return name;
  auto [at, fresh] = anonymous_.try_emplace(name);
  if (fresh) {
    const std::string base = name.substr(1, name.rfind('\1') - 1);
    at->second = base + "_" + std::to_string(++labels_[base]);
  }
  return at->second;
}

void ExprRenderer::value(const Value& value, const Type* type) {
  if (context_.inline_literals || context_.ddl || !context_.params || value.is_null()) {
    out_ += assigning_ ? dialect_.assigned_literal(value, type) : dialect_.literal(value, type);
    return;
  }
  const Type* own = type ? &type->on(dialect_.name()) : nullptr;
  Value bound = dialect_.adapted(value, own);
  if (bound.list() || bound.object()) bound = Value(to_json(bound));
  out_ += "?";
  context_.params->push_back(std::move(bound));
}

void ExprRenderer::text(const Expr& expr) {
  if (context_.ddl && expr.named.empty()) {
    out_ += unescape_colons(expr.name);  // a colon in DDL is the user's own
    return;
  }
  bound_text(expr);
}

void ExprRenderer::bound_text(const Expr& expr) {
  const BindText parts = parse_binds(expr.name, dialect_.name());
  for (std::size_t i = 0; i < parts.names.size(); ++i) {
    const std::string& name = parts.names[i];
    out_ += parts.literals[i];
    Expr node;
    node.kind = "bind";
    if (const Expr* given = expr.find(name)) {
      if (!given->is("bind") && !given->is("literal") && !given->is("inline")) {
        expression(*given);
        continue;
      }
      node = *given;
      node.kind = "bind";
      node.has_value = given->is("bind") ? given->has_value : true;
    } else if (context_.ddl) {
      out_ += ":" + name;
      continue;
    }
    node.name = name;
    const std::string& before = parts.literals[i];
    const std::string language = dialect_.name();
    const bool after_in = ends_with_word(before, "IN", language);
    const bool inside =
        ends_with_word(before, "(", language) && ends_with_word(before.substr(0, before.rfind('(')), "IN", language);
    if (after_in) out_ += "(";
    bind(node, nullptr, after_in || inside);
    if (after_in) out_ += ")";
  }
  out_ += parts.literals.back();
}

void ExprRenderer::bind(const Expr& expr, const Type* hint, bool in_list) {
  const Value* found = find_value(context_.named, expr.name);
  if (!found && expr.has_value) found = &expr.value;
  if (!found) missing_bind(expr.name);
  const Type* type = expr.type ? &*expr.type : hint;
  const ValueList* list = in_list ? found->list() : nullptr;
  const bool none = in_list && ((list && list->empty()) || (found->object() && found->object()->empty()));  // Lua's {}
  if (none) {
    out_ += "NULL";  // x IN (NULL) is never true
    return;
  }
  if (!list) return value(*found, type);
  for (std::size_t i = 0; i < list->size(); ++i) {
    if (i > 0) out_ += ", ";
    value((*list)[i], type);
  }
}

void ExprRenderer::operand(const Expr& expr, int against, const Type* hint) {
  if (hint && is_plain_value(expr)) {
    return expr.is("bind")     ? bind(expr, hint, false)
           : expr.is("inline") ? void(out_ += dialect_.literal(expr.value, hint))
                               : value(expr.value, hint);
  }
  grouped(expr, against);
}

}  // namespace runner::sql
