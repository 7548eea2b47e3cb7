// The tables of a database that a project may declare: all of the schemas asked for, and what their foreign keys lead to
// elsewhere, so that the models can stand by themselves.
#pragma once

#include <string>
#include <vector>

#include "ops/op.h"
#include "schema/inspector.h"

namespace runner::autogen {

// Is it the version table, or one that the runner keeps beside it? The schema of the version table may be named although it is
// the default one: with tenants, a search_path makes it so.
bool is_own_table(const ops::VersionTable& version_table, const schema::Table& table, const std::string& default_schema);

// By schema (the default one first) and name. `schemas`: empty for the default one. Foreign keys to what is not there, which
// SQLite allows, are left out.
std::vector<schema::Table> database_tables(schema::Inspector& inspector, const std::vector<std::string>& schemas,
                                           const ops::VersionTable& version_table);

}  // namespace runner::autogen
