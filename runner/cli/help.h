// How --help looks.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace runner::cli {

class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter() { column_width(30); }
  std::string make_usage(const CLI::App* app, std::string name) const override;
  std::string make_option_opts(const CLI::Option* option) const override;
  std::string make_option_desc(const CLI::Option* option) const override;
};

// Values that an option is limited to, from its check; empty when any will do.
std::vector<std::string> choices_of(const CLI::Option& option);

}  // namespace runner::cli
