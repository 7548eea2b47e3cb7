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

// Without `module`, which lua/context.lua loads when it is asked for.
host::Ref revision_object(Session& session, graph::Node node) {
  host::State& lua = session.lua();
  const graph::RevisionGraph& graph = session.graph();
  const graph::Revision& revision = graph.at(node);
  host::Ref object = lua.table();
  object.set("is_head", lua.boolean(graph.is_head(node)));
  object.set("is_base", lua.boolean(graph.is_base(node)));
  object.set("is_branch_point", lua.boolean(graph.is_branch_point(node)));
  object.set("is_merge_point", lua.boolean(graph.is_merge_point(node)));
  object.set("revision", lua.string(revision.id));
  object.set("down_revision", list_or_nil(lua, revision.down));
  object.set("branch_labels", lua.list(graph.labels(node)));
  object.set("dependencies", list_or_nil(lua, revision.depends_on));
  object.set("doc", lua.string(revision.message));
  object.set("longdoc", lua.string(revision.doc));
  object.set("path", lua.string(revision.path));
  return object;
}

std::vector<std::string> ids_of(const graph::RevisionGraph& graph, const std::vector<graph::Node>& nodes) {
  std::vector<std::string> ids;
  for (graph::Node node : nodes) ids.push_back(graph.at(node).id);
  return ids;
}

// What a typed revision stands for: one id (the first of several), a list for "heads", nil for base. Relative ones stay.
host::Ref revision_number(Session& session, const std::string& text) {
  host::State& lua = session.lua();
  const graph::RevisionGraph& graph = session.graph();
  if (!graph.find(text) && !graph.find_label(text) && text.find_first_of("+-") != std::string::npos) return lua.string(text);
  const auto ids = ids_of(graph, graph::resolve(graph, text, nullptr));
  if (text == "heads") return lua.list(ids);
  return ids.empty() ? lua.nil() : lua.string(ids.front());
}

host::Ref command_options(host::State& lua, const SessionOptions& options) {
  struct ToLua {
    host::State& lua;
    host::Ref operator()(bool on) const { return lua.boolean(on); }
    host::Ref operator()(const std::string& text) const { return lua.string(text); }
    host::Ref operator()(const std::vector<std::string>& texts) const { return lua.list(texts); }
  };
  host::Ref table = lua.table();
  for (const auto& [name, option] : options.command) table.set(name, std::visit(ToLua{lua}, option));
  return table;
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
  natives.set("cmd_opts", command_options(lua, session.options()));
  add("target_metadata_globs", [&](host::State& state, const Refs&) -> Refs {
    if (!task.plan && !task.examine) return {state.list({})};  // a command that only looks has no use for models
    const Config& config = session.config();
    std::vector<std::string> globs;
    const auto given = config.get("target_metadata");
    const bool is_url = given && given->find("://") != std::string::npos;
    if (given) globs = is_url ? std::vector<std::string>{*given} : config.list("target_metadata");
    return {state.list(globs)};
  });
  add("is_offline_mode", [&task](host::State& state, const Refs&) -> Refs { return {state.boolean(task.as_sql)}; });
  add("x_arguments", [&session](host::State& state, const Refs&) -> Refs { return {state.list(session.options().x)}; });
  add("tag", [&task](host::State& state, const Refs&) -> Refs { return {task.tag ? state.string(*task.tag) : state.nil()}; });
  add("heads", [&session](host::State& state, const Refs& args) -> Refs {
    const bool by_down = !args.empty() && args[0].truthy();
    return {state.list(ids_of(session.graph(), by_down ? session.graph().heads() : session.graph().real_heads()))};
  });
  add("bases", [&session](host::State& state, const Refs&) -> Refs {
    return {state.list(ids_of(session.graph(), session.graph().bases()))};
  });
  add("head", [&session](host::State& state, const Refs&) -> Refs {
    const auto nodes = graph::resolve(session.graph(), "head", nullptr);
    return {nodes.empty() ? state.nil() : state.string(session.graph().at(nodes.front()).id)};
  });
  add("revision_argument", [&](host::State&, const Refs&) -> Refs {
    if (!task.destination) throw Error(ErrorCode::kConfig, "this command has no destination revision");
    return {revision_number(session, *task.destination)};
  });
  add("starting_argument", [&](host::State& state, const Refs&) -> Refs {
    if (!task.destination) throw Error(ErrorCode::kConfig, "No starting revision argument is available.");
    return {task.starting ? revision_number(session, *task.starting) : state.nil()};
  });
  add("get_revision", [&session](host::State& state, const Refs& args) -> Refs {
    const auto nodes = graph::resolve(session.graph(), text_at(args, 0, "revision"), nullptr);
    if (nodes.empty()) return {state.nil()};
    return {revision_object(session, nodes.front())};
  });
  add("load_revision", [&session](host::State&, const Refs& args) -> Refs {
    return {session.load(session.graph().at(graph::resolve_one(session.graph(), text_at(args, 0, "revision")))).environment};
  });
  add("walk_revisions", [&session](host::State& state, const Refs& args) -> Refs {
    const std::string range = text_at(args, 0, "base") + ":" + text_at(args, 1, "head");
    host::Ref list = state.table();
    for (graph::Node node : graph::resolve_range(session.graph(), range, nullptr)) list.append(revision_object(session, node));
    return {list};
  });
}

}  // namespace runner::engine
