// One call as Lua source: positional arguments and an options table, on one line or broken, or in table-call form.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"

namespace runner::host {

// { a, b }
inline std::string list_text(const std::vector<std::string>& items) {
  return items.empty() ? "{}" : "{ " + text::join(items, ", ") + " }";
}

class CallText {
 public:
  explicit CallText(std::string name) : name_(std::move(name)) {}

  void argument(std::string text) {
    arguments_.insert(arguments_.end(), missing_, "nil");
    missing_ = 0;
    arguments_.push_back(std::move(text));
  }
  // A position that is left out: nil, if another follows.
  void no_argument() { ++missing_; }
  void option(std::string name, std::string text) { options_.emplace_back(std::move(name), std::move(text)); }

  // `indent` is where the call starts. Long calls get a line for each option if the arguments fit on one, else for each
  // argument; others get the latter where they are asked to.
  std::string text(int indent, bool broken = false) {
    std::sort(options_.begin(), options_.end());
    if (arguments_.size() > kMostArguments) {
      return table_call(indent);
    }
    std::vector<std::string> parts = arguments_;
    if (!options_.empty()) {
      parts.push_back("{ " + text::join(pairs(), ", ") + " }");
    }
    std::string line = name_ + "(" + text::join(parts, ", ") + ")";
    const bool fits = line.size() + static_cast<std::size_t>(indent) <= kWidth && !broken;
    if (indent < 0 || fits || parts.size() < 2) {
      return line;
    }
    if (!broken && !options_.empty() && !arguments_.empty()) {
      const std::string head = name_ + "(" + text::join(arguments_, ", ") + ", {";
      const bool one_line = head.find('\n') == std::string::npos && head.size() + static_cast<std::size_t>(indent) <= kWidth;
      if (one_line) return head + option_lines(indent) + "})";
    }
    return name_ + "(" + text::join(parts, ",\n" + std::string(static_cast<std::size_t>(indent) + 2, ' ')) + ")";
  }

  // A line for each argument after the first `together`, whatever the length.
  std::string lines(int indent, std::size_t together) {
    std::sort(options_.begin(), options_.end());
    const bool table = arguments_.size() > kMostArguments;
    const std::string between = ",\n" + std::string(static_cast<std::size_t>(indent) + 2, ' ');
    std::string out = name_ + (table ? "{ " : "(");
    for (std::size_t i = 0; i < arguments_.size(); ++i) {
      out += (i == 0 ? "" : i < together ? ", " : between) + arguments_[i];
    }
    if (!options_.empty()) {
      out += between + (table ? text::join(pairs(), between) : "{ " + text::join(pairs(), ", ") + " }");
    }
    return out + (table ? " }" : ")");
  }

 private:
  static constexpr std::size_t kWidth = 110;
  static constexpr std::size_t kMostArguments = 200;  // LuaJIT refuses about 250

  std::vector<std::string> pairs() const {
    std::vector<std::string> texts;
    for (const auto& [name, value] : options_) {
      texts.push_back(name + " = " + value);
    }
    return texts;
  }

  std::string option_lines(int indent) const {
    const std::string line = "\n" + std::string(static_cast<std::size_t>(indent), ' ');
    return line + "  " + text::join(pairs(), "," + line + "  ") + line;
  }

  std::string table_call(int indent) const {
    std::vector<std::string> parts;
    for (const std::string& argument : arguments_) {
      parts.push_back(argument == "nil" ? "sa.none" : argument);
    }
    for (const std::string& pair : pairs()) {
      parts.push_back(pair);
    }
    return name_ + "{ " + text::join(parts, ",\n" + std::string(static_cast<std::size_t>(std::max(indent, 0)) + 2, ' ')) + " }";
  }

  std::string name_;
  std::vector<std::string> arguments_;
  std::size_t missing_ = 0;
  std::vector<std::pair<std::string, std::string>> options_;
};

}  // namespace runner::host
