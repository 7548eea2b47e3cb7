#include "host/parameters.h"

#include <algorithm>

namespace runner::host {

namespace {

using schema::Expr;

template <class Is>
bool any_part(const Expr& expr, const Is& is) {
  return is(expr) || std::any_of(expr.args.begin(), expr.args.end(), [&](const Expr& arg) { return any_part(arg, is); }) ||
         std::any_of(expr.named.begin(), expr.named.end(), [&](const auto& entry) { return any_part(entry.second, is); });
}

bool binds(const Expr& expr, std::string_view name) {
  return any_part(expr, [&](const Expr& part) { return part.is("bind") && part.name == name; });
}

// Does it bind the name without a value of its own? Text takes what it binds and leaves the rest.
bool wants(const Expr& statement, std::string_view name) {
  if (statement.is("text")) {
    const Expr* own = statement.find(name);
    return !own || (own->is("bind") && !own->has_value);
  }
  return any_part(statement, [&](const Expr& part) { return part.is("bind") && part.name == name && !part.has_value; });
}

bool declares(const Expr& table, std::string_view name) {
  return table.args.empty() ||
         std::any_of(table.args.begin(), table.args.end(), [&](const Expr& column) { return column.name == name; });
}

}  // namespace

void take_columns(Expr& statement, const std::vector<std::pair<std::string, Value>>& params) {
  const bool insert = statement.is("insert") && !statement.find("values") && !statement.find("from_select");
  const bool update = statement.is("update") && !statement.find("set");
  if ((!insert && !update) || statement.args.empty()) return;
  Expr row;
  row.kind = "row";
  for (const auto& entry : params) {
    // An unknown name of an insert is told where the row is rendered; in an update it belongs to the condition.
    if (binds(statement, entry.first) || (update && !declares(statement.args[0], entry.first))) continue;
    Expr value;
    value.kind = "bind";
    value.name = entry.first;
    row.named.emplace_back(entry.first, std::move(value));
  }
  if (!row.named.empty()) statement.named.emplace_back(insert ? "values" : "set", std::move(row));
}

void give_nulls(const Expr& statement, const std::set<std::string>& nulls, std::vector<std::pair<std::string, Value>>& params) {
  for (const std::string& name : nulls) {
    const bool given = std::any_of(params.begin(), params.end(), [&](const auto& entry) { return entry.first == name; });
    if (!given && wants(statement, name)) params.emplace_back(name, Null{});
  }
}

}  // namespace runner::host
