// Runs the history up to some rows without a database and notes what each op does to the schema: how --sql knows a table that
// an earlier revision made. What it cannot know it marks as tainted, with the revision's name.
#pragma once

#include "engine/session.h"
#include "graph/target.h"
#include "schema/naming.h"
#include "schema/schema.h"
#include "sql/dialect.h"

namespace runner::engine {

struct ReplayRequest {
  Session& session;
  const sql::Dialect& dialect;
  graph::Rows rows;  // what is applied
  schema::NamingConvention naming;
  host::Ref run_args;
};

// Throws Error{kScript} when a script cannot be loaded at all. REQUIRES: the caller restores the module's sink.
schema::Schema replay(const ReplayRequest& request);

}  // namespace runner::engine
