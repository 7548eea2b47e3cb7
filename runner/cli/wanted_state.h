// Where the wanted state of a comparison comes from when it is not models in Lua: a reference database, or a file of SQL that
// is loaded into a scratch one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "autogen/reference.h"
#include "base/config.h"
#include "engine/env.h"

namespace runner::cli {

struct ReferenceOptions {
  std::optional<std::string> url, sql;  // --from-url, --from-sql
  bool given() const { return url || sql; }
};

// nullopt: the models of target_metadata say it. Throws Error{kUsage}: both options; Error{kConfig}: another kind of database
// than the configured one; Error{kSql}: the server refuses a statement of the file, with its file:line.
std::optional<std::vector<schema::Table>> wanted_state(const ReferenceOptions& options, const engine::Configured& configured,
                                                       const Config& config);

}  // namespace runner::cli
