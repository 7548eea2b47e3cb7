// What numbers the rows of a column: two identities beside each other, and the sequence behind a SERIAL.
#pragma once

#include "schema/table.h"

namespace runner::schema {

// `wanted` with what only `had` says given back its usual value, in words.
Identity spelled_out(Identity wanted, const Identity& had);

// The sequence of a reflected column that is not called as SERIAL calls one, because its table or column had another name then.
// An option of the column that no model and no file says.
inline constexpr const char* kSequenceOption = "postgresql_sequence";
void remember_sequence(Column& column, const std::string& name);
void forget_sequence(Column& column);

}  // namespace runner::schema
