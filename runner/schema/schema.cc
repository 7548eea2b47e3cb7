#include "schema/schema.h"

namespace runner::schema {

TableKey key_of(const std::optional<std::string>& schema, const std::string& name) {
  return {schema.value_or(std::string()), name};
}

const Table* Schema::find(const std::optional<std::string>& schema, const std::string& name) const {
  auto found = tables.find(key_of(schema, name));
  return found == tables.end() ? nullptr : &found->second;
}

std::optional<std::string> Schema::taint_of(const std::optional<std::string>& schema, const std::string& name) const {
  auto found = tainted.find(key_of(schema, name));
  if (found != tainted.end()) {
    return found->second;
  }
  return all_tainted;
}

}  // namespace runner::schema
