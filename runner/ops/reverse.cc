#include "ops/reverse.h"

#include <algorithm>

namespace runner::ops {

namespace {

struct Reverse {
  std::optional<Op> operator()(const CreateTable& op) const {
    DropTable drop;
    drop.table_name = op.table.name;
    drop.schema = op.table.schema;
    drop.if_exists = op.if_not_exists;
    return drop;
  }
  std::optional<Op> operator()(const RenameTable& op) const {
    RenameTable back = op;
    std::swap(back.old_table_name, back.new_table_name);
    return back;
  }
  std::optional<Op> operator()(const AddColumn& op) const {
    DropColumn drop;
    drop.table_name = op.table_name;
    drop.column_name = op.column.name;
    drop.schema = op.schema;
    drop.if_exists = op.if_not_exists;
    return drop;
  }
  std::optional<Op> operator()(const AlterColumn& op) const { return alter(op); }
  std::optional<Op> operator()(const CreateIndex& op) const {
    if (!op.index.name.given()) {
      return std::nullopt;
    }
    DropIndex drop;
    drop.index_name = op.index.name;
    drop.table_name = op.table_name;
    drop.schema = op.schema;
    drop.if_exists = op.if_not_exists;
    std::copy_if(op.index.options.begin(), op.index.options.end(), std::back_inserter(drop.options),
                 [](const auto& entry) { return entry.first == "postgresql_concurrently"; });
    return drop;
  }
  std::optional<Op> operator()(const CreatePrimaryKey& op) const {
    return drop_constraint(op.constraint.name, op.table_name, op.schema, "primary");
  }
  std::optional<Op> operator()(const CreateForeignKey& op) const {
    return drop_constraint(op.constraint.name, op.source_table, op.source_schema, "foreignkey");
  }
  std::optional<Op> operator()(const CreateUniqueConstraint& op) const {
    return drop_constraint(op.constraint.name, op.table_name, op.schema, "unique");
  }
  std::optional<Op> operator()(const CreateCheckConstraint& op) const {
    return drop_constraint(op.constraint.name, op.table_name, op.schema, "check");
  }
  std::optional<Op> operator()(const CreateExcludeConstraint& op) const {
    return drop_constraint(op.constraint.name, op.table_name, op.schema, std::nullopt);
  }
  std::optional<Op> operator()(const CreateTableComment& op) const {
    if (op.existing_comment) {
      CreateTableComment back = op;
      std::swap(back.comment, back.existing_comment);
      return back;
    }
    DropTableComment drop;
    drop.table_name = op.table_name;
    drop.existing_comment = op.comment;
    drop.schema = op.schema;
    return drop;
  }
  std::optional<Op> operator()(const DropTableComment& op) const {
    if (!op.existing_comment) {
      return std::nullopt;
    }
    CreateTableComment back;
    back.table_name = op.table_name;
    back.comment = op.existing_comment;
    back.schema = op.schema;
    return back;
  }
  std::optional<Op> operator()(const BatchAlterTable& op) const;
  std::optional<Op> operator()(const CreateEnum& op) const { return DropEnum{op.name, op.schema, op.if_not_exists, op.values}; }
  std::optional<Op> operator()(const DropEnum& op) const {
    if (op.values.empty()) {
      return std::nullopt;
    }
    return CreateEnum{op.name, op.values, op.schema, op.if_exists};
  }
  std::optional<Op> operator()(const RenameEnumValue& op) const {
    RenameEnumValue back = op;
    std::swap(back.old_value, back.new_value);
    return back;
  }
  std::optional<Op> operator()(const CreateView& op) const {
    if (op.replace) {
      return std::nullopt;  // there may have been another one before
    }
    DropView drop;
    drop.name = op.name;
    drop.schema = op.schema;
    drop.if_exists = op.if_not_exists;
    drop.materialized = op.materialized;
    drop.definition = op.definition;
    return drop;
  }
  std::optional<Op> operator()(const DropView& op) const {
    if (!op.definition || op.cascade) {
      return std::nullopt;
    }
    CreateView create;
    create.name = op.name;
    create.schema = op.schema;
    create.definition = *op.definition;
    create.if_not_exists = op.if_exists;
    create.materialized = op.materialized;
    return create;
  }
  std::optional<Op> operator()(const CreateSchema& op) const { return DropSchema{op.name, op.if_not_exists, false}; }
  std::optional<Op> operator()(const CreateSequence& op) const {
    return DropSequence{op.name, op.schema, op.if_not_exists, op.options};
  }
  // A sequence without options is what CREATE SEQUENCE makes by itself; its counter begins again.
  std::optional<Op> operator()(const DropSequence& op) const {
    return CreateSequence{op.name, op.schema, op.if_exists, op.options};
  }
  std::optional<Op> operator()(const CreateExtension& op) const {
    return DropExtension{op.name, op.if_not_exists, false, op.schema, op.version};
  }
  std::optional<Op> operator()(const DropExtension& op) const {
    if (op.cascade) {
      return std::nullopt;  // what needed it is gone
    }
    return CreateExtension{op.name, op.schema, op.version, op.if_exists, false};
  }
  std::optional<Op> operator()(const DropSchema& op) const {
    if (op.cascade) {
      return std::nullopt;  // what was in it is gone
    }
    return CreateSchema{op.name, op.if_exists};
  }
  std::optional<Op> operator()(const AlterSequence& op) const {
    if (op.restart || !says_what_was(op)) {
      return std::nullopt;  // where the counter stood is not known
    }
    AlterSequence back = op;
    if (back.new_name) std::swap(back.name, *back.new_name);
    std::swap(back.options, back.existing);
    return back;
  }
  template <class Other>
  std::optional<Op> operator()(const Other&) const {
    return std::nullopt;
  }

 private:
  // Does each changed option come with its existing_*?
  static bool says_what_was(const AlterSequence& op) {
    const SequenceOptions &to = op.options, &from = op.existing;
    const bool limits = !(to.minvalue || to.nominvalue) || from.minvalue || from.nominvalue;
    const bool upper = !(to.maxvalue || to.nomaxvalue) || from.maxvalue || from.nomaxvalue;
    const auto known = [](const auto& changed, const auto& before) { return !changed || before; };
    return limits && upper && known(to.start, from.start) && known(to.increment, from.increment) && known(to.cache, from.cache) &&
           known(to.cycle, from.cycle) && known(to.owned_by, from.owned_by) && known(to.data_type, from.data_type);
  }

  static std::optional<Op> drop_constraint(const Name& name, const std::string& table, const OptString& schema, OptString type) {
    if (!name.given()) {
      return std::nullopt;  // only the database knows what it is called
    }
    DropConstraint drop;
    drop.constraint_name = name;
    drop.table_name = table;
    drop.type_ = std::move(type);
    drop.schema = schema;
    return drop;
  }

  // Each change needs the existing_* that says what was before.
  static std::optional<Op> alter(const AlterColumn& op) {
    const bool unknown = (op.type_ && !op.existing_type) || (op.nullable && !op.existing_nullable) ||
                         (op.server_default.given() && !op.existing_server_default.given()) ||
                         (op.autoincrement && !op.existing_autoincrement);
    if (unknown) {
      return std::nullopt;
    }
    AlterColumn back = op;
    if (op.new_column_name) {
      back.column_name = *op.new_column_name;
      back.new_column_name = op.column_name;
    }
    if (op.type_) {
      std::swap(back.type_, back.existing_type);
    }
    if (op.nullable) {
      std::swap(back.nullable, back.existing_nullable);
    }
    if (op.server_default.given()) {
      std::swap(back.server_default, back.existing_server_default);
    }
    if (op.autoincrement) {
      std::swap(back.autoincrement, back.existing_autoincrement);
    }
    if (op.comment.given()) {
      back.comment = op.existing_comment ? Change<std::string>::of(*op.existing_comment) : Change<std::string>::none();
      back.existing_comment = op.comment.has_value() ? OptString(op.comment.value) : std::nullopt;
    }
    back.postgresql_using.reset();  // what casts one way does not cast back
    back.insert_before.reset();
    back.insert_after.reset();
    return back;
  }
};

std::optional<TableOp> as_table_op(const Op& op) {
  return std::visit(
      [](const auto& concrete) -> std::optional<TableOp> {
        if constexpr (std::is_constructible_v<TableOp, std::in_place_type_t<std::decay_t<decltype(concrete)>>,
                                              decltype(concrete)>) {
          return TableOp(concrete);
        } else {
          return std::nullopt;
        }
      },
      op);
}

std::optional<Op> Reverse::operator()(const BatchAlterTable& op) const {
  BatchAlterTable back = op;
  back.operations.clear();
  back.copy_from.reset();  // it describes the table before, not after
  for (auto queued = op.operations.rbegin(); queued != op.operations.rend(); ++queued) {
    const auto undone = std::visit([this](const auto& concrete) { return (*this)(concrete); }, *queued);
    const auto table_op = undone ? as_table_op(*undone) : std::nullopt;
    if (!table_op) {
      return std::nullopt;
    }
    back.operations.push_back(*table_op);
  }
  return back;
}

}  // namespace

std::optional<Op> reverse(const Op& op) {
  return std::visit(Reverse{}, op);
}

}  // namespace runner::ops
