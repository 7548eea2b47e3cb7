#include "cli/completion_table.h"

#include <CLI/CLI.hpp>

#include "cli/completion.h"
#include "cli/help.h"

namespace runner::cli {
namespace {

// The name of a value's type, as --help shows it, says what to offer: "REVISION", "FILE".
Completes read_type(const CLI::Option& option, std::vector<std::string>& choices) {
  choices = choices_of(option);
  if (!choices.empty()) return Completes::kChoices;
  const std::string type = option.get_type_name();
  if (type == "REVISION" || type == "START:END") return Completes::kRevisions;
  if (type == "FILE") return Completes::kFiles;
  return type == "FOLDER" ? Completes::kFolders : Completes::kNothing;
}

std::vector<OptionWords> options_of(const CLI::App& app) {
  std::vector<OptionWords> found;
  for (const CLI::Option* option :
       app.get_options([](const CLI::Option* o) { return !o->get_positional() && !o->get_group().empty(); })) {
    OptionWords words;
    for (const std::string& name : option->get_snames()) words.names.push_back("-" + name);
    for (const std::string& name : option->get_lnames()) words.names.push_back("--" + name);
    words.help = option->get_description();
    words.takes_value = option->get_items_expected_max() > 0;
    if (words.takes_value) words.value = read_type(*option, words.choices);
    found.push_back(std::move(words));
  }
  return found;
}

CommandWords command_of(const CLI::App& app) {
  CommandWords words;
  words.name = app.get_name();
  words.help = app.get_description();
  words.options = options_of(app);
  for (const CLI::Option* option : app.get_options([](const CLI::Option* o) { return o->get_positional(); })) {
    words.argument = read_type(*option, words.choices);
  }
  return words;
}

}  // namespace

std::string completion_script(const CLI::App& app, const std::string& shell) {
  CommandTable table{app.get_name(), options_of(app), {}};
  for (const CLI::App* command : app.get_subcommands(nullptr)) table.commands.push_back(command_of(*command));
  return shell == "bash" ? bash_completion(table) : shell == "zsh" ? zsh_completion(table) : fish_completion(table);
}

}  // namespace runner::cli
