// Programs that the user's settings name: [post_write_hooks] after a new script, the editor of `edit`.
#pragma once

#include <string>
#include <vector>

#include "base/config.h"

namespace runner::cli {

// Runs the hooks in order on the new file. Throws Error{kIo} with the hook's name and exit status; the file stays.
// Throws Error{kConfig} for a hook without type or with an unknown one.
void run_post_write_hooks(const Config& config, const std::string& path, bool quiet);

// Runs a command line (split like a shell would, no shell involved) with further arguments; waits.
// Throws Error{kIo}: not found, or its exit status is not 0.
void run_program(const std::string& command_line, const std::vector<std::string>& arguments, const std::string& directory = {});

}  // namespace runner::cli
