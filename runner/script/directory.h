// The migrations folder: finds and reads the scripts of all version locations, in Alembic's load order, and writes new ones.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/config.h"
#include "base/path.h"
#include "graph/revision_graph.h"
#include "script/reader.h"

namespace runner::script {

struct NewRevision {
  std::string message;  // "" -> "empty message" in the doc, no slug
  std::string id;
  std::vector<std::string> down;  // resolved ids
  std::vector<std::string> labels;
  std::vector<std::string> depends_on;                             // ids or labels as they shall be written
  std::string directory;                                           // version location to write to
  std::vector<std::pair<std::string, std::string>> template_args;  // upgrades, downgrades, imports, own ones
};

class Directory {
 public:
  // The Directory keeps a pointer to `config`, which must outlive it.
  // Throws Error{kConfig}: no script_location; Error{kIo}: it does not exist ("Path doesn't exist: X.  Please use the 'init'
  // command to create a new scripts folder."), is not readable.
  static Directory open(const Config& config);

  const std::string& location() const { return location_; }  // script_location, absolute
  const std::vector<std::string>& version_locations() const { return versions_; }
  std::string env_file() const;  // <location>/env.lua, "" when there is none

  // Reads all headers. `load` is called for those that are not plain. Throws Error{kScript} / Error{kGraph} / Error{kIo}
  // with the file; files larger than `script_size` (ini, bytes; default 8 MiB) are refused. `load` gets the absolute path,
  // which is also Revision::path. `texts`, when given, is filled.
  graph::RevisionGraph read(const LoadHeader& load, Texts* texts = nullptr) const;

  // Writes one revision from <location>/script.lua.tmpl (or the built-in template); returns the path. The content is
  // complete before the file appears. Throws Error{kIo}, Error{kConfig} (timezone, template variable).
  std::string write(const NewRevision& revision) const;

  // A path as messages show it: relative when it lies below the directory that was current at open().
  std::string display_path(std::string_view path) const { return path::shown(path, current_); }

 private:
  std::size_t script_size() const;
  const Config* config_ = nullptr;
  std::string current_, location_;
  std::vector<std::string> versions_;
};

// 12 random hex digits, as the last group of a random UUID. Throws Error{kInternal} when the system has no randomness.
std::string new_revision_id();

}  // namespace runner::script
