#include "host/lua_writer.h"

#include <array>

#include "host/call_text.h"
#include "host/field_texts.h"
#include "host/items.h"

namespace runner::host {

namespace {

constexpr int kOneLine = -1000;  // items inside calls are never broken

// ---- the visitor ----

class Writer {
 public:
  Writer(std::string call, bool batch, const ItemWriter* items = nullptr)
      : call_(std::move(call)), batch_(batch), items_(items) {}

  template <class T>
  void positional(const char*, const T& member) {
    call_.argument(tell(member));
  }
  void positional(const char*, const schema::Column& member) { call_.argument(column_item(member)); }
  template <class T>
  void optional(const char*, const T& member) {
    if (given(member)) {
      call_.argument(tell(member));
    } else {
      call_.no_argument();
    }
  }
  void optional(const char* name, const std::optional<bool>& member) { option(name, member); }  // a flag reads better by name
  template <class T>
  void variadic(const char*, const std::vector<T>& member) {
    for (const T& item : member) {
      call_.argument(variadic_text(item));
    }
  }
  void items(const char*, const schema::Table& table) {
    for (const auto& column : table.columns) {
      call_.argument(column_item(column));
    }
    for (const auto& constraint : table.constraints) {
      const auto text = theirs(kind_of(constraint), &constraint);
      call_.argument(text ? *text : std::visit([](const auto& one) { return write(one); }, constraint));
    }
    for (const auto& index : table.indexes) {
      call_.argument(write(index));
    }
  }
  void column_items(const char*, const schema::Column& column);
  template <class T>
  void option(const char* name, const T& member) {
    const bool of_block = batch_ && (std::string_view(name) == "schema" || std::string_view(name) == "source_schema");
    if (given(member) && !of_block) {
      call_.option(name, tell(member));
    }
  }
  void option(const char* name, const schema::TypeBox& member) {
    if (member && std::string_view(name) != "type") {  // a column's type is among its items
      call_.option(name, type_text(*member));
    }
  }
  void option(const char* name, const ops::Change<ops::NewDefault>& member) {
    if (member.given()) {
      const auto text = member.has_value() && member.value.expr ? theirs("server_default", &*member.value.expr) : std::nullopt;
      call_.option(name, text ? *text : tell(member));
    }
  }
  template <class T>
  void batch_option(const char* name, const T& member) {
    if (batch_) {
      option(name, member);
    }
  }
  template <class T>
  void table(const T& member, const char* name = "table_name") {
    if (!batch_) {
      positional(name, member);
    }
  }
  template <class T>
  void optional_table(const T& member) {
    if (!batch_) {
      optional("table_name", member);
    }
  }
  void column_default(const char* name, const schema::Column& column) {
    if (column.server_default) {
      const auto text = theirs("server_default", &*column.server_default);
      call_.option(name, text ? *text : tell(*column.server_default));
    }
  }
  void target(const char*, const schema::ForeignKey& key) { call_.argument(target_text(key.schema, key.table, key.column)); }
  void references(const char*, const schema::ForeignKeyConstraint& key) {
    std::vector<std::string> targets;
    for (const auto& column : key.referred) {
      targets.push_back(target_text(key.schema, key.table, column));
    }
    call_.argument(list_text(targets));
  }
  void dialect_options(const char*, const schema::Options& options) {
    for (const auto& [name, value] : options) {
      call_.option(lua_key(name), write_option(value));
    }
  }
  void position_ignored(const char*) { call_.no_argument(); }
  void ignored(const char*) {}
  void alias(const char*, const char*) {}

  CallText& call() { return call_; }

 private:
  // In the words of whoever was asked first.
  std::optional<std::string> theirs(const char* kind, const WrittenItem& item) const {
    return items_ && *items_ ? (*items_)(kind, item) : std::nullopt;
  }
  std::string type_text(const schema::Type& type) const {
    const auto text = theirs("type", &type);
    return text ? *text : write(type);
  }
  std::string column_item(const schema::Column& column) const;

  static const char* kind_of(const schema::Constraint& constraint) {
    static constexpr std::array kKinds{"primary_key", "unique", "check", "foreign_key", "exclude"};
    return kKinds[constraint.index()];
  }

  static std::string variadic_text(const schema::Expr& expr) { return column_text(expr); }
  template <class T>
  static std::string variadic_text(const T& item) {
    return tell(item);
  }

  // "schema.table.column", or the column itself where a name has a dot of its own.
  static std::string target_text(const std::optional<std::string>& schema, const std::string& table, const std::string& column) {
    if (table.find('.') != std::string::npos || column.find('.') != std::string::npos) {
      schema::Expr target = schema::Expr::column(column, table);
      target.schema = schema;
      return write(target);
    }
    return lua_string((schema ? *schema + "." : "") + table + "." + column);
  }

  CallText call_;
  bool batch_;
  const ItemWriter* items_;
};

std::string Writer::column_item(const schema::Column& column) const {
  if (const auto text = theirs("column", &column)) {
    return *text;
  }
  Writer writer(std::string(ItemName<schema::Column>::kCall), false, items_);
  item_fields(column, writer);
  return writer.call().text(kOneLine);
}

template <class T>
std::string write_item(const T& item) {
  Writer writer(std::string(ItemName<T>::kCall), false);
  item_fields(item, writer);
  return writer.call().text(kOneLine);
}

void Writer::column_items(const char*, const schema::Column& column) {
  if (column.type) {
    call_.argument(type_text(*column.type));
  }
  for (const auto& key : column.foreign_keys) {
    call_.argument(write_item(key));
  }
  for (const auto& check : column.checks) {
    call_.argument(write_item(check));
  }
  if (column.identity) {
    call_.argument(write_item(*column.identity));
  }
  if (column.computed) {
    call_.argument(write_item(*column.computed));
  }
  if (column.has_sequence) {
    call_.argument("sa.Sequence(" + lua_string(column.name + "_seq") + ")");
  }
}

template <class T>
std::string write_op(const T& op, const std::string& object, bool batch, int indent, const ItemWriter& items) {
  Writer writer(object + "." + std::string(T::kName), batch, &items);
  T::fields(op, writer);
  return writer.call().text(indent, std::is_same_v<T, ops::CreateTable>);
}

// ---- batch ----

std::string recreate_text(ops::Recreate recreate) {
  return recreate == ops::Recreate::kAlways ? "\"always\"" : "\"never\"";
}

std::vector<std::string> constraint_texts(const std::vector<schema::Constraint>& constraints) {
  std::vector<std::string> texts;
  for (const auto& constraint : constraints) {
    texts.push_back(std::visit([](const auto& one) { return write(one); }, constraint));
  }
  return texts;
}

std::string block_options(const ops::BatchAlterTable& batch) {
  std::vector<std::string> options;
  auto add = [&](const char* name, const std::string& value) { options.push_back(std::string(name) + " = " + value); };
  if (batch.copy_from) {
    add("copy_from", write(*batch.copy_from));
  }
  if (!batch.naming_convention.empty()) {
    add("naming_convention", tell(batch.naming_convention));
  }
  if (!batch.partial_reordering.empty()) {
    add("partial_reordering", tell(batch.partial_reordering));
  }
  if (batch.recreate != ops::Recreate::kAuto) {
    add("recreate", recreate_text(batch.recreate));
  }
  std::vector<std::string> reflected;
  for (const auto& column : batch.reflect_columns) {
    reflected.push_back(write(column));
  }
  for (const auto& constraint : constraint_texts(batch.reflect_constraints)) {
    reflected.push_back(constraint);
  }
  if (!reflected.empty()) {
    add("reflect_args", list_text(reflected));
  }
  if (batch.schema) {
    add("schema", lua_string(*batch.schema));
  }
  if (!batch.table_args.empty()) {
    add("table_args", list_text(constraint_texts(batch.table_args)));
  }
  if (!batch.table_kwargs.empty()) {
    std::vector<std::string> kwargs;
    for (const auto& [name, value] : batch.table_kwargs) {
      kwargs.push_back(lua_key(name) + " = " + write_option(value));
    }
    add("table_kwargs", list_text(kwargs));
  }
  return options.empty() ? "" : "{ " + text::join(options, ", ") + " }, ";
}

std::string write_batch(const ops::BatchAlterTable& batch, int indent, const ItemWriter& items) {
  std::string out = "op.batch_alter_table(" + lua_string(batch.table_name) + ", " + block_options(batch) + "function(batch)\n";
  const std::string inner(static_cast<std::size_t>(indent) + 2, ' ');
  for (const auto& op : batch.operations) {
    out += inner + write(op, "batch", indent + 2, items) + "\n";
  }
  return out + std::string(static_cast<std::size_t>(indent), ' ') + "end)";
}

// ---- types ----

struct TypeTexts {
  std::vector<std::pair<std::string, std::string>> found;

  template <class T>
  void operator()(std::string_view name, const T& member) {
    if (given(member)) {
      found.emplace_back(std::string(name), text(member));
    }
  }
  void operator()(std::string_view name, const schema::TypeBox& member) {
    if (member) {
      found.emplace_back(std::string(name), write(*member));
    }
  }

  const std::string* find(std::string_view name) const {
    for (const auto& [known, value] : found) {
      if (known == name) {
        return &value;
      }
    }
    return nullptr;
  }

 private:
  static std::string text(const std::optional<int>& value) { return std::to_string(*value); }
  template <class T>
  static std::string text(const T& value) {
    return tell(value);
  }
};

// Flags read better by name: sa.DateTime({ timezone = true }).
bool by_name(const std::string& text) {
  return text == "true" || text == "false";
}

}  // namespace

std::string write_option(const schema::Expr& value) {
  if (value.is("literal") && !value.type) {
    return lua_value(value.value);
  }
  std::vector<std::string> items;
  if (value.is("tuple")) {
    for (const auto& item : value.args) {
      items.push_back(write_option(item));
    }
    return list_text(items);
  }
  if (value.is("row")) {
    for (const auto& [name, item] : value.named) {
      items.push_back(lua_key(name) + " = " + write_option(item));
    }
    return list_text(items);
  }
  return write(value);
}

std::string write(const schema::Type& type) {
  CallText call("sa." + type.name);
  TypeTexts texts;
  schema::type_fields(type, texts);
  for (const auto& value : type.values) {
    call.argument(lua_string(value));
  }
  std::vector<std::string_view> named;
  if (const auto* spec = schema::type_spec(type.name)) {
    bool positional = !spec->variadic;
    for (auto name : spec->positions) {
      const std::string* text = texts.find(schema::type_option(name));
      positional = positional && text && !by_name(*text);
      if (positional) {
        call.argument(*text);
      } else {
        named.push_back(name);
      }
    }
    named.insert(named.end(), spec->options.begin(), spec->options.end());
  }
  for (auto name : named) {
    if (const std::string* text = texts.find(schema::type_option(name))) {
      call.option(lua_key(name), *text);
    }
  }
  std::string out = call.text(kOneLine);
  for (const auto& [dialect, variant] : type.variants) {
    out += ":with_variant(" + write(*variant) + ", " + lua_string(dialect) + ")";
  }
  return out;
}

std::string write(const schema::Default& value) {
  return tell(value);
}
std::string write(const schema::Column& column) {
  return write_item(column);
}
std::string write(const schema::Table& table) {
  return write_item(table);
}
std::string write(const schema::Index& index) {
  return write_item(index);
}
std::string write(const schema::PrimaryKeyConstraint& constraint) {
  return write_item(constraint);
}
std::string write(const schema::UniqueConstraint& constraint) {
  return write_item(constraint);
}
std::string write(const schema::CheckConstraint& constraint) {
  return write_item(constraint);
}
std::string write(const schema::ForeignKeyConstraint& constraint) {
  return write_item(constraint);
}
std::string write(const schema::ExcludeConstraint& constraint) {
  return write_item(constraint);
}
std::string write(const schema::Identity& identity) {
  return write_item(identity);
}
std::string write(const schema::Computed& computed) {
  return write_item(computed);
}

std::string write(const ops::Op& op, int indent, const ItemWriter& items) {
  return std::visit(
      [&](const auto& one) -> std::string {
        using T = std::decay_t<decltype(one)>;
        if constexpr (std::is_same_v<T, ops::BatchAlterTable>) {
          return write_batch(one, indent, items);
        } else if constexpr (HasFields<T>) {
          return write_op(one, "op", false, indent, items);
        } else {
          return "-- " + std::string(T::kName);
        }
      },
      op);
}

std::string write(const ops::TableOp& op, const std::string& batch, int indent, const ItemWriter& items) {
  return std::visit([&](const auto& one) { return write_op(one, batch, true, indent, items); }, op);
}

}  // namespace runner::host
