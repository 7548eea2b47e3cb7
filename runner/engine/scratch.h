// A database for a moment: empty, on the same kind of server as another one, gone with this object however its use ends.
#pragma once

#include <memory>
#include <string>

#include "base/url.h"
#include "db/connection.h"

namespace runner::engine {

class Scratch {
 public:
  virtual ~Scratch() = default;
  virtual db::Connection& connection() = 0;
  // Forgets what a file of SQL has set for its session (pg_dump empties search_path).
  virtual void reset_session() {}
};

// Runs the statements of a file there; what begins and commits transactions is left out. Throws, with file:line, Error{kSql}
// where the server refuses one, and Error{kConfig} before anything has run where the file takes statements back.
void load(Scratch& scratch, const std::string& file, const std::string& dialect);

// In memory.
std::unique_ptr<Scratch> scratch_in_memory(const Url& url);
// A database of its own on the server of `url`. Throws Error{kSql} where the role may not make one.
std::unique_ptr<Scratch> scratch_on_server(const Url& url);

}  // namespace runner::engine
