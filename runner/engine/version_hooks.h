// on_version_apply of context.configure: what env.lua's functions are told about each step whose rows have just moved.
#pragma once

#include <functional>
#include <vector>

#include "engine/session.h"
#include "graph/plan.h"
#include "host/state.h"

namespace runner::engine {

// Calls every hook through `call`(hook, step, heads, run_args) of lua/context.lua; null without hooks. `rows`: those before
// the first step.
std::function<void(const graph::Step& step)> version_hooks(Session& session, const std::vector<host::Ref>& hooks,
                                                           const host::Ref& call, const host::Ref& run_args,
                                                           const graph::Rows& rows);

}  // namespace runner::engine
