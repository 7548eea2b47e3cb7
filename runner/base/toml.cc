#include "base/toml.h"

#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include "base/error.h"
#include "base/text.h"

namespace runner {
namespace {

constexpr const char* kHooks = "post_write_hooks";

class Reader {
 public:
  explicit Reader(const std::string& file) : file_(file) { settings_.ini = Ini(file); }

  TomlSettings run(const toml::table& table) {
    settings_.ini.set(TomlSettings::kMain, "", "");  // the section is there, however little it says
    read_table(TomlSettings::kMain, "", table);
    return std::move(settings_);
  }

 private:
  [[noreturn]] void fail(const std::string& message, const toml::node& node) const {
    throw Error(ErrorCode::kConfig, message).at(file_ + ":" + std::to_string(line_of(node)));
  }

  static int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }

  void read_table(const std::string& section, const std::string& prefix, const toml::table& table) {
    for (const auto& [toml_key, node] : table) {
      const std::string key = prefix + std::string(toml_key.str());
      const bool top = prefix.empty() && section == TomlSettings::kMain;
      if (top && key == kHooks) {
        read_hooks(node);
      } else if (top && node.is_table() && key.starts_with("logger_")) {
        read_table(key, "", *node.as_table());
      } else if (node.is_table()) {
        read_table(section, key + ".", *node.as_table());
      } else if (node.is_array()) {
        read_list(section, key, *node.as_array());
      } else {
        settings_.ini.set(section, key, scalar(key, node), line_of(node));
      }
    }
  }

  std::string scalar(const std::string& key, const toml::node& node) const {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
    if (const auto* number = node.as_floating_point()) return std::to_string(number->get());
    fail("unsupported TOML value type for key: '" + key + "'", node);
  }

  void read_list(const std::string& section, const std::string& key, const toml::array& list) {
    std::vector<std::string> elements;
    for (const toml::node& element : list) {
      if (!element.is_string()) fail("unsupported TOML value type for key: '" + key + "': its elements must be strings", element);
      elements.push_back(element.as_string()->get());
    }
    settings_.ini.set(section, key, text::join(elements, "\n"), line_of(list));
    if (section == TomlSettings::kMain) settings_.lists.insert(text::lower(key));
  }

  // [[tool.alembic.post_write_hooks]] with a name each -> hooks = a, b and a.type = ...
  void read_hooks(const toml::node& node) {
    const toml::array* hooks = node.as_array();
    if (!hooks) fail("Incorrect TOML format: hooks are written as [[tool.alembic.post_write_hooks]]", node);
    std::vector<std::string> names;
    for (const toml::node& entry : *hooks) {
      const toml::table* hook = entry.as_table();
      const toml::node* name = hook ? hook->get("name") : nullptr;
      if (!name || !name->is_string()) fail("Incorrect TOML format: each post_write_hooks table needs a name", entry);
      names.push_back(name->as_string()->get());
      for (const auto& [key, value] : *hook) {
        if (key.str() == "name") continue;
        const std::string full = names.back() + "." + std::string(key.str());
        settings_.ini.set(kHooks, full, scalar(full, value), line_of(value));
      }
    }
    settings_.ini.set(kHooks, "hooks", text::join(names, "\n"), line_of(node));
  }

  const std::string& file_;
  TomlSettings settings_;
};

}  // namespace

std::optional<TomlSettings> parse_toml(std::string_view text, const std::string& file) {
  toml::table document;
  try {
    document = toml::parse(text, file);
  } catch (const toml::parse_error& e) {
    throw Error(ErrorCode::kConfig, "Incorrect TOML format: " + std::string(e.description()))
        .at(file + ":" + std::to_string(e.source().begin.line));
  }
  const toml::node_view<toml::node> found = document["tool"]["alembic"];
  if (!found) return std::nullopt;
  if (!found.is_table()) {
    throw Error(ErrorCode::kConfig, "Incorrect TOML format: tool.alembic is not a table")
        .at(file + ":" + std::to_string(found.node()->source().begin.line));
  }
  return Reader(file).run(*found.as_table());
}

}  // namespace runner
