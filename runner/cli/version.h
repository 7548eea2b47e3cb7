#pragma once

namespace runner::cli {

inline constexpr const char* kVersion = "0.1.0";

}  // namespace runner::cli
