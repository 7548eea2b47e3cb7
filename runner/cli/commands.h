// One function a command: options in, exit status out. Results go to stdout through cli/output; talk goes to stderr.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/paint.h"
#include "cli/wanted_state.h"
#include "engine/session.h"

namespace runner::cli {

struct GlobalOptions {
  engine::SessionOptions session;
  bool quiet = false;
  bool verbose = false;
  bool raiseerr = false;
  bool json = false;
  std::string color = "auto";
};

// Colour for results, as the user wants it.
Paint stdout_paint(const GlobalOptions& global);

struct InitOptions {
  std::string directory, tmpl = "generic";
};
struct RevisionOptions {
  ReferenceOptions reference;
  std::optional<std::string> message, rev_id, branch_label, version_path;
  std::string head = "head";
  std::vector<std::string> depends_on;
  bool splice = false, sql = false, autogenerate = false;
};
struct MergeOptions {
  std::vector<std::string> revisions;
  std::optional<std::string> message, branch_label, rev_id;
  bool splice = false;
};
struct MoveOptions {
  std::string target;
  bool sql = false;
  std::optional<std::string> tag;
};
struct StampOptions {
  std::vector<std::string> targets;
  bool sql = false, purge = false;
  std::optional<std::string> tag;
};
struct HistoryOptions {
  std::optional<std::string> range;
  bool verbose = false, indicate_current = false;
};
struct HeadsOptions {
  bool verbose = false, resolve_dependencies = false;
};
struct GraphOptions {
  std::string format = "ascii";
  std::optional<std::string> range;
};
struct ModelsOptions {
  std::vector<std::string> schemas;
  std::optional<std::string> output;
  bool force = false;
};
struct CurrentOptions {
  bool verbose = false, check_heads = false;
};

int init(const GlobalOptions& global, const InitOptions& options);
int list_templates(const GlobalOptions& global);
int revision(const GlobalOptions& global, const RevisionOptions& options);
int check(const GlobalOptions& global, const ReferenceOptions& reference);
int models(const GlobalOptions& global, const ModelsOptions& options);
int merge(const GlobalOptions& global, const MergeOptions& options);
int edit(const GlobalOptions& global, const std::string& target);

int upgrade(const GlobalOptions& global, const MoveOptions& options);
int downgrade(const GlobalOptions& global, const MoveOptions& options);
int stamp(const GlobalOptions& global, const StampOptions& options);
int ensure_version(const GlobalOptions& global, bool sql);

int current(const GlobalOptions& global, const CurrentOptions& options);
int history(const GlobalOptions& global, const HistoryOptions& options);
int heads(const GlobalOptions& global, const HeadsOptions& options);
int branches(const GlobalOptions& global, bool verbose);
int show(const GlobalOptions& global, const std::string& target);
int status(const GlobalOptions& global);
int graph(const GlobalOptions& global, const GraphOptions& options);

}  // namespace runner::cli
