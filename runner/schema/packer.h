// Makes many tables small: equal types of their columns become one value (a schema of thousands of columns has a handful), and
// no vector keeps room for more than it holds.
#pragma once

#include <algorithm>
#include <vector>

#include "schema/table.h"

namespace runner::schema {

class Packer {
 public:
  void pack(Table& table) {
    for (Column& column : table.columns) {
      if (column.type) share(column.type);
    }
    table.columns.shrink_to_fit();
    table.constraints.shrink_to_fit();
  }

 private:
  static constexpr std::size_t kMost = 64;  // of different types: looking for one must stay quick

  void share(TypeBox& type) {
    const auto known = std::find(types_.begin(), types_.end(), type);
    if (known != types_.end()) {
      type = *known;
    } else if (types_.size() < kMost) {
      types_.push_back(type);
    }
  }

  std::vector<TypeBox> types_;
};

}  // namespace runner::schema
