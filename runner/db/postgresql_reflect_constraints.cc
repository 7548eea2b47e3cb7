// Constraints of a set of tables. The index behind one is read with the other indexes and then found by number.
#include <set>

#include "base/text.h"
#include "db/postgresql_reflect_tables.h"

namespace runner::db {
namespace {

using namespace schema;
using Entry = CatalogueTables::Entry;
using Numbers = std::vector<std::int64_t>;

// A row of pg_constraint. Its columns' names may have to be looked up first: a key may refer to any table.
struct ConstraintRow {
  Oid table = 0, index = 0, referred = 0;
  char type = 0;
  std::string name, condition;
  bool deferrable = false, deferred = false, validated = true;
  bool enforced = true, temporal = false;  // temporal: WITHOUT OVERLAPS, PERIOD
  bool no_inherit = false;
  Numbers columns, referred_columns, operators, set_columns;
  char onupdate = 0, ondelete = 0, match = 0;
};

struct Referred {
  std::string table, space;
  bool current = false;  // in the default schema
  std::map<std::int64_t, std::string> columns;
};
using ReferredTables = std::map<Oid, Referred>;

ConstraintRow constraint_row(const CatalogueRow& row) {
  ConstraintRow constraint;
  constraint.table = row.oid(0), constraint.name = row.text(1), constraint.type = row.code(2);
  constraint.deferrable = row.truth(3), constraint.deferred = row.truth(4), constraint.validated = row.truth(5);
  constraint.columns = row.numbers(6);
  constraint.referred = row.oid(7), constraint.referred_columns = row.numbers(8);
  constraint.onupdate = row.code(9), constraint.ondelete = row.code(10), constraint.match = row.code(11);
  constraint.condition = row.text(12);
  constraint.index = row.oid(13);
  constraint.operators = row.numbers(14), constraint.set_columns = row.numbers(15);
  constraint.no_inherit = row.truth(16);
  constraint.enforced = row.truth(17), constraint.temporal = row.truth(18);
  return constraint;
}

// A key to a partitioned table has a row for each partition besides its own; they belong to the same table as it does.
std::vector<ConstraintRow> read_constraint_rows(const CatalogueTables& tables, const CatalogueQuery& query, int version) {
  std::vector<ConstraintRow> rows;
  query(
      "SELECT c.conrelid, c.conname, c.contype, c.condeferrable, c.condeferred, c.convalidated, c.conkey, c.confrelid, "
      "c.confkey, c.confupdtype, c.confdeltype, c.confmatchtype, "
      "CASE c.contype WHEN 'c' THEN pg_catalog.pg_get_expr(c.conbin, c.conrelid) END, c.conindid, c.conexclop, " +
          std::string(version >= 150000 ? "c.confdelsetcols" : "NULL") + ", c.connoinherit" +
          (version >= 180000 ? ", c.conenforced, c.conperiod" : ", true, false") +
          " FROM pg_catalog.pg_constraint c WHERE c.contype IN ('p', 'u', 'c', 'f', 'x') AND c.conrelid = " + tables.ours +
          (version >= 110000 ? " AND (c.conparentid = 0 OR NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint p "
                               "WHERE p.oid = c.conparentid AND p.conrelid = c.conrelid))"
                             : "") +
          " ORDER BY c.conrelid, c.contype <> 'p', c.oid",
      [&](const CatalogueRow& row) { rows.push_back(constraint_row(row)); });
  return rows;
}

ReferredTables read_referred(CatalogueTables& tables, const CatalogueQuery& query, const std::vector<ConstraintRow>& rows) {
  std::set<Oid> wanted;
  for (const auto& row : rows)
    if (row.type == 'f') wanted.insert(row.referred);
  ReferredTables found;
  std::erase_if(wanted, [&](Oid oid) { return tables.find(oid) != nullptr; });
  if (wanted.empty()) return found;
  query(
      "SELECT c.oid, c.relname, n.nspname, n.nspname = pg_catalog.current_schema(), a.attnum, a.attname "
      "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
      "JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid WHERE a.attnum > 0 AND NOT a.attisdropped AND c.oid = " +
          any_of({wanted.begin(), wanted.end()}),
      [&](const CatalogueRow& row) {
        Referred& referred = found[row.oid(0)];
        referred.table = row.text(1), referred.space = row.text(2), referred.current = row.truth(3);
        referred.columns[row.number(4)] = row.text(5);
      });
  return found;
}

std::optional<std::string> action(char code) {
  switch (code) {
    case 'r':
      return "RESTRICT";
    case 'c':
      return "CASCADE";
    case 'n':
      return "SET NULL";
    case 'd':
      return "SET DEFAULT";
    default:
      return std::nullopt;
  }
}

std::vector<std::string> names_at(const Entry& entry, const Numbers& numbers) {
  std::vector<std::string> names;
  for (auto number : numbers) names.push_back(entry.name(number));
  return names;
}

template <class T>
void deferrability(T& target, const ConstraintRow& row) {
  if (row.deferrable) target.deferrable = true;
  if (row.deferred) target.initially = "DEFERRED";
}

// What is not enforced is not valid either.
void enforcement(Options& options, const ConstraintRow& row) {
  if (!row.enforced)
    set_option(options, "postgresql_not_enforced", Expr::literal(true));
  else if (!row.validated)
    set_option(options, "postgresql_not_valid", Expr::literal(true));
}

void refer(ForeignKeyConstraint& key, const Entry& entry, const ConstraintRow& row, CatalogueTables& tables,
           const ReferredTables& others) {
  if (const Entry* referred = tables.find(row.referred)) {
    key.table = referred->table.name;
    key.schema = tables.schema;
    key.referred = names_at(*referred, row.referred_columns);
    return;
  }
  auto found = others.find(row.referred);
  if (found == others.end()) return;
  const Referred& referred = found->second;
  key.table = referred.table;
  if (referred.space == entry.space)
    key.schema = tables.schema;
  else if (!referred.current)
    key.schema = referred.space;
  for (auto number : row.referred_columns) {
    auto column = referred.columns.find(number);
    key.referred.push_back(column == referred.columns.end() ? "" : column->second);
  }
}

ForeignKeyConstraint foreign_key(const Entry& entry, const ConstraintRow& row) {
  ForeignKeyConstraint key;
  key.name = Name(row.name, true);
  key.columns = names_at(entry, row.columns);
  key.reference.onupdate = action(row.onupdate);
  key.reference.ondelete = action(row.ondelete);
  if (auto some = names_at(entry, row.set_columns); !some.empty()) {
    for (auto& name : some) name = "\"" + text::replace_all(name, "\"", "\"\"") + "\"";
    *key.reference.ondelete += " (" + text::join(some, ", ") + ")";
  }
  if (row.match == 'f') key.reference.match = "FULL";
  deferrability(key.reference, row);
  enforcement(key.reference.options, row);
  if (row.temporal) set_option(key.reference.options, "postgresql_period", Expr::literal(true));
  return key;
}

ExcludeConstraint exclusion(const ConstraintRow& row, const CatalogueIndex* index, const std::map<Oid, std::string>& operators) {
  ExcludeConstraint exclude;
  exclude.name = Name(row.name, true);
  if (index) {
    for (std::size_t i = 0; i < index->index.columns.size() && i < row.operators.size(); ++i) {
      auto op = operators.find(static_cast<Oid>(row.operators[i]));
      exclude.elements.push_back({index->index.columns[i], op == operators.end() ? "" : op->second});
    }
    if (index->where) exclude.where = Expr::text(without_outer_parentheses(*index->where));
    exclude.using_ = index->method;
    exclude.ops = index->operator_classes;
  }
  deferrability(exclude, row);
  return exclude;
}

CheckConstraint check(const ConstraintRow& row) {
  CheckConstraint constraint{Name(row.name, true), Expr::text(without_outer_parentheses(row.condition))};
  if (row.no_inherit) set_option(constraint.options, "postgresql_no_inherit", Expr::literal(true));
  enforcement(constraint.options, row);
  return constraint;
}

// PRIMARY KEY and UNIQUE.
template <class Key>
Key index_key(const Entry& entry, const ConstraintRow& row, const CatalogueIndex* index) {
  Key key{Name(row.name, true), names_at(entry, row.columns)};
  deferrability(key, row);
  if (index && !index->includes.empty()) set_option(key.options, "postgresql_include", list_of(index->includes));
  if (std::is_same_v<Key, UniqueConstraint> && index && index->nulls_not_distinct)
    set_option(key.options, "postgresql_nulls_not_distinct", Expr::literal(true));
  if (row.temporal) set_option(key.options, "postgresql_without_overlaps", Expr::literal(true));
  return key;
}

void add_constraint(CatalogueTables& tables, const ConstraintRow& row, const CatalogueIndex* index, const ReferredTables& others,
                    const std::map<Oid, std::string>& operators) {
  Entry* entry = tables.find(row.table);
  if (!entry) return;
  auto& constraints = entry->table.constraints;
  switch (row.type) {
    case 'f': {
      auto key = foreign_key(*entry, row);
      refer(key, *entry, row, tables, others);
      constraints.emplace_back(std::move(key));
      return;
    }
    case 'x':
      constraints.emplace_back(exclusion(row, index, operators));
      return;
    case 'c':
      constraints.emplace_back(check(row));
      return;
    case 'p':
      for (const auto& name : names_at(*entry, row.columns))
        if (Column* column = entry->table.find(name)) column->primary_key = true;
      constraints.emplace_back(index_key<PrimaryKeyConstraint>(*entry, row, index));
      return;
    default:
      constraints.emplace_back(index_key<UniqueConstraint>(*entry, row, index));
  }
}

std::map<Oid, std::string> read_operators(const CatalogueQuery& query, const std::vector<ConstraintRow>& rows) {
  std::vector<Oid> wanted;
  for (const auto& row : rows)
    for (auto op : row.operators) wanted.push_back(static_cast<Oid>(op));
  return names_of(query, "oprname", "pg_operator", wanted);
}

}  // namespace

void read_keys(CatalogueTables& tables, const CatalogueQuery& query, int version) {
  const auto rows = read_constraint_rows(tables, query, version);
  const auto others = read_referred(tables, query, rows);
  const auto operators = read_operators(query, rows);
  std::set<Oid> backing;
  for (const auto& row : rows)
    if (row.type == 'p' || row.type == 'u' || row.type == 'x') backing.insert(row.index);
  const auto indexes = read_indexes(tables, query, version, backing);
  for (const auto& row : rows) {
    auto index = indexes.find(row.index);
    add_constraint(tables, row, index == indexes.end() ? nullptr : &index->second, others, operators);
  }
}

}  // namespace runner::db
