#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>

#include "base/text.h"
#include "cli/help.h"

namespace runner::cli {
namespace {

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* sub : app.get_subcommands(nullptr)) names.push_back(sub->get_name());
  return names;
}

// -v belongs to the commands that read, though it is understood everywhere; --version is for no command.
std::vector<std::string> long_options(const CLI::App& app, bool behind_command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      if (!behind_command || name != "version") names.push_back("--" + name);
    }
  }
  return names;
}

const CLI::Option* find_option(const CLI::App& app, const std::string& name) {
  return app.get_option_no_throw(name);
}

// What each word of the command line is, as far as that can be told without parsing.
class Words {
 public:
  enum class Kind { kOption, kValue, kCommand, kOther };
  struct Word {
    std::string text;
    Kind kind;
    const CLI::App* command;  // the one before it, nullptr when there is none yet
  };

  Words(const CLI::App& app, const std::vector<std::string>& texts) : app_(app) {
    const auto commands = commands_of(app);
    bool value = false, options_over = false;
    for (const std::string& text : texts) {
      Kind kind = Kind::kOther;
      const CLI::App* const before = command_;
      if (value) {
        kind = Kind::kValue;
        value = false;
      } else if (!options_over && text == "--") {
        options_over = true;
      } else if (!options_over && text.size() > 1 && text[0] == '-' && !std::isdigit(static_cast<unsigned char>(text[1]))) {
        kind = Kind::kOption;
        value = takes_next_word(text);
      } else if (!command_ && std::find(commands.begin(), commands.end(), text) != commands.end()) {
        kind = Kind::kCommand;
        command_ = app.get_subcommand(text);
      }
      all_.push_back({text, kind, before});
    }
  }

  const std::vector<Word>& all() const { return all_; }
  const CLI::App* command() const { return command_; }

  std::vector<std::string> candidates(const Word& word) const {
    const std::size_t equals = word.text.find('=');
    const std::string begin = word.text.substr(0, equals);
    for (const CLI::App* app : {word.command, &app_}) {
      if (!app) continue;
      std::vector<std::string> found;
      for (const std::string& name : long_options(*app, word.command != nullptr)) {
        if (name == begin) return {};
        if (name.starts_with(begin)) found.push_back(name);
      }
      if (!found.empty()) return found;
    }
    return {};
  }

  const CLI::Option* option(const std::string& name, const CLI::App* command) const {
    const CLI::Option* found = command ? find_option(*command, name) : nullptr;
    return found ? found : find_option(app_, name);
  }

 private:
  bool takes_next_word(const std::string& text) const {
    if (text.find('=') != std::string::npos) return false;
    std::string name = text;
    if (text.starts_with("--")) {
      const auto names = candidates({text, Kind::kOption, command_});
      if (names.size() == 1) name = names.front();
    } else if (text.size() > 2) {
      return false;  // -mtext
    }
    const CLI::Option* found = option(name, command_);
    return found && found->get_items_expected_max() > 0;
  }

  const CLI::App& app_;
  const CLI::App* command_ = nullptr;
  std::vector<Word> all_;
};

std::string first_example(const CLI::App& command) {
  const auto lines = text::split(command.get_footer(), "\n");
  return lines.size() > 1 ? std::string(text::trim(lines[1])) : "";
}

std::string help_of(const CLI::App* command) {
  return "see: runner " + (command ? command->get_name() + " " : std::string()) + "--help";
}

std::string example_of(const CLI::App& command) {
  return "for example: " + first_example(command) + "  (" + help_of(&command) + ")";
}

// A word that is a beginning of one candidate only, or near one.
std::string meant(const std::string& word, const std::vector<std::string>& candidates) {
  const auto begins = [&](const std::string& candidate) { return candidate.starts_with(word); };
  if (!word.empty() && std::count_if(candidates.begin(), candidates.end(), begins) == 1) {
    return *std::find_if(candidates.begin(), candidates.end(), begins);
  }
  return nearest(word, candidates);
}

Error complaint(const std::string& message, const std::string& hint) {
  return Error(ErrorCode::kUsage, message).with_hint(hint);
}

std::optional<Error> unknown_option(const CLI::App& app, const Words& words, const Words::Word& word) {
  const std::string name = word.text.starts_with("--") ? word.text.substr(0, word.text.find('=')) : word.text.substr(0, 2);
  if (words.option(name, word.command)) return std::nullopt;
  std::vector<std::string> known = long_options(app, word.command != nullptr);
  if (word.command) {
    for (std::string& own : long_options(*word.command, true)) known.push_back(std::move(own));
  }
  const std::string near = name.starts_with("--") ? meant(name, known) : "";
  return complaint("no such option: " + name, near.empty() ? help_of(word.command) : "did you mean " + near + "?");
}

// The first word that is no command or option of ours.
std::optional<Error> unknown_word(const CLI::App& app, const Words& words) {
  for (const Words::Word& word : words.all()) {
    if (word.kind == Words::Kind::kOption) {
      if (auto unknown = unknown_option(app, words, word)) return unknown;
    } else if (word.kind == Words::Kind::kOther && !words.command()) {
      const std::string near = meant(word.text, commands_of(app));
      return complaint("no such command: " + word.text, near.empty() ? help_of(nullptr) : "did you mean " + near + "?");
    }
  }
  if (words.command()) return std::nullopt;
  return complaint("too few arguments: no command given", "commands: " + text::join(commands_of(app), ", "));
}

// "--color: purple not in {auto,always,never}"
Error wrong_choice(const std::string& message, const std::string& hint) {
  const std::size_t colon = message.find(": "), open = message.find(" not in {");
  if (colon == std::string::npos || open == std::string::npos || open < colon) return complaint(message, hint);
  const std::string value = message.substr(colon + 2, open - colon - 2);
  const auto choices = text::split(message.substr(open + 9, message.rfind('}') - open - 9), ",");
  const std::string near = meant(value, choices);
  return complaint(message.substr(0, colon) + " cannot be '" + value + "'; it is one of " + text::join(choices, ", "),
                   near.empty() ? hint : "did you mean " + near + "?");
}

// "-m,--rev-id" -> "rev_id", "-x" -> "x"; of an argument the word that stands for it.
std::string plain_name(const CLI::Option& option) {
  if (!option.get_lnames().empty()) return text::replace_all(option.get_lnames().front(), "-", "_");
  return option.get_snames().empty() ? option.get_name(true) : option.get_snames().front();
}

void add_parsed(const CLI::App& app, CommandOptions& found) {
  for (const CLI::Option* option : app.get_options()) {
    const std::string name = plain_name(*option);
    const auto& given = option->results();
    if (name == "help" || name == "version" || option->get_group().empty()) continue;
    if (option->get_items_expected_max() == 0) {
      found.emplace_back(name, !given.empty() && given.back() != "false");
    } else if (option->get_items_expected_max() > 1 || option->get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll) {
      found.emplace_back(name, given);
    } else if (!given.empty() || !option->get_default_str().empty()) {
      found.emplace_back(name, given.empty() ? option->get_default_str() : given.back());
    }
  }
}

}  // namespace

CommandOptions parsed_options(const CLI::App& app) {
  CommandOptions found;
  add_parsed(app, found);
  for (const CLI::App* command : app.get_subcommands()) {
    found.emplace_back("cmd", command->get_name());
    add_parsed(*command, found);
  }
  return found;
}

std::vector<std::string> expand_prefixes(const CLI::App& app, std::vector<std::string> texts) {
  const Words words(app, texts);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Words::Word& word = words.all()[i];
    if (word.kind != Words::Kind::kOption || !word.text.starts_with("--")) continue;
    const auto candidates = words.candidates(word);
    if (candidates.empty()) continue;
    const std::string name = word.text.substr(0, word.text.find('='));
    if (candidates.size() > 1) {
      throw complaint("ambiguous option: " + name + " could match " + text::join(candidates, ", "), "write more of it");
    }
    texts[i].replace(0, name.size(), candidates.front());
  }
  return texts;
}

Error usage_error(const CLI::App& app, const CLI::ParseError& error, const std::vector<std::string>& texts) {
  const Words words(app, texts);
  if (auto unknown = unknown_word(app, words)) return *unknown;
  const CLI::App& command = *words.command();
  const std::string message = error.what();
  if (dynamic_cast<const CLI::RequiredError*>(&error)) {
    for (const CLI::Option* option : command.get_options([](const CLI::Option* o) { return o->get_positional(); })) {
      if (option->get_required() && option->count() == 0) {
        return complaint(command.get_name() + " needs " + option->get_description(), example_of(command));
      }
    }
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error)) {
    const Words::Word& last = words.all().back();
    if (last.kind == Words::Kind::kOption) return complaint(last.text + " needs a value", example_of(command));
  }
  if (dynamic_cast<const CLI::ExtrasError*>(&error)) {
    return complaint("unexpected argument" + message.substr(std::min(message.find(':'), message.size())), help_of(&command));
  }
  if (dynamic_cast<const CLI::ValidationError*>(&error)) return wrong_choice(message, help_of(&command));
  return complaint(message, help_of(&command));
}

}  // namespace runner::cli
