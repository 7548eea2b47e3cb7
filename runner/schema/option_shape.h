// What the value of a dialect option (postgresql_where = ..., sqlite_strict = ...) must look like, by the kind of object it
// belongs to; the names themselves are known_options (schema/table.h).
#pragma once

#include <string_view>

namespace runner::schema {

// A boolean, a string, a name or a list of them, { name = string or number }, a number or { name = number }, SQL or an
// expression. Of an option of a database that we do not speak to: anything.
enum class OptionShape { kAny, kFlag, kText, kNames, kSettings, kLengths, kCondition };
OptionShape option_shape(std::string_view kind, std::string_view name);

}  // namespace runner::schema
