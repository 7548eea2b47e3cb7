// What does not hold in an SQLite file: rows whose foreign key leads nowhere, keys without a target, views and triggers
// that no longer compile. SQLite lets all of it stand until somebody uses it; a rebuild must not add to it.
#pragma once

#include "schema/inspector.h"

namespace runner::db {

class Connection;

// Memory and time: one line per broken key, one look at every row that has one.
schema::Damage sqlite_damage(Connection& connection, schema::Inspector& inspector);

}  // namespace runner::db
