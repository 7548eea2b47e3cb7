// What a call takes: its arguments by name, place and type, read off the field lists (ops/fields.h, host/items.h) and the
// table of types. Argument binding, "did you mean", the editor stubs and the tests of wrong calls all ask here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/table.h"

namespace runner::host {

// What an argument may be. Lists are named by what they hold.
enum class Takes {
  kAnything,  // only Python needs it: accepted, without effect
  kString,
  kBoolean,
  kInteger,
  kName,        // a string or op.f("...")
  kSql,         // SQL as a string, or an expression
  kColumnLike,  // a column's name, or an expression
  kExpression,  // an expression; plain values are literals
  kSelected,    // the same, or a table for all of its columns
  kFrom,        // a table, an alias, a select, a join
  kCondition,   // an expression that is true or false
  kSelect,
  kType,
  kColumn,       // sa.Column
  kLightColumn,  // sa.column or sa.Column
  kTable,
  kTableReference,  // a table or its name
  kStrings,
  kColumns,     // names or expressions
  kElement,     // { column or expression, "operator" }
  kWhen,        // { condition, value }
  kItem,        // of a table: a column, a constraint, an index
  kColumnItem,  // of a column: a type, a foreign key, a check ...
  kItems,
  kDefault,        // a literal, an expression, sa.Identity, sa.Computed
  kAutoincrement,  // true, false, "auto"
  kTarget,         // "table.column"
  kTargets,
  kTexts,        // { name = "text" }
  kValues,       // { name = value }
  kValue,        // data: a string, a number, a boolean, nil, a table for JSON and arrays
  kRows,         // list of { column = value }
  kAssignments,  // { column = value or expression }
  kOptions,      // a table whose keys the callee checks
  kNameOrNames,
  kNumber,
  kFunction,
  kMetaData,
  kConnection,
  kOperation,
  kRecreate,     // "auto", "always", "never"
  kOrders,       // list of lists of names
  kConventions,  // { ix = template ... }
};

struct Parameter {
  std::string_view name;
  Takes takes = Takes::kAnything;
  bool required = false;
};

struct Signature {
  std::string call;                             // "op.create_index"; of a method ":label"
  std::string_view owner;                       // of a method: "expr", "table", "type", "metadata"
  std::vector<Parameter> positions;             // in order; each may be given by name instead
  std::string_view variadic;                    // name of the items that further positional arguments are; "" = none
  Takes item = Takes::kAnything;                // what each of them is
  std::vector<Parameter> options;               // by name only
  std::vector<std::string_view> dialect_kinds;  // schema::known_option kinds whose names are allowed too
  // Positions [data_begin, data_end) hold data, never options: rows, values of literal and bindparam.
  std::size_t data_begin = 0, data_end = 0;
  bool list_items = false;  // the variadic items are lists themselves: { column, operator }
  bool checked = false;     // nobody decodes it: binding checks what each argument is

  // By position, by name or of a dialect.
  bool knows(std::string_view name) const;
  std::vector<std::string> names() const;  // all of them, for "did you mean"
  bool is_data(std::size_t position) const { return position >= data_begin && position < data_end; }
};

// "op.create_index", "batch.create_index", "sa.Column", "sa.String", "expr:label"; nullptr when there is no such call.
const Signature* signature(std::string_view call);
std::vector<std::string> signature_names();

}  // namespace runner::host
