#include "cli/completion.h"

#include "base/text.h"

namespace runner::cli {
namespace {

// Prints the ids of the history. What stands behind the first arrow of a line is the revision; symbols come with it.
constexpr const char* kListRevisions =
    " -q history 2>/dev/null |\n"
    "    awk '{ at = index($0, \" -> \"); if (at) { split(substr($0, at + 4), word, /[ ,]/); print word[1] } }'\n";
constexpr const char* kSymbols = "head heads base";

std::vector<std::string> names_of(const std::vector<OptionWords>& options) {
  std::vector<std::string> names;
  for (const OptionWords& option : options) names.insert(names.end(), option.names.begin(), option.names.end());
  return names;
}

std::vector<std::string> command_names(const CommandTable& table) {
  std::vector<std::string> names;
  for (const CommandWords& command : table.commands) names.push_back(command.name);
  return names;
}

// ---- bash ----

std::string bash_candidates(Completes what, const std::vector<std::string>& choices) {
  switch (what) {
    case Completes::kNothing:
      return "return";
    case Completes::kChoices:
      return "COMPREPLY=($(compgen -W '" + text::join(choices, " ") + "' -- \"$cur\"))";
    case Completes::kFiles:
      return "COMPREPLY=($(compgen -f -- \"$cur\"))";
    case Completes::kFolders:
      return "COMPREPLY=($(compgen -d -- \"$cur\"))";
    case Completes::kRevisions:
      return "COMPREPLY=($(compgen -W \"$(_runner_revisions)\" -- \"$cur\"))";
  }
  return {};
}

// One `pattern) candidates ;;` for each option that takes a value.
std::string bash_values(const std::vector<OptionWords>& options, const std::string& prefix) {
  std::string out;
  for (const OptionWords& option : options) {
    if (!option.takes_value) continue;
    std::vector<std::string> patterns;
    for (const std::string& name : option.names) patterns.push_back(prefix + name);
    out += "    " + text::join(patterns, "|") + ") " + bash_candidates(option.value, option.choices) + "; return ;;\n";
  }
  return out;
}

}  // namespace

std::string bash_completion(const CommandTable& table) {
  std::string out = "# bash completion of " + table.program + ". To use it: source <(" + table.program + " completion bash)\n";
  out += "_runner_revisions() {\n  echo " + std::string(kSymbols) + "\n  " + table.program + " \"${_runner_settings[@]}\"" +
         kListRevisions + "}\n";
  out +=
      "_runner() {\n"
      "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= i\n"
      "  local _runner_settings=()\n"
      "  COMPREPLY=()\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case ${COMP_WORDS[i]} in\n"
      "    -c|--config|-n|--name) [ -n \"$command\" ] || { _runner_settings+=(\"${COMP_WORDS[i]}\" \"${COMP_WORDS[i+1]}\"); "
      "((i++)); } ;;\n"
      "    " +
      text::join(command_names(table), "|") +
      ") [ -n \"$command\" ] || command=${COMP_WORDS[i]} ;;\n"
      "    esac\n"
      "  done\n";
  out += "  case $command:$prev in\n";
  for (const CommandWords& command : table.commands) out += bash_values(command.options, command.name + ":");
  out += "  esac\n  case $prev in\n" + bash_values(table.globals, "") + "  esac\n";
  const std::string globals = text::join(names_of(table.globals), " ");
  out += "  case $command in\n";
  for (const CommandWords& command : table.commands) {
    std::string options;
    for (const std::string& name : names_of(command.options)) options.append(name).append(" ");
    out.append("  ").append(command.name).append(")\n    case $cur in\n    -*) COMPREPLY=($(compgen -W '");
    out.append(options).append(globals).append("' -- \"$cur\")) ;;\n    *) ");
    out.append(bash_candidates(command.argument, command.choices)).append(" ;;\n    esac ;;\n");
  }
  out += "  *) COMPREPLY=($(compgen -W '" + text::join(command_names(table), " ") + " " + globals + "' -- \"$cur\")) ;;\n";
  return out + "  esac\n}\ncomplete -F _runner " + table.program + "\n";
}

// ---- zsh ----

namespace {

// Inside '...' and inside the [...] of _arguments.
std::string zsh_text(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return out;
}

std::string zsh_action(Completes what, const std::vector<std::string>& choices) {
  switch (what) {
    case Completes::kNothing:
      return ": ";
    case Completes::kChoices:
      return ":(" + text::join(choices, " ") + ")";
    case Completes::kFiles:
      return ":_files";
    case Completes::kFolders:
      return ":_files -/";
    case Completes::kRevisions:
      return ":_runner_revisions";
  }
  return {};
}

std::string zsh_options(const std::vector<OptionWords>& options) {
  std::string out;
  for (const OptionWords& option : options) {
    for (const std::string& name : option.names) {
      out += " \\\n    '*" + name + "[" + zsh_text(option.help) + "]" +
             (option.takes_value ? ":value" + zsh_action(option.value, option.choices) : "") + "'";
    }
  }
  return out;
}

}  // namespace

std::string zsh_completion(const CommandTable& table) {
  std::string out = "#compdef " + table.program + "\n# zsh completion of " + table.program + ". To use it: source <(" +
                    table.program + " completion zsh), or save it as _" + table.program + " in a folder of $fpath.\n";
  out += "_runner_revisions() {\n  local -a found\n  found=(" + std::string(kSymbols) + " ${(f)\"$(" + table.program +
         kListRevisions + "  )\"})\n  compadd -a found\n}\n";
  out += "_runner() {\n  local state line\n  _arguments -C" + zsh_options(table.globals) +
         " \\\n    '1:command:->command' '*::argument:->argument'\n  case $state in\n  command)\n    local -a commands\n    "
         "commands=(\n";
  for (const CommandWords& command : table.commands) out += "      '" + command.name + ":" + zsh_text(command.help) + "'\n";
  out += "    )\n    _describe command commands ;;\n  argument)\n    case $line[1] in\n";
  for (const CommandWords& command : table.commands) {
    out += "    " + command.name + ") _arguments" + zsh_options(command.options) + zsh_options(table.globals);
    if (command.argument != Completes::kNothing)
      out += " \\\n    '*:argument" + zsh_action(command.argument, command.choices) + "'";
    out += " ;;\n";
  }
  return out + "    esac ;;\n  esac\n}\nif [ \"$funcstack[1]\" = _runner ]; then _runner \"$@\"; else compdef _runner " +
         table.program + "; fi\n";
}

// ---- fish ----

namespace {

std::string fish_text(const std::string& text) {
  return "'" + text::replace_all(text::replace_all(text, "\\", "\\\\"), "'", "\\'") + "'";
}

std::string fish_argument(Completes what, const std::vector<std::string>& choices) {
  switch (what) {
    case Completes::kNothing:
      return "";
    case Completes::kChoices:
      return " -a " + fish_text(text::join(choices, " "));
    case Completes::kFiles:
      return " -F";
    case Completes::kFolders:
      return " -a '(__fish_complete_directories)'";
    case Completes::kRevisions:
      return " -a '(__runner_revisions)'";
  }
  return {};
}

std::string fish_value(Completes what, const std::vector<std::string>& choices) {
  return (what == Completes::kFiles ? " -r" : " -x") + fish_argument(what, choices);
}

std::string fish_options(const std::string& program, const std::string& condition, const std::vector<OptionWords>& options) {
  std::string out;
  for (const OptionWords& option : options) {
    out.append("complete -c ").append(program).append(condition);
    for (const std::string& name : option.names) {
      const bool is_long = name.starts_with("--");
      out.append(is_long ? " -l " : " -s ").append(name, is_long ? 2 : 1);
    }
    out += (option.takes_value ? fish_value(option.value, option.choices) : "") + " -d " + fish_text(option.help) + "\n";
  }
  return out;
}

}  // namespace

std::string fish_completion(const CommandTable& table) {
  std::string out = "# fish completion of " + table.program + ". To use it: " + table.program + " completion fish | source\n";
  out += "function __runner_revisions\n  printf '%s\\n' " + std::string(kSymbols) + "\n  " + table.program + kListRevisions +
         "end\n";
  out += "complete -c " + table.program + " -f\n" + fish_options(table.program, "", table.globals);
  for (const CommandWords& command : table.commands) {
    out +=
        "complete -c " + table.program + " -n __fish_use_subcommand -a " + command.name + " -d " + fish_text(command.help) + "\n";
    const std::string condition = " -n '__fish_seen_subcommand_from " + command.name + "'";
    out += fish_options(table.program, condition, command.options);
    if (command.argument != Completes::kNothing) {
      out += "complete -c " + table.program + condition + fish_argument(command.argument, command.choices) + "\n";
    }
  }
  return out;
}

}  // namespace runner::cli
