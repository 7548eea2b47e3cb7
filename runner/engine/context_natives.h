// The C++ half of `context.config`, `context.script` and the arguments of the command: plain look-ups that lua/context.lua
// dresses up.
#pragma once

#include "engine/env.h"
#include "engine/session.h"
#include "host/state.h"

namespace runner::engine {

// Both outlive the natives.
void add_config_natives(const host::Ref& natives, Session& session, Environment& environment);
void add_script_natives(const host::Ref& natives, Session& session, const Task& task);

}  // namespace runner::engine
