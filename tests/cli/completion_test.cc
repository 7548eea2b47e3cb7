#include "cli/completion.h"

#include <catch2/catch.hpp>

using namespace runner::cli;
using Catch::Matchers::Contains;

namespace {

CommandTable table() {
  CommandTable table;
  table.program = "runner";
  table.globals = {{{"-c", "--config"}, "the user's file", true, Completes::kFiles, {}},
                   {{"--color"}, "colour", true, Completes::kChoices, {"auto", "never"}}};
  table.commands = {
      {"upgrade", "Go [up]: higher", {{{"--sql"}, "print", false, Completes::kNothing, {}}}, Completes::kRevisions, {}},
      {"completion", "Shells", {}, Completes::kChoices, {"bash", "zsh"}}};
  return table;
}

}  // namespace

TEST_CASE("bash completion offers commands, options, choices", "[cli]") {
  const std::string script = bash_completion(table());
  CHECK_THAT(script, Contains("compgen -W 'upgrade completion -c --config --color'"));
  CHECK_THAT(script, Contains("--color) COMPREPLY=($(compgen -W 'auto never'"));
  CHECK_THAT(script, Contains("-*) COMPREPLY=($(compgen -W '--sql -c --config --color'"));
  CHECK_THAT(script, Contains("complete -F _runner runner"));
}

TEST_CASE("zsh completion escapes descriptions", "[cli]") {
  const std::string script = zsh_completion(table());
  CHECK_THAT(script, Catch::Matchers::StartsWith("#compdef runner\n"));
  CHECK_THAT(script, Contains("'upgrade:Go \\[up\\]\\: higher'"));
  CHECK_THAT(script, Contains("'*--config[the user'\\''s file]:value:_files'"));
}

TEST_CASE("fish completion gives each command its own options", "[cli]") {
  const std::string script = fish_completion(table());
  CHECK_THAT(script, Contains("complete -c runner -n __fish_use_subcommand -a upgrade -d 'Go [up]: higher'"));
  CHECK_THAT(script, Contains("complete -c runner -n '__fish_seen_subcommand_from upgrade' -l sql -d 'print'"));
  CHECK_THAT(script, Contains("complete -c runner -s c -l config -r -F -d 'the user\\'s file'"));
  CHECK_THAT(script, Contains("complete -c runner -n '__fish_seen_subcommand_from completion' -a 'bash zsh'"));
}
