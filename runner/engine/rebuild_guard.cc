#include "engine/rebuild_guard.h"

#include "base/error.h"
#include "base/log.h"

namespace runner::engine {
namespace {

std::int64_t total(const schema::Damage& damage) {
  std::int64_t sum = 0;
  for (const auto& [key, rows] : damage.rows) sum += rows;
  return sum;
}

}  // namespace

void RebuildGuard::watch(schema::Inspector& inspector) {
  if (!before_) before_ = inspector.damage();
}

void RebuildGuard::check(schema::Inspector& inspector) const {
  if (!before_) return;
  const schema::Damage now = inspector.damage();
  for (const auto& [object, message] : now.objects) {
    if (before_->objects.count(object)) continue;
    throw Error(ErrorCode::kState,
                object + " no longer work" + (object.rfind("the ", 0) == 0 ? "" : "s") + " after the batch: " + message)
        .with_hint("drop what uses the column before the batch, and create it again after, in the same revision");
  }
  const std::int64_t older = total(*before_);
  if (older > 0) log::warn("runner.batch", std::to_string(older) + " rows broke foreign keys before the tables were rebuilt");
  const std::int64_t fresh = total(now) - older;
  if (fresh <= 0) return;  // keys may have other names by now: only the sum tells
  std::string first;
  for (const auto& [key, rows] : now.rows) {
    const auto known = before_->rows.find(key);
    if (first.empty() && (known == before_->rows.end() || known->second < rows)) first = key;
  }
  throw Error(ErrorCode::kState,
              "the rebuilt tables have " + std::to_string(fresh) + " rows that break a foreign key, first: " + first)
      .with_hint("PRAGMA foreign_key_check lists them; mend the rows in an earlier revision");
}

}  // namespace runner::engine
