#include "autogen/alter_column.h"

#include <cstdint>

#include "schema/identity.h"

namespace runner::autogen {

namespace {

using schema::Column;
using schema::Identity;
using schema::Table;

std::int64_t widest(const Column& column) {
  if (!column.type) return INT32_MAX;
  const std::string& name = column.type->name;
  if (name == "BigInteger" || name == "BIGINT") return INT64_MAX;
  return name == "SmallInteger" || name == "SMALLINT" ? INT16_MAX : INT32_MAX;
}

std::optional<ops::NewDefault> default_of(const Table& table, const Column& column, const sql::Comparer& comparer) {
  if (column.identity) return ops::NewDefault{{}, column.identity, {}};
  if (column.server_default) return ops::NewDefault{column.server_default, {}, {}};
  if (auto numbering = comparer.numbering_default(table, column)) return ops::NewDefault{std::move(numbering), {}, {}};
  return std::nullopt;
}

ops::AlterColumn alteration(const Table& table, const Column& from, const Column& to, const ColumnDifference& what,
                            const sql::Comparer& comparer) {
  ops::AlterColumn op;
  op.table_name = table.name;
  op.schema = table.schema;
  op.column_name = from.name;
  op.existing_type = from.type;
  // A sequence of the column's own matters only where the default changes.
  const auto default_in = [&](const Column& column) {
    const bool plain = !what.default_value && !column.identity && !column.server_default;
    return plain ? std::optional<ops::NewDefault>() : default_of(table, column, comparer);
  };
  const auto before = default_in(from);
  auto after = default_in(to);
  if (after && after->identity && from.identity) {
    after->identity = schema::spelled_out(*after->identity, plain_identity(*from.identity, from));
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

bool is_serial(const Table& table, const Column& column, const sql::Comparer& comparer) {
  return comparer.numbering_default(table, column).has_value() && !column.server_default;
}

// Where numbers come from begins or ends. An identity goes before the sequence that takes its place, and the other way round:
// both may have the same name. What begins goes on behind the rows that are there.
std::vector<ops::Op> renumbered(const Table& table, const Column& from, const Column& to, ops::AlterColumn op,
                                const ops::AlterColumn& first, const sql::Comparer& comparer) {
  const auto before = is_serial(table, from, comparer) ? comparer.numbering_sequence(table, from) : std::nullopt;
  const auto after = is_serial(table, to, comparer) ? comparer.numbering_sequence(table, to) : std::nullopt;
  std::vector<ops::Op> ops;
  const bool stuck = op.postgresql_using && from.server_default;  // a default that does not follow its column's new type
  if ((before && (to.identity || op.type_)) || (from.identity && after) || stuck) {
    ops.emplace_back(first);
    op.existing_server_default = {};
    if (!op.server_default.has_value()) op.server_default = {};
  }
  if (before && to.identity) ops.emplace_back(ops::DropSequence{before->name, before->schema, true});
  if (after) ops.emplace_back(*after);
  ops.emplace_back(op);
  if (before && !to.identity) ops.emplace_back(ops::DropSequence{before->name, before->schema, true});
  const auto next = to.identity || after ? comparer.renumbering(table, to) : std::nullopt;
  if (next) ops.emplace_back(ops::Execute{schema::Expr::text(*next), {}});
  return ops;
}

}  // namespace

// Without what the server fills in by itself.
Identity plain_identity(Identity identity, const Column& column) {
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

// A default that the new type cannot take over by itself goes before the type changes, and is set again after.
std::vector<ops::Op> alterations(const Table& table, const Column& from, const Column& to, ColumnDifference what,
                                 const sql::Comparer& comparer) {
  if (keeps_old_cast(from, to, what, comparer)) what.default_value = true;
  ops::AlterColumn op = alteration(table, from, to, what, comparer);
  ops::AlterColumn first = alteration(table, from, to, {.default_value = true}, comparer);
  first.server_default = ops::Change<ops::NewDefault>::none();
  const bool numbers_before = from.identity || is_serial(table, from, comparer);
  const bool numbers_after = to.identity || is_serial(table, to, comparer);
  const bool both = from.identity && to.identity;
  if (what.default_value && !both && (numbers_before || numbers_after)) return renumbered(table, from, to, op, first, comparer);
  if (!op.postgresql_using || !from.server_default) return {op};
  Column bare = from;
  bare.server_default.reset();
  what.default_value = to.server_default.has_value();
  return {first, alteration(table, bare, to, what, comparer)};
}

}  // namespace runner::autogen
