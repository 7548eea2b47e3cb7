// The Lua functions that env.lua passes to context.configure, as the plain functions that comparing and rendering call:
// arguments in Alembic's order, tables and columns as the sa objects that declare them.
#pragma once

#include <string>
#include <vector>

#include "autogen/filter.h"
#include "host/lua_writer.h"
#include "host/module.h"

namespace runner::autogen {

struct HookHost {
  host::State& lua;
  host::Module& module;
  host::Ref options;  // of context.configure
  host::Ref context;  // what hooks get first
};

// include_name, include_object, compare_type, compare_server_default. Throws Error{kConfig}: one that is no function (or no
// boolean, where that is allowed).
Filter read_filter(const HookHost& hooks);

// render_item(type, object, autogen_context): the text that it returns stands in the file; false (or nothing) leaves the item
// to us. Lines that it adds to autogen_context.imports are kept in `imports`, which outlives the writer.
class ItemHook {
 public:
  explicit ItemHook(const HookHost& hooks);
  // Empty when there is no such hook.
  host::ItemWriter writer();
  std::vector<std::string> imports() const;

 private:
  HookHost hooks_;
  host::Ref function_, autogen_context_;
};

}  // namespace runner::autogen
