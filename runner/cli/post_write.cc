#include "cli/post_write.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.h"
#include "base/text.h"
#include "cli/output.h"

namespace runner::cli {
namespace {

constexpr const char* kSection = "post_write_hooks";
constexpr const char* kFileToken = "REVISION_SCRIPT_FILENAME";

// Words as a shell would split them: blanks, '...', "..." with backslash, backslash outside.
std::vector<std::string> shell_words(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  bool in_word = false;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote) {
      if (c == quote) {
        quote = 0;
      } else if (c == '\\' && quote == '"' && i + 1 < text.size()) {
        word += text[++i];
      } else {
        word += c;
      }
    } else if (c == '\'' || c == '"') {
      quote = c;
      in_word = true;
    } else if (c == '\\' && i + 1 < text.size()) {
      word += text[++i];
      in_word = true;
    } else if (c == ' ' || c == '\t' || c == '\n') {
      if (in_word) words.push_back(word);
      word.clear();
      in_word = false;
    } else {
      word += c;
      in_word = true;
    }
  }
  if (quote) throw Error(ErrorCode::kConfig, "unbalanced quotes in: " + text);
  if (in_word) words.push_back(word);
  return words;
}

int wait_for(const std::vector<std::string>& words, const std::string& directory) {
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  const pid_t child = fork();
  if (child < 0) throw Error(ErrorCode::kIo, std::string("cannot start a process: ") + std::strerror(errno));
  if (child == 0) {
    dup2(STDERR_FILENO, STDOUT_FILENO);   // stdout is for data
    if (!directory.empty() && chdir(directory.c_str()) != 0) _exit(126);
    execvp(argv[0], argv.data());
    _exit(127);
  }
  int state = 0;
  while (waitpid(child, &state, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
}

std::vector<std::string> hook_command(const Config& config, const std::string& hook, const std::string& path) {
  const auto key = [&](const std::string& name) { return config.get_in(kSection, hook + "." + name); };
  const auto require = [&](const std::string& name) {
    const auto value = key(name);
    if (!value) throw Error(ErrorCode::kConfig, "Key " + hook + "." + name + " is required for post write hook '" + hook + "'");
    return *value;
  };
  const auto type = key("type");
  if (!type) throw Error(ErrorCode::kConfig, "Key '" + hook + ".type' is required for post write hook '" + hook + "'");
  std::vector<std::string> words;
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
  const std::vector<std::string> options = shell_words(key("options").value_or(""));
  bool named = false;
  for (const std::string& option : options) named = named || option.find(kFileToken) != std::string::npos;
  if (!named) words.push_back(path);
  for (const std::string& option : options) words.push_back(text::replace_all(option, kFileToken, path));
  return words;
}

}  // namespace

void run_post_write_hooks(const Config& config, const std::string& path, bool quiet) {
  for (const std::string& hook : text::split(config.get_in(kSection, "hooks").value_or(""), ", \t\n")) {
    const auto words = hook_command(config, hook, path);
    status(quiet, "Running post write hook '" + hook + "' ...");
    const int code = wait_for(words, config.get_in(kSection, hook + ".cwd").value_or(""));
    if (code != 0) {
      throw Error(ErrorCode::kIo, "post write hook '" + hook + "' failed with status " + std::to_string(code) + ": " +
                                      text::join(words, " "))
          .with_hint("the new file stays: " + path);
    }
    status(quiet, "  done");
  }
}

void run_program(const std::string& command_line, const std::vector<std::string>& arguments, const std::string& directory) {
  std::vector<std::string> words = shell_words(command_line);
  words.insert(words.end(), arguments.begin(), arguments.end());
  if (words.empty()) throw Error(ErrorCode::kUsage, "empty command line");
  const int code = wait_for(words, directory);
  if (code == 127) throw Error(ErrorCode::kIo, "cannot run \"" + words.front() + "\": not found").with_hint("set $VISUAL or $EDITOR");
  if (code != 0) throw Error(ErrorCode::kIo, "\"" + words.front() + "\" ended with status " + std::to_string(code));
}

}  // namespace runner::cli
