#include "db/postgresql_arrays.h"

#include <algorithm>

#include "db/postgresql_values.h"

namespace runner::db {

namespace {

constexpr Oid kFirstOfUsers = 16384;  // FirstNormalObjectId: what lies below was there with initdb

class ArrayCursor : public Cursor {
 public:
  ArrayCursor(std::unique_ptr<Cursor> inner, std::vector<Oid> elements)
      : inner_(std::move(inner)), elements_(std::move(elements)) {}

  const std::vector<std::string>& columns() const override { return inner_->columns(); }
  bool next(std::vector<Value>& row) override {
    if (!inner_->next(row)) return false;
    for (std::size_t i = 0; i < row.size() && i < elements_.size(); ++i) {
      const auto* text = elements_[i] ? row[i].get_if<std::string>() : nullptr;
      if (text) row[i] = read_array(elements_[i], *text);
    }
    return true;
  }
  std::int64_t rowcount() const override { return inner_->rowcount(); }
  bool close() override { return inner_->close(); }

 private:
  std::unique_ptr<Cursor> inner_;
  std::vector<Oid> elements_;
};

}  // namespace

std::vector<Oid> ArrayTypes::elements(const std::vector<Oid>& types, const CatalogueQuery& catalogue) {
  std::vector<Oid> unknown;
  for (const Oid type : types) {
    if (type >= kFirstOfUsers && known_.emplace(type, 0).second) unknown.push_back(type);
  }
  if (!unknown.empty()) {
    catalogue(
        "SELECT a.oid, CASE e.typtype WHEN 'd' THEN e.typbasetype ELSE e.oid END FROM pg_catalog.pg_type a "
        "JOIN pg_catalog.pg_type e ON e.oid = a.typelem WHERE a.typcategory = 'A' AND e.typdelim = ',' AND a.oid = " +
            any_of(unknown),
        [&](const CatalogueRow& row) { known_[row.oid(0)] = row.oid(1); });
  }
  std::vector<Oid> found;
  for (const Oid type : types) {
    const auto element = known_.find(type);
    found.push_back(element == known_.end() ? 0 : element->second);
  }
  return found;
}

std::unique_ptr<Cursor> with_arrays(std::unique_ptr<Cursor> cursor, std::vector<Oid> elements) {
  if (std::all_of(elements.begin(), elements.end(), [](Oid element) { return element == 0; })) return cursor;
  return std::make_unique<ArrayCursor>(std::move(cursor), std::move(elements));
}

}  // namespace runner::db
