// Inspector over a Schema value: what a replayed history knows of a database that nobody is connected to.
#pragma once

#include <string>
#include <vector>

#include "schema/inspector.h"

namespace runner::engine {

class ReplayedInspector : public schema::Inspector {
 public:
  // `schema` outlives the inspector.
  explicit ReplayedInspector(const schema::Schema& schema) : schema_(schema) {}

  std::vector<std::string> table_names(const Where& where) override {
    std::vector<std::string> names;
    for (const auto& [key, table] : schema_.tables) {
      if (key.first == where.value_or("")) names.push_back(key.second);
    }
    return names;
  }
  std::vector<std::string> view_names(const Where& where) override {
    std::vector<std::string> names;
    for (const auto& [key, definition] : schema_.views) {
      if (key.first == where.value_or("")) names.push_back(key.second);
    }
    return names;
  }
  std::vector<std::string> schema_names() override {
    std::vector<std::string> names;
    for (const auto& [key, table] : schema_.tables) {
      if (names.empty() || names.back() != key.first) names.push_back(key.first);
    }
    return names;
  }
  std::vector<schema::EnumType> enums(const Where& where) override {
    std::vector<schema::EnumType> found;
    for (const auto& [key, type] : schema_.enums) {
      if (key.first == where.value_or("")) found.push_back(type);
    }
    return found;
  }
  bool has_table(const std::string& name, const Where& where) override { return schema_.find(where, name) != nullptr; }
  std::optional<schema::Table> reflect(const std::string& name, const Where& where) override {
    const schema::Table* table = schema_.find(where, name);
    if (!table) return std::nullopt;
    return *table;
  }

 private:
  const schema::Schema& schema_;
};

}  // namespace runner::engine
