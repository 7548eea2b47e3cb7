// Naming conventions, as SQLAlchemy's MetaData(naming_convention=...): pure text, applied to constraints and indexes
// that have no final name before a dialect renders them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "schema/table.h"

namespace runner::schema {

struct NamingConvention {
  // key ("ix", "uq", "ck", "fk", "pk") -> template with %(table_name)s ... tokens (API 4.3)
  std::vector<std::pair<std::string, std::string>> templates;
  bool empty() const { return templates.empty(); }
  bool operator==(const NamingConvention&) const = default;
};

// The conventional name of a constraint or index of `table`, or its own name when the convention says nothing. Names
// longer than `max_length` bytes that a convention made are shortened to `<first max-8>_<last 4 hex of md5>`.
// A final name stays, shortened likewise (op.f holds
// what a convention made); a given one gets the template only when that has %(constraint_name)s.
// Throws Error{kScript}: unknown token; %(constraint_name)s without a name (reference/alembic.md 3.7).
Name conventional_name(const NamingConvention& convention, const Table& table, const Constraint& constraint, int max_length);
Name conventional_name(const NamingConvention& convention, const Table& table, const Index& index, int max_length);
// The name that drop_constraint means: with a `type` ("check" ...) whose template has %(constraint_name)s the convention
// applies, as it did when the constraint was made; any other name stays.
Name dropped_name(const NamingConvention& convention, const std::string& table, const Name& name, const std::string& type,
                  int max_length);
// Names everything in a normalized table. An unnamed index gets SQLAlchemy's default ix_<table>_<first column>.
Table named(const NamingConvention& convention, Table table, int max_length);

}  // namespace runner::schema
