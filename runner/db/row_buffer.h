// Rows that a statement has delivered, kept until somebody wants them: the statement itself is over, so nothing stays open
// in the database while a script loops. Up to 4 MiB live in memory, the rest in an unlinked temporary file.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/rows.h"

namespace runner::db {

class RowBuffer {
 public:
  explicit RowBuffer(std::size_t memory_limit = std::size_t{4} << 20) : limit_(memory_limit) {}
  ~RowBuffer();
  RowBuffer(const RowBuffer&) = delete;
  RowBuffer& operator=(const RowBuffer&) = delete;

  // REQUIRES: no row has been read yet. Throws Error{kIo} when the temporary directory is full.
  void append(const std::vector<Value>& row);
  // In the order of append; false at the end.
  bool next(std::vector<Value>& row);
  std::uint64_t rows_left() const { return rows_ - read_; }
  bool spilled() const { return file_ >= 0; }

 private:
  void spill();
  void fetch(std::size_t need);
  std::string take(std::size_t size);

  std::size_t limit_;
  std::string memory_;  // written and not yet spilled; when reading, the block at hand
  std::size_t at_ = 0;  // read position in memory_
  std::int64_t on_disk_ = 0, disk_read_ = 0;
  std::string tail_;  // what was never spilled, once reading began from the file
  bool reading_ = false;
  int file_ = -1;
  std::uint64_t rows_ = 0, read_ = 0;
};

// A cursor over a filled buffer. `rowcount` as Cursor::rowcount.
std::unique_ptr<Cursor> make_cursor(std::vector<std::string> columns, std::unique_ptr<RowBuffer> rows, std::int64_t rowcount);

}  // namespace runner::db
