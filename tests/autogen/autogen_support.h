// Comparing tables in tests: wanted and had, what is found as lines, and the Lua text it becomes.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "autogen/describe.h"
#include "autogen/diff.h"
#include "autogen/items.h"
#include "autogen/script.h"
#include "schema/naming.h"
#include "sql/comparer.h"
#include "support/tables.h"

namespace runner::test {

// One database with its dialect.
struct Compared {
  explicit Compared(const std::string& name) : dialect(sql::make_dialect(name)), comparer(sql::make_comparer(*dialect)) {}

  // As a model is read.
  static schema::Table model(schema::Table table) {
    return autogen::folded(schema::named({}, schema::normalized(std::move(table)), 63));
  }
  // As the catalogue shows a table that was made like that: every name is final, the server's own ones included.
  schema::Table made(schema::Table table) const {
    schema::Table shown = autogen::server_named(model(std::move(table)), *comparer);
    for (schema::Constraint& constraint : shown.constraints) mark_final(schema::name_of(constraint));
    for (schema::Index& one : shown.indexes) mark_final(one.name);
    return shown;
  }

  autogen::Differences differences(std::vector<schema::Table> wanted, std::vector<schema::Table> have) const {
    autogen::DiffInput input = filled(std::move(wanted), std::move(have));
    return autogen::diff(std::move(input), {*comparer, filter});
  }
  autogen::Script script(std::vector<schema::Table> wanted, std::vector<schema::Table> have) const {
    return autogen::make_script(differences(std::move(wanted), std::move(have)), *comparer, always_batch);
  }
  // What `check` prints.
  std::vector<std::string> lines(std::vector<schema::Table> wanted, std::vector<schema::Table> have) const {
    std::vector<std::string> texts;
    for (const auto& line : autogen::describe(script(std::move(wanted), std::move(have)).upgrade, *dialect))
      texts.push_back(line.text);
    return texts;
  }

  std::unique_ptr<sql::Dialect> dialect;
  std::unique_ptr<sql::Comparer> comparer;
  autogen::Filter filter;
  std::vector<schema::EnumType> enums;
  bool always_batch = false;

 private:
  static void mark_final(schema::Name& name) { name.final = name.given(); }

  autogen::DiffInput filled(std::vector<schema::Table> wanted, std::vector<schema::Table> have) const {
    autogen::DiffInput input;
    for (auto& table : wanted) input.wanted.push_back(model(std::move(table)));
    for (auto& table : have) {
      schema::Table shown = made(std::move(table));
      const auto key = schema::key_of(shown.schema, shown.name);
      input.have.tables.emplace(key, std::move(shown));
    }
    for (const auto& type : enums) input.have.enums.emplace(schema::key_of(type.schema, type.name), type);
    input.droppable = {""};
    return input;
  }
};

using Lines = std::vector<std::string>;

}  // namespace runner::test
