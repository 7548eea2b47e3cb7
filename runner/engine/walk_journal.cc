#include "engine/walk_journal.h"

#include <cstdio>

#include "base/log.h"

namespace runner::engine {

namespace {

// FNV-1a: enough to notice that a call was edited.
std::string fingerprint(const std::string& text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  char digits[17];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash));
  return digits;
}

}  // namespace

WalkJournal::WalkJournal(db::Connection& connection, const sql::Dialect& dialect, const ops::VersionTable& version_table)
    : connection_(connection),
      dialect_(dialect),
      name_(ops::walks_table(version_table.table)),
      schema_(version_table.schema),
      table_(dialect.qualified(version_table.schema, name_)) {}

void WalkJournal::begin_revision(std::string revision) {
  revision_ = std::move(revision);
  walks_ = 0;
  used_ = false;
}

std::string WalkJournal::next_walk(const std::string& text) {
  return std::to_string(++walks_) + " " + fingerprint(text);
}

sql::Statement WalkJournal::statement(const std::string& text, const Params& params) const {
  return dialect_.compile_query({schema::Expr::text(text), {}, {}, false}, params, {});
}

std::int64_t WalkJournal::run(const std::string& text, const Params& params) {
  const sql::Statement one = statement(text, params);
  log::info("sql", one.sql);
  return connection_.execute(one.sql, one.params);
}

void WalkJournal::make_table() {
  if (connection_.inspector()->has_table(name_, schema_)) return;
  connection_.execute("CREATE TABLE " + table_ + " (revision VARCHAR(255) NOT NULL, walk VARCHAR(255) NOT NULL, " +
                      "state TEXT NOT NULL, PRIMARY KEY (revision, walk))");
}

std::optional<std::string> WalkJournal::load(const std::string& walk) {
  if (!used_) make_table();
  used_ = true;
  const sql::Statement one =
      statement("SELECT walk, state FROM " + table_ + " WHERE revision = :revision", {{"revision", Value(revision_)}});
  auto cursor = connection_.query(one.sql, one.params);
  const std::string place = walk.substr(0, walk.find(' ') + 1);
  std::vector<Value> row;
  std::optional<std::string> found;
  while (cursor->next(row)) {
    const auto* name = row.at(0).get_if<std::string>();
    const auto* state = row.at(1).get_if<std::string>();
    if (!name || !state) continue;
    if (*name == walk) {
      found = *state;
    } else if (name->compare(0, place.size(), place) == 0) {
      log::warn("runner.batch", revision_ + ": the call was changed since it was interrupted; it begins at the first row again");
    }
  }
  return found;
}

void WalkJournal::save(const std::string& walk, const std::string& state) {
  const Params params{{"state", Value(state)}, {"revision", Value(revision_)}, {"walk", Value(walk)}};
  if (run("UPDATE " + table_ + " SET state = :state WHERE revision = :revision AND walk = :walk", params) > 0) return;
  run("INSERT INTO " + table_ + " (revision, walk, state) VALUES (:revision, :walk, :state)", params);
}

void WalkJournal::forget() {
  if (!used_) return;
  used_ = false;
  run("DELETE FROM " + table_ + " WHERE revision = :revision", {{"revision", Value(revision_)}});
  auto rest = connection_.query("SELECT 1 FROM " + table_ + " LIMIT 1");
  std::vector<Value> row;
  const bool empty = !rest->next(row);
  rest->close();
  if (empty) connection_.execute("DROP TABLE " + table_);
}

}  // namespace runner::engine
