#include "schema/expr.h"

#include <algorithm>

namespace runner::schema {

const Expr* Expr::find(std::string_view clause) const {
  auto found = std::find_if(named.begin(), named.end(), [&](const auto& entry) { return entry.first == clause; });
  return found == named.end() ? nullptr : &found->second;
}

Expr Expr::text(std::string sql) {
  Expr expr;
  expr.kind = "text";
  expr.name = std::move(sql);
  return expr;
}

Expr Expr::literal(Value value, TypeBox type) {
  Expr expr;
  expr.kind = "literal";
  expr.value = std::move(value);
  expr.has_value = true;
  expr.type = std::move(type);
  return expr;
}

Expr Expr::column(std::string name, std::string table, TypeBox type) {
  Expr expr;
  expr.kind = "column";
  expr.name = std::move(name);
  expr.table = std::move(table);
  expr.type = std::move(type);
  return expr;
}

}  // namespace runner::schema
