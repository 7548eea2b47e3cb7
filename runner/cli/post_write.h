// [post_write_hooks]: programs that the user's settings name, run on a new script.
#pragma once

#include <string>

#include "base/config.h"

namespace runner::cli {

// Before a file is written. Throws Error{kConfig} for a hook without type, with an unknown one, without what its type needs.
void check_post_write_hooks(const Config& config);
// Runs the hooks in order on the new file. Throws Error{kIo} with the hook's name and exit status; the file stays.
void run_post_write_hooks(const Config& config, const std::string& path, bool quiet);

}  // namespace runner::cli
