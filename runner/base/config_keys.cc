// Slips in the names of settings. Every project may have keys of its own, so a key that nobody knows is a slip only when it
// is like a known one but for one place.
#include <algorithm>

#include "base/config.h"
#include "base/log.h"

namespace runner {

namespace {

constexpr const char* kKeys[] = {"script_location",
                                 "version_locations",
                                 "path_separator",
                                 "version_path_separator",
                                 "file_template",
                                 "timezone",
                                 "truncate_slug_length",
                                 "revision_environment",
                                 "recursive_version_locations",
                                 "sourceless",
                                 "output_encoding",
                                 "prepend_sys_path",
                                 "sqlalchemy.url",
                                 "target_metadata",
                                 "allow_empty_models",
                                 "transaction_per_migration",
                                 "lock_timeout",
                                 "statement_timeout",
                                 "lock_retries",
                                 "lock_wait",
                                 "version_table",
                                 "version_table_schema",
                                 "history_table",
                                 "sqlite_foreign_keys",
                                 "script_size",
                                 "script_memory",
                                 "script_time",
                                 "allow_unsafe_lua"};

// A letter too many, too few, wrong, or two of them swapped. What only adds to a known name ("sqlalchemy.url2") is meant so.
bool slip_of(std::string_view word, std::string_view known) {
  if (word.starts_with(known)) return false;
  const auto [word_at, known_at] = std::mismatch(word.begin(), word.end(), known.begin(), known.end());
  std::string_view left(word_at, word.end()), right(known_at, known.end());
  while (!left.empty() && !right.empty() && left.back() == right.back()) {
    left.remove_suffix(1);
    right.remove_suffix(1);
  }
  const bool swapped = left.size() == 2 && right.size() == 2 && left[0] == right[1] && left[1] == right[0];
  return swapped || (left.size() <= 1 && right.size() <= 1);
}

bool is_known(std::string_view key) {
  return std::find(std::begin(kKeys), std::end(kKeys), key) != std::end(kKeys);
}

}  // namespace

std::string Config::slip_for(const std::string& key) const {
  for (const std::string& given : ini_.keys(section_)) {
    if (!is_known(given) && slip_of(given, key)) return given;
  }
  return {};
}

void Config::warn_of_slips() const {
  for (const std::string& given : ini_.keys(section_)) {
    if (is_known(given)) continue;
    const auto meant = std::find_if(std::begin(kKeys), std::end(kKeys), [&](const char* known) { return slip_of(given, known); });
    if (meant == std::end(kKeys)) continue;
    log::warn("runner.config",
              ini_.place_of(section_, given) + ": '" + given + "' is no setting; did you mean '" + *meant + "'?");
  }
}

}  // namespace runner
