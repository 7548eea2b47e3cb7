#include "cli/help.h"

#include "base/text.h"

namespace runner::cli {
namespace {

bool takes_value(const CLI::Option& option) {
  return option.get_items_expected_max() > 0;
}

// "REVISION..." for what may come several times.
std::string placeholder(const CLI::Option& option) {
  const auto choices = choices_of(option);
  const std::string what = choices.empty() ? option.get_type_name() : text::join(choices, "|");
  return what + (option.get_expected_max() >= CLI::detail::expected_max_vector_size ? "..." : "");
}

}  // namespace

// CLI11 names the type of a checked value "TEXT:{ascii,dot}".
std::vector<std::string> choices_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t open = type.find('{'), close = type.rfind('}');
  if (open == std::string::npos || close == std::string::npos || close < open) return {};
  return text::split(type.substr(open + 1, close - open - 1), ",");
}

std::string HelpFormatter::make_usage(const CLI::App* app, std::string name) const {
  std::string out = "Usage: " + name + " [options]";
  for (const CLI::Option* option : app->get_options([](const CLI::Option* o) { return o->get_positional(); })) {
    const std::string value = placeholder(*option);
    out += option->get_required() ? " " + value : " [" + value + "]";
  }
  if (!app->get_subcommands(nullptr).empty()) out += " COMMAND ...";
  return out + "\n";
}

std::string HelpFormatter::make_option_opts(const CLI::Option* option) const {
  return takes_value(*option) && !option->get_positional() ? " " + placeholder(*option) : "";
}

std::string HelpFormatter::make_option_desc(const CLI::Option* option) const {
  const std::string standard = option->get_default_str();
  return option->get_description() + (standard.empty() ? "" : " (default: " + standard + ")");
}

}  // namespace runner::cli
