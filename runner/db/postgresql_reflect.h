// What a PostgreSQL database holds, read from its catalogue: a set of tables takes the same few queries as one. Rows are
// joined here, by number, and not by the server: a sub-select for each column or key costs more than the whole rest.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/inspector.h"

namespace runner::db {

using Oid = std::uint32_t;

// One row of a catalogue query, cells in the server's text form. What it hands out as a view lives as long as the call.
class CatalogueRow {
 public:
  using Cells = std::vector<std::optional<std::string_view>>;
  explicit CatalogueRow(const Cells& cells) : cells_(cells) {}

  bool is_null(std::size_t i) const { return !cells_[i]; }
  std::string_view view(std::size_t i) const { return cells_[i].value_or(std::string_view()); }  // NULL is ""
  std::string text(std::size_t i) const { return std::string(view(i)); }
  std::optional<std::string> maybe(std::size_t i) const { return is_null(i) ? std::nullopt : std::optional(text(i)); }
  bool truth(std::size_t i) const { return view(i) == "t"; }
  char code(std::size_t i) const { return view(i).empty() ? '\0' : view(i).front(); }  // of a "char" column
  std::int64_t number(std::size_t i) const;
  Oid oid(std::size_t i) const { return static_cast<Oid>(number(i)); }
  std::vector<std::int64_t> numbers(std::size_t i) const;  // int2vector, int2[], oid[]; NULL is empty
  std::vector<std::string> strings(std::size_t i) const;   // a JSON array of strings; NULL is empty

 private:
  const Cells& cells_;
};

// Runs a query and hands out its rows.
using CatalogueQuery = std::function<void(const std::string& sql, const std::function<void(const CatalogueRow&)>& each)>;

// `server_version` as libpq numbers it (150018).
std::unique_ptr<schema::Inspector> make_postgresql_inspector(CatalogueQuery query, int server_version);

// "ANY ('{1,2}'::oid[])"
std::string any_of(const std::vector<Oid>& oids);
std::string sql_literal(const std::string& text);
// "((a > 0) AND (b > 0))" -> "(a > 0) AND (b > 0)"
std::string without_outer_parentheses(const std::string& text);

// ---- types ----

// A type as the catalogue has it.
struct CatalogueType {
  std::string name, schema, text;  // typname, its schema, format_type()
  bool visible = true;
  char kind = 'b';  // typtype: e = enum, d = domain
  int modifier = -1;
  Oid collation = 0;                // what its values have unless told otherwise
  std::vector<std::string> labels;  // of an enum
  // Of a domain: its base type, and what it adds.
  std::shared_ptr<CatalogueType> base;
  bool not_null = false;
  std::optional<std::string> default_text;
  std::vector<std::pair<std::string, std::string>> checks;  // name, condition
};
// The SQLAlchemy type that renders the same DDL, else `custom` with the server's text.
schema::Type postgresql_type(const CatalogueType& type);

// The types of a set of columns, by one query.
class ColumnTypes {
 public:
  using Key = std::pair<Oid, int>;  // atttypid, atttypmod

  void want(Key key) { found_.try_emplace(key); }
  void read(const CatalogueQuery& query);
  // REQUIRES: wanted before read(). `dimensions`: attndims, which the type of an array does not know.
  schema::TypeBox type(Key key, int dimensions) const;
  Oid collation(Key key) const;
  std::string text(Key key) const;  // as the server writes it

 private:
  struct Found {
    CatalogueType catalogue;  // of an array: its items'
    schema::TypeBox type;     // shared by the columns that have it
    bool array = false;
  };
  std::map<Key, Found> found_;
};
// The domains for which `condition` holds (of pg_type x and its pg_namespace xn), as postgresql.DOMAIN where that can say all,
// else `custom`.
std::vector<schema::Type> read_domains(const CatalogueQuery& query, const std::string& condition);

}  // namespace runner::db
