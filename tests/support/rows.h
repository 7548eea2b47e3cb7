// Rows and errors as values, for tests.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/rows.h"

namespace Catch {
template <>
struct StringMaker<runner::Value> {
  static std::string convert(const runner::Value& value) {
    static const char* const kKinds[] = {"null", "bool", "int", "double", "decimal", "text", "bytes", "list", "object"};
    return std::string(kKinds[value.data.index()]) + " " + runner::to_json(value);
  }
};
}  // namespace Catch

namespace runner::test {

inline std::vector<std::vector<Value>> all_rows(Cursor& cursor) {
  std::vector<std::vector<Value>> rows;
  for (std::vector<Value> row; cursor.next(row);) rows.push_back(row);
  return rows;
}

// The Error that `action` throws; fails the test when there is none.
template <class Action>
Error error_of(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  FAIL("an error was expected");
  return {ErrorCode::kInternal, ""};
}

class GivenRows final : public RowSource {
 public:
  GivenRows(std::vector<std::string> columns, std::vector<std::vector<Value>> rows)
      : columns_(std::move(columns)), rows_(std::move(rows)) {}
  const std::vector<std::string>& columns() const override { return columns_; }
  bool next(std::vector<Value>& row) override {
    if (at_ == rows_.size()) return false;
    row = rows_[at_++];
    return true;
  }

 private:
  std::vector<std::string> columns_;
  std::vector<std::vector<Value>> rows_;
  std::size_t at_ = 0;
};

}  // namespace runner::test
