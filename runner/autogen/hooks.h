// The Lua functions that env.lua passes to context.configure, as the plain functions that comparing and rendering call:
// arguments in Alembic's order, tables and columns as the sa objects that declare them.
#pragma once

#include <string>

#include "autogen/filter.h"
#include "host/module.h"

namespace runner::autogen {

struct HookHost {
  host::State& lua;
  host::Module& module;
  host::Ref options;  // of context.configure
  host::Ref context;  // what hooks get first
};

// include_name, include_object, compare_type, compare_server_default. Throws Error{kConfig}: one that is no function (or no
// boolean, where that is allowed).
Filter read_filter(const HookHost& hooks);

}  // namespace runner::autogen
