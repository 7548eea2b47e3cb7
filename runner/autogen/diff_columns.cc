// Columns of a table: which came, which went, and in what the others differ.
#include <algorithm>
#include <cstdint>

#include "autogen/diff_table.h"
#include "autogen/items.h"
#include "autogen/renames.h"
#include "host/lua_writer.h"
#include "schema/identity.h"
#include "schema/rewrite.h"

namespace runner::autogen {

namespace {

using schema::Column;
using schema::Identity;
using schema::Table;

struct ColumnDifference {
  bool type = false, nullable = false, default_value = false, comment = false, computed = false;
  bool moves = false, moves_back = false;  // to an enum type that is made anew; on the way back only
  bool any() const { return retypes() || nullable || default_value || comment; }
  bool retypes() const { return type || moves; }
};

struct ColumnChange {
  const Column *have, *wanted;
  ColumnDifference what;
};

std::int64_t widest(const Column& column) {
  if (!column.type) return INT32_MAX;
  const std::string& name = column.type->name;
  if (name == "BigInteger" || name == "BIGINT") return INT64_MAX;
  return name == "SmallInteger" || name == "SMALLINT" ? INT16_MAX : INT32_MAX;
}

// Without what the server fills in by itself.
Identity plain(Identity identity, const Column& column) {
  const std::int64_t most = widest(column);
  const bool up = identity.increment.value_or(1) > 0;
  identity.always = identity.always.value_or(false);
  identity.cycle = identity.cycle.value_or(false);
  identity.on_null.reset(), identity.order.reset(), identity.nominvalue.reset(), identity.nomaxvalue.reset();
  const auto drop = [](std::optional<std::int64_t>& value, std::int64_t usual) {
    if (value == usual) value.reset();
  };
  drop(identity.start, up ? identity.minvalue.value_or(1) : identity.maxvalue.value_or(-1));
  drop(identity.minvalue, up ? 1 : -most - 1);
  drop(identity.maxvalue, up ? most : -1);
  drop(identity.increment, 1);
  drop(identity.cache, 1);
  return identity;
}

std::optional<ops::NewDefault> default_of(const Table& table, const Column& column, const sql::Comparer& comparer) {
  if (column.identity) return ops::NewDefault{{}, column.identity, {}};
  if (column.server_default) return ops::NewDefault{column.server_default, {}, {}};
  if (auto numbering = comparer.numbering_default(table, column)) return ops::NewDefault{std::move(numbering), {}, {}};
  return std::nullopt;
}

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
      return plain(*have_.identity, have_) != plain(*wanted_.identity, wanted_);
    if (identities && (have_.identity || wanted_.identity)) return true;
    if (schema::autoincrements(pair_.wanted, wanted_)) return false;
    if (worded_.server_default == have_.server_default && !options_.filter.compare_default) return false;
    const std::string ours = default_text(worded_), theirs = default_text(have_);
    if (schema::autoincrements(pair_.have, have_)) return !ours.empty();
    if (options_.filter.compare_default) {
      if (const auto verdict = options_.filter.compare_default(columns, theirs, default_text(wanted_))) return *verdict;
    }
    return !same(ours, theirs);
  }

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

ops::AlterColumn alteration(const Table& table, const Column& from, const Column& to, const ColumnDifference& what,
                            const sql::Comparer& comparer) {
  ops::AlterColumn op;
  op.table_name = table.name;
  op.schema = table.schema;
  op.column_name = from.name;
  op.existing_type = from.type;
  // A sequence of the column's own matters only where an identity takes its place.
  const bool numbers = what.default_value && (from.identity || to.identity);
  const auto default_in = [&](const Column& column) {
    const bool plain = !numbers && !column.identity && !column.server_default;
    return plain ? std::optional<ops::NewDefault>() : default_of(table, column, comparer);
  };
  const auto before = default_in(from);
  auto after = default_in(to);
  if (after && after->identity && from.identity) {
    after->identity = schema::spelled_out(*after->identity, plain(*from.identity, from));
  }
  if (before) op.existing_server_default = ops::Change<ops::NewDefault>::of(*before);
  if (what.retypes()) {
    op.type_ = to.type;
    op.postgresql_using = comparer.conversion(from.name, *from.type, *to.type);
  }
  if (what.nullable) {
    op.nullable = to.is_nullable();
  } else {
    op.existing_nullable = from.is_nullable();
  }
  if (what.default_value) {
    op.server_default = after ? ops::Change<ops::NewDefault>::of(*after) : ops::Change<ops::NewDefault>::none();
  }
  if (what.comment) {
    op.comment = to.comment ? ops::Change<std::string>::of(*to.comment) : ops::Change<std::string>::none();
    op.existing_comment = from.comment;
  }
  return op;
}

// Would a constant stay a constant of the old type ('x'::text), where the server shows such things?
bool keeps_old_cast(const Column& from, const Column& to, const ColumnDifference& what, const sql::Comparer& comparer) {
  if (!what.type || !comparer.rewords() || !from.server_default || !to.server_default) return false;
  const auto bare = [&](const Column& column) {
    const std::string text = comparer.type(*column.type);
    return text.substr(0, text.find('('));
  };
  const schema::Expr& constant = from.server_default->expr;
  const bool quoted = constant.is("literal") ? constant.value.get_if<std::string>() != nullptr
                                             : constant.is("text") && constant.name.starts_with('\'');
  return quoted && bare(from) != bare(to);
}

// A default that the new type cannot take over by itself goes before the type changes, and is set again after. An identity
// goes before the sequence that takes its place, which may have the name of its own.
std::vector<ops::Op> alterations(const Table& table, const Column& from, const Column& to, ColumnDifference what,
                                 const sql::Comparer& comparer) {
  if (keeps_old_cast(from, to, what, comparer)) what.default_value = true;
  ops::AlterColumn op = alteration(table, from, to, what, comparer);
  ops::AlterColumn first = alteration(table, from, to, {.default_value = true}, comparer);
  first.server_default = ops::Change<ops::NewDefault>::none();
  if (what.default_value && from.identity && !to.server_default) {
    if (auto sequence = comparer.numbering_sequence(table, to)) {
      op.existing_server_default = {};
      return {first, *sequence, op};
    }
  }
  if (!op.postgresql_using || !from.server_default) return {op};
  Column bare = from;
  bare.server_default.reset();
  what.default_value = to.server_default.has_value();
  return {first, alteration(table, bare, to, what, comparer)};
}

ops::Op add_column(const Table& table, const Column& column) {
  ops::AddColumn op;
  op.table_name = table.name;
  op.schema = table.schema;
  op.column = written(table, column);
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

Change removed(const Table& table, const Column& column) {
  return Change(drop_column(table, column), add_column(table, column))
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
  Change change;
  ColumnDifference back = what;
  back.moves = what.moves || what.moves_back;
  if (what.any()) change.up = alterations(pair.wanted, before, after, what, comparer);
  change.down = alterations(pair.wanted, after, before, back, comparer);
  change.logs = logs_of(pair, have, wanted, what, comparer.dialect());
  if (wanted.identity && !have.identity) {
    change.note =
        "the identity of " + wanted.name + " counts from its start, not from the rows that are there: setval() moves it";
  }
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

void change_columns(const TablePair& pair, const DiffOptions& options, const std::vector<ColumnChange>& changes,
                    TableParts& parts) {
  std::set<std::string> retyped;
  for (const ColumnChange& change : changes) {
    if (change.what.retypes()) retyped.insert(change.have->name);
    if (change.what.moves_back) parts.remade_back.insert(change.have->name);
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
    if (pair.wanted.find(have.name) || !seen(have)) continue;
    if (!filter.object({&pair.have, &have}, have.name, "column", true)) continue;
    auto& dropped = have.computed ? parts.dropped_generated : parts.dropped_columns;
    dropped.push_back(removed(pair.have, have));
    dropped.back().note = maybe_renamed(pair, have, options.comparer);
  }
}

}  // namespace runner::autogen
