// Columns of a table: which came, which went, and in what the others differ.
#include <algorithm>

#include "autogen/alter_column.h"
#include "autogen/diff_table.h"
#include "autogen/items.h"
#include "autogen/renames.h"
#include "host/lua_writer.h"
#include "schema/identity.h"
#include "schema/rewrite.h"

namespace runner::autogen {

namespace {

using schema::Column;
using schema::Table;

struct ColumnChange {
  const Column *have, *wanted;
  ColumnDifference what;
};

class ColumnDiff {
 public:
  ColumnDiff(const TablePair& pair, const DiffOptions& options, const Column& have, const Column& wanted, const Column& worded)
      : pair_(pair), options_(options), have_(have), wanted_(wanted), worded_(worded) {}

  ColumnDifference find() const {
    ColumnDifference found;
    const ColumnPair columns{pair_.have, have_, pair_.wanted, wanted_};
    found.type = type_differs(columns);
    find_moves(found);
    found.nullable = nullable_differs();
    if (options_.filter.defaults) {
      found.computed = computed_differs();
      found.default_value = default_differs(columns);
    }
    found.comment = options_.comparer.has_comments() && have_.comment.value_or("") != wanted_.comment.value_or("");
    return found;
  }

 private:
  bool type_differs(const ColumnPair& columns) const {
    if (!options_.filter.types || !have_.type || !wanted_.type) return false;
    if (options_.filter.compare_type) {
      if (const auto verdict = options_.filter.compare_type(columns)) return *verdict;
    }
    const auto [known, fresh] = pair_.same_types.try_emplace({&*wanted_.type, &*have_.type});
    if (fresh) known->second = options_.comparer.same_type(*wanted_.type, *have_.type);
    return !known->second;
  }

  void find_moves(ColumnDifference& found) const {
    if (pair_.enums.both.empty() && pair_.enums.back.empty()) return;
    const std::string dialect = options_.comparer.dialect().name();
    const auto have = enum_key(have_.type, dialect), wanted = enum_key(wanted_.type, dialect);
    if (!have || have != wanted) return;
    found.moves = pair_.enums.both.count(*have) != 0;
    found.moves_back = !found.type && pair_.enums.back.count(*have) != 0;
  }

  // Keys and identities are NOT NULL whatever is written.
  bool nullable_differs() const {
    if (have_.primary_key && wanted_.primary_key) return false;
    if (have_.identity && wanted_.identity) return false;
    if (wanted_.computed && !wanted_.nullable) return false;
    return have_.is_nullable() != wanted_.is_nullable();
  }

  bool computed_differs() const {
    if (have_.computed.has_value() != wanted_.computed.has_value()) return true;
    if (!have_.computed) return false;
    if (options_.comparer.is_stored(*have_.computed) != options_.comparer.is_stored(*wanted_.computed)) return true;
    return !same(options_.comparer.expression(have_.computed->sqltext), options_.comparer.expression(worded_.computed->sqltext));
  }

  bool default_differs(const ColumnPair& columns) const {
    if (have_.computed || wanted_.computed) return false;
    const bool identities = options_.comparer.has_identities();
    if (identities && have_.identity && wanted_.identity)
      return plain_identity(*have_.identity, have_) != plain_identity(*wanted_.identity, wanted_);
    if (identities && (have_.identity || wanted_.identity)) return true;
    if (schema::autoincrements(pair_.wanted, wanted_)) return lacks_numbers();
    const bool numbered = schema::autoincrements(pair_.have, have_);
    if (numbered && !counts()) return true;
    if (worded_.server_default == have_.server_default && !options_.filter.compare_default) return false;
    const std::string ours = default_text(worded_), theirs = default_text(have_);
    if (numbered) return !ours.empty();
    if (options_.filter.compare_default) {
      if (const auto verdict = options_.filter.compare_default(columns, theirs, default_text(wanted_))) return *verdict;
    }
    return !same(ours, theirs);
  }

  // A column that is to number its rows may do so by a default of any kind, but not by a constant, nor by none where it was
  // asked for in words.
  bool lacks_numbers() const {
    if (schema::autoincrements(pair_.have, have_)) return false;
    if (have_.server_default) return is_constant(default_text(have_));
    return wanted_.autoincrement == schema::Autoincrement::kYes && options_.comparer.numbering_default(pair_.wanted, wanted_);
  }

  static bool is_constant(const std::string& text) {
    return text.starts_with('\'') || text.find_first_not_of("0123456789.-") == std::string::npos;
  }

  // Can the wanted type be counted up?
  bool counts() const { return !wanted_.type || schema::family(*wanted_.type) == schema::Family::kInteger; }

  std::string default_text(const Column& column) const {
    if (!column.server_default) return {};
    return options_.comparer.default_value(*column.server_default, column.type ? &*column.type : nullptr);
  }

  bool same(const std::string& a, const std::string& b) const {
    return a == b || (!pair_.exact && !a.empty() && !b.empty() && sql::Comparer::loose(a) == sql::Comparer::loose(b));
  }

  const TablePair& pair_;
  const DiffOptions& options_;
  const Column& have_;
  const Column& wanted_;
  const Column& worded_;
};

// ---- operations ----

ops::Op add_column(const Table& table, const Column& column) {
  ops::AddColumn op;
  op.table_name = table.name;
  op.schema = table.schema;
  op.column = written(table, column);
  schema::forget_sequence(op.column);
  return op;
}

ops::Op drop_column(const Table& table, const Column& column) {
  ops::DropColumn op;
  op.table_name = table.name;
  op.schema = table.schema;
  op.column_name = column.name;
  return op;
}

std::string column_path(const Table& table, const Column& column) {
  return "'" + shown(table.schema, table.name) + "." + column.name + "'";
}

// For the reader: what the rows that are there cannot have.
std::string needs_value(const Table& table, const Column& column) {
  const bool has_value = column.server_default || column.identity || column.computed || schema::autoincrements(table, column);
  if (column.is_nullable() || has_value) return {};
  return "rows that are there have no " + column.name + ": give it a server_default, or add it nullable and fill it first";
}

Change added(const Table& table, const Column& column) {
  Change change(add_column(table, column), drop_column(table, column));
  change.note = needs_value(table, column);
  return std::move(change).logged("tables", "Detected added column " + column_path(table, column));
}

Column spelled(Column column) {
  if (auto type = serial(column)) column.type = *type;
  return column;
}

Change removed(const Table& table, const Column& column) {
  return Change(drop_column(table, column), add_column(table, spelled(column)))
      .logged("tables", "Detected removed column " + column_path(table, column));
}

std::vector<Change::Log> logs_of(const TablePair& pair, const Column& have, const Column& wanted, const ColumnDifference& what,
                                 const sql::Dialect& dialect) {
  const std::string path = column_path(pair.wanted, wanted);
  if (what.computed) return {{"defaults", "Detected computed column " + path}};
  std::vector<Change::Log> logs;
  if (what.type) {
    logs.push_back(
        {"types", "Detected type change from " + dialect.type(*have.type) + " to " + dialect.type(*wanted.type) + " on " + path});
  }
  if (what.nullable) {
    logs.push_back(
        {"constraints", std::string("Detected ") + (wanted.is_nullable() ? "NULL" : "NOT NULL") + " on column " + path});
  }
  if (what.default_value) logs.push_back({"defaults", "Detected server default on column " + path});
  if (what.comment) logs.push_back({"comments", "Detected column comment " + path});
  return logs;
}

// What a generated column computes cannot be altered: it is dropped and added, and the server fills it again.
void replace(const TablePair& pair, const ColumnChange& change, const sql::Dialect& dialect, TableParts& parts) {
  const auto& [have, wanted, what] = change;
  Change dropped(drop_column(pair.have, *have), add_column(pair.have, *have));
  if (!have->computed)
    dropped.note = "the values of " + pair.have.name + "." + have->name + " are lost: it becomes a generated column";
  Change again(add_column(pair.wanted, *wanted), drop_column(pair.wanted, *wanted));
  again.logs = logs_of(pair, *have, *wanted, what, dialect);
  parts.dropped_generated.push_back(std::move(dropped));
  parts.added_generated.push_back(std::move(again));
  parts.remade.insert(wanted->name);
  parts.replaced.insert(wanted->name);
}

Change altered(const TablePair& pair, const Column& have, const Column& wanted, const ColumnDifference& what,
               const sql::Comparer& comparer) {
  Column before = written(pair.have, have), after = written(pair.wanted, wanted);
  before.nullable = have.is_nullable(), after.nullable = wanted.is_nullable();
  before.autoincrement = have.autoincrement, after.autoincrement = wanted.autoincrement;
  Change change;
  ColumnDifference back = what;
  back.moves = what.moves || what.moves_back;
  if (what.any()) change.up = alterations(pair.wanted, before, after, what, comparer);
  change.down = alterations(pair.wanted, after, before, back, comparer);
  change.logs = logs_of(pair, have, wanted, what, comparer.dialect());
  return change;
}

// For the reader: a new column that may be this one under another name.
std::string maybe_renamed(const TablePair& pair, const Column& have, const sql::Comparer& comparer) {
  for (const Column& wanted : pair.wanted.columns) {
    if (pair.have.find(wanted.name) || !look_alike(have, wanted, comparer)) continue;
    return "this drops the data of " + have.name + "; if it is now called " + wanted.name + ", write instead of both:\n" +
           host::write(rename_of(pair.wanted, have, wanted));
  }
  return {};
}

// Where ALTER cannot retype what a generated column computes from, nor convert what it has computed: must it be made again?
bool stuck(const Table& table, const ColumnChange& change, const std::set<std::string>& retyped, const sql::Comparer& comparer) {
  const Column& have = *change.have;
  if (!have.computed || comparer.retypes_under_generated()) return false;
  const bool converted = change.what.retypes() && comparer.conversion(have.name, *have.type, *change.wanted->type);
  return converted || !schema::mentioned(have.computed->sqltext, {table.name, table.schema}, retyped).empty();
}

// Does the column come from a table that this one inherits from, by what the model says?
bool inherited(const TablePair& pair, const std::string& column) {
  const auto parents = inherited_tables(pair.wanted);
  return std::any_of(parents.begin(), parents.end(), [&](const schema::TableKey& parent) {
    const auto found = pair.database.tables.find(parent);
    return found != pair.database.tables.end() && found->second.find(column);
  });
}

void change_columns(const TablePair& pair, const DiffOptions& options, const std::vector<ColumnChange>& changes,
                    TableParts& parts) {
  std::set<std::string> retyped;
  for (const ColumnChange& change : changes) {
    const auto& [have, wanted, what] = change;
    if (what.retypes()) retyped.insert(have->name);
    if (what.moves_back) parts.remade_back.insert(have->name);
    const bool unlike = what.moves || (what.type && !options.comparer.keeps_keys(*have->type, *wanted->type));
    if (unlike) parts.unlike.insert(have->name);
    if (what.moves_back) parts.unlike_back.insert(have->name);
  }
  parts.remade = retyped;
  for (const ColumnChange& change : changes) {
    const auto& [have, wanted, what] = change;
    if (what.computed || stuck(pair.have, change, retyped, options.comparer)) {
      replace(pair, change, options.comparer.dialect(), parts);
    } else if (what.any() || what.moves_back) {
      parts.altered_columns.push_back(altered(pair, *have, *wanted, what, options.comparer));
    }
  }
}

}  // namespace

void diff_columns(const TablePair& pair, const DiffOptions& options, TableParts& parts) {
  const Filter& filter = options.filter;
  const ParentNames parents{pair.have.schema, pair.have.name};
  const auto seen = [&](const Column& column) { return filter.name(column.name, "column", parents); };
  std::vector<ColumnChange> changes;
  for (const Column& wanted : pair.wanted.columns) {
    const Column* have = pair.have.find(wanted.name);
    if (have && !seen(*have)) have = nullptr;
    const Subject subject{&pair.wanted, &wanted};
    if (!have) {
      if (!filter.object(subject, wanted.name, "column", false)) continue;
      (wanted.computed ? parts.added_generated : parts.added_columns).push_back(added(pair.wanted, wanted));
      continue;
    }
    const Subject other{&pair.have, have};
    if (!filter.object(subject, wanted.name, "column", false, &other)) continue;
    const Column* worded = pair.worded.find(wanted.name);
    changes.push_back({have, &wanted, ColumnDiff(pair, options, *have, wanted, worded ? *worded : wanted).find()});
  }
  change_columns(pair, options, changes, parts);
  for (const Column& have : pair.have.columns) {
    if (pair.wanted.find(have.name) || inherited(pair, have.name) || !seen(have)) continue;
    if (!filter.object({&pair.have, &have}, have.name, "column", true)) continue;
    auto& dropped = have.computed ? parts.dropped_generated : parts.dropped_columns;
    dropped.push_back(removed(pair.have, have));
    dropped.back().note = maybe_renamed(pair, have, options.comparer);
  }
}

}  // namespace runner::autogen
