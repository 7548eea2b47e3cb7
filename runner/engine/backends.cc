#include "engine/backends.h"

#include <vector>

#include "base/error.h"
#include "base/text.h"

namespace runner::engine {
namespace {

constexpr const char* kApplication = "runner";

struct Backend {
  std::string_view scheme;
  std::string_view dialect;
  std::unique_ptr<db::Connection> (*connect)(const Url& url);
  std::unique_ptr<Scratch> (*scratch)(const Url& url);
};

std::unique_ptr<db::Connection> postgresql(const Url& url) {
  return db::connect_postgresql(url, kApplication);
}

// A dialect that is printed and not yet connected to.
std::unique_ptr<db::Connection> printed_only(const Url& url) {
  throw Error(ErrorCode::kUnsupported,
              "runner cannot connect to " + sql::make_dialect(url.backend)->title() + " databases yet; --sql works")
      .with_hint("print the SQL and run it with the database's own client: runner upgrade head --sql > migration.sql");
}

std::unique_ptr<Scratch> no_scratch(const Url& url) {
  printed_only(url);
  return nullptr;
}

constexpr Backend kBackends[] = {
    {"postgresql", "postgresql", postgresql, scratch_on_server},
    {"sqlite", "sqlite", db::connect_sqlite, scratch_in_memory},
    {"mysql", "mysql", printed_only, no_scratch},
    {"mariadb", "mariadb", printed_only, no_scratch},
};

const Backend* find(std::string_view scheme) {
  for (const Backend& backend : kBackends) {
    if (backend.scheme == scheme) return &backend;
  }
  return nullptr;
}

const Backend& known(const Url& url) {
  if (const Backend* backend = find(url.backend)) return *backend;
  throw Error(ErrorCode::kUnsupported, "runner cannot connect to " + url.backend + " databases")
      .with_hint("print the SQL instead: runner upgrade head --sql > migration.sql");
}

}  // namespace

std::unique_ptr<sql::Dialect> dialect_named(const std::string& name) {
  if (auto dialect = sql::make_dialect(name)) return dialect;
  std::vector<std::string> known;
  for (const Backend& backend : kBackends) known.emplace_back(backend.dialect);
  throw Error(ErrorCode::kConfig, "unknown dialect \"" + name + "\"").with_hint("known dialects: " + text::join(known, ", "));
}

std::unique_ptr<sql::Dialect> dialect_for(const Url& url) {
  const Backend* backend = find(url.backend);
  return dialect_named(backend ? std::string(backend->dialect) : url.backend);
}

std::unique_ptr<db::Connection> connect(const Url& url) {
  return known(url).connect(url);
}

std::unique_ptr<Scratch> scratch_beside(const Url& url) {
  return known(url).scratch(url);
}

}  // namespace runner::engine
