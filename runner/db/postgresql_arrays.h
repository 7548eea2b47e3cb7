// Arrays of types that users of the database made (enums, domains, extensions' types): their cells arrive as text, whose type
// only the catalogue knows. Asked once a type and connection, after the statement, when the connection is free.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/rows.h"
#include "db/postgresql_reflect.h"

namespace runner::db {

class ArrayTypes {
 public:
  // Of each type its element's, 0 for what is no array that needs asking.
  std::vector<Oid> elements(const std::vector<Oid>& types, const CatalogueQuery& catalogue);

 private:
  std::map<Oid, Oid> known_;
};

// The cursor with those columns read as arrays whose element type is not 0; as it is where all are.
std::unique_ptr<Cursor> with_arrays(std::unique_ptr<Cursor> cursor, std::vector<Oid> elements);

}  // namespace runner::db
