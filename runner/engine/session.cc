#include "engine/session.h"

#include <cstdlib>

#include "base/error.h"
#include "base/text.h"
#include "engine/env.h"

namespace runner::engine {
namespace {

double number_key(const Config& config, const std::string& key, double fallback) {
  const auto text = config.get(key);
  if (!text || text::trim(*text).empty()) return fallback;
  char* end = nullptr;
  const double value = std::strtod(text->c_str(), &end);
  if (*end != '\0' || value < 0) {
    throw Error(ErrorCode::kConfig, key + " = " + *text + " is not a number").at(config.place_of(config.section(), key));
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
  config_.warn_of_slips();
}

Session::~Session() {
  idle_.reset();
  module_.reset();  // refs die before their state
  lua_.reset();
}

const script::Directory& Session::scripts() {
  if (!scripts_) scripts_ = script::Directory::open(config_);
  return *scripts_;
}

const graph::RevisionGraph& Session::graph() {
  if (graph_) return *graph_;
  if (reading_) {
    throw Error(ErrorCode::kScript, "the history cannot be asked for while its scripts are being read")
        .with_hint("ask inside upgrade() or downgrade()");
  }
  reading_ = true;
  try {
    graph_ = scripts().read([this](const std::string& path, const std::string& text) { return load_header(path, text); },
                            keeps_texts_ ? &texts_ : nullptr);
  } catch (...) {
    reading_ = false;
    throw;
  }
  reading_ = false;
  return *graph_;
}

// Scripts may say `local context = require "context"` above their header; most commands read headers before env.lua runs.
graph::Revision Session::load_header(const std::string& path, const std::string& text) {
  if (!has_context_) {
    idle_ = std::make_unique<Environment>(*this, Task{});
    idle_->provide();
  }
  return host::load_script(lua(), scripts().display_path(path), text).header;
}

void Session::provide_context(const host::Ref& context) {
  lua().provide("context", context);
  has_context_ = true;
}

host::State& Session::lua() {
  if (!lua_) {
    std::vector<std::string> search = config_.list("prepend_sys_path");
    search.push_back(scripts().location());
    auto lua = std::make_unique<host::State>(limits_of(config_), std::move(search), options_.lua_path);
    module_ = std::make_unique<host::Module>(*lua);
    lua_ = std::move(lua);
  }
  return *lua_;
}

host::Module& Session::module() {
  lua();
  return *module_;
}

void Session::drop_sink() {
  if (module_) module_->set_sink(nullptr);
}

void Session::check_syntax(const graph::Revision& revision) {
  const std::string shown = scripts().display_path(revision.path);
  if (const auto kept = texts_.find(revision.path)) return lua().check_syntax(shown, *kept);
  lua().check_syntax(shown, text::read_file(revision.path));
}

host::Script Session::load(const graph::Revision& revision) {
  const std::string name = scripts().display_path(revision.path);
  if (const auto kept = texts_.find(revision.path)) return host::load_script(lua(), name, *kept, {}, &revision);
  return host::load_script(lua(), name, text::read_file(revision.path), {}, &revision);
}

std::vector<host::Script> Session::load_all(const std::vector<const graph::Revision*>& revisions) {
  constexpr std::size_t kWorthAThread = 50;  // scripts: below, starting one costs as much as it saves
  std::vector<host::Script> loaded;
  loaded.reserve(revisions.size());
  if (revisions.size() < kWorthAThread || !HelperThread::worthwhile()) {
    for (const graph::Revision* revision : revisions) loaded.push_back(load(*revision));
    return loaded;
  }
  std::vector<host::Precompiler::Source> sources;
  sources.reserve(revisions.size());
  for (const graph::Revision* revision : revisions) {
    sources.push_back({scripts().display_path(revision->path), texts_.find(revision->path).value_or("")});
  }
  precompiler_.emplace(std::move(sources));
  try {
    for (std::size_t i = 0; i < revisions.size(); ++i) {
      const std::string_view bytecode = precompiler_->take(i);
      const auto& [name, text] = precompiler_->source(i);
      loaded.push_back(text.empty() ? load(*revisions[i])  // not kept: there were too many
                                    : host::load_script(lua(), name, text, bytecode, revisions[i]));
    }
  } catch (...) {
    precompiler_.reset();  // nobody wants the rest
    throw;
  }
  return loaded;
}

}  // namespace runner::engine
