#include "cli/paint.h"

#include <unistd.h>

#include <cstdlib>

namespace runner::cli {
namespace {

bool terminal_with_colour(int descriptor) {
  const char* refused = std::getenv("NO_COLOR");
  if (refused && *refused) return false;
  const char* terminal = std::getenv("TERM");
  return isatty(descriptor) == 1 && terminal && std::string_view(terminal) != "dumb";
}

std::string_view code(Tint tint) {
  switch (tint) {
    case Tint::kId:
      return "33";
    case Tint::kLabel:
      return "36";
    case Tint::kHead:
      return "1;32";
    case Tint::kCurrent:
      return "1;36";
    case Tint::kPoint:
      return "35";
    case Tint::kFailure:
      return "1;31";
    case Tint::kFaint:
      return "2";
  }
  return "0";
}

}  // namespace

Paint::Paint(std::string_view wish, int descriptor)
    : on_(wish == "always" || (wish != "never" && terminal_with_colour(descriptor))) {}

std::string Paint::operator()(Tint tint, std::string_view text) const {
  if (!on_) return std::string(text);
  return "\033[" + std::string(code(tint)) + "m" + std::string(text) + "\033[0m";
}

}  // namespace runner::cli
