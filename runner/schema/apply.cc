#include "schema/apply.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "schema/apply_table.h"
#include "schema/sql_text.h"

namespace runner::schema {

namespace {

using ops::OptString;

class Applier {
 public:
  Applier(Schema& schema, std::string_view source, const NamingConvention& naming, int max_length)
      : schema_(schema), source_(source), naming_(naming), max_length_(max_length) {}

  // ---- tables ----

  void operator()(const ops::CreateTable& op) {
    const TableKey key = key_of(op.table.schema, op.table.name);
    if (op.if_not_exists && schema_.tables.count(key)) {
      return;
    }
    if (op.if_not_exists && schema_.taint_of(op.table.schema, op.table.name)) {
      return;  // it may have been there, and then it is what it was
    }
    Table table = op.table;
    for (Column& column : table.columns) {
      complete(column);
      note_types(column);
    }
    schema_.tables[key] = named(naming_, normalized(std::move(table)), max_length_);
    schema_.settle(key);
  }

  void operator()(const ops::DropTable& op) {
    const TableKey key = key_of(op.schema, op.table_name);
    schema_.tables.erase(key);
    schema_.settle(key);
  }

  void operator()(const ops::RenameTable& op) {
    const TableKey from = key_of(op.schema, op.old_table_name);
    const TableKey to = key_of(op.schema, op.new_table_name);
    const auto taint = schema_.taint_of(op.schema, op.old_table_name);
    auto node = schema_.tables.extract(from);
    schema_.settle(from);
    schema_.settle(to);
    schema_.tables.erase(to);
    if (taint || node.empty()) {
      schema_.taint(to, taint ? *taint : why("rename_table"));
    }
    if (!node.empty()) {
      node.key() = to;
      node.mapped().name = op.new_table_name;
      rename_in_triggers(node.mapped(), op);
      schema_.tables.insert(std::move(node));
    }
    follow_rename(op);
  }

  // ---- one table ----

  void operator()(const ops::AddColumn& op) {
    ops::AddColumn complete_op = op;
    complete(complete_op.column);
    note_types(op.column);
    edit(op.schema, op.table_name, complete_op);
  }
  void operator()(const ops::DropColumn& op) { edit(op.schema, op.table_name, op); }
  void operator()(const ops::AlterColumn& op) {
    edit(op.schema, op.table_name, op);
    if (op.new_column_name) {
      follow_column(op.schema, op.table_name, op.column_name, *op.new_column_name);
    }
  }
  void operator()(const ops::CreateIndex& op) { edit(op.schema, op.table_name, op); }
  void operator()(const ops::CreatePrimaryKey& op) { edit(op.schema, op.table_name, op); }
  void operator()(const ops::CreateForeignKey& op) { edit(op.source_schema, op.source_table, op); }
  void operator()(const ops::CreateUniqueConstraint& op) { edit(op.schema, op.table_name, op); }
  void operator()(const ops::CreateCheckConstraint& op) { edit(op.schema, op.table_name, op); }
  void operator()(const ops::CreateExcludeConstraint& op) { edit(op.schema, op.table_name, op); }
  void operator()(const ops::DropConstraint& op) { edit(op.schema, op.table_name, op); }
  void operator()(const ops::CreateTableComment& op) { edit(op.schema, op.table_name, op); }
  void operator()(const ops::DropTableComment& op) { edit(op.schema, op.table_name, op); }

  // The table's name is optional and says nothing to most databases: the index is found by its own.
  void operator()(const ops::DropIndex& op) {
    for (auto& [key, table] : schema_.tables) {
      if (key.first == op.schema.value_or("")) {
        std::erase_if(table.indexes, [&](const Index& index) { return index.name.text == op.index_name.text; });
      }
    }
  }

  void operator()(const ops::BatchAlterTable& op) {
    const bool rebuilt = op.recreate == ops::Recreate::kAlways || (op.recreate == ops::Recreate::kAuto && rebuild_needed(op));
    const TableKey key = key_of(op.schema, op.table_name);
    if (op.copy_from && rebuilt) {
      Table copy = *op.copy_from;
      copy.name = op.table_name;
      copy.schema = op.schema;
      const auto existing = schema_.tables.find(key);
      if (existing != schema_.tables.end()) {
        copy.attached_sql = existing->second.attached_sql;
      }
      schema_.tables[key] = std::move(copy);
      schema_.settle(key);
    }
    TableEditor::Rules rules = lenient();
    rules.rebuild = rebuilt;
    rules.batch_naming.templates = rebuilt ? op.naming_convention : decltype(op.naming_convention){};
    for (const ops::TableOp& queued : op.operations) {
      if (const auto* add = std::get_if<ops::AddColumn>(&queued)) {
        note_types(add->column);
      }
    }
    change(op.schema, op.table_name, ops::BatchAlterTable::kName,
           [&](const Table& before) { return edit_table(op, before, std::move(rules)).table; });
    for (const ops::TableOp& queued : op.operations) {
      if (const auto* alter = std::get_if<ops::AlterColumn>(&queued); alter && alter->new_column_name) {
        follow_column(op.schema, op.table_name, alter->column_name, *alter->new_column_name);
      }
    }
  }

  // ---- types, views, schemas ----

  void operator()(const ops::CreateEnum& op) {
    schema_.enums.emplace(key_of(op.schema, op.name), EnumType{op.name, op.schema, op.values});
  }
  void operator()(const ops::DropEnum& op) { schema_.enums.erase(key_of(op.schema, op.name)); }
  void operator()(const ops::AddEnumValue& op) {
    const auto type = schema_.enums.find(key_of(op.schema, op.name));
    if (type == schema_.enums.end()) {
      return;
    }
    auto& values = type->second.values;
    if (std::find(values.begin(), values.end(), op.value) != values.end()) {
      return;
    }
    auto place = std::find(values.begin(), values.end(), op.before ? *op.before : op.after.value_or(op.value));
    if (op.after && !op.before && place != values.end()) {
      ++place;
    }
    values.insert(place, op.value);
  }
  void operator()(const ops::RenameEnumValue& op) {
    const auto type = schema_.enums.find(key_of(op.schema, op.name));
    if (type != schema_.enums.end()) {
      std::replace(type->second.values.begin(), type->second.values.end(), op.old_value, op.new_value);
    }
  }
  void operator()(const ops::CreateView& op) { schema_.views.insert_or_assign(key_of(op.schema, op.name), op.definition); }
  void operator()(const ops::DropView& op) { schema_.views.erase(key_of(op.schema, op.name)); }
  void operator()(const ops::DropSchema& op) {
    const auto inside = [&](const auto& entry) { return entry.first.first == op.name; };
    std::erase_if(schema_.tables, inside);
    std::erase_if(schema_.enums, inside);
    std::erase_if(schema_.domains, [&](const TableKey& key) { return key.first == op.name; });
    std::erase_if(schema_.views, inside);
    std::erase_if(schema_.tainted, inside);
  }

  void operator()(const ops::Execute& op) {
    if (op.sql.is("text") || op.sql.is("literal_column")) {
      taint_by_sql(op.sql.name, schema_, why("execute"));
    }
  }

  // Sequences, extensions, schemas, and what the engine does for itself change no table.
  template <class Other>
  void operator()(const Other&) {}

  std::string why(std::string_view op) const {
    return "op." + std::string(op) + (source_.empty() ? std::string() : " in " + std::string(source_));
  }

 private:
  TableEditor::Rules lenient() const { return {naming_, {}, max_length_, false, false}; }

  template <class Change>
  void change(const OptString& schema, const std::string& name, std::string_view op, Change edit_one) {
    const TableKey key = key_of(schema, name);
    const auto found = schema_.tables.find(key);
    if (found == schema_.tables.end()) {
      schema_.taint(key, why(op));
      return;
    }
    try {
      found->second = edit_one(found->second);
    } catch (const Error&) {
      schema_.taint(key, why(op));  // the database has the word
    }
  }

  template <class OneOp>
  void edit(const OptString& schema, const std::string& name, const OneOp& op) {
    change(schema, name, OneOp::kName, [&](const Table& before) {
      TableEditor editor(before, lenient());
      editor(op);
      return editor.finish().table;
    });
  }

  // A column without a type has the type of the column that it refers to.
  void complete(Column& column) const {
    if (column.type || column.foreign_keys.empty()) {
      return;
    }
    const ForeignKey& key = column.foreign_keys.front();
    const Table* referred = schema_.find(key.schema, key.table);
    const Column* target = referred ? referred->find(key.column) : nullptr;
    if (target) {
      column.type = target->type;
    }
  }

  // The named types that a column needs and its database makes for it: enumerations and domains, also as an array's item.
  void note_types(const Column& column) {
    if (!column.type) return;
    note_type(*column.type);
    for (const auto& variant : column.type->variants) note_type(*variant.second);
  }

  void note_type(const Type& type) {
    if (type.item) note_type(*type.item);
    if (!type.type_name || !type.create_type.value_or(true)) return;
    const TableKey key = key_of(type.schema, *type.type_name);
    if (type.is("postgresql.DOMAIN")) {
      schema_.domains.insert(key);
    } else if (type.is("postgresql.ENUM") || (type.is("Enum") && type.native_enum.value_or(true))) {
      schema_.enums.emplace(key, EnumType{*type.type_name, type.schema, type.values});
    }
  }

  void rename_in_triggers(Table& table, const ops::RenameTable& op) const {
    for (std::string& trigger : table.attached_sql) {
      std::string renamed;
      for (const Token& token : tokenize(trigger)) {
        const bool name = token.kind == Token::kWord || token.kind == Token::kQuoted;
        renamed += name && token.name() == op.old_table_name ? quoted_name(op.new_table_name) : std::string(token.text);
      }
      trigger = std::move(renamed);
    }
  }

  // Foreign keys follow a renamed table, in every database.
  void follow_rename(const ops::RenameTable& op) {
    each_foreign_key([&](ForeignKeyConstraint& key) {
      if (key.table == op.old_table_name && key.schema == op.schema) {
        key.table = op.new_table_name;
      }
    });
  }

  void follow_column(const OptString& schema, const std::string& table, const std::string& from, const std::string& to) {
    each_foreign_key([&](ForeignKeyConstraint& key) {
      if (key.table == table && key.schema == schema) {
        std::replace(key.referred.begin(), key.referred.end(), from, to);
      }
    });
    for (auto& view : schema_.views) {
      walk_columns(view.second, {table, schema}, renaming({{from, to}}));
    }
  }

  template <class Change>
  void each_foreign_key(Change change_one) {
    for (auto& entry : schema_.tables) {
      for (Constraint& constraint : entry.second.constraints) {
        if (auto* key = std::get_if<ForeignKeyConstraint>(&constraint)) {
          change_one(*key);
        }
      }
    }
  }

  Schema& schema_;
  std::string_view source_;
  const NamingConvention& naming_;
  int max_length_;
};

}  // namespace

void apply(const ops::Op& op, Schema& schema, std::string_view source, const NamingConvention& naming, int max_length) {
  Applier applier(schema, source, naming, max_length);
  try {
    std::visit(applier, op);
  } catch (const Error&) {
    // Only create_table comes here, with a table that no database would make.
    if (const auto* create = std::get_if<ops::CreateTable>(&op)) {
      schema.taint(key_of(create->table.schema, create->table.name), applier.why("create_table"));
    }
  }
}

}  // namespace runner::schema
