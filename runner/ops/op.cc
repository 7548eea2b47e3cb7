#include "ops/op.h"

namespace runner::ops {

std::string_view name_of(const Op& op) {
  return std::visit([](const auto& concrete) { return std::decay_t<decltype(concrete)>::kName; }, op);
}

}  // namespace runner::ops
