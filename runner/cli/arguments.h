// What CLI11 does not do by itself: unique prefixes of long options, revisions that look like options (-1), and usage errors
// that name the nearest spelling.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace runner::cli {

// "--resolve" -> "--resolve-dependencies" where only one option of the command begins so; a command's own options come before
// the global ones. Throws Error{kUsage}: an ambiguous prefix, with the candidates.
std::vector<std::string> expand_prefixes(const CLI::App& app, std::vector<std::string> words);

// The parser's complaint in words that say which argument is wrong, what it may have meant, and how it is right.
Error usage_error(const CLI::App& app, const CLI::ParseError& error, const std::vector<std::string>& words);

}  // namespace runner::cli
