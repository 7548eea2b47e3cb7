#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/text.h"

namespace runner::cli {
namespace {

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* sub : app.get_subcommands(nullptr)) names.push_back(sub->get_name());
  return names;
}

std::vector<std::string> long_options(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

const CLI::App* find_command(const CLI::App& app, const std::vector<std::string>& words) {
  const auto names = commands_of(app);
  for (const std::string& word : words) {
    if (std::find(names.begin(), names.end(), word) != names.end()) return app.get_subcommand(word);
  }
  return nullptr;
}

std::vector<std::string> options_in_reach(const CLI::App& app, const std::vector<std::string>& words) {
  std::vector<std::string> names = long_options(app);
  if (const CLI::App* command = find_command(app, words)) {
    for (std::string& name : long_options(*command)) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace

std::vector<std::string> expand_prefixes(const CLI::App& app, std::vector<std::string> words) {
  const auto known = options_in_reach(app, words);
  for (std::string& word : words) {
    if (word == "--") break;
    if (!word.starts_with("--")) continue;
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    std::vector<std::string> candidates;
    for (const std::string& option : known) {
      if (option.starts_with(name)) candidates.push_back(option);
    }
    if (candidates.size() == 1) word.replace(0, name.size(), candidates.front());
    if (candidates.size() > 1) {
      throw Error(ErrorCode::kUsage, "ambiguous option: " + name + " could match " + text::join(candidates, ", "));
    }
  }
  return words;
}

void improve_usage_error(Error& error, const CLI::App& app, const std::vector<std::string>& words) {
  const CLI::App* command = find_command(app, words);
  if (command) error.hint = "runner " + command->get_name() + " --help";
  for (const std::string& word : words) {
    if (word.empty()) continue;
    const bool option = word.starts_with("--");
    if (!option && (command || word[0] == '-')) continue;
    const auto candidates = option ? options_in_reach(app, words) : commands_of(app);
    const std::string name = option ? word.substr(0, word.find('=')) : word;
    if (std::find(candidates.begin(), candidates.end(), name) != candidates.end()) continue;
    const std::string near = nearest(name, candidates);
    Error better(ErrorCode::kUsage, std::string("no such ") + (option ? "option" : "command") + ": " + name);
    better.hint = near.empty() ? error.hint : "did you mean " + near + "?";
    error = better;
    return;
  }
  if (!command) {
    Error better(ErrorCode::kUsage, "too few arguments: no command given");
    better.hint = "commands: " + text::join(commands_of(app), ", ");
    error = better;
  }
}

}  // namespace runner::cli
