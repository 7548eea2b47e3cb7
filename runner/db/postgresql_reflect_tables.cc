#include "db/postgresql_reflect_tables.h"

#include <algorithm>

#include "base/text.h"
#include "schema/identity.h"
#include "schema/packer.h"

namespace runner::db {
namespace {

using namespace schema;
using Entry = CatalogueTables::Entry;

// ---- tables ----

void table_options(Table& table, const CatalogueRow& row) {
  if (row.code(3) == 'u') table.prefixes.push_back("UNLOGGED");
  if (row.code(3) == 't') table.prefixes.push_back("TEMPORARY");
  if (!row.is_null(4)) set_option(table.options, "postgresql_partition_by", Expr::literal(row.text(4)));
  if (auto parameters = row.strings(5); !parameters.empty())
    set_option(table.options, "postgresql_with", storage_parameters(parameters));
  if (!row.is_null(6)) set_option(table.options, "postgresql_tablespace", Expr::literal(row.text(6)));
  if (!row.is_null(7) && row.view(7) != "heap") set_option(table.options, "postgresql_using", Expr::literal(row.text(7)));
  if (auto parents = row.strings(8); !parents.empty()) set_option(table.options, "postgresql_inherits", list_of(parents));
}

CatalogueTables find_tables(const CatalogueQuery& query, const std::string& condition, const Inspector::Where& schema) {
  CatalogueTables tables;
  tables.schema = schema;
  query(
      "SELECT c.oid, c.relname, n.nspname, c.relpersistence, "
      "CASE c.relkind WHEN 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END, array_to_json(c.reloptions), ts.spcname, am.amname, "
      "i.parents FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
      "LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = c.reltablespace LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam "
      "LEFT JOIN (SELECT inhrelid, json_agg(inhparent::regclass::text ORDER BY inhseqno) AS parents "
      "FROM pg_catalog.pg_inherits GROUP BY inhrelid) i ON i.inhrelid = c.oid AND NOT c.relispartition "
      "WHERE c.relkind IN ('r', 'p') AND " +
          condition + " ORDER BY c.relname",
      [&](const CatalogueRow& row) {
        Entry entry;
        entry.table.name = row.text(1);
        entry.table.schema = schema;
        entry.space = row.text(2);
        table_options(entry.table, row);
        tables.places.emplace(row.oid(0), tables.entries.size());
        tables.oids.push_back(row.oid(0));
        tables.entries.push_back(std::move(entry));
      });
  tables.ours = any_of(tables.oids);
  return tables;
}

void read_comments(CatalogueTables& tables, const CatalogueQuery& query) {
  query(
      "SELECT objoid, objsubid, description FROM pg_catalog.pg_description "
      "WHERE classoid = 'pg_catalog.pg_class'::regclass AND objoid = " +
          tables.ours,
      [&](const CatalogueRow& row) {
        Entry* entry = tables.find(row.oid(0));
        if (!entry) return;
        if (row.number(1) == 0)
          entry->table.comment = row.text(2);
        else if (Column* column = entry->table.find(entry->name(row.number(1))))
          column->comment = row.text(2);
      });
}

// ---- columns ----

// A column as its row says it, and what must be looked up before it is whole.
struct PendingColumn {
  std::size_t entry = 0, column = 0;  // places
  ColumnTypes::Key type;
  int dimensions = 0;
  Oid collation = 0;
};

// A collation on a type that takes none becomes part of the type's own text; a domain's is not the column's.
void collate(Type& type, const std::string& collation, const std::string& type_text) {
  const auto* spec = type_spec(type.name);
  const bool takes = spec && std::find(spec->options.begin(), spec->options.end(), "collation") != spec->options.end();
  if (takes && !type.is("postgresql.DOMAIN")) {
    type.collation = collation;
    return;
  }
  type = Type{"custom"};
  type.sql = type_text + " COLLATE \"" + text::replace_all(collation, "\"", "\"\"") + "\"";
}

void column_default(Column& column, const CatalogueRow& row) {
  const char identity = row.code(7), generated = row.code(8);
  if (generated == 's' || generated == 'v') {
    column.computed = Computed{Expr::text(without_outer_parentheses(row.text(9))), generated == 's'};
  } else if (identity == 'a' || identity == 'd') {
    column.identity.emplace();
    column.identity->always = identity == 'a';
  } else if (!row.is_null(9)) {
    column.server_default = Default{Expr::text(row.text(9))};
  }
}

PendingColumn add_column(CatalogueTables& tables, std::size_t place, const CatalogueRow& row) {
  Entry& entry = tables.entries[place];
  PendingColumn pending{place,
                        entry.table.columns.size(),
                        {row.oid(3), static_cast<int>(row.number(4))},
                        static_cast<int>(row.number(5)),
                        row.oid(10)};
  Column& column = entry.table.columns.emplace_back();
  column.name = row.text(2);
  column.nullable = !row.truth(6);
  column_default(column, row);
  const auto number = static_cast<std::size_t>(row.number(1));
  entry.names.resize(number + 1);
  entry.collations.resize(number + 1);
  entry.names[number] = column.name;
  entry.collations[number] = row.oid(10);
  return pending;
}

// SERIAL: the default takes from a sequence that the column owns.
bool is_serial(const Column& column, std::string_view sequence) {
  return column.server_default && family(*column.type) == Family::kInteger &&
         column.server_default->expr.name == "nextval(" + sql_literal(std::string(sequence)) + "::regclass)";
}

// The sequences behind identities and SERIAL columns.
void read_owned_sequences(CatalogueTables& tables, const CatalogueQuery& query) {
  query(
      "SELECT d.refobjid, d.refobjsubid, s.seqrelid::regclass, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, "
      "s.seqcycle, t.typname, d.deptype, c.relname FROM pg_catalog.pg_depend d "
      "JOIN pg_catalog.pg_sequence s ON s.seqrelid = d.objid JOIN pg_catalog.pg_class c ON c.oid = d.objid "
      "JOIN pg_catalog.pg_type t ON t.oid = s.seqtypid WHERE d.classid = 'pg_catalog.pg_class'::regclass "
      "AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjid = " +
          tables.ours,
      [&](const CatalogueRow& row) {
        Entry* entry = tables.find(row.oid(0));
        Column* column = entry ? entry->table.find(entry->name(row.number(1))) : nullptr;
        if (!column) return;
        const bool of_identity = row.code(10) == 'i';  // the column may also own the sequence that it once took from
        if (column->identity && of_identity) {
          const auto always = column->identity->always;
          column->identity =
              identity_of({row.number(3), row.number(4), row.number(5), row.number(6), row.number(7), row.truth(8)}, row.view(9));
          column->identity->always = always;
        } else if (is_serial(*column, row.view(2))) {
          column->autoincrement = Autoincrement::kYes;
          column->server_default.reset();
          if (const std::string name = row.text(11); name != entry->table.name + "_" + column->name + "_seq")
            remember_sequence(*column, name);
        }
      });
}

void read_columns(CatalogueTables& tables, const CatalogueQuery& query, int version) {
  std::vector<PendingColumn> pending;
  ColumnTypes types;
  bool sequences = false;
  query("SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attndims, a.attnotnull, a.attidentity, " +
            std::string(version >= 120000 ? "a.attgenerated" : "''") +
            ", CASE WHEN a.atthasdef THEN (SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid) FROM pg_catalog.pg_attrdef d "
            "WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum) END, a.attcollation FROM pg_catalog.pg_attribute a "
            "WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid = " +
            tables.ours + " ORDER BY a.attrelid, a.attnum",
        [&](const CatalogueRow& row) {
          const auto place = tables.places.find(row.oid(0));
          if (place == tables.places.end()) return;
          if (!pending.empty() && pending.back().entry != place->second) {  // that table has all of its columns
            tables.entries[pending.back().entry].table.columns.shrink_to_fit();
          }
          pending.push_back(add_column(tables, place->second, row));
          types.want(pending.back().type);
          sequences = sequences || row.code(7) != '\0' || row.view(9).starts_with("nextval(");
        });
  types.read(query);
  std::vector<Oid> collations;
  for (const auto& one : pending)
    if (one.collation != types.collation(one.type)) collations.push_back(one.collation);
  const auto collation_names = names_of(query, "collname", "pg_collation", collations);
  for (const auto& one : pending) {
    Column& column = tables.entries[one.entry].table.columns[one.column];
    column.type = types.type(one.type, one.dimensions);
    if (one.collation == types.collation(one.type)) continue;
    if (auto found = collation_names.find(one.collation); found != collation_names.end())
      collate(column.type.edit(), found->second, types.text(one.type));
  }
  if (sequences) read_owned_sequences(tables, query);
}

// An integer key that no sequence feeds must not come back as SERIAL.
void settle_autoincrement(Table& table) {
  const auto* key = table.primary_key();
  if (!key || key->columns.size() != 1) return;
  Column* column = table.find(key->columns[0]);
  if (column && column->autoincrement == Autoincrement::kAuto && !column->identity) column->autoincrement = Autoincrement::kNo;
}

Expr node(const char* kind) {
  Expr expr;
  expr.kind = kind;
  return expr;
}

}  // namespace

std::string Entry::name(std::int64_t number) const {
  const auto place = static_cast<std::size_t>(number);
  return number > 0 && place < names.size() ? names[place] : std::string();
}

Entry* CatalogueTables::find(Oid oid) {
  auto place = places.find(oid);
  return place == places.end() ? nullptr : &entries[place->second];
}

std::vector<Table> read_tables(const CatalogueQuery& query, int version, const std::string& condition,
                               const Inspector::Where& schema) {
  CatalogueTables tables = find_tables(query, condition, schema);
  if (tables.entries.empty()) return {};
  read_columns(tables, query, version);
  read_comments(tables, query);
  read_keys(tables, query, version);
  std::vector<Table> found;
  Packer packer;
  found.reserve(tables.entries.size());
  for (auto& entry : tables.entries) {
    settle_autoincrement(entry.table);
    found.push_back(normalized(std::move(entry.table)));
    packer.pack(found.back());
  }
  return found;
}

Identity identity_of(const SequenceNumbers& numbers, std::string_view type_name) {
  Identity identity;
  const std::int64_t widest = type_name == "int2" ? INT16_MAX : type_name == "int4" ? INT32_MAX : INT64_MAX;
  const bool up = numbers.increment > 0;
  if (numbers.increment != 1) identity.increment = numbers.increment;
  if (numbers.low != (up ? 1 : -widest - 1)) identity.minvalue = numbers.low;
  if (numbers.high != (up ? widest : -1)) identity.maxvalue = numbers.high;
  if (numbers.start != (up ? numbers.low : numbers.high)) identity.start = numbers.start;
  if (numbers.cache != 1) identity.cache = numbers.cache;
  if (numbers.cycle) identity.cycle = true;
  return identity;
}

std::map<Oid, std::string> names_of(const CatalogueQuery& query, const std::string& column, const std::string& catalogue,
                                    const std::vector<Oid>& oids) {
  std::map<Oid, std::string> names;
  if (oids.empty()) return names;
  query("SELECT oid, " + column + " FROM pg_catalog." + catalogue + " WHERE oid = " + any_of(oids),
        [&](const CatalogueRow& row) { names.emplace(row.oid(0), row.text(1)); });
  return names;
}

void set_option(Options& options, const std::string& name, Expr value) {
  auto at = std::lower_bound(options.begin(), options.end(), name,
                             [](const auto& entry, const std::string& wanted) { return entry.first < wanted; });
  options.insert(at, {name, std::move(value)});
}

Expr list_of(const std::vector<std::string>& names) {
  Expr list = node("tuple");
  for (const auto& name : names) list.args.push_back(Expr::literal(name));
  return list;
}

Expr storage_parameters(const std::vector<std::string>& parameters) {
  Expr map = node("row");
  for (const auto& text : parameters) {
    const auto equals = text.find('=');
    map.named.emplace_back(text.substr(0, equals), Expr::literal(equals == std::string::npos ? "true" : text.substr(equals + 1)));
  }
  std::sort(map.named.begin(), map.named.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
  return map;
}

}  // namespace runner::db
