// What env.lua gives to a new script: the operations that autogenerate finds, template arguments, and the say of its
// process_revision_directives, which may change the script or withdraw it.
#pragma once

#include <vector>

#include "cli/commands.h"
#include "script/directory.h"

namespace runner::cli {

// A script to write, and what it is to stand on as a hook left it.
struct Draft {
  script::NewRevision revision;
  std::vector<std::string> heads;
  bool splice = false;
};

// Does env.lua have a say: --autogenerate, or revision_environment?
bool wants_environment(engine::Session& session, const RevisionOptions& options);

// The scripts to write; `made` alone, unchanged, when neither --autogenerate nor revision_environment asks for env.lua. What a
// hook changed has not been checked. Throws Error{kState}: the database is not at the heads.
std::vector<Draft> with_environment(engine::Session& session, const RevisionOptions& options, const script::NewRevision& made);

// A merge with the template arguments of env.lua, where revision_environment asks for it; hooks have no say in merges.
script::NewRevision with_template_args(engine::Session& session, script::NewRevision merge);

}  // namespace runner::cli
