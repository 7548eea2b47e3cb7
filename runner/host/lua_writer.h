// Typed value -> Lua source that decodes to the same value: what autogenerate writes and what the round-trip test reads.
#pragma once

#include <string>

#include "ops/op.h"

namespace runner::host {

// op.create_table("t", sa.Column(...), { ... }) without indentation of the first line; continuation lines are indented by
// `indent` blanks more. Option names sorted; calls with more than 200 items use the table-call form.
std::string write(const ops::Op& op, int indent = 2);
std::string write(const ops::TableOp& op, const std::string& batch, int indent = 4);
std::string write(const schema::Type& type);
std::string write(const schema::Expr& expr);
std::string write(const schema::Column& column);
// A Lua string literal: "..." with escapes, safe for any bytes.
std::string lua_string(std::string_view text);
std::string lua_value(const Value& value);

}  // namespace runner::host
