// The editor stubs: what op and sa offer, as annotations for LuaLS, written from the signatures. lua/meta holds them as files
// (a test compares) and `init` writes them into a project.
#pragma once

#include <string>
#include <string_view>

namespace runner::host {

// "op" or "sa": the text of lua/meta/<module>.lua.
std::string editor_stub(std::string_view module);

struct CallNote {
  std::string_view call;
  std::string_view text;           // one line
  std::string_view defaults = {};  // "name = value, ...": of arguments whose default is not nil or false
};
// nullptr when there is none.
const CallNote* call_note(std::string_view call);

}  // namespace runner::host
