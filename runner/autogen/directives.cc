#include "autogen/directives.h"

#include "base/error.h"

namespace runner::autogen {

namespace {

constexpr const char* kModifyTable = "modify_table";
constexpr const char* kHook = "process_revision_directives";

class Bridge {
 public:
  explicit Bridge(const HookHost& hooks) : hooks_(hooks), lua_(hooks.lua) {}

  // ---- to Lua ----

  host::Ref script(const RevisionDirective& directive) {
    host::Ref object = lua_.table();
    object.set("rev_id", lua_.string(directive.rev_id));
    object.set("message", lua_.string(directive.message));
    object.set("head", one_or_list(directive.heads));
    object.set("splice", lua_.boolean(directive.splice));
    object.set("branch_label", one_or_list(directive.branch_labels));
    object.set("depends_on", one_or_list(directive.depends_on));
    object.set("version_path", lua_.string(directive.version_path));
    object.set("imports", lua_.list(directive.imports));
    object.set("upgrade_ops", container(directive.script.upgrade));
    object.set("downgrade_ops", container(directive.script.downgrade));
    return object;
  }

  // ---- and back ----

  RevisionDirective read(const host::Ref& object, const RevisionDirective& before) {
    if (!object.is_table()) fail("directives may hold scripts only, not " + object.kind());
    RevisionDirective directive = before;
    directive.rev_id = text(object, "rev_id").value_or(before.rev_id);
    directive.message = text(object, "message").value_or("");
    directive.version_path = text(object, "version_path").value_or(before.version_path);
    directive.heads = strings(object, "head");
    if (directive.heads.empty()) directive.heads = before.heads;
    directive.splice = object.get("splice").truthy();
    directive.branch_labels = strings(object, "branch_label");
    directive.depends_on = strings(object, "depends_on");
    directive.imports = strings(object, "imports");
    directive.script.upgrade = tree(object.get("upgrade_ops"), "upgrade_ops");
    directive.script.downgrade = tree(object.get("downgrade_ops"), "downgrade_ops");
    return directive;
  }

 private:
  [[noreturn]] static void fail(const std::string& message) {
    throw Error(ErrorCode::kScript, std::string(kHook) + ": " + message);
  }

  host::Ref one_or_list(const std::vector<std::string>& values) {
    if (values.empty()) return lua_.nil();
    return values.size() == 1 ? lua_.string(values.front()) : lua_.list(values);
  }

  // A list of operations with is_empty(), as upgrade_ops and the operations of one table are.
  host::Ref with_ops(const host::Ref& list) {
    host::Ref object = lua_.table();
    object.set("ops", list);
    object.set("is_empty",
               lua_.function("is_empty", [](host::State& state, const std::vector<host::Ref>& args) -> std::vector<host::Ref> {
                 return {state.boolean(args.empty() || nothing_in(args.front()))};
               }));
    return object;
  }

  static bool nothing_in(const host::Ref& container) {
    const host::Ref ops = container.get("ops");
    for (int i = 1; i <= ops.length(); ++i) {
      if (ops.at(i).get("operation").string() != kModifyTable || !nothing_in(ops.at(i))) return false;
    }
    return true;
  }

  host::Ref container(const Tree& tree) {
    host::Ref list = lua_.table();
    for (const Node& node : tree) {
      if (const auto* modify = std::get_if<ModifyTable>(&node)) {
        list.append(modify_table(*modify));
      } else {
        list.append(operation(std::get<Operation>(node)));
      }
    }
    return with_ops(list);
  }

  host::Ref modify_table(const ModifyTable& modify) {
    host::Ref list = lua_.table();
    for (const Operation& one : modify.ops) list.append(operation(one));
    host::Ref object = with_ops(list);
    object.set("operation", lua_.string(kModifyTable));
    object.set("table_name", lua_.string(modify.table));
    if (modify.schema) object.set("schema", lua_.string(*modify.schema));
    object.set("batch", lua_.boolean(modify.batch));
    host::Ref convention = lua_.table();
    for (const auto& [key, pattern] : modify.naming_convention) convention.set(key, lua_.string(pattern));
    object.set("naming_convention", convention);
    return object;
  }

  host::Ref operation(const Operation& operation) {
    host::Ref object = hooks_.module.operation(operation.op);
    if (!operation.note.empty()) object.set("note", lua_.string(operation.note));
    return object;
  }

  static std::optional<std::string> text(const host::Ref& object, const char* key) {
    const host::Ref value = object.get(key);
    if (value.is_nil()) return std::nullopt;
    if (!value.is_string()) fail(std::string(key) + " must be a string, not a " + value.kind());
    return value.string();
  }

  static std::vector<std::string> strings(const host::Ref& object, const char* key) {
    const host::Ref value = object.get(key);
    if (value.is_nil()) return {};
    const auto list = value.strings();
    if (!list) fail(std::string(key) + " must be a string or a list of strings");
    return *list;
  }

  Tree tree(const host::Ref& container, const std::string& what) {
    if (container.is_nil()) return {};
    const host::Ref ops = container.get("ops");
    if (!ops.is_table()) fail(what + ".ops must be a list of operations");
    Tree tree;
    for (int i = 1; i <= ops.length(); ++i) {
      const host::Ref one = ops.at(i);
      if (one.is_table() && one.get("operation").string() == kModifyTable) {
        tree.emplace_back(read_modify(one, what + ".ops[" + std::to_string(i) + "]"));
      } else {
        tree.emplace_back(read_operation(one));
      }
    }
    return tree;
  }

  ModifyTable read_modify(const host::Ref& object, const std::string& what) {
    ModifyTable modify;
    modify.table = text(object, "table_name").value_or("");
    modify.schema = text(object, "schema");
    modify.batch = object.get("batch").truthy();
    for (const auto& [key, pattern] : object.get("naming_convention").pairs()) {
      modify.naming_convention.emplace_back(key, pattern.string().value_or(""));
    }
    for (Node& node : tree(object, what)) {
      auto* operation = std::get_if<Operation>(&node);
      if (!operation) fail(what + " holds another modify_table");
      modify.ops.push_back(std::move(*operation));
    }
    return modify;
  }

  Operation read_operation(const host::Ref& object) {
    return {hooks_.module.operation_of(object), object.is_table() ? text(object, "note").value_or("") : ""};
  }

  const HookHost& hooks_;
  host::State& lua_;
};

std::vector<host::Ref> hooks_of(const host::Ref& options) {
  const host::Ref given = options.get(kHook);
  if (given.is_nil()) return {};
  if (given.is_function()) return {given};
  std::vector<host::Ref> list;
  for (int i = 1; i <= given.length(); ++i) list.push_back(given.at(i));
  for (const host::Ref& one : list) {
    if (!one.is_function()) list.clear();
  }
  if (list.empty()) {
    throw Error(ErrorCode::kConfig,
                std::string("context.configure: ") + kHook + " must be a function or a list of functions, not " + given.kind());
  }
  return list;
}

}  // namespace

std::vector<RevisionDirective> process_directives(const HookHost& hooks, RevisionDirective directive) {
  const auto functions = hooks_of(hooks.options);
  if (functions.empty()) return {std::move(directive)};
  Bridge bridge(hooks);
  host::Ref list = hooks.lua.table();
  list.append(bridge.script(directive));
  for (const host::Ref& function : functions) {
    if (list.length() > 0) hooks.lua.call(function, {hooks.context, hooks.lua.list(directive.down), list});
  }
  std::vector<RevisionDirective> result;
  for (int i = 1; i <= list.length(); ++i) result.push_back(bridge.read(list.at(i), directive));
  return result;
}

}  // namespace runner::autogen
