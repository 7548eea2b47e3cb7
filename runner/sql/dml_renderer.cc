// INSERT, UPDATE and DELETE of the expression renderer, with RETURNING and what each dialect does about conflicts.
#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "sql/expr_renderer.h"
#include "sql/operators.h"

namespace runner::sql {

namespace {

using schema::Expr;

using OtherTables = StandardDialect::OtherTables;

const Expr* declared_column(const Expr& table, std::string_view name) {
  auto found = std::find_if(table.args.begin(), table.args.end(), [&](const Expr& column) { return column.name == name; });
  return found == table.args.end() ? nullptr : &*found;
}

// A row's values in the order in which the table declares its columns (in the given order when it declares none).
std::vector<std::pair<std::string, const Expr*>> in_table_order(const Expr& table, const Expr& row) {
  std::vector<std::pair<std::string, const Expr*>> ordered;
  std::vector<std::string> unknown;
  for (const auto& [name, value] : row.named) {
    if (!table.args.empty() && !declared_column(table, name)) unknown.push_back(name);
    ordered.emplace_back(name, &value);
  }
  if (!unknown.empty()) {
    std::vector<std::string> known;
    for (const Expr& column : table.args) known.push_back(column.name);
    throw Error(ErrorCode::kScript, "Table '" + table.name + "' has no column " + text::quoted_list(unknown))
        .with_hint("its columns are " + text::quoted_list(known));
  }
  auto place = [&](const std::string& name) { return declared_column(table, name) - table.args.data(); };
  if (!table.args.empty() && row.name != "ordered") {
    std::stable_sort(ordered.begin(), ordered.end(),
                     [&](const auto& a, const auto& b) { return place(a.first) < place(b.first); });
  }
  return ordered;
}

}  // namespace

// ---- INSERT ----

void ExprRenderer::insert(const Expr& expr) {
  const Expr& table = argument(expr, 0);
  out_ += "INSERT ";
  words(expr, "prefix", "", " ");
  out_ += "INTO " + dialect_.table_name(table.schema, table.name);
  if (const Expr* source = expr.find("from_select")) {
    if (const Expr* columns = expr.find("columns"); columns && !columns->args.empty()) {
      std::vector<std::string> names;
      for (const Expr& column : columns->args) {
        const auto* text = column.value.get_if<std::string>();
        names.push_back(dialect_.quote(text ? *text : column.name));
      }
      out_ += " (" + text::join(names, ", ") + ")";
    }
    out_ += " " + std::exchange(common_, {});
    expression(*source);
    // SQLite reads the ON of ON CONFLICT as a join's unless the select has a WHERE.
    if (expr.find("on_conflict") && source->is("select") && !source->find("where") && !dialect_.parenthesized_compounds()) {
      out_ += " WHERE " + dialect_.boolean_literal(true);
    }
  } else {
    insert_rows(expr, table);
  }
  if (const Expr* conflict = expr.find("on_conflict")) on_conflict(*conflict, table);
  if (const Expr* set = expr.find("on_duplicate_key")) on_duplicate_key(*set, table);
  returning(expr);
}

void ExprRenderer::insert_rows(const Expr& expr, const Expr& table) {
  const Expr* values = expr.find("values");
  std::vector<const Expr*> rows;
  if (values && values->is("row")) {
    rows.push_back(values);
  } else if (values) {
    for (const Expr& row : values->args) rows.push_back(&row);
  }
  if (rows.empty() || rows[0]->named.empty()) {
    out_ += dialect_.default_row();
    return;
  }
  const auto first = in_table_order(table, *rows[0]);
  std::vector<std::string> names;
  for (const auto& entry : first) names.push_back(dialect_.quote(entry.first));
  out_ += " (" + text::join(names, ", ") + ") VALUES ";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto row = in_table_order(table, *rows[i]);
    const bool same = row.size() == first.size() && std::equal(row.begin(), row.end(), first.begin(),
                                                               [](const auto& a, const auto& b) { return a.first == b.first; });
    if (!same) {
      throw Error(ErrorCode::kScript, "Row " + std::to_string(i + 1) + " of an insert into '" + table.name +
                                          "' has not the same columns as the first")
          .with_hint("give every row the same columns (sa.NULL for none), or use op.bulk_insert");
    }
    out_ += i > 0 ? ", (" : "(";
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (k > 0) out_ += ", ";
      assigned(table, row[k].first, *row[k].second);
    }
    out_ += ")";
  }
}

// A value on its way into a column: a plain one takes the column's type.
void ExprRenderer::assigned(const Expr& table, const std::string& column, const Expr& value) {
  const Expr* declared = declared_column(table, column);
  const Type* type = declared && declared->type ? &*declared->type : nullptr;
  if (!value.is("literal") && !value.is("inline") && !value.is("bind")) return grouped_value(value);
  assigning_ = true;
  operand(value, kNever, type);
  assigning_ = false;
}

void ExprRenderer::on_conflict(const Expr& expr, const Expr& table) {
  if (!dialect_.has_on_conflict()) {
    throw Error(ErrorCode::kUnsupported, dialect_.title() + " has no ON CONFLICT (insert into '" + table.name + "')")
        .with_hint("write the INSERT ... ON DUPLICATE KEY UPDATE as text");
  }
  out_ += " ON CONFLICT";
  if (const Expr* constraint = expr.find("constraint")) {
    const auto* text = constraint->value.get_if<std::string>();
    out_ += " ON CONSTRAINT " + dialect_.quote(text ? *text : constraint->name);
  } else if (const Expr* elements = expr.find("index_elements")) {
    context_.qualify = false;
    out_ += " (";
    items(elements->args, [&](const Expr& item) {
      const auto* text = item.value.get_if<std::string>();
      if (text) {
        out_ += dialect_.quote(*text);
      } else {
        expression(item);
      }
    });
    out_ += ")";
    if (const Expr* only = expr.find("index_where")) {
      out_ += " WHERE ";
      condition(*only, kNever);
    }
    context_.qualify = true;
  }
  if (expr.name == "nothing") {
    out_ += " DO NOTHING";
    return;
  }
  out_ += " DO UPDATE SET ";
  const Expr* set = expr.find("set");
  if (!set) throw Error(ErrorCode::kScript, "on_conflict_do_update lacks its \"set\"");
  const auto values = in_table_order(table, *set);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out_ += ", ";
    out_ += dialect_.quote(values[i].first) + " = ";
    assigned(table, values[i].first, *values[i].second);
  }
  where(expr);
}

void ExprRenderer::on_duplicate_key(const Expr& set, const Expr& table) {
  if (!dialect_.has_on_duplicate_key()) {
    throw Error(ErrorCode::kUnsupported, dialect_.title() + " has no ON DUPLICATE KEY UPDATE (insert into '" + table.name + "')")
        .with_hint("write sa.postgresql.insert(t):on_conflict_do_update{...}, or sa.sqlite.insert(t)");
  }
  out_ += " ON DUPLICATE KEY UPDATE ";
  const bool outer = std::exchange(context_.qualify, true);
  const auto values = in_table_order(table, set);
  for (std::size_t i = 0; i < values.size(); ++i) {
    out_ += (i > 0 ? ", " : "") + dialect_.quote(values[i].first) + " = ";
    assigned(table, values[i].first, *values[i].second);
  }
  context_.qualify = outer;
}

// ---- UPDATE, DELETE, RETURNING ----

void ExprRenderer::update(const Expr& expr) {
  const Expr& table = argument(expr, 0);
  const Expr* set = expr.find("set");
  if (!set || set->named.empty()) {
    throw Error(ErrorCode::kScript, "An update of '" + table.name + "' sets no column")
        .with_hint("add :values{ column = value }");
  }
  const std::string name = dialect_.table_name(table.schema, table.name);
  out_ += "UPDATE ";
  words(expr, "prefix", "", " ");
  out_ += name;
  const bool listed = expr.find("from") && dialect_.other_tables(expr.kind) == OtherTables::kList;
  if (listed) other_tables(expr);
  out_ += " SET ";
  const auto values = in_table_order(table, *set);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out_ += ", ";
    out_ += (listed ? name + "." : "") + dialect_.quote(values[i].first) + "=";
    assigned(table, values[i].first, *values[i].second);
  }
  if (!listed) other_tables(expr);
  where(expr);
  returning(expr);
}

void ExprRenderer::delete_from(const Expr& expr) {
  const Expr& table = argument(expr, 0);
  const std::string name = dialect_.table_name(table.schema, table.name);
  out_ += "DELETE ";
  words(expr, "prefix", "", " ");
  out_ += "FROM " + name;
  if (expr.find("from") && dialect_.other_tables(expr.kind) == OtherTables::kList) out_ += " USING " + name;
  other_tables(expr);
  where(expr);
  returning(expr);
}

// What UPDATE and DELETE read besides the table that they change.
void ExprRenderer::other_tables(const Expr& expr) {
  const Expr* from = expr.find("from");
  if (!from) return;
  const OtherTables place = dialect_.other_tables(expr.kind);
  if (place == OtherTables::kNone) {
    throw Error(ErrorCode::kUnsupported, dialect_.title() + " has no " + text::upper(expr.kind) + " that reads other tables")
        .with_hint("look the rows up in the condition: :where(t.c.id:in_(sa.select(...)))");
  }
  out_ += place == OtherTables::kList ? ", " : expr.is("update") ? " FROM " : " USING ";
  items(from->args, [&](const Expr& table) { from_item(table); });
}

void ExprRenderer::returning(const Expr& expr) {
  const Expr* columns = expr.find("returning");
  if (!columns) return;
  if (!dialect_.has_returning(expr.kind)) {
    throw Error(ErrorCode::kUnsupported, dialect_.title() + " has no " + text::upper(expr.kind) + " ... RETURNING");
  }
  out_ += " RETURNING ";
  context_.qualify = dialect_.returning_qualified();
  if (columns->is("tuple")) {
    items(columns->args, [&](const Expr& item) { selected(item); });
  } else {
    selected(*columns);
  }
  context_.qualify = true;
}

}  // namespace runner::sql
