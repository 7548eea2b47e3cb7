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
  return known.count(key_of(schema, name)) ? std::nullopt : all_tainted;
}

void Schema::taint(const TableKey& key, const std::string& why) {
  tainted.emplace(key, why);
}

void Schema::taint_all(const std::string& why) {
  known.clear();
  all_tainted = all_tainted.value_or(why);
}

void Schema::settle(const TableKey& key) {
  tainted.erase(key);
  if (all_tainted) {
    known.insert(key);
  }
}

}  // namespace runner::schema
