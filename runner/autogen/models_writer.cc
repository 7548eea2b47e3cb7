#include "autogen/models_writer.h"

#include <map>

#include "base/text.h"
#include "host/call_text.h"
#include "host/lua_writer.h"

namespace runner::autogen {

namespace {

using schema::Table;

// Lua limits the constants of one function; a chunk that declares more columns than this is cut into functions.
constexpr std::size_t kColumnsInOneFunction = 4000;

// Enum types that several columns have stand once, above the tables.
class SharedEnums {
 public:
  explicit SharedEnums(const std::vector<Table>& tables) {
    std::map<std::string, int> uses;
    for (const Table& table : tables)
      for (const auto& column : table.columns)
        if (const auto* type = shared(column)) ++uses[host::write(*type)];
    std::map<std::string, int> names;
    for (const Table& table : tables)
      for (const auto& column : table.columns) {
        const auto* type = shared(column);
        if (!type || uses[host::write(*type)] < 2) continue;
        const std::string text = host::write(*type);
        if (places_.count(text)) continue;
        std::string name = *type->type_name;
        if (const int taken = names[name]++; taken > 0) name += "_" + std::to_string(taken + 1);
        places_.emplace(text, name);
        declarations_ += "  " + host::lua_key(name) + " = " + text + ",\n";
      }
  }

  std::string declarations() const { return places_.empty() ? "" : "local types = {\n" + declarations_ + "}\n\n"; }
  // A column's text with the shared type in it.
  std::string replaced(const schema::Column& column, std::string text) const {
    const auto* type = shared(column);
    if (!type) return text;
    const std::string written = host::write(*type);
    auto place = places_.find(written);
    if (place == places_.end()) return text;
    const std::string key = host::lua_key(place->second);
    return text.replace(text.find(written), written.size(), key.front() == '[' ? "types" + key : "types." + key);
  }

 private:
  static const schema::Type* shared(const schema::Column& column) {
    const bool named = column.type && column.type->is("Enum") && column.type->type_name;
    return named ? &*column.type : nullptr;
  }

  std::map<std::string, std::string> places_;  // a type's text -> its name
  std::string declarations_;
};

std::string table_text(const Table& table, const SharedEnums& enums) {
  host::CallText call("sa.Table");
  call.argument(host::lua_string(table.name));
  call.argument("metadata");
  for (const auto& column : table.columns) call.argument(enums.replaced(column, host::write(column)));
  for (const auto& constraint : table.constraints)
    call.argument(std::visit([](const auto& one) { return host::write(one); }, constraint));
  for (const auto& index : table.indexes) call.argument(host::write(index));
  if (table.schema) call.option("schema", host::lua_string(*table.schema));
  if (table.comment) call.option("comment", host::lua_string(*table.comment));
  if (!table.prefixes.empty()) {
    std::vector<std::string> words;
    for (const auto& prefix : table.prefixes) words.push_back(host::lua_string(prefix));
    call.option("prefixes", "{ " + text::join(words, ", ") + " }");
  }
  for (const auto& [name, value] : table.options) call.option(name, host::write_option(value));
  return call.lines(0, 2) + "\n";
}

std::string comment(const std::string& about) {
  std::string out;
  for (const auto& line : text::split(about, "\n")) out += "-- " + line + "\n";
  return out;
}

}  // namespace

std::string write_models(const std::vector<Table>& tables, const sql::Comparer& comparer, const std::string& about) {
  std::vector<Table> plain;
  std::size_t columns = 0;
  for (const Table& table : tables) {
    plain.push_back(declared(table, comparer));
    columns += table.columns.size();
  }
  const SharedEnums enums(plain);
  std::string out = comment(about) + "local sa = require \"sa\"\n\nlocal metadata = sa.MetaData()\n\n" + enums.declarations();
  const bool cut = columns > kColumnsInOneFunction;
  std::size_t in_function = 0, functions = 0;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (cut && in_function == 0) out += "local function tables_" + std::to_string(++functions) + "()\n\n";
    out += table_text(plain[i], enums) + "\n";
    in_function += plain[i].columns.size();
    if (cut && (in_function > kColumnsInOneFunction || i + 1 == plain.size())) {
      out += "end\ntables_" + std::to_string(functions) + "()\n\n";
      in_function = 0;
    }
  }
  return out + "return { metadata = metadata }\n";
}

}  // namespace runner::autogen
