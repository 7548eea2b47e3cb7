// The calls that no field list describes: expressions, metadata, blocks, inspectors. Their arguments are said here, as data.
#pragma once

#include <vector>

#include "host/signature.h"

namespace runner::host {

const std::vector<Signature>& plain_signatures();

}  // namespace runner::host
