// What the command line accepts, taken from the parser and given to the completion scripts.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace runner::cli {

// `shell`: bash, zsh or fish.
std::string completion_script(const CLI::App& app, const std::string& shell);

}  // namespace runner::cli
