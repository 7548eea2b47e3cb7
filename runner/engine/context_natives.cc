#include "engine/context_natives.h"

#include <algorithm>
#include <cstdio>

#include "base/error.h"
#include "graph/target.h"

namespace runner::engine {
namespace {

using Refs = std::vector<host::Ref>;
constexpr const char* kUrlKey = "sqlalchemy.url";

std::string text_at(const Refs& args, std::size_t index, const char* what) {
  const auto text = index < args.size() ? args[index].string() : std::nullopt;
  if (!text) throw Error(ErrorCode::kConfig, std::string(what) + " must be a string");
  return *text;
}

host::Ref list_or_nil(host::State& lua, const std::vector<std::string>& ids) {
  if (ids.empty()) return lua.nil();
  return ids.size() == 1 ? lua.string(ids.front()) : lua.list(ids);
}

host::Ref revision_object(Session& session, const graph::Revision& revision) {
  host::State& lua = session.lua();
  host::Ref object = lua.table();
  object.set("revision", lua.string(revision.id));
  object.set("down_revision", list_or_nil(lua, revision.down));
  object.set("branch_labels", lua.list(revision.labels));
  object.set("dependencies", list_or_nil(lua, revision.depends_on));
  object.set("doc", lua.string(revision.message));
  object.set("longdoc", lua.string(revision.doc));
  object.set("path", lua.string(revision.path));
  object.set("module", session.load(revision).environment);
  return object;
}

std::vector<std::string> ids_of(const graph::RevisionGraph& graph, const std::vector<graph::Node>& nodes) {
  std::vector<std::string> ids;
  for (graph::Node node : nodes) ids.push_back(graph.at(node).id);
  return ids;
}

}  // namespace

void add_config_natives(const host::Ref& natives, Session& session, Environment& environment) {
  host::State& lua = session.lua();
  Config& config = session.config();
  const auto add = [&](const char* name, host::Native native) { natives.set(name, lua.function(name, std::move(native))); };
  natives.set("section", lua.string(config.section()));
  natives.set("file", lua.string(config.file()));
  add("config_get", [&](host::State& state, const Refs& args) -> Refs {
    const std::string section = text_at(args, 0, "section"), key = text_at(args, 1, "key");
    std::optional<std::string> value;
    if (section == config.section() && key == kUrlKey) {
      if (const auto found = environment.found_url()) value = found->text;
    } else {
      value = config.get_in(section, key);
    }
    return {value ? state.string(*value) : state.nil()};
  });
  add("config_set", [&](host::State&, const Refs& args) -> Refs {
    const std::string section = text_at(args, 0, "section"), key = text_at(args, 1, "key"), value = text_at(args, 2, "value");
    config.set(section, key, value);
    // What was set is read back as the file would be: "%%" is "%".
    if (section == config.section() && key == kUrlKey) environment.set_url(config.get_in(section, key).value_or(value));
    return {};
  });
  add("config_section", [&](host::State& state, const Refs& args) -> Refs {
    const std::string section = text_at(args, 0, "section");
    const bool main = section == config.section();
    const auto url = main ? environment.found_url() : std::nullopt;
    if (!config.has_section(section) && !url) return {state.nil()};
    host::Ref table = state.table();
    if (config.has_section(section)) {
      for (const auto& [key, value] : config.items(section)) table.set(key, state.string(value));
    }
    if (url) table.set(kUrlKey, state.string(url->text));
    return {table};
  });
  add("print_stdout", [](host::State&, const Refs& args) -> Refs {
    std::printf("%s\n", text_at(args, 0, "text").c_str());
    return {};
  });
}

void add_script_natives(const host::Ref& natives, Session& session, const Task& task) {
  host::State& lua = session.lua();
  const auto add = [&](const char* name, host::Native native) { natives.set(name, lua.function(name, std::move(native))); };
  host::Ref flags = lua.table();
  for (const auto& [name, on] : task.flags) flags.set(name, lua.boolean(on));
  flags.set("x", lua.list(session.options().x));
  natives.set("cmd_opts", flags);
  add("is_offline_mode", [&task](host::State& state, const Refs&) -> Refs { return {state.boolean(task.as_sql)}; });
  add("x_arguments", [&session](host::State& state, const Refs&) -> Refs { return {state.list(session.options().x)}; });
  add("tag", [&task](host::State& state, const Refs&) -> Refs { return {task.tag ? state.string(*task.tag) : state.nil()}; });
  add("heads", [&session](host::State& state, const Refs&) -> Refs {
    return {state.list(ids_of(session.graph(), session.graph().real_heads()))};
  });
  add("head", [&session](host::State& state, const Refs&) -> Refs {
    const auto nodes = graph::resolve(session.graph(), "head", nullptr);
    return {nodes.empty() ? state.nil() : state.string(session.graph().at(nodes.front()).id)};
  });
  add("revision_argument", [&](host::State& state, const Refs&) -> Refs {
    if (!task.destination) throw Error(ErrorCode::kConfig, "this command has no destination revision");
    if (task.destination->find_first_of("+-") != std::string::npos) return {state.string(*task.destination)};
    const auto ids = ids_of(session.graph(), graph::resolve(session.graph(), *task.destination, nullptr));
    return {list_or_nil(state, ids)};
  });
  add("starting_argument", [&task](host::State& state, const Refs&) -> Refs {
    if (!task.as_sql && !task.destination) throw Error(ErrorCode::kConfig, "No starting revision argument is available.");
    return {task.starting ? state.string(*task.starting) : state.nil()};
  });
  add("get_revision", [&session](host::State& state, const Refs& args) -> Refs {
    const auto nodes = graph::resolve(session.graph(), text_at(args, 0, "revision"), nullptr);
    if (nodes.empty()) return {state.nil()};
    return {revision_object(session, session.graph().at(nodes.front()))};
  });
  add("walk_revisions", [&session](host::State& state, const Refs& args) -> Refs {
    const std::string range = text_at(args, 0, "base") + ":" + text_at(args, 1, "head");
    host::Ref list = state.table();
    for (graph::Node node : graph::resolve_range(session.graph(), range, nullptr)) {
      list.append(revision_object(session, session.graph().at(node)));
    }
    return {list};
  });
}

}  // namespace runner::engine
