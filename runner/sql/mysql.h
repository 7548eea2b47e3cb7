// MySQL and MariaDB: what differs from standard SQL. Backticks and backslashes, AUTO_INCREMENT, comments and options inside
// the table's own statement, one MODIFY or CHANGE for everything that happens to a column. DDL commits by itself here.
#pragma once

#include <string>

#include "sql/ddl.h"

namespace runner::sql {

class Mysql : public StandardDialect {
 public:
  explicit Mysql(bool mariadb) : mariadb_(mariadb) {}

  std::string name() const override { return mariadb_ ? "mariadb" : "mysql"; }
  std::string title() const override { return mariadb_ ? "MariaDB" : "MySQL"; }
  std::string impl_name() const override { return mariadb_ ? "MariaDBImpl" : "MySQLImpl"; }
  bool transactional_ddl() const override { return false; }
  int max_identifier() const override { return 64; }
  std::string begin_sql() const override { return "START TRANSACTION"; }
  std::string terminated(const std::string& sql) const override;
  std::string cast_type(const schema::Type& type) const override;

  // ---- names, literals ----
  char quote_mark() const override { return '`'; }
  std::size_t name_length(std::string_view name) const override;
  std::string string_literal(std::string_view text) const override;
  std::string float_literal(double value) const override;
  Value adapted(const Value& value, const schema::Type* type) const override;

  // ---- expressions ----
  bool native_boolean() const override { return false; }
  bool has_concat_operator() const override { return false; }
  std::string xor_operator() const override { return "^"; }
  bool collates_casts() const override { return false; }
  bool divides_integers() const override { return false; }
  bool has_on_duplicate_key() const override { return true; }
  bool with_before_insert() const override { return false; }
  std::string regexp_match(const std::string& text, const std::string& pattern, const OptString& flags,
                           bool negated) const override;
  std::string full_text_match(const std::string& text, const std::string& words) const override {
    return "MATCH (" + text + ") AGAINST (" + words + " IN BOOLEAN MODE)";
  }
  std::string extract_text(const std::string& field, const std::string& moment) const override;
  std::string item_text(const ItemOf& item) const override;
  std::string aggregate_strings(const std::string& text, const std::string& separator) const override {
    return "group_concat(" + text + " SEPARATOR " + separator + ")";
  }
  std::string lock_clause(const Lock& lock) const override;
  OtherTables other_tables(std::string_view) const override { return OtherTables::kList; }
  bool has_on_conflict() const override { return false; }
  bool has_returning(std::string_view statement) const override { return mariadb_ && statement != "update"; }
  bool returning_qualified() const override { return false; }
  std::optional<std::string> special_function(const std::string& function) const override {
    return function == "random" ? std::optional<std::string>("rand()") : StandardDialect::special_function(function);
  }
  std::string default_row() const override { return " () VALUES ()"; }
  std::string join_word(const std::string& join) const override { return join == "JOIN" ? "INNER JOIN" : join; }
  std::string distinct_operator(bool distinct) const override { return distinct ? "" : "<=>"; }
  std::string true_division(const std::string& left, const std::string& right, const schema::Type*) const override {
    return left + " / " + right;
  }
  std::string limit_clause(const std::string& limit, const std::string& offset) const override;

 protected:
  using StandardDialect::render;
  void render(const ops::RenameTable& op, Compiling& c) const override;
  void render(const ops::AlterColumn& op, Compiling& c) const override;
  void render(const ops::DropConstraint& op, Compiling& c) const override;
  void render(const ops::CreateTableComment& op, Compiling& c) const override;
  void render(const ops::DropTableComment& op, Compiling& c) const override;
  void render(const ops::AddEnumValue& op, Compiling& c) const override;
  void render(const ops::RenameEnumValue& op, Compiling& c) const override;
  void render(const ops::CreateView& op, Compiling& c) const override;
  void render(const ops::DropView& op, Compiling& c) const override;
  void render(const ops::DropSchema& op, Compiling& c) const override;
  void render(const ops::CreateSequence& op, Compiling& c) const override;
  void render(const ops::AlterSequence& op, Compiling& c) const override;
  void render(const ops::DropSequence& op, Compiling& c) const override;

  std::string column_spec(const schema::Table& table, const schema::Column& column) const override;
  std::string table_suffix(const schema::Table& table) const override;
  using StandardDialect::body;
  std::string body(const schema::Table& table, const schema::PrimaryKeyConstraint& constraint) const override;
  std::string body(const schema::Table& table, const schema::ForeignKeyConstraint& constraint) const override;
  std::string index_element(const schema::Expr& element) const override;
  std::string create_index_sql(const schema::Table& table, const schema::Index& index, bool if_not_exists) const override;
  std::string drop_index_sql(const ops::DropIndex& op) const override;
  bool has_comments() const override { return false; }  // as statements: they are parts of the table's own
  bool has_enum_types() const override { return true; }
  std::string no_cycle() const override { return "NOCYCLE"; }

  // ---- types (sql/mysql_types.cc) ----
  std::string type_text(const schema::Type& type) const override;

 private:
  // The option of this dialect's own name: mysql_engine on MySQL, mariadb_engine on MariaDB.
  std::string own(std::string_view option) const { return name() + "_" + std::string(option); }
  // Those few that MariaDB takes under MySQL's name as well.
  std::optional<std::string> shared_option(const schema::Options& options, std::string_view option) const;
  void warn_of_other_names(const schema::Options& options, const std::string& what) const;

  std::string index_columns(const schema::Table& table, const schema::Index& index) const;
  // What CHANGE and MODIFY say behind the name: everything that the column is to have from now on.
  std::string altered_column(const ops::AlterColumn& op) const;
  void add_new_checks(const ops::AlterColumn& op, Compiling& c) const;
  void require_sequences(const std::string& name) const;

  std::string character_type(std::string_view word, const schema::Type& type, bool national) const;
  std::string value_list(const std::vector<std::string>& values) const;
  // As it is where it is one plain word (so that "C" prints as C), else quoted.
  std::string word(std::string_view text) const;

  bool mariadb_;
};

}  // namespace runner::sql
