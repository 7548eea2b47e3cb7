// What a command works with, opened when first asked for: settings, scripts, graph, Lua. `heads` never starts Lua, `current`
// never plans.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/config.h"
#include "graph/revision_graph.h"
#include "host/module.h"
#include "host/precompile.h"
#include "host/state.h"
#include "script/directory.h"

namespace runner::engine {

// One parsed argument of the command line: a flag, a value, or the values of one that may be given several times.
using CommandOption = std::variant<bool, std::string, std::vector<std::string>>;

class Environment;

struct SessionOptions {
  ConfigArguments config;
  std::vector<std::string> x;                                  // -x KEY=VALUE
  std::string lua_path;                                        // --lua-path: our own Lua files from disk, while developing
  std::vector<std::pair<std::string, CommandOption>> command;  // config.cmd_opts: "rev_id", "sql" ...; "cmd" is its name
};

class Session {
 public:
  // Loads the configuration. Throws Error{kConfig}.
  explicit Session(SessionOptions options);
  ~Session();

  Config& config() { return config_; }
  const SessionOptions& options() const { return options_; }
  const script::Directory& scripts();  // Throws as Directory::open
  // For a command that runs scripts, before graph(): what that reads is kept, and runs.
  void keep_texts(std::size_t most) { keeps_texts_ = true, texts_ = script::Texts(most); }
  const graph::RevisionGraph& graph();                                            // reads all headers once
  void reload_graph() { graph_.reset(), texts_ = script::Texts(texts_.most()); }  // after a new script was written
  host::State& lua();
  host::Module& module();
  void drop_sink();                                // whoever op spoke to is gone
  void provide_context(const host::Ref& context);  // what `require "context"` gives from now on

  // Loads one script whole and checks that it agrees with its header. Throws Error{kScript}.
  host::Script load(const graph::Revision& revision);
  // The same for the scripts of a plan, in its order.
  std::vector<host::Script> load_all(const std::vector<const graph::Revision*>& revisions);
  // Compiles it only. Throws Error{kScript}: a syntax error.
  void check_syntax(const graph::Revision& revision);

 private:
  graph::Revision load_header(const std::string& path, const std::string& text);

  SessionOptions options_;
  Config config_;
  std::optional<script::Directory> scripts_;
  std::optional<graph::RevisionGraph> graph_;
  bool keeps_texts_ = false;
  script::Texts texts_;
  std::unique_ptr<host::State> lua_;
  std::unique_ptr<host::Module> module_;
  std::unique_ptr<Environment> idle_;  // the context of scripts that are run for their headers, before there is another
  bool has_context_ = false, reading_ = false;
  std::optional<host::Precompiler> precompiler_;  // kept, so that nobody waits while its helper tidies up
};

}  // namespace runner::engine
