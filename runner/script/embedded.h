// The files below lua/templates, as `init` copies them, put into the program by the build (tools/embed.cc).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace runner::script {

// The text of lua/templates/<path>, e.g. "generic/env.lua"; nullopt when there is no such file.
std::optional<std::string_view> embedded_template(std::string_view path);
// All paths, sorted.
std::vector<std::string_view> embedded_templates();

}  // namespace runner::script
