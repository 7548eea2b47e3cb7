// Other programs: hooks, the editor, graphviz. Started without a shell, waited for.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace runner::cli {

using Words = std::vector<std::string>;

// Words as a shell would split them: blanks, '...', "..." with backslash. Throws Error{kConfig}: a quote that is not closed.
Words shell_words(const std::string& text);

// Where `name` would be found: itself when it has a "/", else in $PATH. nullopt: it cannot be run.
std::optional<std::string> find_program(const std::string& name);

enum class Output { kOurs, kTalk };  // the program's stdout is ours, or goes to stderr with the other talk

// Returns the exit status, 128 + signal when a signal ended it, 127 when it is not there.
int run_program(const Words& words, Output output, const std::string& directory = {});

// Runs a program on `input` and returns what it prints. Throws Error{kIo} when it fails; its own words stand on stderr.
std::string filter_through(const Words& words, const std::string& input);

}  // namespace runner::cli
