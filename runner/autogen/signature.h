// What makes two constraints or indexes the same whatever they are called: one text for each.
#pragma once

#include <string>

#include "schema/schema.h"
#include "sql/comparer.h"

namespace runner::autogen {

struct Signatures {
  const sql::Comparer& comparer;
  bool exact;                      // false: SQL inside is compared without casts and parentheses
  const schema::Schema& database;  // answers which columns REFERENCES org means

  std::string operator()(const schema::PrimaryKeyConstraint& key) const;
  std::string operator()(const schema::UniqueConstraint& unique) const;
  std::string operator()(const schema::CheckConstraint& check) const;
  std::string operator()(const schema::ForeignKeyConstraint& key) const;
  std::string operator()(const schema::ExcludeConstraint& exclude) const;
  std::string of(const schema::Constraint& constraint) const { return std::visit(*this, constraint); }
  std::string of(const schema::Index& index) const;

 private:
  std::string text(const std::string& sql) const { return exact ? sql : sql::Comparer::loose(sql); }
  std::string option_text(const schema::Expr& value) const;
  // Options that change what the object is; storage parameters and places do not.
  std::string options(const schema::Options& options) const;
};

// Written alike but for the name: then the signatures are equal, too.
bool alike(const schema::Constraint& a, const schema::Constraint& b);
bool alike(const schema::Index& a, const schema::Index& b);

// "unique=False to unique=True", "expression #1 'a' to 'b'", "options": why an index changed.
std::string index_changes(const schema::Index& before, const schema::Index& after, const Signatures& signatures);

}  // namespace runner::autogen
