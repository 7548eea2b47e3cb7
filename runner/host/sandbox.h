// What a script can reach: a fresh environment per chunk, with copies of the white-listed library, so that no script can
// change another's; and `require`, which loads modules anew for each environment.
#pragma once

#include <lua.hpp>
#include <string>

#include "host/core.h"

namespace runner::host {

// Opens the libraries and prepares what every environment starts with.
void open_sandbox(Core& core);
// Pushes a new environment.
void push_environment(Core& core, lua_State* L);
// A path as messages show it: relative to the current directory when it lies below.
std::string shown_path(const std::string& path);

// For require.cc: pushes `require` for the environment at `environment`, whose package table lies at `package`.
void push_require(lua_State* L, int environment, int package);

}  // namespace runner::host
