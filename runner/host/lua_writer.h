// Typed value -> Lua source that decodes to the same value: what autogenerate writes and what the round-trip test reads.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "ops/op.h"

namespace runner::host {

// Who may write a part of an operation in their own words: render_item. Answers the text, or nullopt to leave it to us.
// `kind` is "column", "primary_key", "foreign_key", "unique", "check", "exclude", "type" or "server_default".
using WrittenItem = std::variant<const schema::Column*, const schema::Constraint*, const schema::Type*, const schema::Default*>;
using ItemWriter = std::function<std::optional<std::string>(std::string_view kind, const WrittenItem& item)>;

// op.create_table("t", sa.Column(...), { ... }), without indentation of the first line. `indent` is where that line will
// stand; continuation lines are indented by two blanks more. Option names sorted; calls with more than 200 items use the
// table-call form. The engine's own ops (Begin, SetVersion ...) become a comment.
std::string write(const ops::Op& op, int indent = 2, const ItemWriter& items = {});
std::string write(const ops::TableOp& op, const std::string& batch, int indent = 4, const ItemWriter& items = {});
std::string write(const schema::Type& type);
std::string write(const schema::Expr& expr);
std::string write(const schema::Default& value);  // as server_default takes it
std::string write(const schema::Column& column);
std::string write(const schema::Table& table);
std::string write(const schema::Index& index);
std::string write(const schema::PrimaryKeyConstraint& constraint);
std::string write(const schema::UniqueConstraint& constraint);
std::string write(const schema::CheckConstraint& constraint);
std::string write(const schema::ForeignKeyConstraint& constraint);
std::string write(const schema::ExcludeConstraint& constraint);
std::string write(const schema::Identity& identity);
std::string write(const schema::Computed& computed);
// The value of a dialect option: postgresql_with = { fillfactor = "70" }.
std::string write_option(const schema::Expr& value);
// A Lua string literal: "..." with escapes, safe for any bytes.
std::string lua_string(std::string_view text);
std::string lua_value(const Value& value);
// A table's key: name, or ["odd name"].
std::string lua_key(std::string_view name);

}  // namespace runner::host
