// The commands that write files: init, revision, merge, edit, and list_templates, which tells what init can write.
#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/error.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/look.h"
#include "cli/output.h"
#include "cli/post_write.h"
#include "cli/process.h"
#include "cli/revision_environment.h"
#include "engine/env.h"
#include "graph/target.h"
#include "script/embedded.h"

namespace runner::cli {
namespace {

namespace fs = std::filesystem;
using Nodes = std::vector<graph::Node>;

struct Template {
  std::string_view name, folder, about;
};
constexpr Template kTemplates[] = {
    {"generic", "generic", "Generic single-database configuration."},
    {"multidb", "multidb", "Rudimentary multi-database configuration."},
    {"async", "generic", "The same as generic, under the name that older commands use."},
};

const Template& template_named(const std::string& name) {
  std::vector<std::string> names;
  for (const Template& t : kTemplates) {
    if (t.name == name) return t;
    names.emplace_back(t.name);
  }
  throw Error(ErrorCode::kUsage, "No such template \"" + name + "\"").with_hint("templates: " + text::join(names, ", "));
}

std::string embedded(const Template& t, const std::string& file) {
  return std::string(script::embedded_template(std::string(t.folder) + "/" + file).value());
}

std::string config_path(const GlobalOptions& global) {
  std::vector<std::string> named = global.session.config.files;
  const char* variable = std::getenv("ALEMBIC_CONFIG");
  if (named.empty() && variable && *variable) named.emplace_back(variable);
  for (const std::string& file : named) {
    if (!file.ends_with(".toml")) return fs::absolute(file).string();  // init writes no TOML
  }
  return fs::absolute("alembic.ini").string();
}

void generate(const GlobalOptions& global, const std::string& path, const std::string& content) {
  text::write_file(path, content);
  say(global.quiet, "Generating " + path + " ...  done");
}

// What an editor with LuaLS needs to know op, sa and context: stubs in the environment's folder, and where they are.
void generate_editor_files(const GlobalOptions& global, const fs::path& directory, const fs::path& project) {
  std::error_code ec;
  fs::create_directories(directory / "meta", ec);
  if (ec) throw Error(ErrorCode::kIo, "cannot create " + (directory / "meta").string() + ": " + ec.message());
  for (const char* file : {"op.lua", "sa.lua", "context.lua"}) {
    text::write_file((directory / "meta" / file).string(),
                     std::string(script::embedded_template("../meta/" + std::string(file)).value()));
  }
  const fs::path settings = project / ".luarc.json";
  if (fs::exists(settings, ec)) {
    say(global.quiet, "File " + settings.string() + " already exists, skipping: add " + (directory / "meta").string() +
                          " to its workspace.library");
    return;
  }
  const fs::path relative = (directory / "meta").lexically_relative(project.lexically_normal());
  const std::string library =
      text::replace_all(text::replace_all((relative.empty() ? directory / "meta" : relative).string(), "\\", "\\\\"), "\"",
                        "\\\"");
  generate(global, settings.string(),
           text::replace_all(std::string(script::embedded_template("../meta/luarc.json").value()), "${library}", library));
}

// script_location: as it was given when absolute, else from the ini file's folder. "%" begins an interpolation.
std::string written_location(const fs::path& given, const fs::path& absolute, const fs::path& here) {
  const fs::path relative = (absolute / "").lexically_relative((here / "").lexically_normal()).parent_path();
  std::string path = text::replace_all((given.is_absolute() ? absolute : relative).string(), "%", "%%");
  if (given.is_absolute()) return path;
  return path.empty() ? "%(here)s" : "%(here)s/" + path;
}

void check_new_id(const graph::RevisionGraph& graph, const std::string& id) {
  if (const std::string reason = graph::bad_identifier(id, false); !reason.empty()) {
    throw Error(ErrorCode::kGraph, reason).with_hint("choose another --rev-id");
  }
  for (graph::Node node = 0; node < static_cast<graph::Node>(graph.size()); ++node) {
    const graph::Revision& other = graph.at(node);
    if (other.id != id && !other.id.starts_with(id) && !id.starts_with(other.id)) continue;
    const std::string how = other.id == id ? "is already taken by" : "is a prefix of, or begins with,";
    throw Error(ErrorCode::kGraph, "revision identifier '" + id + "' " + how + " '" + other.id + "' (" + other.path + ")")
        .with_hint("choose another --rev-id");
  }
  if (graph.find_label(id))
    throw Error(ErrorCode::kGraph, "'" + id + "' is already a branch label").with_hint("choose another --rev-id");
}

void check_new_label(const graph::RevisionGraph& graph, const std::string& label) {
  if (const std::string reason = graph::bad_identifier(label, true); !reason.empty()) throw Error(ErrorCode::kGraph, reason);
  if (const auto node = graph.find_label(label)) {
    throw Error(ErrorCode::kGraph, "Branch name '" + label + "' is already used by revision " + graph.at(*node).id);
  }
  if (graph.find(label)) throw Error(ErrorCode::kGraph, "'" + label + "' is already a revision identifier");
}

std::vector<std::string> ids(const graph::RevisionGraph& graph, const Nodes& nodes) {
  std::vector<std::string> out;
  for (graph::Node node : nodes) out.push_back(graph.at(node).id);
  return out;
}

void check_parents(const graph::RevisionGraph& graph, const Nodes& parents, bool splice) {
  for (std::size_t i = 0; i < parents.size(); ++i) {
    if (std::find(parents.begin() + static_cast<std::ptrdiff_t>(i) + 1, parents.end(), parents[i]) != parents.end()) {
      throw Error(ErrorCode::kGraph, "Duplicate head revisions specified");
    }
    if (!splice && !graph.is_head(parents[i])) {
      throw Error(ErrorCode::kGraph,
                  "Revision " + graph.at(parents[i]).id +
                      " is not a head revision; please specify --splice to create a new branch from this revision");
    }
  }
}

// Which version location a new file goes to: named, the parent's, or the only one.
std::string location_for(const script::Directory& scripts, const graph::RevisionGraph& graph, const Nodes& parents,
                         const std::optional<std::string>& named) {
  const auto& locations = scripts.version_locations();
  if (named) {
    const auto plain = [](const fs::path& path) { return (fs::absolute(path) / "").lexically_normal(); };  // "a", "./a/"
    for (const std::string& location : locations) {
      if (!named->empty() && plain(location) == plain(*named)) return location;
    }
    throw Error(ErrorCode::kConfig,
                "Path " + (named->empty() ? "''" : *named) + " is not represented in current version locations")
        .with_hint("version_locations: " + text::join(locations, ", "));
  }
  if (locations.size() == 1) return locations.front();
  if (parents.empty()) {
    throw Error(ErrorCode::kConfig, "Multiple version locations present, please specify --version-path")
        .with_hint("version_locations: " + text::join(locations, ", "));
  }
  const fs::path parent = fs::path(graph.at(parents.front()).path).parent_path();
  for (const std::string& location : locations) {
    if (parent == fs::path(location) || parent.string().starts_with(location + "/")) return location;
  }
  return locations.front();
}

int write_revision(const GlobalOptions& global, engine::Session& session, const script::NewRevision& revision) {
  check_post_write_hooks(session.config());
  const std::string path = session.scripts().write(revision);
  say(global.quiet, "Generating " + path + " ...  done");
  run_post_write_hooks(session.config(), path, global.quiet);
  return 0;
}

std::string new_id(const graph::RevisionGraph& graph, const std::optional<std::string>& wanted) {
  std::string id = wanted ? *wanted : script::new_revision_id();
  check_new_id(graph, id);
  return id;
}

}  // namespace

int init(const GlobalOptions& global, const InitOptions& options) {
  const Template& chosen = template_named(options.tmpl);
  const fs::path directory = fs::absolute(options.directory).lexically_normal();
  const fs::path ini = config_path(global);
  std::error_code ec;
  if (fs::exists(directory, ec) && (!fs::is_directory(directory, ec) || !fs::is_empty(directory, ec))) {
    throw Error(ErrorCode::kIo, "Directory " + options.directory + " already exists and is not empty");
  }
  if (!fs::is_directory(ini.parent_path(), ec)) {  // before anything is made: no half environment
    throw Error(ErrorCode::kIo, "the directory of the configuration file does not exist: " + ini.parent_path().string());
  }
  say(global.quiet, "Creating directory " + directory.string() + " ...  done");
  fs::create_directories(directory / "versions", ec);
  if (ec) throw Error(ErrorCode::kIo, "cannot create " + (directory / "versions").string() + ": " + ec.message());
  say(global.quiet, "Creating directory " + (directory / "versions").string() + " ...  done");
  for (const char* file : {"env.lua", "script.lua.tmpl", "README"}) {
    generate(global, (directory / file).string(), embedded(chosen, file));
  }
  if (fs::exists(ini, ec)) {
    say(global.quiet, "File " + ini.string() + " already exists, skipping: its script_location stays as it is");
  } else {
    const std::string text = text::replace_all(embedded(chosen, "alembic.ini.tmpl"), "${script_location}",
                                               written_location(options.directory, directory, ini.parent_path()));
    generate(global, ini.string(), text);
  }
  generate_editor_files(global, directory, ini.parent_path());
  say(global.quiet, "Please edit configuration/connection/logging settings in " + ini.string() + " before proceeding.");
  return 0;
}

int list_templates(const GlobalOptions& global) {
  if (global.json) {
    ValueList items;
    for (const Template& t : kTemplates) {
      items.emplace_back(ValueObject{{"name", Value(std::string(t.name))}, {"description", Value(std::string(t.about))}});
    }
    write_stdout(json_lines(items));
    return 0;
  }
  std::string out = "Available templates:\n\n";
  for (const Template& t : kTemplates) out += std::string(t.name) + " - " + std::string(t.about) + "\n";
  write_stdout(out + "\nTemplates are used via the 'init' command, e.g.:\n\n  runner init --template generic ./scripts\n");
  return 0;
}

namespace {

Nodes parents_of(const graph::RevisionGraph& graph, const std::vector<std::string>& heads, bool splice) {
  Nodes parents;
  for (const std::string& head : heads) {
    if (head == "head" && graph.heads().size() > 1) {
      throw Error(ErrorCode::kGraph,
                  "Multiple heads are present; please specify the head revision on which the new revision should be "
                  "based, or perform a merge.")
          .with_hint("heads: " + text::join(ids(graph, graph.heads()), ", ") + "; join them with: runner merge heads");
    }
    for (const graph::Node node : graph::resolve(graph, head, nullptr)) parents.push_back(node);
  }
  check_parents(graph, parents, splice);
  return parents;
}

// Ids in full, labels as they are; "head" and "branch@head" are what they mean today.
std::vector<std::string> dependencies(const graph::RevisionGraph& graph, const std::vector<std::string>& wanted) {
  std::vector<std::string> found;
  for (const std::string& text : wanted) {
    const Nodes nodes = graph::resolve(graph, text, nullptr);
    if (nodes.size() != 1) {
      throw Error(ErrorCode::kGraph, "--depends-on '" + text + "' must be one revision, and is " +
                                         (nodes.empty() ? "none" : text::join(ids(graph, nodes), ", ")))
          .with_hint("give --depends-on once for each revision");
    }
    found.push_back(graph.find_label(text) ? text : graph.at(nodes.front()).id);
  }
  return found;
}

// What a hook changed is held to the rules of the command line.
script::NewRevision checked(engine::Session& session, const graph::RevisionGraph& graph, const RevisionOptions& options,
                            const script::NewRevision& made, Draft draft) {
  script::NewRevision& revision = draft.revision;
  const Nodes parents = parents_of(graph, draft.heads, draft.splice);
  revision.down = ids(graph, parents);
  if (revision.id != made.id) check_new_id(graph, revision.id);
  if (revision.labels != made.labels) {
    for (const std::string& label : revision.labels) check_new_label(graph, label);
  }
  revision.depends_on = dependencies(graph, revision.depends_on);
  const bool moved = revision.directory != made.directory;
  revision.directory = location_for(session.scripts(), graph, parents, moved ? revision.directory : options.version_path);
  return std::move(revision);
}

}  // namespace

int revision(const GlobalOptions& global, const RevisionOptions& options) {
  engine::Session session(global.session);
  if (options.sql && options.autogenerate)
    throw Error(ErrorCode::kUsage, "Using --sql with --autogenerate does not make any sense");
  if (options.sql && !session.config().get_bool("revision_environment", false)) {
    throw Error(ErrorCode::kUsage,
                "Using --sql with the revision command when revision_environment is not configured does not make any sense");
  }
  const graph::RevisionGraph& graph = session.graph();
  std::optional<Nodes> parents;
  try {
    parents = parents_of(graph, {options.head}, options.splice);
  } catch (const Error&) {
    if (!wants_environment(session, options)) throw;  // else a hook may still name others
  }
  script::NewRevision made;
  made.message = options.message.value_or("");
  made.id = new_id(graph, options.rev_id);
  if (options.branch_label) {
    check_new_label(graph, *options.branch_label);
    made.labels.push_back(*options.branch_label);
  }
  made.depends_on = dependencies(graph, options.depends_on);
  if (parents) {
    made.down = ids(graph, *parents);
    made.directory = location_for(session.scripts(), graph, *parents, options.version_path);
  }
  std::vector<script::NewRevision> revisions;
  for (Draft& draft : with_environment(session, options, made)) {
    revisions.push_back(checked(session, graph, options, made, std::move(draft)));
  }
  for (const script::NewRevision& revision : revisions) write_revision(global, session, revision);
  return 0;
}

int merge(const GlobalOptions& global, const MergeOptions& options) {
  engine::Session session(global.session);
  const graph::RevisionGraph& graph = session.graph();
  Nodes parents;
  for (const std::string& text : options.revisions) {
    for (graph::Node node : graph::resolve(graph, text, nullptr)) parents.push_back(node);
  }
  check_parents(graph, parents, options.splice);
  if (parents.size() < 2) {
    throw Error(ErrorCode::kGraph, "merge needs at least two revisions, and " + text::join(options.revisions, " ") + " is " +
                                       (parents.empty() ? "none" : "only " + graph.at(parents.front()).id))
        .with_hint("list what can be merged: runner heads");
  }
  script::NewRevision made;
  made.message = options.message.value_or("");
  made.id = new_id(graph, options.rev_id);
  made.down = ids(graph, parents);
  if (options.branch_label) {
    check_new_label(graph, *options.branch_label);
    made.labels.push_back(*options.branch_label);
  }
  made.directory = location_for(session.scripts(), graph, parents, std::nullopt);
  return write_revision(global, session, with_template_args(session, std::move(made)));
}

namespace {

// $VISUAL, $EDITOR, else what is usually there.
Words editor() {
  for (const char* name : {"VISUAL", "EDITOR"}) {
    const char* value = std::getenv(name);
    if (value && *value) return shell_words(value);
  }
  for (const char* name : {"sensible-editor", "editor", "nano", "vim", "vi", "code"}) {
    if (find_program(name)) return {name};
  }
  throw Error(ErrorCode::kConfig, "there is no editor").with_hint("set $VISUAL or $EDITOR");
}

}  // namespace

int edit(const GlobalOptions& global, const std::string& target) {
  engine::Session session(global.session);
  const graph::RevisionGraph& graph = session.graph();
  std::optional<graph::Rows> rows;
  if (target == "current") rows = database_rows(session);
  const Nodes nodes = graph::resolve(graph, target, rows ? &*rows : nullptr);
  if (nodes.empty()) {
    throw Error(ErrorCode::kGraph, rows ? "No current revisions" : "No revision files indicated by symbol '" + target + "'")
        .with_hint("list the revisions: runner history");
  }
  for (graph::Node node : nodes) {
    Words words = editor();
    words.push_back(graph.at(node).path);
    const int code = run_program(words, Output::kOurs);
    if (code == 127)
      throw Error(ErrorCode::kIo, "cannot run the editor \"" + words.front() + "\"").with_hint("set $VISUAL or $EDITOR");
    if (code != 0) throw Error(ErrorCode::kIo, "the editor \"" + words.front() + "\" ended with status " + std::to_string(code));
  }
  return 0;
}

}  // namespace runner::cli
