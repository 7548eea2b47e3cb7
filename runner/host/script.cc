// Loading a migration script: its top level is run, its identifiers are checked.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "host/internal.h"
#include "host/module.h"
#include "host/objects.h"

namespace runner::host {

namespace {

constexpr std::string_view kBlank = " \t\r";

// A script's text, asked for the line where a name is first assigned ("name =" or "local name ="); names in comments or
// strings at a line's start are rare enough for a message.
struct Assignment {
  int line = 0;  // 0 = none
  bool local = false;
};

std::string_view without(std::string_view text, std::string_view word) {
  std::size_t start = text.find_first_not_of(kBlank);
  if (start == std::string_view::npos) return {};
  text.remove_prefix(start);
  if (text.substr(0, word.size()) != word) return {};
  return text.substr(word.size());
}

bool assigns(std::string_view line, std::string_view name) {
  std::string_view rest = without(line, name);
  std::size_t next = rest.find_first_not_of(kBlank);
  return next != std::string_view::npos && (rest[next] == '=' || rest[next] == ',') && rest.substr(next, 2) != "==";
}

Assignment assignment_of(std::string_view text, std::string_view name) {
  Assignment found;
  for (int number = 1; !text.empty(); ++number) {
    std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (assigns(line, name)) return {number, false};
    bool local = line.substr(0, 6) == "local " || line.substr(0, 6) == "local\t";  // an indented one belongs to a function
    if (found.line == 0 && local && assigns(line.substr(6), name)) {
      found = {number, true};
    }
  }
  return found;
}

class Loader {
 public:
  Loader(State& state, const std::string& path, std::string_view text, std::string_view bytecode)
      : path_(path), text_(text), locals_(locals(text)), environment_(state.run(path, text, {}, bytecode)), L_(state.raw()) {
    luaL_checkstack(L_, 8, nullptr);
    push_ref(L_, environment_);
    table_ = lua_gettop(L_);
  }
  ~Loader() { lua_settop(L_, table_ - 1); }
  Loader(const Loader&) = delete;
  Loader& operator=(const Loader&) = delete;

  Script script(const graph::Revision* expected) {
    Script script;
    script.environment = environment_;
    script.header.path = path_;
    if (expected && says(*expected)) {
      script.header.id = expected->id;
    } else {
      read_header(script.header);
      if (expected) require_agreement(*expected, script.header);
    }
    script.irreversible = irreversible();
    script.transactional = transactional();
    check_functions(script.irreversible.has_value());
    return script;
  }

 private:
  void read_header(graph::Revision& header) const {
    header.id = revision();
    header.line = assignment_of(text_, "revision").line;
    header.down = identifiers("down_revision");
    header.labels = identifiers("branch_labels");
    header.depends_on = identifiers("depends_on");
  }

  // Do the globals plainly say what was read of the text? Where they may (a list, a slip), the long way finds out.
  bool says(const graph::Revision& header) const {
    return !header.id.empty() && is_text("revision", header.id) && is_one("down_revision", header.down) &&
           is_one("branch_labels", header.labels) && is_one("depends_on", header.depends_on);
  }

  bool is_text(const char* name, std::string_view text) const {
    lua_pushstring(L_, name);
    lua_rawget(L_, table_);
    std::size_t size = 0;
    const char* const found = lua_type(L_, -1) == LUA_TSTRING ? lua_tolstring(L_, -1, &size) : nullptr;
    const bool same = found && std::string_view(found, size) == text;
    lua_pop(L_, 1);
    return same;
  }

  bool is_one(const char* name, const std::vector<std::string>& list) const {
    if (list.empty()) return type_of(name) == LUA_TNIL && !has_local(name);
    return list.size() == 1 && !list.front().empty() && is_text(name, list.front());
  }

  void require_agreement(const graph::Revision& text, const graph::Revision& loaded) const {
    std::vector<std::string> names;
    if (text.id != loaded.id) names.emplace_back("revision");
    if (text.down != loaded.down) names.emplace_back("down_revision");
    if (text.labels != loaded.labels) names.emplace_back("branch_labels");
    if (text.depends_on != loaded.depends_on) names.emplace_back("depends_on");
    if (names.empty()) return;
    throw Error(ErrorCode::kScript, "the script sets " + text::join(names, ", ") + " to something else than its header says")
        .at(path_)
        .with_hint("assign revision, down_revision, branch_labels and depends_on once, as literals above the first function");
  }

  Error error(const std::string& name, const std::string& message) const {
    int line = assignment_of(text_, name).line;
    return Error(ErrorCode::kScript, message).at(line > 0 ? fmt::format("{}:{}", path_, line) : path_);
  }

  int type_of(const char* name) const {
    lua_pushstring(L_, name);
    lua_rawget(L_, table_);
    const int type = lua_type(L_, -1);
    lua_pop(L_, 1);
    return type;
  }

  // The value of a name when it is a string with something in it, as most are.
  std::optional<std::string> plain_text(const char* name) const {
    lua_pushstring(L_, name);
    lua_rawget(L_, table_);
    std::optional<std::string> text;
    if (lua_type(L_, -1) == LUA_TSTRING && lua_objlen(L_, -1) > 0) text = string_at(L_, -1);
    lua_pop(L_, 1);
    return text;
  }

  // `local revision = ...` sets no global, whatever the name.
  void refuse_local(const char* name) const {
    if (!has_local(name) || type_of(name) != LUA_TNIL) return;
    Assignment assignment = assignment_of(text_, name);
    if (!assignment.local) return;
    throw error(name, fmt::format("'local {0}' hides the {0} of this script: it has to be a global", name))
        .with_hint(fmt::format("write '{} = ...' without 'local'", name));
  }

  // A quick look, so that the lines of a script without the slip are never walked.
  bool has_local(std::string_view name) const {
    return std::any_of(locals_.begin(), locals_.end(), [&](std::string_view rest) { return rest.starts_with(name); });
  }

  // The text behind each "local".
  static std::vector<std::string_view> locals(std::string_view text) {
    std::vector<std::string_view> found;
    for (std::size_t at = text.find("local"); at != std::string_view::npos; at = text.find("local", at + 1)) {
      const std::size_t word = text.find_first_not_of(kBlank, at + 5);
      if (word != std::string_view::npos) found.push_back(text.substr(word));
    }
    return found;
  }

  std::string file_name() const { return path_.substr(path_.find_last_of('/') + 1); }

  // A file that is called by nothing but hex digits needs no variable.
  std::optional<std::string> id_of_file_name() const {
    std::string name = file_name();
    if (name.size() <= 4 || name.substr(name.size() - 4) != ".lua") return std::nullopt;
    std::string stem = name.substr(0, name.size() - 4);
    if (stem.find_first_not_of("0123456789abcdef") != std::string::npos) return std::nullopt;
    return stem;
  }

  std::string revision() const {
    refuse_local("revision");
    if (auto id = plain_text("revision")) return *std::move(id);
    Ref value = environment_.get("revision");
    if (value.is_nil()) {
      if (auto id = id_of_file_name()) return *id;
      throw Error(
          ErrorCode::kScript,
          fmt::format("Could not determine revision id from filename {}. Be sure the 'revision' variable is declared inside "
                      "the script.",
                      file_name()))
          .with_hint("write revision = \"...\" at the top of the script")
          .at(path_);
    }
    if (!value.is_string()) throw error("revision", fmt::format("revision must be a string, not a {}", value.kind()));
    throw error("revision", "revision is empty: it must be the script's id");
  }

  // nil, "id" or a list of ids.
  std::vector<std::string> identifiers(const char* name) const {
    refuse_local(name);
    if (auto id = plain_text(name)) return {*std::move(id)};
    if (type_of(name) == LUA_TNIL) return {};
    Ref value = environment_.get(name);
    auto list = value.strings();
    if (!list) {
      throw error(name, fmt::format("{} must be a string, a list of strings without holes, or nil; it is a {}", name,
                                    described(value)));
    }
    if (std::find(list->begin(), list->end(), "") != list->end())
      throw error(name, fmt::format("{} holds an empty string", name));
    return *list;
  }

  static std::string described(const Ref& value) {
    if (!value.is_table()) return value.kind();
    int length = value.length();
    for (int i = 1; i <= length; ++i) {
      Ref item = value.at(i);
      if (item.is_nil()) return fmt::format("list with a hole at position {}", i);
      if (!item.is_string()) return fmt::format("list with a {} at position {}", item.kind(), i);
    }
    return value.pairs().empty() ? fmt::format("list with a hole at position {}", length + 1) : "table with named keys";
  }

  std::optional<std::string> irreversible() const {
    refuse_local("irreversible");
    if (type_of("irreversible") == LUA_TNIL) return std::nullopt;
    Ref value = environment_.get("irreversible");
    if (!value.is_string() || value.string()->empty()) {
      throw error("irreversible", fmt::format("irreversible must be the reason, a string; it is {}",
                                              value.is_string() ? "empty" : "a " + value.kind()));
    }
    return value.string();
  }

  bool transactional() const {
    refuse_local("transactional");
    if (type_of("transactional") == LUA_TNIL) return true;
    Ref value = environment_.get("transactional");
    if (!value.is_boolean())
      throw error("transactional", fmt::format("transactional must be true or false, not a {}", value.kind()));
    return value.truthy();
  }

  void check_functions(bool is_irreversible) const {
    for (const char* name : {"upgrade", "downgrade"}) {
      const int type = type_of(name);
      if (type == LUA_TNIL || type == LUA_TFUNCTION) continue;
      throw error(name, fmt::format("{} must be a function, not a {}", name, environment_.get(name).kind()));
    }
    if (!is_irreversible) return;
    for (const auto& [name, value] : environment_.pairs()) {
      bool down = name == "downgrade" || name.rfind("downgrade_", 0) == 0;
      if (!down || !value.is_function()) continue;
      throw error("irreversible", fmt::format("the script has both 'irreversible' and {}(): only one can be right", name))
          .with_hint(fmt::format("remove irreversible, or the function {}", name));
    }
  }

  const std::string& path_;
  std::string_view text_;
  std::vector<std::string_view> locals_;
  Ref environment_;
  lua_State* L_;
  int table_;  // where the environment lies on the stack: most scripts give most names no value, which is quickly seen there
};

}  // namespace

Script load_script(State& state, const std::string& path, std::string_view text, std::string_view bytecode,
                   const graph::Revision* expected) {
  return Loader(state, path, text, bytecode).script(expected);
}

}  // namespace runner::host
