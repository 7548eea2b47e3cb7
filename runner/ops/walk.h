// Changes of data that walk a table by key in bounded steps: op.batch_update and op.batch_delete. As values they know the one
// statement that they stand for; the executor cuts it into steps, the printer prints it whole.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/expr.h"

namespace runner::ops {

// A table said by its name, or by an object that has a name and a schema.
struct TableReference {
  std::string name;
  std::optional<std::string> schema;
  bool operator==(const TableReference&) const = default;
};

// One column's name or several.
struct KeyColumns {
  std::vector<std::string> names;
  bool operator==(const KeyColumns&) const = default;
};

using Assignments = std::vector<std::pair<std::string, schema::Expr>>;

// What both have. The accessors tell the defaults.
struct Walk {
  TableReference table;
  std::optional<schema::Expr> where;
  std::optional<KeyColumns> key;  // absent = the primary key
  std::optional<std::int64_t> batch_size;
  std::optional<double> sleep;  // seconds between two steps
  std::optional<bool> progress;
  bool operator==(const Walk&) const = default;

  std::int64_t rows_a_step() const { return batch_size.value_or(10000); }
  double pause() const { return sleep.value_or(0); }
  bool tells() const { return progress.value_or(true); }
};

struct BatchUpdate {
  static constexpr std::string_view kName = "batch_update";
  Walk walk;
  Assignments set;
  bool operator==(const BatchUpdate&) const = default;
  template <class Self, class V>
  static void fields(Self& s, V& v) {
    v.positional("table", s.walk.table);
    v.option("set", s.set);
    v.option("where", s.walk.where);
    v.option("key", s.walk.key);
    v.option("batch_size", s.walk.batch_size);
    v.option("sleep", s.walk.sleep);
    v.option("progress", s.walk.progress);
    v.option("schema", s.walk.table.schema);
  }
};

struct BatchDelete {
  static constexpr std::string_view kName = "batch_delete";
  Walk walk;
  bool operator==(const BatchDelete&) const = default;
  template <class Self, class V>
  static void fields(Self& s, V& v) {
    v.positional("table", s.walk.table);
    v.option("where", s.walk.where);
    v.option("key", s.walk.key);
    v.option("batch_size", s.walk.batch_size);
    v.option("sleep", s.walk.sleep);
    v.option("progress", s.walk.progress);
    v.option("schema", s.walk.table.schema);
  }
};

// The statement that does the same at once, for the rows that `where` says (instead of the operation's own condition).
schema::Expr statement_of(const BatchUpdate& op, const std::optional<schema::Expr>& where);
schema::Expr statement_of(const BatchDelete& op, const std::optional<schema::Expr>& where);

// The table beside the version table that remembers how far walks have come.
std::string walks_table(const std::string& version_table);

}  // namespace runner::ops
