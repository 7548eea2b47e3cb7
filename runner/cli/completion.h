// Completion scripts for the shells, made from the same table of commands and options that the program parses by.
// Revisions are completed too: the scripts ask `runner history`, which needs no database.
#pragma once

#include <string>
#include <vector>

namespace runner::cli {

// What can stand where a value is wanted.
enum class Completes { kNothing, kChoices, kFiles, kFolders, kRevisions };

struct OptionWords {
  std::vector<std::string> names;  // "-m", "--message"
  std::string help;
  bool takes_value = false;
  Completes value = Completes::kNothing;
  std::vector<std::string> choices;
};

struct CommandWords {
  std::string name, help;
  std::vector<OptionWords> options;
  Completes argument = Completes::kNothing;
  std::vector<std::string> choices;  // of the argument
};

struct CommandTable {
  std::string program;
  std::vector<OptionWords> globals;
  std::vector<CommandWords> commands;
};

std::string bash_completion(const CommandTable& table);
std::string zsh_completion(const CommandTable& table);
std::string fish_completion(const CommandTable& table);

}  // namespace runner::cli
