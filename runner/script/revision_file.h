// One script file: its header read as text where it is plain (comments, `local x = require "..."`, literal assignments
// before the first `function`), so that a graph of 10,000 revisions needs no Lua at all.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "graph/revision.h"

namespace runner::script {

struct Header {
  graph::Revision revision;
  bool plain = false;  // read as text; false: the chunk has to be loaded to know
};

// Reads the header from a script's text. `path` is for messages. Throws Error{kScript} for what no loading can mend:
// bytecode ("\27LJ"), NUL bytes. Never throws for text that it does not understand: then `plain` is false.
// A plain header without `revision` gives revision.id = "" and plain = true only when the whole file was understood up to
// the first function; the directory turns that into the "could not determine revision id" error.
Header read_header(std::string_view text, const std::string& path);

// The comment block that is the script's doc (API 2): the block that holds "Revision ID:", else the first one; "--" and one
// blank cut off. "" when there is none.
std::string doc_of(std::string_view text);

// Loads a chunk that is not plain and returns its identifiers; given by the host. Throws Error{kScript}.
using LoadHeader = std::function<graph::Revision(const std::string& path, const std::string& text)>;

}  // namespace runner::script
