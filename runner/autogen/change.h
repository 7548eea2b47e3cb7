// What a comparison finds: operations that bring the database to the models, each with those that take it back. The two
// directions are then trees of their own, so that a hook may edit either before they are written.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "ops/op.h"

namespace runner::autogen {

// One difference.
struct Change {
  // What the log says of it; `topic` is the last word of the logger's name.
  struct Log {
    std::string topic, text;  // "tables", "Detected added table 'x'"
  };

  std::vector<ops::Op> up, down;
  std::vector<Log> logs;
  std::string note;  // a comment for the reader of the file, above the first of `up`

  Change() = default;
  Change(ops::Op do_it, ops::Op undo_it) : up{std::move(do_it)}, down{std::move(undo_it)} {}
  Change&& logged(std::string topic, std::string text) && {
    logs = {{std::move(topic), std::move(text)}};
    return std::move(*this);
  }
};

// All differences inside one table. `before` is the table as the database has it, `after` as it then will be: whether ALTER
// can do the changes depends on them.
struct TableChanges {
  std::string table;
  std::optional<std::string> schema;
  schema::Table before, after;
  std::vector<Change> changes;
  std::vector<std::pair<std::string, std::string>> naming_convention;  // the way up needs it: names what has no name
};

using Difference = std::variant<Change, TableChanges>;
using Differences = std::vector<Difference>;

// ---- one direction, as hooks see and edit it ----

struct Operation {
  ops::Op op;
  std::string note;
};

// Operations on one table; `batch`: written as a block of op.batch_alter_table.
struct ModifyTable {
  std::string table;
  std::optional<std::string> schema;
  std::vector<Operation> ops;
  bool batch = false;
  std::vector<std::pair<std::string, std::string>> naming_convention;  // of the block: names what has no name
};

using Node = std::variant<Operation, ModifyTable>;
using Tree = std::vector<Node>;

bool is_empty(const Tree& tree);

}  // namespace runner::autogen
