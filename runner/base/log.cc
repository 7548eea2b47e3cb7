#include "base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <map>
#include <memory>

#include "base/error.h"
#include "base/text.h"

namespace runner::log {

namespace {

// Levels by logger name, as the stock alembic.ini sets them. Asking needs no spdlog, so a silent process never builds it.
struct Levels {
  std::map<std::string, Level, std::less<>> by_name = {{"", Level::kWarn}, {"runner", Level::kInfo}};
  bool quiet = false;
};

Levels& levels() {
  static Levels instance;
  return instance;
}

// The level of the logger itself or the nearest one above it.
Level effective_level(std::string_view logger) {
  const auto& by_name = levels().by_name;
  for (;;) {
    if (const auto found = by_name.find(logger); found != by_name.end()) return found->second;
    const std::size_t dot = logger.rfind('.');
    logger = dot == std::string_view::npos ? std::string_view() : logger.substr(0, dot);
  }
}

spdlog::logger& output() {
  static const std::unique_ptr<spdlog::logger> instance = [] {
    auto logger = std::make_unique<spdlog::logger>("runner", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_pattern("%v");
    logger->set_level(spdlog::level::trace);
    logger->flush_on(spdlog::level::trace);
    return logger;
  }();
  return *instance;
}

// Five characters, padded or cut, as Alembic's stock format prints them.
std::string_view label(Level level) {
  switch (level) {
    case Level::kDebug:
      return "DEBUG";
    case Level::kInfo:
      return "INFO ";
    case Level::kWarn:
      return "WARNI";
    default:
      return "ERROR";
  }
}

void write(Level level, std::string_view logger, std::string_view message) {
  if (!enabled(logger, level)) return;
  std::string line(label(level));
  line.append(" [").append(text::visible(logger)).append("] ").append(text::visible(message));
  output().log(spdlog::level::info, line);
}

}  // namespace

void debug(std::string_view logger, std::string_view message) {
  write(Level::kDebug, logger, message);
}
void info(std::string_view logger, std::string_view message) {
  write(Level::kInfo, logger, message);
}
void warn(std::string_view logger, std::string_view message) {
  write(Level::kWarn, logger, message);
}
void error(std::string_view logger, std::string_view message) {
  write(Level::kError, logger, message);
}

void set_level(std::string_view logger, Level level) {
  auto& by_name = levels().by_name;
  const std::string below = logger.empty() ? std::string() : std::string(logger) + ".";
  std::erase_if(by_name, [&](const auto& entry) { return entry.first.starts_with(below); });
  by_name.insert_or_assign(std::string(logger), level);
}

bool enabled(std::string_view logger, Level level) {
  if (level == Level::kOff) return false;
  if (levels().quiet && level < Level::kError) return false;
  return level >= effective_level(logger);
}

void set_quiet(bool quiet) {
  levels().quiet = quiet;
}

Level parse_level(std::string_view name) {
  const std::string word = text::upper(text::trim(name));
  if (word == "DEBUG" || word == "NOTSET") return Level::kDebug;
  if (word == "INFO") return Level::kInfo;
  if (word == "WARN" || word == "WARNING") return Level::kWarn;
  if (word == "ERROR" || word == "CRITICAL" || word == "FATAL") return Level::kError;
  if (word == "OFF") return Level::kOff;
  throw Error(ErrorCode::kConfig,
              "Unknown log level '" + std::string(name) + "'; known are DEBUG, INFO, WARNING, ERROR, CRITICAL");
}

}  // namespace runner::log
