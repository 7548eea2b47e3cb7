// Values between us and PostgreSQL's text formats: cells by type OID, parameters, arrays, the lines of COPY.
#pragma once

#include <string>
#include <string_view>

#include "base/value.h"
#include "schema/type.h"

namespace runner::db {

// A cell as the server prints it. Types that we do not know stay text.
Value read_cell(unsigned type_oid, std::string_view text);

// The text of an array of that type of elements.
Value read_array(unsigned element_oid, std::string_view text);

// The text of a value where the server knows the type: true/false as t/f, bytes as \x.., lists as arrays ('{1,2}') or, for
// a JSON column, as JSON. REQUIRES: not NULL. Throws Error{kSql}: a NUL byte in text.
std::string value_text(const Value& value, const schema::Type* type = nullptr);

// Appends one cell of COPY's text format.
void append_copy_cell(std::string& line, const Value& value, const schema::Type* type);

}  // namespace runner::db
