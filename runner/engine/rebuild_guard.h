// What a rebuild of tables must not break, watched from the first one of a transaction to its commit: foreign keys, which
// SQLite does not enforce meanwhile (https://www.sqlite.org/lang_altertable.html section 7, step 10), views and triggers.
// What was broken before is a warning.
#pragma once

#include <optional>

#include "schema/inspector.h"

namespace runner::engine {

class RebuildGuard {
 public:
  // Before a rebuild. Only the first one looks.
  void watch(schema::Inspector& inspector);
  // Before the commit. Throws Error{kState} that names what the rebuilds broke.
  void check(schema::Inspector& inspector) const;
  bool watching() const { return before_.has_value(); }
  void forget() { before_.reset(); }

 private:
  std::optional<schema::Damage> before_;
};

}  // namespace runner::engine
