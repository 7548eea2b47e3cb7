// Differences as two trees of operations, up and down, and trees as Lua text: the bodies of upgrade() and downgrade().
#pragma once

#include <string>

#include "autogen/change.h"
#include "host/lua_writer.h"
#include "sql/comparer.h"

namespace runner::autogen {

struct Script {
  Tree upgrade, downgrade;
};

// Operations on one table become a block of op.batch_alter_table where the database's ALTER cannot do them all, or always.
Script make_script(const Differences& differences, const sql::Comparer& comparer, bool always_batch);

// Every operation on lines of its own, indented by two, without a last line end; "" for an empty tree. `items` may write parts.
std::string render(const Tree& tree, const host::ItemWriter& items = {});

}  // namespace runner::autogen
