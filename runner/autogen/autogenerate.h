// From a configured run to the operations that are missing: reads the models, reads the database, compares. What the project
// says in context.configure (include_name, compare_type, render_as_batch ...) is read here.
#pragma once

#include <string>
#include <vector>

#include "autogen/renames.h"
#include "autogen/script.h"
#include "db/connection.h"
#include "host/module.h"
#include "ops/op.h"
#include "sql/dialect.h"

namespace runner::autogen {

struct Request {
  host::State& lua;
  host::Module& module;
  db::Connection& connection;
  const sql::Dialect& dialect;
  host::Ref options;  // what context.configure was given
  host::Ref target_metadata;
  const std::vector<schema::Table>* wanted = nullptr;  // instead of target_metadata: as read_models() gives them
  host::Ref context;                                   // what hooks get first
  ops::VersionTable version_table;                     // no part of any comparison
  bool allow_empty_models = false;
  AskRename ask_rename;  // empty: only what renamed_from says is a rename
};

// Logs each difference ("Detected added table 'x'"). Throws Error{kScript}: what read_models throws, a hook's own error;
// Error{kConfig}: no target_metadata, a hook of the wrong type, models without tables against a database that has some.
Script autogenerate(const Request& request);

}  // namespace runner::autogen
