// Our own Lua files as the build put them into the program (tools/embed.cc).
#pragma once

#include <string_view>

namespace runner::host {

// The bytecode of lua/<name>.lua; empty when there is no such file.
std::string_view embedded_module(std::string_view name);

}  // namespace runner::host
