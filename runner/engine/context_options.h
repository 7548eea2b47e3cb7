// What context.configure{ ... } was given, checked and completed with the ini's defaults (API 6, 7).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/config.h"
#include "host/module.h"
#include "ops/op.h"
#include "sql/dialect.h"

namespace runner::engine {

struct ContextOptions {
  ops::VersionTable version_table;
  bool transactional = true;
  bool per_migration = false;
  std::optional<std::string> starting_rev;
  std::optional<std::string> tag;
  // Where a printed run goes instead of stdout: output_buffer = "file.sql", or an object whose write(self, text) takes it.
  std::string output_file;
  host::Ref output_buffer, output_write;
  schema::NamingConvention naming;  // of target_metadata
  std::vector<host::Ref> on_version_apply;
  host::Ref target_metadata;
  host::Ref given;  // the whole table, for those who know further keys
};

// Throws Error{kConfig}: a key that context.configure does not know, with the nearest spelling.
void check_configure_keys(const host::Ref& options);
// Throws Error{kConfig}: a value of the wrong type.
ContextOptions read_context_options(const host::Ref& options, const Config& config, const sql::Dialect& dialect);

}  // namespace runner::engine
