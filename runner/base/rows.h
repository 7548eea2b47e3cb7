// Rows in motion: a Cursor brings them out of a database, a RowSource takes them in. Both stream, so neither side ever
// holds a whole table.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/value.h"

namespace runner {

class Cursor {
 public:
  virtual ~Cursor() = default;
  // Names of the result's columns; empty when the statement returned no rows by nature (INSERT, CREATE ...).
  virtual const std::vector<std::string>& columns() const = 0;
  // Moves to the next row and writes its cells to `row` (resized); false at the end. Throws Error{kSql}.
  virtual bool next(std::vector<Value>& row) = 0;
  // Rows that an INSERT, UPDATE or DELETE touched; -1 when unknown (a SELECT that streams).
  virtual std::int64_t rowcount() const = 0;
  // Lets go of whatever the server holds for it; next() then returns false. Idempotent. True when it still had rows.
  virtual bool close() = 0;
};

class RowSource {
 public:
  virtual ~RowSource() = default;
  // Names of the columns that each row has, in row order.
  virtual const std::vector<std::string>& columns() const = 0;
  // Writes the next row to `row`, one Value a column; false at the end. Throws Error{kScript} with the row's number.
  virtual bool next(std::vector<Value>& row) = 0;
  // Did the last row say anything of that column? Rows may differ; what a row leaves out is NULL in `row`.
  virtual bool given(std::size_t column) const {
    (void)column;
    return true;
  }
};

}  // namespace runner
