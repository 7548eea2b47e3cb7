#include "autogen/hooks.h"

#include <map>
#include <memory>

#include "autogen/items.h"
#include "base/error.h"

namespace runner::autogen {

namespace {

using schema::Column;
using schema::Table;

[[noreturn]] void mistyped(const std::string& key, const std::string& expected, const host::Ref& value) {
  throw Error(ErrorCode::kConfig, "context.configure: " + key + " must be " + expected + ", not " + value.kind());
}

host::Ref function_of(const host::Ref& options, const std::string& key) {
  host::Ref value = options.get(key);
  if (!value.is_nil() && !value.is_function()) mistyped(key, "a function", value);
  return value;
}

// Tables as Lua objects, each made once: a hook is asked about every column and index of it.
class Objects {
 public:
  explicit Objects(HookHost hooks) : hooks_(std::move(hooks)) {}

  host::State& lua() const { return hooks_.lua; }
  const host::Ref& context() const { return hooks_.context; }

  host::Ref table(const Table& table, bool reflected) {
    const auto key = std::make_tuple(reflected, table.schema.value_or(""), table.name);
    const auto found = tables_.find(key);
    if (found != tables_.end()) return found->second;
    return tables_.emplace(key, hooks_.module.object(table)).first->second;
  }

  host::Ref column(const Table& owner, const Column& column, bool reflected) {
    const host::Ref items = table(owner, reflected).get("items");
    for (int i = 1; i <= items.length(); ++i) {
      host::Ref item = items.at(i);
      if (item.kind() == "Column" && item.get("name").string() == column.name) return item;
    }
    return lua().nil();
  }

  host::Ref subject(const Subject* subject, bool reflected) {
    if (!subject || !subject->table) return lua().nil();
    const Table& owner = *subject->table;
    if (const auto* wanted = std::get_if<const Column*>(&subject->item)) return column(owner, **wanted, reflected);
    host::Ref made;
    if (const auto* index = std::get_if<const schema::Index*>(&subject->item)) {
      made = hooks_.module.object(**index);
    } else if (const auto* constraint = std::get_if<const schema::Constraint*>(&subject->item)) {
      made = hooks_.module.object(**constraint);
    } else {
      return table(owner, reflected);
    }
    made.set("table", table(owner, reflected));
    return made;
  }

  std::optional<bool> verdict(const host::Ref& function, const std::vector<host::Ref>& args, const std::string& key) const {
    const auto results = lua().call(function, args);
    if (results.empty() || results[0].is_nil()) return std::nullopt;
    if (!results[0].is_boolean()) {
      throw Error(ErrorCode::kConfig,
                  key + " must return true (differs), false (the same) or nil (decide yourself), not " + results[0].kind());
    }
    return results[0].boolean();
  }

  bool truthy(const host::Ref& function, const std::vector<host::Ref>& args) const {
    const auto results = lua().call(function, args);
    return !results.empty() && results[0].truthy();
  }

 private:
  HookHost hooks_;
  std::map<std::tuple<bool, std::string, std::string>, host::Ref> tables_;
};

host::Ref parent_names(host::State& lua, const ParentNames& parents) {
  host::Ref names = lua.table();
  if (parents.schema) names.set("schema_name", lua.string(*parents.schema));
  if (parents.table.empty()) return names;
  names.set("table_name", lua.string(parents.table));
  names.set("schema_qualified_table_name", lua.string(shown(parents.schema, parents.table)));
  return names;
}

host::Ref string_or_nil(host::State& lua, const std::string& text) {
  return text.empty() ? lua.nil() : lua.string(text);
}

// compare_type and compare_server_default: false turns the comparison off, true on; a function has its say.
host::Ref switch_of(const host::Ref& options, const std::string& key, bool& on) {
  host::Ref value = options.get(key);
  if (value.is_nil() || value.is_function()) return value;
  if (!value.is_boolean()) mistyped(key, "true, false or a function", value);
  on = *value.boolean();
  return {};
}

void add_name_filters(const HookHost& hooks, const std::shared_ptr<Objects>& objects, Filter& filter) {
  if (const host::Ref include = function_of(hooks.options, "include_name"); include.is_function()) {
    filter.include_name = [objects, include](const auto& name, std::string_view kind, const ParentNames& parents) {
      host::State& lua = objects->lua();
      // The table's own parents are those of its schema.
      const ParentNames own = kind == "table" ? ParentNames{parents.schema, ""} : parents;
      return objects->truthy(include, {name ? lua.string(*name) : lua.nil(), lua.string(kind), parent_names(lua, own)});
    };
  }
  if (const host::Ref include = function_of(hooks.options, "include_object"); include.is_function()) {
    filter.include_object = [objects, include](const Subject& object, const std::string& name, std::string_view kind,
                                               bool reflected, const Subject* other) {
      host::State& lua = objects->lua();
      return objects->truthy(include, {objects->subject(&object, reflected), string_or_nil(lua, name), lua.string(kind),
                                       lua.boolean(reflected), objects->subject(other, true)});
    };
  }
}

struct ItemObject {
  host::Module& module;

  host::Ref operator()(const Column* column) const { return module.object(*column); }
  host::Ref operator()(const schema::Constraint* constraint) const { return module.object(*constraint); }
  host::Ref operator()(const schema::Type* type) const { return module.object(*type); }
  host::Ref operator()(const schema::Default* value) const { return module.object(*value); }
};

}  // namespace

ItemHook::ItemHook(const HookHost& hooks) : hooks_(hooks), function_(function_of(hooks.options, "render_item")) {
  autogen_context_ = hooks.lua.table();
  autogen_context_.set("imports", hooks.lua.table());
  autogen_context_.set("opts", hooks.options);
  autogen_context_.set("migration_context", hooks.context);
}

host::ItemWriter ItemHook::writer() {
  if (!function_.is_function()) return {};
  return [this](std::string_view kind, const host::WrittenItem& item) -> std::optional<std::string> {
    const auto results =
        hooks_.lua.call(function_, {hooks_.lua.string(kind), std::visit(ItemObject{hooks_.module}, item), autogen_context_});
    if (results.empty() || !results[0].truthy()) return std::nullopt;
    if (!results[0].is_string()) {
      throw Error(ErrorCode::kConfig, "render_item must return Lua text or false, not " + results[0].kind());
    }
    return results[0].string();
  };
}

std::vector<std::string> ItemHook::imports() const {
  return autogen_context_.get("imports").strings().value_or(std::vector<std::string>{});
}

Filter read_filter(const HookHost& hooks) {
  Filter filter;
  const auto objects = std::make_shared<Objects>(hooks);
  add_name_filters(hooks, objects, filter);
  if (const host::Ref compare = switch_of(hooks.options, "compare_type", filter.types); compare.is_function()) {
    filter.compare_type = [objects, compare](const ColumnPair& pair) {
      const host::Ref have = objects->column(pair.have_table, pair.have, true);
      const host::Ref wanted = objects->column(pair.wanted_table, pair.wanted, false);
      return objects->verdict(compare, {objects->context(), have, wanted, have.get("type"), wanted.get("type")}, "compare_type");
    };
  }
  if (const host::Ref compare = switch_of(hooks.options, "compare_server_default", filter.defaults); compare.is_function()) {
    filter.compare_default = [objects, compare](const ColumnPair& pair, const std::string& have_text,
                                                const std::string& wanted_text) {
      host::State& lua = objects->lua();
      const host::Ref have = objects->column(pair.have_table, pair.have, true);
      const host::Ref wanted = objects->column(pair.wanted_table, pair.wanted, false);
      return objects->verdict(compare,
                              {objects->context(), have, wanted, string_or_nil(lua, have_text), wanted.get("server_default"),
                               string_or_nil(lua, wanted_text)},
                              "compare_server_default");
    };
  }
  return filter;
}

}  // namespace runner::autogen
