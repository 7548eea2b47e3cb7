// Small text tools that several floors share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace runner::text {

std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::vector<std::string> split(std::string_view text, std::string_view separators, bool keep_empty = false);
std::string_view trim(std::string_view text);
std::string lower(std::string_view text);  // ASCII
std::string upper(std::string_view text);  // ASCII
bool starts_with_nocase(std::string_view text, std::string_view prefix);
std::string replace_all(std::string text, std::string_view from, std::string_view to);
// 'a', 'b', 'c' for messages.
std::string quoted_list(const std::vector<std::string>& parts);
std::string md5_hex(std::string_view bytes);

// Bytes of the first character when it is well-formed UTF-8, else 0.
std::size_t utf8_length(std::string_view text);
// Where the first byte that is not UTF-8 stands; npos when all is well.
std::size_t invalid_utf8(std::string_view text);
// The text with every byte that is not UTF-8 replaced by U+FFFD, for output that must be UTF-8 whatever comes.
std::string to_utf8(std::string_view text);

// The text with control characters spelled out ("\x1b"), for terminals: no message of a script, a file or a server moves
// their cursor or changes what they have shown. Line ends and tabs stay.
std::string visible(std::string_view text);

// Reads a whole file, or what is ready to come out of a pipe: nobody waits for a writer who may never come. Throws Error{kIo}
// naming it; `limit` bytes at most when > 0 (larger: Error).
std::string read_file(const std::string& path, std::size_t limit = 0);
// Writes through a temporary name and renames, so that no half file is ever seen. Throws Error{kIo}.
void write_file(const std::string& path, std::string_view content);

}  // namespace runner::text
