// What PostgreSQL says when something fails, as Error: fields instead of prose, and a hint where we know what to do next.
#pragma once

#include <cstdint>
#include <string>

#include "base/error.h"
#include "base/url.h"

struct pg_conn;
struct pg_result;

namespace runner::db {

// A connection attempt that failed with libpq's `message`.
Error connect_error(const Url& url, const std::string& message);
// The connection broke while it was used. `said` is the server's last word, if it had one.
Error lost_error(const pg_conn* connection, const pg_result* said);
// A statement failed. `sql` is the whole text that was sent, `statement` the number of the one in it that failed (1 = first).
Error statement_error(const pg_result* result, const std::string& sql, int statement);

// The error with the number of the row that it is about.
Error in_row(const Error& error, std::int64_t row);
// The error of a COPY with the number of its row, which PostgreSQL calls a line; the first one is `first_row`.
Error row_error(const Error& error, std::int64_t first_row);

}  // namespace runner::db
