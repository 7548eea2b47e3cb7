// Tables of PostgreSQL while they are put together: the catalogue speaks of tables and columns by number, and each query's
// rows are laid into the tables that the first one found.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "db/postgresql_reflect.h"

namespace runner::db {

struct CatalogueTables {
  struct Entry {
    schema::Table table;
    std::string space;               // its schema's name, also of the default one
    std::vector<std::string> names;  // of its columns, by number; "" where one was dropped
    std::vector<Oid> collations;     // likewise
    std::string name(std::int64_t number) const;
  };
  std::vector<Entry> entries;  // by name
  std::vector<Oid> oids;       // of the entries
  std::unordered_map<Oid, std::size_t> places;
  std::string ours;                 // "ANY (...)" of all oids
  schema::Inspector::Where schema;  // as asked for

  Entry* find(Oid oid);  // nullptr: made since, or not of ours
};

// Tables for which `condition` holds (of pg_class c and its pg_namespace n), by name. A constant number of queries.
std::vector<schema::Table> read_tables(const CatalogueQuery& query, int version, const std::string& condition,
                                       const schema::Inspector::Where& schema);
// Their constraints and indexes, laid into `tables`.
void read_keys(CatalogueTables& tables, const CatalogueQuery& query, int version);

// An index as its table wants it, and as a constraint that it backs wants it.
struct CatalogueIndex {
  Oid table = 0;
  schema::Index index;
  std::vector<std::string> includes;
  std::vector<std::pair<std::string, std::string>> operator_classes;  // column or label, class
  std::string method;
  std::optional<std::string> where;
  bool nulls_not_distinct = false;
};
// Lays the indexes into `tables`; those of `backing`, which are their constraint's affair, are returned instead.
std::map<Oid, CatalogueIndex> read_indexes(CatalogueTables& tables, const CatalogueQuery& query, int version,
                                           const std::set<Oid>& backing);

struct SequenceNumbers {
  std::int64_t start = 1, increment = 1, low = 1, high = 1, cache = 1;
  bool cycle = false;
};
// What differs from a sequence without options over that type ("int2", "int4", "int8").
schema::Identity identity_of(const SequenceNumbers& numbers, std::string_view type_name);

// Names of catalogue objects: "SELECT oid, <column> FROM pg_catalog.<catalogue>"; no query when nothing is asked for.
std::map<Oid, std::string> names_of(const CatalogueQuery& query, const std::string& column, const std::string& catalogue,
                                    const std::vector<Oid>& oids);

void set_option(schema::Options& options, const std::string& name, schema::Expr value);
schema::Expr list_of(const std::vector<std::string>& names);
// "fillfactor=70" ... -> { fillfactor = "70" }
schema::Expr storage_parameters(const std::vector<std::string>& parameters);

}  // namespace runner::db
