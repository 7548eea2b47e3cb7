#include "host/parameters.h"

#include <algorithm>

namespace runner::host {

namespace {

using schema::Expr;

bool binds(const Expr& expr, std::string_view name) {
  if (expr.is("bind") && expr.name == name) return true;
  return std::any_of(expr.args.begin(), expr.args.end(), [&](const Expr& arg) { return binds(arg, name); }) ||
         std::any_of(expr.named.begin(), expr.named.end(), [&](const auto& entry) { return binds(entry.second, name); });
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
    // Text takes what it binds and leaves the rest.
    if (!given && (statement.is("text") || binds(statement, name))) params.emplace_back(name, Null{});
  }
}

}  // namespace runner::host
