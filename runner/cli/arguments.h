// What CLI11 does not do by itself: unique prefixes of long options, revisions that look like options (-1), what was parsed as
// plain values, and usage errors that name the nearest spelling.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "engine/session.h"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace runner::cli {

// "--resolve" -> "--resolve-dependencies" where only one option of the command begins so; a command's own options come before
// the global ones. Throws Error{kUsage}: an ambiguous prefix, with the candidates.
std::vector<std::string> expand_prefixes(const CLI::App& app, std::vector<std::string> words);

// Every option and argument of the command and of the program after a parse, named as Alembic's config.cmd_opts names them:
// "rev_id", "revision"; "cmd" is the command. What was not given and has no default is absent.
using CommandOptions = decltype(engine::SessionOptions::command);
CommandOptions parsed_options(const CLI::App& app);

// The parser's complaint in words that say which argument is wrong, what it may have meant, and how it is right.
Error usage_error(const CLI::App& app, const CLI::ParseError& error, const std::vector<std::string>& words);

}  // namespace runner::cli
