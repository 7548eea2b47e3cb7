// What every call takes: read off the field lists of ops and items and the type table. Only functions of sa that build no
// schema value (expressions, metadata) say their arguments here, and op.batch_alter_table, which takes a block.
#include <algorithm>
#include <functional>
#include <map>
#include <unordered_map>

#include "host/decode.h"
#include "host/items.h"
#include "schema/type.h"

namespace runner::host {

namespace {

class SignatureBuilder {
 public:
  SignatureBuilder(std::string call, bool batch) : batch_(batch) { signature_.call = std::move(call); }

  template <class T>
  void positional(const char* name, T&) {
    position(name, true);
  }
  template <class T>
  void optional(const char* name, T&) {
    position(name, false);
  }
  template <class T>
  void variadic(const char* name, T&) {
    signature_.variadic = name;
    signature_.options.push_back(name);
  }
  void variadic(const char* name, std::vector<schema::ExcludeElement>& elements) {
    variadic<std::vector<schema::ExcludeElement>>(name, elements);
    signature_.list_items = true;
  }
  template <class T>
  void items(const char* name, T& table) {
    variadic(name, table);
  }
  template <class T>
  void column_items(const char* name, T& column) {
    variadic(name, column);
  }
  template <class T>
  void option(const char* name, T&) {
    if (!batch_ || !table_schema(name)) {
      signature_.options.push_back(name);
    }
  }
  template <class T>
  void batch_option(const char* name, T&) {
    if (batch_) {
      signature_.options.push_back(name);
    }
  }
  template <class T>
  void table(T&, const char* name = "table_name") {
    if (!batch_) {
      position(name, true);
    }
  }
  template <class T>
  void optional_table(T&) {
    if (!batch_) {
      position("table_name", false);
    }
  }
  template <class T>
  void column_default(const char* name, T&) {
    signature_.options.push_back(name);
  }
  template <class T>
  void target(const char* name, T&) {
    position(name, true);
  }
  template <class T>
  void references(const char* name, T&) {
    position(name, true);
  }
  template <class T>
  void dialect_options(const char* kind, T&) {
    signature_.dialect_kinds.push_back(kind);
  }
  void position_ignored(const char* name) { position(name, false); }
  void ignored(const char* name) { signature_.options.push_back(name); }
  void alias(const char* name, const char*) { signature_.options.push_back(name); }

  Signature take() { return std::move(signature_); }

 private:
  // The table's schema belongs to the block: op.batch_alter_table("t", { schema = "s" }, ...).
  static bool table_schema(std::string_view name) { return name == "schema" || name == "source_schema"; }

  void position(const char* name, bool required) {
    signature_.positions.push_back(name);
    signature_.required.push_back(required);
    signature_.options.push_back(name);
  }

  Signature signature_;
  bool batch_;
};

using Make = std::function<Signature(const std::string& call)>;
using Makers = std::map<std::string, Make, std::less<>>;

template <class T>
Signature of_op(const std::string& call, bool batch) {
  T op;
  SignatureBuilder builder(call, batch);
  T::fields(op, builder);
  return builder.take();
}

template <class T>
void add_op(Makers& makers) {
  if constexpr (HasFields<T>) {
    makers.emplace("op." + std::string(T::kName), [](const std::string& call) { return of_op<T>(call, false); });
  }
}

template <class... T>
void add_ops(Makers& makers, const std::variant<T...>*) {
  (add_op<T>(makers), ...);
}

template <class... T>
void add_batch_ops(Makers& makers, const std::variant<T...>*) {
  (makers.emplace("batch." + std::string(T::kName), [](const std::string& call) { return of_op<T>(call, true); }), ...);
}

template <class T>
void add_item(Makers& makers) {
  makers.emplace(std::string(ItemName<T>::kCall), [](const std::string& call) {
    T item;
    SignatureBuilder builder(call, false);
    item_fields(item, builder);
    return builder.take();
  });
}

Signature of_type(const std::string& call, const schema::TypeSpec& spec) {
  Signature signature;
  signature.call = call;
  if (spec.variadic) {
    signature.variadic = "values";
    signature.options.push_back("values");
  }
  for (auto name : spec.positions) {
    signature.positions.emplace_back(name);
    signature.required.push_back(false);
    signature.options.emplace_back(name);
  }
  for (auto name : spec.options) {
    signature.options.emplace_back(name);
  }
  for (auto name : spec.ignored) {
    signature.options.emplace_back(name);
  }
  return signature;
}

// A function without schema value behind it. Positions that end in "?" may be left out.
struct Plain {
  const char* call;
  std::vector<std::string> positions;
  const char* variadic = "";
  std::vector<std::string> options = {};
  std::size_t data_begin = 0, data_end = 0;
  bool list_items = false;
};

const std::vector<Plain>& plain_calls() {
  static const std::vector<Plain> calls = {
      {"op.batch_alter_table",
       {"table_name", "block"},
       "",
       {"schema", "recreate", "copy_from", "table_args", "table_kwargs", "reflect_args", "reflect_kwargs", "naming_convention",
        "partial_reordering"}},
      {"op.bulk_insert", {"table", "rows"}, "", {"multiinsert"}, 1, 2},
      {"op.f", {"name"}},
      {"op.inline_literal", {"value?", "type_?"}, "", {}, 0, 1},
      {"op.register_operation", {"name", "operation"}, "", {"batch"}},
      {"op.autocommit_block", {"block"}},
      {"op.get_bind", {}},
      {"op.get_context", {}},
      {"op.invoke", {"operation"}},
      {"sa.MetaData", {}, "", {"naming_convention", "schema", "info", "quote_schema"}},
      {"sa.inspect", {"connection"}},
      {"sa.table", {"name"}, "columns", {"schema"}},
      {"sa.column", {"name", "type_?"}, "", {"is_literal"}},
      {"sa.text", {"sql"}},
      {"sa.literal", {"value?", "type_?"}, "", {}, 0, 1},
      {"sa.literal_column", {"sql", "type_?"}},
      {"sa.bindparam", {"name", "value?", "type_?"}, "", {"expanding", "required"}, 1, 2},
      {"sa.and_", {}, "conditions"},
      {"sa.or_", {}, "conditions"},
      {"sa.not_", {"condition"}},
      {"sa.case", {}, "whens", {"else_", "value"}, 0, 0, true},
      {"sa.cast", {"expression", "type_"}},
      {"sa.type_coerce", {"expression", "type_"}},
      {"sa.distinct", {"expression"}},
      {"sa.desc", {"expression"}},
      {"sa.asc", {"expression"}},
      {"sa.nulls_first", {"expression"}},
      {"sa.nulls_last", {"expression"}},
      {"sa.collate", {"expression", "collation"}},
      {"sa.tuple_", {}, "items"},
      {"sa.exists", {"select?"}},
      {"sa.select", {}, "columns"},
      {"sa.insert", {"table"}},
      {"sa.update", {"table"}},
      {"sa.delete", {"table"}},
      {"sa.union", {}, "selects"},
      {"sa.union_all", {}, "selects"},
      {"sa.postgresql.insert", {"table"}},
      {"sa.sqlite.insert", {"table"}},
      {"inspector.get_table_names", {"schema?"}},
      {"inspector.get_view_names", {"schema?"}},
      {"inspector.get_schema_names", {}},
      {"inspector.get_enums", {"schema?"}},
      {"inspector.has_table", {"table_name", "schema?"}},
      {"inspector.get_columns", {"table_name", "schema?"}},
      {"inspector.get_indexes", {"table_name", "schema?"}},
      {"inspector.get_foreign_keys", {"table_name", "schema?"}},
      {"inspector.get_unique_constraints", {"table_name", "schema?"}},
      {"inspector.get_check_constraints", {"table_name", "schema?"}},
      {"inspector.get_pk_constraint", {"table_name", "schema?"}},
      {"inspector.get_table_comment", {"table_name", "schema?"}},
      {"inspector.has_index", {"table_name", "index_name", "schema?"}},
  };
  return calls;
}

Signature of_plain(const Plain& plain) {
  Signature signature;
  signature.call = plain.call;
  for (std::string name : plain.positions) {
    const bool required = name.back() != '?';
    if (!required) {
      name.pop_back();
    }
    signature.positions.push_back(name);
    signature.required.push_back(required);
    signature.options.push_back(name);
  }
  if (*plain.variadic) {
    signature.variadic = plain.variadic;
    signature.options.push_back(plain.variadic);
  }
  signature.options.insert(signature.options.end(), plain.options.begin(), plain.options.end());
  signature.data_begin = plain.data_begin;
  signature.data_end = plain.data_end;
  signature.list_items = plain.list_items;
  return signature;
}

Makers make_makers() {
  Makers makers;
  add_ops(makers, static_cast<const ops::Op*>(nullptr));
  add_batch_ops(makers, static_cast<const ops::TableOp*>(nullptr));
  makers.emplace("batch.execute", [](const std::string& call) { return of_op<ops::Execute>(call, true); });
  makers.emplace("op.create_table_if_not_exists", [](const std::string& call) { return of_op<ops::CreateTable>(call, false); });
  makers.emplace("op.drop_table_if_exists", [](const std::string& call) { return of_op<ops::DropTable>(call, false); });
  add_item<schema::Column>(makers);
  add_item<schema::ForeignKey>(makers);
  add_item<schema::PrimaryKeyConstraint>(makers);
  add_item<schema::UniqueConstraint>(makers);
  add_item<schema::CheckConstraint>(makers);
  add_item<schema::ForeignKeyConstraint>(makers);
  add_item<schema::ExcludeConstraint>(makers);
  add_item<schema::Index>(makers);
  add_item<schema::Identity>(makers);
  add_item<schema::Computed>(makers);
  add_item<schema::Table>(makers);
  add_item<Sequence>(makers);
  for (const Plain& plain : plain_calls()) {
    makers.emplace(plain.call, [&plain](const std::string&) { return of_plain(plain); });
  }
  return makers;
}

const Makers& makers() {
  static const Makers all = make_makers();
  return all;
}

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

bool Signature::knows(std::string_view name) const {
  if (has(options, name)) {
    return true;
  }
  return name.find('_') != std::string_view::npos &&
         std::any_of(dialect_kinds.begin(), dialect_kinds.end(), [&](const auto& kind) { return schema::known_option(kind, name); });
}

std::vector<std::string> Signature::names() const {
  std::vector<std::string> all = options;
  for (const auto& kind : dialect_kinds) {
    const auto known = schema::known_options(kind);
    all.insert(all.end(), known.begin(), known.end());
  }
  return all;
}

const Signature* signature(std::string_view call) {
  static std::unordered_map<std::string, Signature> known;
  std::string key(call);
  if (auto found = known.find(key); found != known.end()) {
    return &found->second;
  }
  if (auto maker = makers().find(call); maker != makers().end()) {
    return &known.emplace(key, maker->second(key)).first->second;
  }
  if (call.substr(0, 3) == "sa.") {
    if (const auto* spec = schema::type_spec(call.substr(3))) {
      return &known.emplace(key, of_type(key, *spec)).first->second;
    }
  }
  return nullptr;
}

std::vector<std::string> signature_names() {
  std::vector<std::string> names;
  for (const auto& [name, maker] : makers()) {
    names.push_back(name);
  }
  for (const auto& name : schema::type_names()) {
    names.push_back("sa." + name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace runner::host
