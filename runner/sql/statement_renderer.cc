// SELECT and WITH of the expression renderer, line breaks and all as SQLAlchemy prints them.
#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "sql/expr_renderer.h"
#include "sql/operators.h"

namespace runner::sql {

namespace {

using schema::Expr;

// The base of the label that SQLAlchemy gives to a selected expression ("count" -> count_1); "" where it gives none.
std::string label_base(const Expr& expr) {
  static const std::vector<std::string> kUnlabelled{"column", "literal_column", "text",     "star", "label",
                                                    "tuple",  "final",          "distinct", "desc", "asc"};
  if (std::find(kUnlabelled.begin(), kUnlabelled.end(), expr.kind) != kUnlabelled.end()) return {};
  if (expr.is("unary") && !expr.args.empty() && expr.args[0].is("column")) return {};
  if (expr.is("func")) return expr.name.substr(expr.name.rfind('.') + 1);
  return "anon";
}

// The common table expressions of a statement, each after those that it reads itself. `open` are the ones it is within: a
// recursive one names itself.
void collect_common(const Expr& expr, std::vector<const Expr*>& found, std::vector<std::string>& open) {
  if (expr.is("cte")) {
    const bool known = std::any_of(found.begin(), found.end(), [&](const Expr* other) { return other->name == expr.name; });
    if (known || std::find(open.begin(), open.end(), expr.name) != open.end()) return;
    open.push_back(expr.name);
  }
  for (const Expr& arg : expr.args) collect_common(arg, found, open);
  for (const auto& entry : expr.named) collect_common(entry.second, found, open);
  if (!expr.is("cte")) return;
  open.pop_back();
  found.push_back(&expr);
}

// The names of what a select, or a RETURNING, gives.
std::vector<std::string> column_names(const Expr& query) {
  const Expr* first = &query;
  while (first->is("compound") && !first->args.empty()) first = &first->args[0];
  std::vector<std::string> names;
  for (const Expr& column : first->args) names.push_back(column.name);
  return names;
}

}  // namespace

std::string ExprRenderer::statement(const Expr& expr) {
  context_.qualify = true;
  const Expr* source = expr.is("insert") ? expr.find("from_select") : nullptr;
  const bool within = source && !dialect_.with_before_insert();
  const std::string with = common_tables(expr);
  out_.clear();
  if (within) {
    common_ = with;
    statement_body(expr);
    return std::exchange(out_, {});
  }
  statement_body(expr);
  return with + out_;
}

// WITH a AS (...), b AS (...): printed first, so their "?" are collected first.
std::string ExprRenderer::common_tables(const Expr& expr) {
  std::vector<const Expr*> tables;
  std::vector<std::string> open;
  collect_common(expr, tables, open);
  if (tables.empty()) return {};
  const bool recursive = std::any_of(tables.begin(), tables.end(), [](const Expr* table) { return table->find("recursive"); });
  out_ = recursive ? "WITH RECURSIVE " : "WITH ";
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (i > 0) out_ += ", \n";
    out_ += dialect_.quote(name_of(tables[i]->name));
    if (tables[i]->find("recursive")) {
      std::vector<std::string> names;
      for (const std::string& name : column_names(argument(*tables[i], 0))) names.push_back(dialect_.quote(name));
      out_ += "(" + text::join(names, ", ") + ")";
    }
    out_ += " AS \n";
    named_query(argument(*tables[i], 0));
  }
  return std::exchange(out_, {}) + "\n ";
}

void ExprRenderer::statement_body(const Expr& expr) {
  if (expr.is("select")) return select(expr);
  if (expr.is("compound")) return compound(expr);
  if (expr.is("insert")) return insert(expr);
  if (expr.is("update")) return update(expr);
  if (expr.is("delete")) return delete_from(expr);
  expression(expr);
}

// ---- SELECT ----

void ExprRenderer::select(const Expr& expr) {
  const bool outer_qualify = std::exchange(context_.qualify, true);
  const bool named = std::exchange(names_columns_, false);  // not the queries within this one
  out_ += "SELECT ";
  words(expr, "prefix", "", " ");
  if (const Expr* distinct = expr.find("distinct"); distinct && !distinct->is("false")) {
    out_ += "DISTINCT ";
    if (distinct->is("tuple")) {
      if (!dialect_.has_distinct_on()) {
        throw Error(ErrorCode::kUnsupported, dialect_.title() + " has no DISTINCT ON")
            .with_hint("group by those columns, or number the rows with sa.func.row_number():over{...}");
      }
      out_ += "ON ";
      expression(*distinct);
      out_ += " ";
    }
  }
  select_columns(expr, named);
  from_clause(expr);
  where(expr);
  if (const Expr* group = expr.find("group_by")) {
    out_ += " GROUP BY ";
    if (group->is("tuple")) {
      items(group->args, [&](const Expr& item) { ordering(item); });
    } else {
      ordering(*group);
    }
  }
  if (const Expr* having = expr.find("having")) {
    out_ += " \nHAVING ";
    condition(*having, kNever);
  }
  order_and_limit(expr);
  if (const Expr* lock = expr.find("for_update")) locking(*lock);
  words(expr, "suffix", " ", "");
  context_.qualify = outer_qualify;
  names_columns_ = named;
}

// Words that the user put between those of the statement.
void ExprRenderer::words(const Expr& expr, std::string_view clause, std::string_view before, std::string_view after) {
  const Expr* list = expr.find(clause);
  for (const Expr& word : list ? list->args : std::vector<Expr>()) {
    out_ += before;
    expression(word);
    out_ += after;
  }
}

void ExprRenderer::locking(const Expr& expr) {
  StandardDialect::Lock lock;
  lock.read = expr.find("read");
  lock.key_share = expr.find("key_share");
  lock.nowait = expr.find("nowait");
  lock.skip_locked = expr.find("skip_locked");
  if (const Expr* of = expr.find("of")) {
    std::vector<std::string> names;
    for (const Expr& table : of->args) names.push_back(dialect_.quote(name_of(table.name)));
    lock.tables = text::join(names, ", ");
  }
  out_ += dialect_.lock_clause(lock);
}

void ExprRenderer::select_columns(const Expr& expr, bool named) {
  // A second column of one name gets a label, so that both can be told apart. A cast has the name of its column.
  std::map<std::string, std::set<std::string>> tables_of;
  items(expr.args, [&](const Expr& item) {
    const bool column = item.is("column") && !item.table.empty();
    const bool cast = item.is("cast") && item.args.size() == 1 && item.args[0].is("column");
    const std::string& name = cast ? item.args[0].name : item.name;
    const bool again = (column || cast) && tables_of.count(name) > 0;
    const bool same = again && (cast || tables_of[name].count(item.table) > 0);
    if (column || cast) tables_of[name].insert(cast ? std::string() : item.table);
    if (!again && !(named && column)) return selected(item);
    expression(item);
    out_ += " AS " + (again ? fresh_label(name + (same ? "_" : "")) : dialect_.quote(name));
  });
}

// A SELECT in FROM or WITH: its columns are named, as those around it call them.
void ExprRenderer::named_query(const Expr& expr) {
  const bool outer = std::exchange(names_columns_, true);
  parenthesized(expr);
  names_columns_ = outer;
}

void ExprRenderer::selected(const Expr& expr) {
  if (expr.is("label")) {
    expression(argument(expr, 0));
    out_ += " AS " + dialect_.quote(expr.name);
    return;
  }
  if (expr.is("select") || expr.is("compound")) {
    parenthesized(expr);
  } else {
    expression(expr);
  }
  if (expr.is("cast") && argument(expr, 0).is("column")) {
    out_ += " AS " + dialect_.quote(expr.args[0].name);
  } else if (const std::string base = label_base(expr); !base.empty()) {
    out_ += " AS " + fresh_label(base);
  }
}

std::string ExprRenderer::fresh_label(const std::string& base) {
  return dialect_.quote(base + "_" + std::to_string(++labels_[base]));
}

void ExprRenderer::from_clause(const Expr& expr) {
  const Expr* from = expr.find("from");
  std::vector<const Expr*> sources, joins;
  if (from && from->is("tuple")) {
    for (const Expr& source : from->args) sources.push_back(&source);
  } else if (from) {
    sources.push_back(from);
  }
  for (const auto& [clause, join] : expr.named) {
    if (join.is("join")) joins.push_back(&join);
  }
  if (sources.empty() && joins.empty()) return;
  if (sources.empty()) {
    throw Error(ErrorCode::kScript, "A select joins a table to nothing").with_hint("name the first table with :select_from(t)");
  }
  out_ += " \nFROM ";
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (i > 0) out_ += ", ";
    from_item(*sources[i]);
    if (i > 0) continue;
    for (const Expr* join : joins) {
      out_ += " " + dialect_.join_word(join->name) + " ";
      from_item(argument(*join, 0));
      if (join->args.size() > 1) {
        out_ += " ON ";
        condition(join->args[1], kNever);
      }
    }
  }
}

void ExprRenderer::from_item(const Expr& expr) {
  if (expr.is("table")) {
    out_ += dialect_.table_name(expr.schema, expr.name);
  } else if (expr.is("cte")) {
    out_ += dialect_.quote(name_of(expr.name));
  } else if (expr.is("values")) {
    row_values(expr);
  } else if (expr.is("alias")) {
    const Expr& inner = argument(expr, 0);
    if (expr.find("lateral")) lateral();
    if (inner.is("table") || inner.is("func") || inner.is("cte")) {
      from_item(inner);
    } else {
      named_query(inner);
    }
    out_ += " AS " + (expr.name.empty() ? fresh_label("anon") : dialect_.quote(name_of(expr.name)));
    if (const Expr* derived = expr.find("derived")) derived_columns(*derived);
  } else if (expr.is("select") || expr.is("compound")) {
    named_query(expr);
    out_ += " AS " + fresh_label("anon");
  } else {
    expression(expr);
  }
}

void ExprRenderer::lateral() {
  if (!dialect_.has_lateral()) {
    throw Error(ErrorCode::kUnsupported, dialect_.title() + " has no LATERAL")
        .with_hint("select each value for itself: sa.select(...):scalar_subquery()");
  }
  out_ += "LATERAL ";
}

// AS e(value TEXT, place INTEGER), as functions that give rows want it
void ExprRenderer::derived_columns(const Expr& columns) {
  out_ += "(";
  items(columns.args, [&](const Expr& column) {
    out_ += dialect_.quote(column.name) + (column.type ? " " + dialect_.type(*column.type) : "");
  });
  out_ += ")";
}

// (VALUES (1, 'a'), (2, 'b')) AS v (id, name)
void ExprRenderer::row_values(const Expr& expr) {
  const Expr* rows = expr.find("rows");
  if (!rows) throw Error(ErrorCode::kScript, "sa.values lacks its rows").with_hint("add :data{ { ... }, ... }");
  out_ += "(VALUES ";
  items(rows->args, [&](const Expr& row) { expression(row); });
  std::vector<std::string> names;
  for (const Expr& column : expr.args) names.push_back(dialect_.quote(column.name));
  out_ += ") AS " + dialect_.quote(expr.name) + " (" + text::join(names, ", ") + ")";
}

void ExprRenderer::compound(const Expr& expr) {
  for (std::size_t i = 0; i < expr.args.size(); ++i) {
    if (i > 0) out_ += " " + expr.name + " ";
    const Expr& part = expr.args[i];
    const bool apart = part.is("compound") || part.find("order_by") || part.find("limit") || part.find("offset");
    if (!apart) {
      expression(part);
    } else if (dialect_.parenthesized_compounds()) {
      parenthesized(part);
    } else {
      out_ += "SELECT * FROM ";
      parenthesized(part);
    }
  }
  order_and_limit(expr);
}

void ExprRenderer::order_and_limit(const Expr& expr) {
  if (const Expr* order = expr.find("order_by")) {
    out_ += " ORDER BY ";
    if (order->is("tuple")) {
      items(order->args, [&](const Expr& item) { ordering(item); });
    } else {
      ordering(*order);
    }
  }
  const Expr* limit = expr.find("limit");
  const Expr* offset = expr.find("offset");
  if (const Expr* some = expr.find("fetch")) return fetch(*some, offset);
  if (!limit && !offset) return;
  std::string before = std::exchange(out_, {});
  if (limit) expression(*limit);
  const std::string limit_text = std::exchange(out_, {});
  if (offset) expression(*offset);
  out_ = std::move(before) + dialect_.limit_clause(limit_text, out_);
}

void ExprRenderer::fetch(const Expr& expr, const Expr* offset) {
  const auto count = [&](const Expr& number) { dialect_.fetch_in_parentheses() ? parenthesized(number) : expression(number); };
  if (offset) {
    out_ += "\n OFFSET ";
    count(*offset);
    out_ += " ROWS";
  }
  out_ += "\n FETCH FIRST ";
  count(argument(expr, 0));
  out_ += expr.find("percent") ? " PERCENT ROWS " : " ROWS ";
  out_ += expr.find("with_ties") ? "WITH TIES" : "ONLY";
}

// A label is named where it was made before: ORDER BY total, not the expression again.
void ExprRenderer::ordering(const Expr& expr) {
  static const std::vector<std::pair<std::string_view, std::string_view>> kSuffixes{{"desc", " DESC"},
                                                                                    {"asc", " ASC"},
                                                                                    {"nulls_first", " NULLS FIRST"},
                                                                                    {"nulls_last", " NULLS LAST"}};
  for (const auto& [kind, suffix] : kSuffixes) {
    if (expr.is(kind)) {
      ordering(argument(expr, 0));
      out_ += suffix;
      return;
    }
  }
  if (expr.is("label")) {
    out_ += dialect_.quote(expr.name);
    return;
  }
  expression(expr);
}

void ExprRenderer::where(const Expr& expr) {
  if (const Expr* found = expr.find("where")) {
    out_ += expr.is("select") ? " \nWHERE " : " WHERE ";
    condition(*found, kNever);
  }
}

}  // namespace runner::sql
