// Indexes of a set of tables.
#include <set>

#include "db/postgresql_reflect_tables.h"

namespace runner::db {
namespace {

using namespace schema;
using Entry = CatalogueTables::Entry;
using Numbers = std::vector<std::int64_t>;

constexpr Oid kDefaultCollation = 100;
constexpr std::int64_t kDescending = 1, kNullsFirst = 2;  // bits of pg_index.indoption

Expr wrapped(const char* kind, Expr inner) {
  Expr expr;
  expr.kind = kind;
  expr.args.push_back(std::move(inner));
  return expr;
}

// The server wraps an expression in two pairs of parentheses, a function call in none; one pair is what the grammar needs.
std::string index_expression(const std::string& definition) {
  const std::string inner = without_outer_parentheses(definition);
  return without_outer_parentheses(inner) == inner ? definition : inner;
}

// ---- indexes ----

// A row of pg_index, and what it refers to by number.
struct IndexRow {
  Oid table = 0, oid = 0;
  Index index;
  Numbers columns, options, classes, collations;
  std::size_t keys = 0;                  // the columns after these are only included
  std::vector<std::string> definitions;  // of all columns, when some are expressions
  std::string method;
  std::optional<std::string> where;
  bool nulls_not_distinct = false;
};

struct Names {
  std::map<Oid, std::string> collations, classes;
};

IndexRow index_row(const CatalogueRow& row) {
  IndexRow index{row.oid(0), row.oid(1)};
  index.index.name = Name(row.text(2), true);
  index.index.unique = row.truth(3);
  index.columns = row.numbers(4), index.options = row.numbers(5);
  index.classes = row.numbers(6), index.collations = row.numbers(7);
  index.keys = static_cast<std::size_t>(row.number(8));
  index.method = row.text(9);
  index.where = row.maybe(10);
  index.definitions = row.strings(11);
  index.nulls_not_distinct = row.truth(14);
  auto& options = index.index.options;
  if (index.method != "btree") set_option(options, "postgresql_using", Expr::literal(index.method));
  if (index.where) set_option(options, "postgresql_where", Expr::text(without_outer_parentheses(*index.where)));
  if (index.nulls_not_distinct) set_option(options, "postgresql_nulls_not_distinct", Expr::literal(true));
  if (auto parameters = row.strings(12); !parameters.empty())
    set_option(options, "postgresql_with", storage_parameters(parameters));
  if (!row.is_null(13)) set_option(options, "postgresql_tablespace", Expr::literal(row.text(13)));
  return index;
}

std::vector<IndexRow> read_index_rows(const CatalogueTables& tables, const CatalogueQuery& query, int version) {
  std::vector<IndexRow> rows;
  query("SELECT i.indrelid, i.indexrelid, ic.relname, i.indisunique, i.indkey, i.indoption, i.indclass, i.indcollation, " +
            std::string(version >= 110000 ? "i.indnkeyatts" : "i.indnatts") +
            ", am.amname, pg_catalog.pg_get_expr(i.indpred, i.indrelid), CASE WHEN i.indexprs IS NOT NULL THEN "
            "(SELECT json_agg(pg_catalog.pg_get_indexdef(i.indexrelid, k.n, false) ORDER BY k.n) "
            "FROM generate_series(1, i.indnatts::int) k(n)) END, array_to_json(ic.reloptions), ts.spcname, " +
            (version >= 150000 ? "i.indnullsnotdistinct" : "false") +
            " FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid "
            "JOIN pg_catalog.pg_am am ON am.oid = ic.relam "
            "LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = ic.reltablespace WHERE i.indrelid = " +
            tables.ours + " ORDER BY ic.relname",
        [&](const CatalogueRow& row) { rows.push_back(index_row(row)); });
  return rows;
}

// The collation of a key where it is not its column's own; 0 otherwise.
Oid odd_collation(const Entry& entry, const IndexRow& row, std::size_t key) {
  const auto collation = static_cast<Oid>(row.collations[key]);
  const auto column = static_cast<std::size_t>(row.columns[key]);
  const Oid own = column == 0 ? kDefaultCollation : column < entry.collations.size() ? entry.collations[column] : 0;
  return collation == own ? 0 : collation;
}

Names read_names(CatalogueTables& tables, const CatalogueQuery& query, const std::vector<IndexRow>& rows) {
  std::set<Oid> collations, classes;
  for (const auto& row : rows) {
    const Entry* entry = tables.find(row.table);
    for (std::size_t i = 0; entry && i < row.keys; ++i) {
      collations.insert(odd_collation(*entry, row, i));
      classes.insert(static_cast<Oid>(row.classes[i]));
    }
  }
  collations.erase(0);
  Names names;
  names.collations = names_of(query, "collname", "pg_collation", {collations.begin(), collations.end()});
  if (!classes.empty())
    query("SELECT oid, opcname FROM pg_catalog.pg_opclass WHERE NOT opcdefault AND oid = " +
              any_of({classes.begin(), classes.end()}),
          [&](const CatalogueRow& row) { names.classes.emplace(row.oid(0), row.text(1)); });
  return names;
}

// The plain column or expression of a key.
Expr key_of(const Entry& entry, const IndexRow& row, std::size_t key) {
  if (row.columns[key] != 0) return Expr::column(entry.name(row.columns[key]));
  return Expr::text(key < row.definitions.size() ? index_expression(row.definitions[key]) : "");
}

Expr ordered(Expr element, std::int64_t option) {
  if (option & kDescending) element = wrapped("desc", std::move(element));
  if (option == kDescending) element = wrapped("nulls_last", std::move(element));
  if (option == kNullsFirst) element = wrapped("nulls_first", std::move(element));
  return element;
}

// An operator class has its place in postgresql_ops, by column; an expression has a label for that.
void place_operator_classes(CatalogueIndex& found) {
  Expr classes;
  classes.kind = "row";
  for (const auto& [what, op] : found.operator_classes) classes.named.emplace_back(what, Expr::literal(op));
  if (!classes.named.empty()) set_option(found.index.options, "postgresql_ops", std::move(classes));
}

CatalogueIndex read_index(const Entry& entry, IndexRow row, const Names& names) {
  CatalogueIndex found{row.table, std::move(row.index), {}, {}, row.method, row.where, row.nulls_not_distinct};
  for (std::size_t i = 0; i < row.columns.size(); ++i) {
    if (i >= row.keys) {
      found.includes.push_back(entry.name(row.columns[i]));
      continue;
    }
    Expr element = key_of(entry, row, i);
    if (auto op = names.classes.find(static_cast<Oid>(row.classes[i])); op != names.classes.end()) {
      if (!element.is("column")) {
        element = wrapped("label", std::move(element));
        element.name = "key_" + std::to_string(i + 1);
      }
      found.operator_classes.emplace_back(element.name, op->second);
    }
    if (auto collation = names.collations.find(odd_collation(entry, row, i)); collation != names.collations.end()) {
      element = wrapped("collate", std::move(element));
      element.name = collation->second;
    }
    found.index.columns.push_back(ordered(std::move(element), row.options[i]));
  }
  if (!found.includes.empty()) set_option(found.index.options, "postgresql_include", list_of(found.includes));
  return found;
}

}  // namespace

std::map<Oid, CatalogueIndex> read_indexes(CatalogueTables& tables, const CatalogueQuery& query, int version,
                                           const std::set<Oid>& backing) {
  auto rows = read_index_rows(tables, query, version);
  const Names names = read_names(tables, query, rows);
  std::map<Oid, CatalogueIndex> found;
  for (auto& row : rows) {
    Entry* entry = tables.find(row.table);
    if (!entry) continue;
    const Oid oid = row.oid;
    CatalogueIndex index = read_index(*entry, std::move(row), names);
    if (backing.count(oid)) {
      found.emplace(oid, std::move(index));
      continue;
    }
    place_operator_classes(index);
    entry->table.indexes.push_back(std::move(index.index));
  }
  return found;
}

}  // namespace runner::db
