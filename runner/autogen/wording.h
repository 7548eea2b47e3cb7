// The models' SQL in the server's own words. PostgreSQL rewrites defaults, CHECKs and index expressions ("now()", casts,
// parentheses), so what is spelt differently is put into temporary tables, read back from the catalogue and rolled back: the
// same few round trips for one difference or a thousand.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "db/connection.h"
#include "schema/schema.h"
#include "sql/comparer.h"

namespace runner::autogen {

struct Wording {
  std::map<schema::TableKey, schema::Table> tables;  // as in the models, expressions as the catalogue shows them
  std::set<schema::TableKey> unknown;                // could not be asked: the server is read only, or refused the SQL
};

// About tables that are in `wanted` and in `have`. Leaves nothing behind; a transaction that is open stays as it was.
Wording server_words(const std::vector<schema::Table>& wanted, const schema::Schema& have, db::Connection& connection,
                     schema::Inspector& inspector, const sql::Comparer& comparer);

}  // namespace runner::autogen
