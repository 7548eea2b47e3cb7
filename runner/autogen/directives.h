// The new revision as process_revision_directives sees it: a list of one script whose operations are Lua values that a hook
// may look at, change, reorder, remove and add to. What it leaves is read back.
#pragma once

#include <string>
#include <vector>

#include "autogen/hooks.h"
#include "autogen/script.h"

namespace runner::autogen {

struct RevisionDirective {
  std::string rev_id, message;
  std::vector<std::string> down;   // its parents: the hook's second argument
  std::vector<std::string> heads;  // what to build on, as one would type it
  bool splice = false;
  std::vector<std::string> branch_labels, depends_on, imports;
  std::string version_path;
  Script script;
};

// Calls the hooks of context.configure, one or a list, in order; without any the directive comes back as it is. An empty
// result: no file shall be written. Throws Error{kScript}: what a hook raises, or something in the tree that is no operation.
std::vector<RevisionDirective> process_directives(const HookHost& hooks, RevisionDirective directive);

}  // namespace runner::autogen
