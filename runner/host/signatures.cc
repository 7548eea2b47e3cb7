// What every call takes: read off the field lists of ops and items and the type table. Calls that build no schema value
// (expressions, metadata, blocks) are in plain_signatures.cc.
#include <algorithm>
#include <functional>
#include <map>
#include <unordered_map>

#include "host/items.h"
#include "host/plain_signatures.h"
#include "host/signature.h"
#include "schema/type.h"

namespace runner::host {

namespace {

// What a field takes, from the type of its member.
template <class T>
struct TakesOf;
#define RUNNER_TAKES(type, takes)                \
  template <>                                    \
  struct TakesOf<type> {                         \
    static constexpr Takes value = Takes::takes; \
  };
using SqlTexts = std::vector<std::pair<std::string, std::string>>;
using SqlValues = std::vector<std::pair<std::string, Value>>;
RUNNER_TAKES(std::string, kString)
RUNNER_TAKES(bool, kBoolean)
RUNNER_TAKES(int, kInteger)
RUNNER_TAKES(std::int64_t, kInteger)
RUNNER_TAKES(schema::Name, kName)
RUNNER_TAKES(schema::Expr, kSql)
RUNNER_TAKES(schema::Type, kType)
RUNNER_TAKES(schema::TypeBox, kType)
RUNNER_TAKES(schema::Column, kColumn)
RUNNER_TAKES(schema::Autoincrement, kAutoincrement)
RUNNER_TAKES(ops::NewDefault, kDefault)
RUNNER_TAKES(double, kNumber)
RUNNER_TAKES(ops::TableReference, kTableReference)
RUNNER_TAKES(ops::KeyColumns, kNameOrNames)
RUNNER_TAKES(ops::Assignments, kAssignments)
RUNNER_TAKES(std::vector<std::string>, kStrings)
RUNNER_TAKES(std::vector<schema::Expr>, kColumns)
RUNNER_TAKES(SqlTexts, kTexts)
RUNNER_TAKES(SqlValues, kValues)
#undef RUNNER_TAKES
template <class T>
struct TakesOf<std::optional<T>> : TakesOf<T> {};
template <class T>
struct TakesOf<ops::Change<T>> : TakesOf<T> {};

// What an item of a variadic list is.
constexpr Takes item_of(const std::vector<std::string>*) {
  return Takes::kString;
}
constexpr Takes item_of(const std::vector<schema::Expr>*) {
  return Takes::kColumnLike;
}
constexpr Takes item_of(const std::vector<schema::ExcludeElement>*) {
  return Takes::kElement;
}

class SignatureBuilder {
 public:
  SignatureBuilder(std::string call, bool batch) : batch_(batch) { signature_.call = std::move(call); }

  template <class T>
  void positional(const char* name, T&) {
    position(name, TakesOf<T>::value, true);
  }
  template <class T>
  void optional(const char* name, T&) {
    position(name, TakesOf<T>::value, false);
  }
  template <class T>
  void variadic(const char* name, T& member) {
    signature_.variadic = name;
    signature_.item = item_of(&member);
    signature_.list_items = signature_.item == Takes::kElement;
  }
  void items(const char* name, schema::Table&) { variadic_of(name, Takes::kItem); }
  void column_items(const char* name, schema::Column&) { variadic_of(name, Takes::kColumnItem); }
  template <class T>
  void option(const char* name, T&) {
    if (!batch_ || !table_schema(name)) {
      named(name, TakesOf<T>::value);
    }
  }
  void option(const char* name, ops::Assignments&) { signature_.options.push_back({name, Takes::kAssignments, true}); }
  template <class T>
  void batch_option(const char* name, T&) {
    if (batch_) {
      named(name, TakesOf<T>::value);
    }
  }
  template <class T>
  void table(T&, const char* name = "table_name") {
    if (!batch_) {
      position(name, Takes::kString, true);
    }
  }
  template <class T>
  void optional_table(T&) {
    if (!batch_) {
      position("table_name", Takes::kString, false);
    }
  }
  void column_default(const char* name, schema::Column&) { named(name, Takes::kDefault); }
  void target(const char* name, schema::ForeignKey&) { position(name, Takes::kTarget, true); }
  void references(const char* name, schema::ForeignKeyConstraint&) { position(name, Takes::kTargets, true); }
  void dialect_options(const char* kind, schema::Options&) { signature_.dialect_kinds.push_back(kind); }
  void position_ignored(const char* name) { position(name, Takes::kAnything, false); }
  void ignored(const char* name) { named(name, Takes::kAnything); }
  // A further spelling of a field that comes before it.
  void alias(const char* name, const char* of) {
    const auto same =
        std::find_if(signature_.options.begin(), signature_.options.end(), [&](const auto& one) { return one.name == of; });
    named(name, same == signature_.options.end() ? Takes::kAnything : same->takes);
  }

  Signature take() { return std::move(signature_); }

 private:
  // The table's schema belongs to the block: op.batch_alter_table("t", { schema = "s" }, ...).
  static bool table_schema(std::string_view name) { return name == "schema" || name == "source_schema"; }

  void position(const char* name, Takes takes, bool required) { signature_.positions.push_back({name, takes, required}); }
  void named(const char* name, Takes takes) { signature_.options.push_back({name, takes}); }
  void variadic_of(const char* name, Takes item) {
    signature_.variadic = name;
    signature_.item = item;
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

// Finds what an option of a type takes.
struct TypeOption {
  std::string_view wanted;
  Takes takes = Takes::kAnything;
  template <class T>
  void operator()(std::string_view name, T&) {
    if (name == wanted) {
      takes = TakesOf<T>::value;
    }
  }
};

Takes type_option_takes(std::string_view name) {
  schema::Type type;
  TypeOption option{schema::type_option(name)};
  schema::type_fields(type, option);
  return option.takes;
}

Signature of_type(const std::string& call, const schema::TypeSpec& spec) {
  Signature signature;
  signature.call = call;
  if (spec.variadic) {
    signature.variadic = "values";
    signature.item = Takes::kString;
  }
  for (auto name : spec.positions) {
    signature.positions.push_back({name, type_option_takes(name)});
  }
  for (auto name : spec.options) {
    signature.options.push_back({name, type_option_takes(name)});
  }
  for (auto name : spec.ignored) {
    signature.options.push_back({name});
  }
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
  for (const Signature& plain : plain_signatures()) {
    makers.emplace(std::string(plain.owner) + plain.call, [&plain](const std::string&) { return plain; });
  }
  return makers;
}

const Makers& makers() {
  static const Makers all = make_makers();
  return all;
}

bool has(const std::vector<Parameter>& parameters, std::string_view name) {
  return std::any_of(parameters.begin(), parameters.end(), [&](const Parameter& one) { return one.name == name; });
}

}  // namespace

bool Signature::knows(std::string_view name) const {
  if (has(positions, name) || has(options, name) || (!name.empty() && name == variadic)) {
    return true;
  }
  return name.find('_') != std::string_view::npos &&
         std::any_of(dialect_kinds.begin(), dialect_kinds.end(), [&](auto kind) { return schema::known_option(kind, name); });
}

std::vector<std::string> Signature::names() const {
  std::vector<std::string> all;
  for (const auto* list : {&positions, &options}) {
    for (const Parameter& one : *list) {
      all.emplace_back(one.name);
    }
  }
  if (!variadic.empty()) {
    all.emplace_back(variadic);
  }
  for (const auto kind : dialect_kinds) {
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
