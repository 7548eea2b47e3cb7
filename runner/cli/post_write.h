// [post_write_hooks]: programs that the user's settings name, run on a new script.
#pragma once

#include <string>

#include "base/config.h"

namespace runner::cli {

// Runs the hooks in order on the new file. Throws Error{kIo} with the hook's name and exit status; the file stays.
// Throws Error{kConfig} for a hook without type or with an unknown one.
void run_post_write_hooks(const Config& config, const std::string& path, bool quiet);

}  // namespace runner::cli
