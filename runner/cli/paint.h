// Colour, and when there is any: on a terminal, unless --color or NO_COLOR say otherwise.
#pragma once

#include <string>
#include <string_view>

namespace runner::cli {

enum class Tint { kId, kLabel, kHead, kCurrent, kPoint, kFailure, kFaint };

class Paint {
 public:
  // No colour at all.
  Paint() = default;
  // `wish`: auto, always, never; `descriptor`: where the text goes.
  Paint(std::string_view wish, int descriptor);

  bool on() const { return on_; }
  std::string operator()(Tint tint, std::string_view text) const;

 private:
  bool on_ = false;
};

}  // namespace runner::cli
