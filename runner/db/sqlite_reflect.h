// What an SQLite database holds, read through its own connection.
#pragma once

#include <memory>

#include "schema/inspector.h"

namespace runner::db {

class Connection;

// REQUIRES: `connection` outlives the inspector.
std::unique_ptr<schema::Inspector> make_sqlite_inspector(Connection& connection);

}  // namespace runner::db
