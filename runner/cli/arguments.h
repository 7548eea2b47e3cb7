// What CLI11 does not do by itself: unique prefixes of long options, revisions that look like options (-1), and usage errors
// that name the nearest spelling.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"

namespace CLI {
class App;
}

namespace runner::cli {

// "--resolve" -> "--resolve-dependencies" where only one option of the command (or a global one) begins so.
// Throws Error{kUsage}: an ambiguous prefix, with the candidates.
std::vector<std::string> expand_prefixes(const CLI::App& app, std::vector<std::string> words);

// Says which word is wrong and what it may have meant.
void improve_usage_error(Error& error, const CLI::App& app, const std::vector<std::string>& words);

}  // namespace runner::cli
