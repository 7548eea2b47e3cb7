// Rows in runs that name the same columns. What a row leaves out is the database's default, and one COPY, like one prepared
// INSERT, knows one list of columns: so rows that differ go into the table run by run, in their order.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/rows.h"

namespace runner::engine {

class RowRuns : public RowSource {
 public:
  // `rows` has to live as long as this.
  explicit RowRuns(RowSource& rows) : rows_(rows) { fetch(); }

  // Moves to the next run, whose columns() and rows follow; false when there is none. REQUIRES: next() returned false.
  bool begin() {
    if (!has_row_) return false;
    given_ = fetched_given_;
    columns_.clear();
    for (std::size_t i = 0; i < given_.size(); ++i) {
      if (given_[i]) columns_.push_back(rows_.columns()[i]);
    }
    first_ = taken_ + 1;
    return true;
  }

  const std::vector<std::string>& columns() const override { return columns_; }
  // Number of the run's first row, from 1.
  std::int64_t first() const { return first_; }

  bool next(std::vector<Value>& row) override {
    if (!has_row_ || fetched_given_ != given_) return false;
    if (columns_.size() == fetched_.size()) {
      std::swap(row, fetched_);
    } else {
      row.clear();
      for (std::size_t i = 0; i < given_.size(); ++i) {
        if (given_[i]) row.push_back(std::move(fetched_[i]));
      }
    }
    ++taken_;
    fetch();
    return true;
  }

 private:
  void fetch() {
    has_row_ = rows_.next(fetched_);
    fetched_given_.resize(rows_.columns().size());
    for (std::size_t i = 0; has_row_ && i < fetched_given_.size(); ++i) fetched_given_[i] = rows_.given(i);
  }

  RowSource& rows_;
  std::vector<Value> fetched_;  // read, but not handed out yet
  std::vector<bool> fetched_given_, given_;
  std::vector<std::string> columns_;
  bool has_row_ = false;
  std::int64_t taken_ = 0, first_ = 1;
};

}  // namespace runner::engine
