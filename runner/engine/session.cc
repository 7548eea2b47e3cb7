#include "engine/session.h"

#include <cstdlib>

#include "base/error.h"
#include "base/text.h"

namespace runner::engine {
namespace {

double number_key(const Config& config, const std::string& key, double fallback) {
  const auto text = config.get(key);
  if (!text || text::trim(*text).empty()) return fallback;
  char* end = nullptr;
  const double value = std::strtod(text->c_str(), &end);
  if (*end != '\0' || value < 0) {
    throw Error(ErrorCode::kConfig, key + " = " + *text + " is not a number")
        .at(config.file() + ":" + std::to_string(config.ini().line_of(config.section(), key)));
  }
  return value;
}

host::Limits limits_of(const Config& config) {
  host::Limits limits;
  limits.script_size = static_cast<std::size_t>(number_key(config, "script_size", static_cast<double>(limits.script_size)));
  limits.script_memory = static_cast<std::size_t>(number_key(config, "script_memory", static_cast<double>(limits.script_memory)));
  limits.script_time = number_key(config, "script_time", limits.script_time);
  limits.allow_unsafe = config.get_bool("allow_unsafe_lua", false);
  return limits;
}

}  // namespace

Session::Session(SessionOptions options) : options_(std::move(options)), config_(Config::load(options_.config)) {
  config_.apply_logging();
}

Session::~Session() {
  module_.reset();  // refs die before their state
  lua_.reset();
}

const script::Directory& Session::scripts() {
  if (!scripts_) scripts_ = script::Directory::open(config_);
  return *scripts_;
}

const graph::RevisionGraph& Session::graph() {
  if (!graph_) {
    graph_ = scripts().read(
        [this](const std::string& path, const std::string& text) {
          return host::load_script(lua(), scripts().display_path(path), text).header;
        },
        &texts_);
  }
  return *graph_;
}

host::State& Session::lua() {
  if (!lua_) {
    std::vector<std::string> search = config_.list("prepend_sys_path");
    search.push_back(scripts().location());
    lua_ = std::make_unique<host::State>(limits_of(config_), std::move(search), options_.lua_path);
    module_ = std::make_unique<host::Module>(*lua_);
  }
  return *lua_;
}

host::Module& Session::module() {
  lua();
  return *module_;
}

template <typename Use>
auto Session::with_text(const graph::Revision& revision, const Use& use) {
  const auto kept = texts_.find(revision.path);
  const std::string read = kept ? std::string() : text::read_file(revision.path);
  return use(scripts().display_path(revision.path), kept ? *kept : std::string_view(read));
}

void Session::check_syntax(const graph::Revision& revision) {
  with_text(revision, [&](const std::string& shown, std::string_view text) { lua().check_syntax(shown, text); });
}

host::Script Session::load(const graph::Revision& revision) {
  const std::string shown = scripts().display_path(revision.path);
  host::Script script = with_text(
      revision, [&](const std::string& name, std::string_view text) { return host::load_script(lua(), name, text); });
  const std::string differs = host::header_disagreement(revision, script.header);
  if (!differs.empty()) {
    throw Error(ErrorCode::kScript, "the script sets " + differs + " to something else than its header says")
        .at(shown)
        .with_hint("assign revision, down_revision, branch_labels and depends_on once, as literals above the first function");
  }
  return script;
}

}  // namespace runner::engine
