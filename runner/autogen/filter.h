// What a project leaves out of the comparison, and its own say in comparing: include_name, include_object, compare_type and
// compare_server_default as plain functions. An empty function has no opinion.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "schema/table.h"

namespace runner::autogen {

// What include_object is asked about; the table it belongs to is `table` (itself for a table).
struct Subject {
  const schema::Table* table = nullptr;
  std::variant<std::monostate, const schema::Column*, const schema::Index*, const schema::Constraint*> item;
};

struct ColumnPair {
  const schema::Table& have_table;
  const schema::Column& have;
  const schema::Table& wanted_table;
  const schema::Column& wanted;
};

struct ParentNames {
  std::optional<std::string> schema;
  std::string table;  // "" when the table itself (or a schema) is asked about
};

struct Filter {
  // Of names found in the database; nullopt is the default schema, or a constraint without a name.
  std::function<bool(const std::optional<std::string>& name, std::string_view kind, const ParentNames& parents)> include_name;
  std::function<bool(const Subject& object, const std::string& name, std::string_view kind, bool reflected, const Subject* other)>
      include_object;
  // Does it differ? nullopt: compare as usual.
  std::function<std::optional<bool>(const ColumnPair& columns)> compare_type;
  std::function<std::optional<bool>(const ColumnPair& columns, const std::string& have, const std::string& wanted)>
      compare_default;
  bool types = true, defaults = true;

  bool name(const std::optional<std::string>& text, std::string_view kind, const ParentNames& parents) const {
    return !include_name || include_name(text, kind, parents);
  }
  bool object(const Subject& subject, const std::string& text, std::string_view kind, bool reflected,
              const Subject* other = nullptr) const {
    return !include_object || include_object(subject, text, kind, reflected, other);
  }
};

}  // namespace runner::autogen
