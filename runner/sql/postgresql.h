// PostgreSQL: what differs from standard SQL. SERIAL and identity columns, enum types, comments, ALTER COLUMN, index
// options; values stand in the text as literals, as psycopg writes them.
#pragma once

#include <string>

#include "sql/ddl.h"

namespace runner::sql {

class Postgresql : public StandardDialect {
 public:
  void meet_server(int version) override { version_ = version; }
  std::string name() const override { return "postgresql"; }
  std::string title() const override { return "PostgreSQL"; }
  std::string impl_name() const override { return "PostgresqlImpl"; }
  bool merges_alters() const override { return true; }
  std::string session_sql() const override { return "SET standard_conforming_strings = on"; }

  bool has_ilike() const override { return true; }
  bool has_distinct_on() const override { return true; }
  bool fetch_in_parentheses() const override { return true; }
  std::string regexp_match(const std::string& text, const std::string& pattern, const OptString& flags,
                           bool negated) const override;
  std::string full_text_match(const std::string& text, const std::string& words) const override {
    return text + " @@ plainto_tsquery(" + words + ")";
  }
  std::string assigned_literal(const Value& value, const schema::Type* type) const override;
  std::string item_text(const ItemOf& item) const override;
  std::string aggregate_strings(const std::string& text, const std::string& separator) const override {
    return "string_agg(" + text + ", " + separator + ")";
  }
  std::string lock_clause(const Lock& lock) const override;
  std::string bytes_literal(std::string_view bytes) const override;
  std::string list_literal(const ValueList& list, const schema::Type* type) const override;

 protected:
  // ---- columns, constraints, indexes (sql/postgresql.cc) ----
  using StandardDialect::render;
  void render(const ops::AlterColumn& op, Compiling& c) const override;
  std::string column_spec(const schema::Table& table, const schema::Column& column) const override;
  std::string computed_text(const schema::Computed& computed) const override;
  std::string table_suffix(const schema::Table& table) const override;
  using StandardDialect::body;
  std::string body(const schema::Table& table, const schema::PrimaryKeyConstraint& constraint) const override;
  std::string body(const schema::Table& table, const schema::UniqueConstraint& constraint) const override;
  std::string body(const schema::Table& table, const schema::CheckConstraint& constraint) const override;
  std::string body(const schema::Table& table, const schema::ForeignKeyConstraint& constraint) const override;
  std::string body(const schema::Table& table, const schema::ExcludeConstraint& constraint) const override;
  std::string key_columns(const schema::Table& table, const std::vector<std::string>& names,
                          const schema::Options& options) const override;
  bool allows_referential_action(std::string_view action) const override;
  std::string create_index_sql(const schema::Table& table, const schema::Index& index, bool if_not_exists) const override;
  std::string drop_index_sql(const ops::DropIndex& op) const override;
  bool leaves_transaction(const schema::Options& options) const override;
  std::string returning_version(const ops::VersionTable& table) const override;

  // ---- types and other named objects (sql/postgresql_types.cc) ----
  void render(const ops::CreateEnum& op, Compiling& c) const override;
  void render(const ops::DropEnum& op, Compiling& c) const override;
  void render(const ops::AddEnumValue& op, Compiling& c) const override;
  void render(const ops::RenameEnumValue& op, Compiling& c) const override;
  void render(const ops::CreateView& op, Compiling& c) const override;
  void render(const ops::CreateExtension& op, Compiling& c) const override;
  void render(const ops::DropExtension& op, Compiling& c) const override;
  std::string type_text(const schema::Type& type) const override;
  bool has_enum_types() const override { return true; }
  void ensure_types(const schema::Table& table, Compiling& c, bool table_is_new) const override;

 private:
  // ---- ALTER COLUMN, one clause each, in the order in which they run ----
  void alter_type(const ops::AlterColumn& op, const std::string& column, Compiling& c) const;
  void alter_default(const ops::AlterColumn& op, const std::string& column, Compiling& c) const;
  void alter_identity(const ops::AlterColumn& op, const std::string& column, Compiling& c) const;
  void drop_old_checks(const ops::AlterColumn& op, Compiling& c) const;
  void add_new_checks(const ops::AlterColumn& op, Compiling& c) const;

  std::string include_clause(const schema::Options& options) const;
  std::string unique_columns(const schema::Table& table, const std::vector<std::string>& names,
                             const schema::Options& options) const;
  std::string enforcement(const schema::Options& options) const;
  using OperatorClasses = std::vector<std::pair<std::string, std::string>>;
  std::string index_key(const schema::Table& table, const schema::Expr& key, const OperatorClasses& classes) const;
  std::string index_columns(const schema::Table& table, const schema::Index& index) const;

  std::string enum_type_sql(const schema::Type& type) const;
  std::string domain_sql(const schema::Type& type) const;
  // The enum exists with these values, or a clear error says which are missing.
  bool enum_is_there(const OptString& schema, const std::string& name, const std::vector<std::string>& values,
                     Compiling& c) const;
  std::string value_list(const std::vector<std::string>& values) const;

  int version_ = 0;  // of the server; 0 = not known
};

}  // namespace runner::sql
