// A caught Error as the user reads it: what, where, SQL, what stayed and what was undone, what to do next (API 9).
#pragma once

#include <string>

#include "base/error.h"
#include "cli/paint.h"

namespace runner::cli {

std::string describe(const Error& error, bool traceback, const Paint& paint = {});

}  // namespace runner::cli
