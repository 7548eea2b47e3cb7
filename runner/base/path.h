// Paths as text: made absolute without following links (as Alembic prints them), and shortened again for messages.
#pragma once

#include <string>
#include <string_view>

namespace runner::path {

// The current directory. Throws Error{kIo} when it has been removed.
std::string current();
std::string current_or_empty();  // "" when it has been removed
// Absolute and without "." and "..", links not followed; relative to the current directory.
std::string absolute(std::string_view path);
// "dir/file" from its two parts; `name` alone when it is absolute or `directory` is empty.
std::string join(std::string_view directory, std::string_view name);
std::string parent(std::string_view path);     // "/a/b" -> "/a"; "b" -> ""
std::string_view name(std::string_view path);  // "/a/b" -> "b"
// For messages: relative when the path lies below the current directory, else as it is.
std::string shown(std::string_view path);
std::string shown(std::string_view path, std::string_view current);  // for many paths: what current_or_empty() said

}  // namespace runner::path
