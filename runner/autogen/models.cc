#include "autogen/models.h"

#include <map>

#include "autogen/items.h"
#include "base/error.h"
#include "base/text.h"
#include "schema/naming.h"
#include "schema/schema.h"

namespace runner::autogen {

namespace {

using schema::Column;
using schema::ForeignKeyConstraint;
using schema::Table;
using schema::TableKey;

struct Model {
  Table table;
  std::string where;
  const host::Metadata* metadata;
};

class Reader {
 public:
  Reader(std::vector<host::Metadata> metadata, const sql::Dialect& dialect, const std::string& default_schema)
      : metadata_(std::move(metadata)), dialect_(dialect), default_schema_(default_schema) {}

  std::vector<Table> run() {
    for (host::Metadata& metadata : metadata_) {
      models_.reserve(models_.size() + metadata.tables.size());
      for (std::size_t i = 0; i < metadata.tables.size(); ++i) declare(metadata, i);
    }
    for (Model& model : models_) resolve_keys(model);
    for (Model& model : models_) {
      for (Column& column : model.table.columns) give_type(model, column);
    }
    std::vector<Table> tables;
    tables.reserve(models_.size());
    for (Model& model : models_) {
      tables.push_back(folded(schema::named(model.metadata->naming, std::move(model.table), dialect_.max_identifier())));
    }
    return tables;
  }

 private:
  std::optional<std::string> plain(const std::optional<std::string>& schema) const {
    return schema && (schema->empty() || *schema == default_schema_) ? std::nullopt : schema;
  }

  void declare(host::Metadata& metadata, std::size_t i) {
    Model model{schema::normalized(std::move(metadata.tables[i])), metadata.where[i], &metadata};
    model.table.schema = plain(model.table.schema);
    for (Column& column : model.table.columns) forget_default_schema(column.type);
    const auto [place, fresh] = index_.emplace(schema::key_of(model.table.schema, model.table.name), models_.size());
    if (!fresh) {
      const std::string name = shown(model.table.schema, model.table.name);
      throw Error(ErrorCode::kScript, "Duplicate table keys across multiple MetaData objects: \"" + name + "\", declared at " +
                                          models_[place->second].where + " and at " + model.where)
          .at(model.where)
          .with_hint("remove one of the two, or give it another schema");
    }
    models_.push_back(std::move(model));
  }

  // Of a named type, itself or as the items of an array.
  void forget_default_schema(schema::TypeBox& box) const {
    if (!box) return;
    if (box->schema && !plain(box->schema)) box.edit().schema.reset();
    if (!box->item) return;
    schema::TypeBox item = box->item;
    forget_default_schema(item);
    if (item != box->item) box.edit().item = item;
  }

  Model* find(const std::optional<std::string>& schema, const std::string& table) {
    const auto found = index_.find(schema::key_of(plain(schema), table));
    return found == index_.end() ? nullptr : &models_[found->second];
  }

  // ---- foreign keys ----

  void resolve_keys(Model& model) {
    for (schema::Constraint& constraint : model.table.constraints) {
      auto* key = std::get_if<ForeignKeyConstraint>(&constraint);
      if (!key) continue;
      if (!key->schema) key->schema = model.metadata->schema;  // as the metadata's own tables are meant
      key->schema = plain(key->schema);
      const Model* target = find(key->schema, key->table);
      if (!target) no_table(model, *key);
      if (key->referred.empty() && target->table.primary_key()) key->referred = target->table.primary_key()->columns;
      for (const std::string& column : key->referred) {
        if (!target->table.find(column)) no_column(model, *key, target->table, column);
      }
    }
  }

  static std::string associated(const Model& model, const ForeignKeyConstraint& key) {
    return "Foreign key associated with column '" + model.table.name + "." + text::join(key.columns, ", ") + "' could not find ";
  }

  [[noreturn]] void no_table(const Model& model, const ForeignKeyConstraint& key) const {
    const std::string name = shown(key.schema, key.table);
    std::vector<std::string> known;
    for (const Model& other : models_) known.push_back(shown(other.table.schema, other.table.name));
    const std::string near = nearest(name, known);
    throw Error(ErrorCode::kScript, associated(model, key) + "table '" + name +
                                        "' with which to generate a foreign key to target column '" +
                                        (key.referred.empty() ? "" : key.referred.front()) + "'")
        .at(model.where)
        .with_hint(near.empty() ? "declare that table in the same models, or add its metadata to target_metadata"
                                : "did you mean '" + near + "'?");
  }

  [[noreturn]] static void no_column(const Model& model, const ForeignKeyConstraint& key, const Table& target,
                                     const std::string& column) {
    std::vector<std::string> known;
    for (const Column& other : target.columns) known.push_back(other.name);
    const std::string near = nearest(column, known);
    throw Error(ErrorCode::kScript, associated(model, key) + "column '" + column + "' in table '" + target.name + "'")
        .at(model.where)
        .with_hint(near.empty() ? "its columns are " + text::quoted_list(known) : "did you mean '" + near + "'?");
  }

  // ---- types ----

  // A column may leave its type to the column that it refers to.
  void give_type(Model& model, Column& column, int depth = 0) {
    if (column.type || depth > kDeepest) return;
    for (const schema::Constraint& constraint : model.table.constraints) {
      const auto* key = std::get_if<ForeignKeyConstraint>(&constraint);
      for (std::size_t i = 0; key && i < key->columns.size() && i < key->referred.size(); ++i) {
        if (key->columns[i] != column.name) continue;
        Model* target = find(key->schema, key->table);
        Column* referred = target ? target->table.find(key->referred[i]) : nullptr;
        if (!referred) continue;
        give_type(*target, *referred, depth + 1);
        column.type = referred->type;
        return;
      }
    }
  }

  static constexpr int kDeepest = 100;  // keys in a circle of columns without any type

  std::vector<host::Metadata> metadata_;
  const sql::Dialect& dialect_;
  const std::string& default_schema_;
  std::vector<Model> models_;
  std::map<TableKey, std::size_t> index_;
};

}  // namespace

std::vector<Table> read_models(host::State& state, const host::Ref& target_metadata, const sql::Dialect& dialect,
                               const std::string& default_schema) {
  return Reader(host::metadata_of(state, target_metadata), dialect, default_schema).run();
}

}  // namespace runner::autogen
