// What a database takes for one and the same thing: spellings of a type, a default, an expression; which constraints it
// names by itself and what its ALTER cannot do. Autogenerate asks here, so that it never asks which database it is.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "sql/dialect.h"

namespace runner::sql {

class Comparer {
 public:
  // `dialect` outlives the comparer.
  explicit Comparer(const Dialect& dialect) : dialect_(dialect) {}
  virtual ~Comparer() = default;

  const Dialect& dialect() const { return dialect_; }

  // ---- what the database keeps at all ----
  virtual bool has_comments() const { return true; }
  virtual bool has_enum_types() const { return false; }  // named types apart from their columns
  virtual bool has_schemas() const { return true; }
  virtual bool has_identities() const { return true; }
  virtual bool is_stored(const schema::Computed& computed) const { return computed.persisted.value_or(true); }
  // Does the catalogue show SQL in words of its own, so that only the server can say whether two texts mean the same?
  virtual bool rewords() const { return true; }

  // ---- one text for one meaning: equal texts are equal things ----
  virtual std::string type(const schema::Type& type) const;
  // Is the model's type the one that the catalogue shows?
  virtual bool same_type(const schema::Type& wanted, const schema::Type& have) const;
  // SQL without differences of case, blanks and outer parentheses.
  virtual std::string sql(std::string_view text) const;
  // An expression as DDL holds it, through sql().
  std::string expression(const schema::Expr& expr) const;
  // A column's default as the model or the catalogue gives it; `type` is the column's.
  virtual std::string default_value(const schema::Default& value, const schema::Type* type) const;
  // One element of an index: order and nulls where they are not the default.
  std::string index_element(const schema::Expr& element) const;
  // The same without casts and parentheses: for when the server cannot be asked.
  static std::string loose(std::string_view text);

  // ---- how changes are written ----
  // The name that the database gives to a constraint without one, when `clashes` others are taken; "" = it stays without.
  virtual std::string server_name(const schema::Table& table, const schema::Constraint& constraint, int clashes) const;
  // The default by which a column that numbers its rows takes from a sequence of its own; nullopt where there is none.
  virtual std::optional<schema::Default> numbering_default(const schema::Table& table, const schema::Column& column) const;
  // Makes that sequence, where it is not there yet.
  virtual std::optional<ops::CreateSequence> numbering_sequence(const schema::Table& table, const schema::Column& column) const;
  // SQL that lets a column which numbers its rows go on behind those that are there.
  virtual std::optional<std::string> renumbering(const schema::Table& table, const schema::Column& column) const;
  // Can ALTER do this to a table of that shape, or does it take a rebuild (batch)?
  virtual bool alters(const ops::Op& op, const schema::Table& before) const;
  // Can a column take another type while a generated column computes from it?
  virtual bool retypes_under_generated() const { return true; }
  // Does a foreign key hold while one of its ends has the one type and the other end still the other?
  virtual bool keeps_keys(const schema::Type&, const schema::Type&) const { return true; }
  // SQL that turns a column's values into the new type, where the database would not by itself.
  virtual std::optional<std::string> conversion(const std::string& column, const schema::Type& from,
                                                const schema::Type& to) const;

 protected:
  // The text inside a plain string literal; nullopt for anything else.
  static std::optional<std::string> string_content(std::string_view literal);
  static bool is_numeral(std::string_view text);
  // 1.50 and +1.5 as 1.5: what they are as numbers. REQUIRES: a numeral. One with an exponent stays as it is.
  static std::string plain_numeral(std::string_view text);
  // The SQL text of an expression, as it would stand in DDL.
  std::string ddl_text(const schema::Expr& expr) const;

 private:
  const Dialect& dialect_;
  mutable std::unordered_map<std::string, std::string> types_;  // a few texts stand for the types of thousands of columns
};

std::unique_ptr<Comparer> make_comparer(const Dialect& dialect);
std::unique_ptr<Comparer> make_postgresql_comparer(const Dialect& dialect);
std::unique_ptr<Comparer> make_sqlite_comparer(const Dialect& dialect);

}  // namespace runner::sql
