// Talk, on stderr: "INFO  [runner.migration] Running upgrade  -> ae10, create account". Levels per logger come from the
// ini's [logger_*] sections. spdlog stays behind this header.
#pragma once

#include <string>
#include <string_view>

namespace runner::log {

enum class Level { kDebug, kInfo, kWarn, kError, kOff };

void debug(std::string_view logger, std::string_view message);
void info(std::string_view logger, std::string_view message);
void warn(std::string_view logger, std::string_view message);
void error(std::string_view logger, std::string_view message);

// Sets the level of a logger and those below it ("runner" covers "runner.migration"; "" is the root).
void set_level(std::string_view logger, Level level);
bool enabled(std::string_view logger, Level level);
// -q: nothing below error.
void set_quiet(bool quiet);
Level parse_level(std::string_view name);  // "INFO", "WARN", "WARNING", ... ; Throws Error{kConfig}

}  // namespace runner::log
