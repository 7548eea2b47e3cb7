// What env.lua gives to a new revision: the operations that autogenerate finds, template arguments, and the say of its
// process_revision_directives, which may change the file or withdraw it.
#pragma once

#include <vector>

#include "cli/commands.h"
#include "script/directory.h"

namespace runner::cli {

// The revisions to write; `made` alone, unchanged, when neither --autogenerate nor revision_environment asks for env.lua.
// Throws Error{kState}: the database is not at the heads.
std::vector<script::NewRevision> with_environment(engine::Session& session, const RevisionOptions& options,
                                                  const script::NewRevision& made);

}  // namespace runner::cli
