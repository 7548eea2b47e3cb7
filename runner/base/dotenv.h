// A .env file: "KEY=value" lines that stand in for environment variables that are not set.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace runner {

// One KEY=value a line, optional "export", "#" comments; quotes are removed, and a quoted value may go over several lines
// ("..." knows \n \t \" \\ \$, '...' nothing). Throws Error{kConfig} with file:line; no message shows a value.
std::vector<std::pair<std::string, std::string>> parse_dotenv(std::string_view text, const std::string& file);

// Reads `path` when it is a file, and sets what the process environment does not have yet. Throws as above, and Error{kIo}.
void load_dotenv(const std::string& path);

}  // namespace runner
