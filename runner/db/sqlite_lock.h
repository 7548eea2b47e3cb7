// Which process holds the write lock of an SQLite file. Best effort: SQLite itself does not say, the kernel's list may.
#pragma once

#include <string>

namespace runner::db {

// "process 4711 (runner)", or "another process" where that cannot be told.
std::string sqlite_lock_holder(const std::string& path);

}  // namespace runner::db
