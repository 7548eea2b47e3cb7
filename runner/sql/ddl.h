// Standard SQL for every op, and the pieces that a database overrides: one `render(op)` an op, one small virtual a clause.
// A new database is one subclass (sql/postgresql.cc, sql/sqlite.cc, sql/mysql.cc) that holds what differs and nothing else.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/dialect.h"

namespace runner::sql {

// One op on its way to statements.
struct Compiling {
  Facts& facts;
  const CompileOptions& options;
  std::vector<Statement> statements;
  std::set<schema::TableKey> types;  // named types that this op has made already

  void add(std::string sql, bool outside_transaction = false) { statements.push_back({std::move(sql), {}, outside_transaction}); }
};

class StandardDialect : public Dialect {
 public:
  using OptString = std::optional<std::string>;

  std::vector<Statement> compile(const ops::Op& op, Facts& facts, const CompileOptions& options) const override;
  Statement compile_query(const ops::Query& query, const std::vector<std::pair<std::string, Value>>& params,
                          const CompileOptions& options) const override;
  InsertInto insert_into(const ops::InsertTarget& target, const std::vector<std::string>& columns) const override;
  std::string insert_row(const InsertInto& into, const std::vector<Value>& row) const override;

  std::string quote(std::string_view identifier) const override;
  std::string qualified(const OptString& schema, std::string_view name) const override;
  std::string type(const schema::Type& type) const override;
  std::string literal(const Value& value, const schema::Type* type) const override;
  std::string render(const schema::Expr& expr, RenderContext& context) const override;

  // ---- names (sql/dialect.cc) ----
  // CREATE TABLE and DML style: the schema is one name.
  std::string table_name(const OptString& schema, std::string_view name) const;
  std::string quote_with(std::string_view identifier, std::optional<bool> forced) const;
  virtual char quote_mark() const { return '"'; }
  // How long a name is, in what max_identifier() counts.
  virtual std::size_t name_length(std::string_view name) const { return name.size(); }
  virtual std::string function_name(std::string_view dotted) const;

  // ---- what expressions need to know (sql/expr_renderer.cc) ----
  virtual bool native_boolean() const { return true; }
  virtual bool has_ilike() const { return false; }
  // now() and its kin, where a database spells them its own way; nullopt = as written.
  virtual std::optional<std::string> special_function(const std::string& name) const;
  // SQLAlchemy's "/" keeps fractions, also between integers.
  virtual std::string true_division(const std::string& left, const std::string& right, const schema::Type* right_type) const;
  // "" where only the opposite has an operator.
  virtual std::string distinct_operator(bool distinct) const { return distinct ? "IS DISTINCT FROM" : "IS NOT DISTINCT FROM"; }
  virtual bool has_concat_operator() const { return true; }  // else concat(a, b)
  virtual std::string xor_operator() const { return "#"; }   // "" for none
  virtual bool divides_integers() const { return true; }     // 7 / 2 is 3
  // Text against a regular expression, with flags such as "i".
  virtual std::string regexp_match(const std::string& text, const std::string& pattern, const OptString& flags,
                                   bool negated) const;
  virtual std::string regexp_replace_function() const { return "REGEXP_REPLACE"; }
  virtual std::string full_text_match(const std::string& text, const std::string& words) const {
    return text + " MATCH " + words;
  }
  // A part of a document, list or map: its `path` of names and places, two places for a slice.
  enum class Item { kPart, kText, kValue, kSlice };  // kValue is one of `as`
  struct ItemOf {
    std::string whole;
    const schema::Type* type;  // of `whole`
    std::vector<Value> path;
    Item item;
    const schema::Type* as;
    bool beside_operator;
  };
  virtual std::string item_text(const ItemOf& item) const;
  // sa.func.aggregate_strings(x, separator)
  virtual std::string aggregate_strings(const std::string& text, const std::string& separator) const {
    return "group_concat(" + text + ", " + separator + ")";
  }
  virtual bool has_lateral() const { return true; }
  virtual bool collates_casts() const { return true; }  // CAST(x AS VARCHAR(5)) COLLATE "C"
  virtual std::string extract_text(const std::string& field, const std::string& moment) const {
    return "EXTRACT(" + field + " FROM " + moment + ")";
  }
  virtual std::string join_word(const std::string& join) const { return join; }
  virtual std::string limit_clause(const std::string& limit, const std::string& offset) const;
  // What stands in the parentheses of x IN (), or x NOT IN (), where there is nothing to put.
  virtual std::string empty_set(bool in) const { return in ? "NULL) AND (1 != 1" : "NULL) OR (1 = 1"; }
  virtual std::string rows_of_values() const { return {}; }  // before the rows of (a, b) IN ((1, 2), (3, 4))
  virtual std::string default_row() const { return " DEFAULT VALUES"; }
  // Where the further tables stand that an "update" or a "delete" reads: in a clause of their own (FROM, USING), in one list
  // with the table that is changed, or nowhere.
  enum class OtherTables { kClause, kList, kNone };
  virtual OtherTables other_tables(std::string_view /*statement*/) const { return OtherTables::kClause; }
  virtual bool has_on_conflict() const { return true; }
  virtual bool has_on_duplicate_key() const { return false; }
  virtual bool has_distinct_on() const { return false; }
  // WITH before INSERT ... SELECT, or between the two.
  virtual bool with_before_insert() const { return true; }
  // What a select ends with to lock its rows; "" where it has no such thing. `tables` are those that it is about, "" for all.
  struct Lock {
    bool read = false, key_share = false, nowait = false, skip_locked = false;
    std::string tables;
  };
  virtual std::string lock_clause(const Lock&) const { return {}; }
  virtual bool fetch_in_parentheses() const { return false; }
  virtual bool has_returning(std::string_view /*statement: "insert" ...*/) const { return true; }
  virtual bool returning_qualified() const { return true; }
  virtual bool parenthesized_compounds() const { return true; }
  // (a, b) IN ((1, 2), (3, 4)); SQLite wants VALUES in front of the rows.
  virtual bool has_row_lists() const { return true; }

  // ---- literals (sql/literal.cc) ----
  // The value as the column's type wants it: JSON as text, bytes as Bytes, 1 as true. What is bound and what is printed.
  virtual Value adapted(const Value& value, const schema::Type* type) const;
  // A value on its way into a column of that type.
  virtual std::string assigned_literal(const Value& value, const schema::Type* type) const { return literal(value, type); }
  virtual std::string string_literal(std::string_view text) const;
  // A UUID as the 32 digits that a CHAR(32) column holds; any other value as it is.
  static Value undashed_uuid(const Value& value);
  virtual std::string boolean_literal(bool value) const { return value ? "true" : "false"; }
  virtual std::string bytes_literal(std::string_view bytes) const;
  virtual std::string float_literal(double value) const;
  virtual std::string list_literal(const ValueList& list, const schema::Type* type) const;

 protected:
  // ---- ops: tables (sql/ddl.cc) ----
  using Dialect::render;
  virtual void render(const ops::CreateTable& op, Compiling& c) const;
  virtual void render(const ops::DropTable& op, Compiling& c) const;
  virtual void render(const ops::RenameTable& op, Compiling& c) const;
  virtual void render(const ops::AddColumn& op, Compiling& c) const;
  virtual void render(const ops::DropColumn& op, Compiling& c) const;
  virtual void render(const ops::CreateTableComment& op, Compiling& c) const;
  virtual void render(const ops::DropTableComment& op, Compiling& c) const;
  virtual void render(const ops::BatchAlterTable& op, Compiling& c) const;

  // ---- ops: columns, indexes, constraints (sql/ddl_alter.cc) ----
  virtual void render(const ops::AlterColumn& op, Compiling& c) const = 0;
  virtual void render(const ops::CreateIndex& op, Compiling& c) const;
  virtual void render(const ops::DropIndex& op, Compiling& c) const;
  virtual void render(const ops::CreatePrimaryKey& op, Compiling& c) const;
  virtual void render(const ops::CreateForeignKey& op, Compiling& c) const;
  virtual void render(const ops::CreateUniqueConstraint& op, Compiling& c) const;
  virtual void render(const ops::CreateCheckConstraint& op, Compiling& c) const;
  virtual void render(const ops::CreateExcludeConstraint& op, Compiling& c) const;
  virtual void render(const ops::DropConstraint& op, Compiling& c) const;

  // ---- ops: named objects; a database without them says so (sql/ddl_objects.cc) ----
  virtual void render(const ops::CreateEnum& op, Compiling& c) const;
  virtual void render(const ops::DropEnum& op, Compiling& c) const;
  virtual void render(const ops::AddEnumValue& op, Compiling& c) const;
  virtual void render(const ops::RenameEnumValue& op, Compiling& c) const;
  virtual void render(const ops::CreateView& op, Compiling& c) const;
  virtual void render(const ops::DropView& op, Compiling& c) const;
  virtual void render(const ops::CreateSchema& op, Compiling& c) const;
  virtual void render(const ops::DropSchema& op, Compiling& c) const;
  virtual void render(const ops::CreateSequence& op, Compiling& c) const;
  virtual void render(const ops::AlterSequence& op, Compiling& c) const;
  virtual void render(const ops::DropSequence& op, Compiling& c) const;
  virtual void render(const ops::CreateExtension& op, Compiling& c) const;
  virtual void render(const ops::DropExtension& op, Compiling& c) const;

  // ---- ops: data and the engine's own (sql/ddl_objects.cc) ----
  virtual void render(const ops::Execute& op, Compiling& c) const;
  virtual void render(const ops::BatchUpdate& op, Compiling& c) const;
  virtual void render(const ops::BatchDelete& op, Compiling& c) const;
  virtual void render(const ops::Begin& op, Compiling& c) const;
  virtual void render(const ops::Commit& op, Compiling& c) const;
  virtual void render(const ops::BeginAutocommit& op, Compiling& c) const;
  virtual void render(const ops::EndAutocommit& op, Compiling& c) const;
  virtual void render(const ops::Savepoint& op, Compiling& c) const;
  virtual void render(const ops::CreateVersionTable& op, Compiling& c) const;
  virtual void render(const ops::SetVersion& op, Compiling& c) const;
  virtual void render(const ops::Comment& op, Compiling& c) const;
  virtual void render(const ops::StaticOutput& op, Compiling& c) const;

  // ---- clauses of a table ----
  // CREATE TABLE alone. REQUIRES: normalized, named, every column typed.
  std::string create_table_sql(const schema::Table& table, bool if_not_exists) const;
  // A column's whole line, without its table's constraints. REQUIRES: as above.
  virtual std::string column_spec(const schema::Table& table, const schema::Column& column) const = 0;
  virtual std::string table_suffix(const schema::Table&) const { return {}; }
  virtual std::string default_text(const schema::Default& value, const schema::Type* type) const;
  virtual std::string computed_text(const schema::Computed& computed) const;
  std::string identity_text(const schema::Identity& identity) const;
  std::string identity_options(const schema::Identity& identity) const;
  std::string column_name(const schema::Table& table, std::string_view name) const;
  std::string column_list(const schema::Table& table, const std::vector<std::string>& names) const;
  std::string column_checks(const schema::Table& table, const schema::Column& column) const;

  // ---- constraints ----
  // With "CONSTRAINT name " in front; "" when this database prints none (a CHECK that a native type needs not).
  std::string constraint_text(const schema::Table& table, const schema::Constraint& constraint) const;
  virtual bool wanted(const schema::Table& table, const schema::Constraint& constraint, bool in_create_table) const;
  virtual std::string body(const schema::Table& table, const schema::PrimaryKeyConstraint& constraint) const;
  virtual std::string body(const schema::Table& table, const schema::UniqueConstraint& constraint) const;
  virtual std::string body(const schema::Table& table, const schema::CheckConstraint& constraint) const;
  virtual std::string body(const schema::Table& table, const schema::ForeignKeyConstraint& constraint) const;
  virtual std::string body(const schema::Table& table, const schema::ExcludeConstraint& constraint) const;
  // The columns of a foreign key, of either side.
  virtual std::string key_columns(const schema::Table& table, const std::vector<std::string>& names,
                                  const schema::Options& options) const;
  std::string references(const schema::ForeignKeyConstraint& constraint) const;
  virtual std::string referred_table(const schema::ForeignKeyConstraint& constraint) const;
  static std::string deferrability(std::optional<bool> deferrable, const OptString& initially);
  virtual bool allows_referential_action(std::string_view action) const;
  // Throws where constraints cannot be altered. `what` names the constraint for the message.
  virtual void require_constraint_alter(const std::string& what, const std::string& table) const;
  void add_constraint(const schema::Table& table, const schema::Constraint& constraint, Compiling& c) const;
  std::string drop_constraint_sql(const OptString& schema, const std::string& table, const std::string& name,
                                  bool if_exists) const;
  static void require_constraint_type(const std::string& type);
  // The name that the convention made of the one that is given.
  schema::Name dropped_name(const ops::DropConstraint& op, const Compiling& c) const;
  // Throws where the op adds or takes away what a column can only be created with.
  static void refuse_computed_change(const ops::AlterColumn& op);
  static bool changes_identity(const ops::AlterColumn& op);

  // ---- indexes ----
  virtual std::string create_index_sql(const schema::Table& table, const schema::Index& index, bool if_not_exists) const = 0;
  virtual bool leaves_transaction(const schema::Options&) const { return false; }
  virtual std::string drop_index_sql(const ops::DropIndex& op) const = 0;
  // One element of an index or exclude constraint: a name, text as it is, an expression in parentheses where needed.
  virtual std::string index_element(const schema::Expr& element) const;
  // " DESC" of desc(x); nullptr for what is not about order.
  static const char* order_suffix(const schema::Expr& element);

  // ---- comments, named types, sequences ----
  virtual bool has_comments() const { return true; }
  void comment_on_table(const OptString& schema, const std::string& table, const OptString& comment, Compiling& c) const;
  // CREATE TYPE for what the columns need and the database has not.
  virtual void ensure_types(const schema::Table&, Compiling&, bool /*table_is_new*/) const {}
  virtual bool has_enum_types() const { return false; }  // of its own or of the column: an Enum needs no CHECK
  virtual std::string returning_version(const ops::VersionTable&) const { return {}; }
  std::string sequence_options(const ops::SequenceOptions& options) const;
  virtual std::string no_cycle() const { return "NO CYCLE"; }

  // ---- types ----
  std::string collation(const schema::Type& type) const;
  // `type` is already the variant for this dialect. "" = this database has no such type.
  virtual std::string type_text(const schema::Type& type) const;
  virtual bool has_untyped_columns() const { return false; }

  // ---- shared helpers ----
  // '$."a"[1]': where JSON_EXTRACT looks. Throws Error{kUnsupported} for a place counted from the end.
  std::string json_path(const std::vector<Value>& path) const;
  std::string ddl_text(const schema::Expr& expr) const;  // an expression as DDL holds it
  // The table's columns with the types that foreign keys give to those without. Throws Error{kScript}.
  schema::Table typed(schema::Table table, Compiling& c) const;
  // Normalized, named by the convention, typed.
  schema::Table prepared(const schema::Table& table, Compiling& c) const;
  [[noreturn]] void unsupported(const std::string& what, const std::string& hint = {}) const;
};

// ---- dialect options: values that are text, words, flags and lists ----
// A string, or the SQL of a text node; nullopt when the option is not there.
std::optional<std::string> option_text(const schema::Options& options, std::string_view name);
std::optional<bool> option_flag(const schema::Options& options, std::string_view name);
std::vector<std::string> option_list(const schema::Options& options, std::string_view name);
// { key = value } with values as text.
std::vector<std::pair<std::string, std::string>> option_map(const schema::Options& options, std::string_view name);

std::unique_ptr<Dialect> make_postgresql();
std::unique_ptr<Dialect> make_sqlite();
std::unique_ptr<Dialect> make_mysql(bool mariadb);

}  // namespace runner::sql
