// The explicit table of databases: URL scheme -> how to connect, which dialect. A new database is one line here.
#pragma once

#include <memory>
#include <string>

#include "base/url.h"
#include "db/connection.h"
#include "engine/scratch.h"
#include "sql/dialect.h"

namespace runner::engine {

// The dialect for a URL or a dialect name. Throws Error{kConfig} for one we do not know.
std::unique_ptr<sql::Dialect> dialect_for(const Url& url);
std::unique_ptr<sql::Dialect> dialect_named(const std::string& name);

// Throws Error{kConnect}; Error{kUnsupported} for a dialect that is only printed.
std::unique_ptr<db::Connection> connect(const Url& url);

// An empty database of the same kind, on the same server where there is one. Throws as connect().
std::unique_ptr<Scratch> scratch_beside(const Url& url);

}  // namespace runner::engine
