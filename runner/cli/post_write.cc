#include "cli/post_write.h"

#include "base/error.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/process.h"

namespace runner::cli {
namespace {

constexpr const char* kSection = "post_write_hooks";
constexpr const char* kFileToken = "REVISION_SCRIPT_FILENAME";

Error lacking(const Config& config, const std::string& hook, const std::string& name, const std::string& what) {
  std::vector<std::string> given;
  for (const auto& item : config.items(kSection)) given.push_back(item.first);
  const std::string guess = nearest(hook + "." + name, given);
  Error error(ErrorCode::kConfig, what + " is required for post write hook '" + hook + "'");
  if (!guess.empty()) error.hint = "there is " + guess + "; did you mean " + hook + "." + name + "?";
  return error;
}

Words hook_command(const Config& config, const std::string& hook, const std::string& path) {
  const auto key = [&](const std::string& name) { return config.get_in(kSection, hook + "." + name); };
  const auto require = [&](const std::string& name) {
    const auto value = key(name);
    if (!value) throw lacking(config, hook, name, "Key " + hook + "." + name);
    return *value;
  };
  const auto type = key("type");
  if (!type) throw lacking(config, hook, "type", "Key '" + hook + ".type'");
  Words words;
  if (*type == "exec") {
    words = {require("executable")};
  } else if (*type == "console_scripts") {
    words = {require("entrypoint")};
  } else if (*type == "module") {
    words = {"python3", "-m", require("module")};
  } else {
    throw Error(ErrorCode::kConfig, "No formatter with name '" + *type + "' registered")
        .with_hint(hook + ".type is one of exec, console_scripts, module");
  }
  const Words options = shell_words(key("options").value_or(""));
  bool named = false;
  for (const std::string& option : options) named = named || option.find(kFileToken) != std::string::npos;
  if (!named) words.push_back(path);
  for (const std::string& option : options) words.push_back(text::replace_all(option, kFileToken, path));
  return words;
}

[[noreturn]] void fail(const std::string& hook, const std::string& why, const std::string& path) {
  throw Error(ErrorCode::kIo, "post write hook '" + hook + "' failed " + why).with_hint("the new file stays: " + path);
}

Words hooks_of(const Config& config) {
  return text::split(config.get_in(kSection, "hooks").value_or(""), ", \t\n");
}

}  // namespace

void check_post_write_hooks(const Config& config) {
  for (const std::string& hook : hooks_of(config)) {
    try {
      hook_command(config, hook, "");
    } catch (Error& error) {
      if (error.where.empty()) error.where = config.place_of(kSection, "hooks");
      throw;
    }
  }
}

void run_post_write_hooks(const Config& config, const std::string& path, bool quiet) {
  for (const std::string& hook : hooks_of(config)) {
    const Words words = hook_command(config, hook, path);
    say(quiet, "Running post write hook '" + hook + "' ...");
    const int code = run_program(words, Output::kTalk, config.get_in(kSection, hook + ".cwd").value_or(""));
    if (code == 126) fail(hook, "with status 126: " + words.front() + " cannot be run", path);
    if (code == 127) fail(hook, "with status 127: " + words.front() + " is not installed", path);
    if (code != 0) fail(hook, "with status " + std::to_string(code) + ": " + text::join(words, " "), path);
    say(quiet, "  done");
  }
}

}  // namespace runner::cli
