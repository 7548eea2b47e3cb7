// Whether PostgreSQL's client library can be had. It is loaded when the first connection is made (libpq_forwarders.cc).
#pragma once

namespace runner::db {

// Throws Error{kConnect} naming the package when libpq.so.5 is not there.
void require_libpq();

}  // namespace runner::db
