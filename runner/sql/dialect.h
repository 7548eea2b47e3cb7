// What a database understands. The base class renders standard SQL; a subclass overrides what differs, and flags say
// what it can do. compile(op) is the only door; the per-op virtuals are called render(...).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/value.h"
#include "ops/op.h"
#include "ops/sink.h"
#include "schema/naming.h"
#include "schema/schema.h"

namespace runner::sql {

struct Statement {
  std::string sql;                   // without terminator
  std::vector<Value> params;         // for "?" placeholders (SQLite); empty where literals are inlined
  bool outside_transaction = false;  // CREATE INDEX CONCURRENTLY, ALTER TYPE ... ADD VALUE (ours leaves by itself)
};

// What rendering may ask about the database. The executor answers from the catalogue, the printer from what it printed
// and the replayed history. Answers must not change while one op is compiled.
class Facts {
 public:
  virtual ~Facts() = default;
  // The values of a named enum type, nullopt when there is none. PostgreSQL only.
  virtual std::optional<std::vector<std::string>> enum_values(const std::optional<std::string>& schema,
                                                              const std::string& name) = 0;
  // Is there a domain of that name? PostgreSQL only.
  virtual bool has_domain(const std::optional<std::string>& /*schema*/, const std::string& /*name*/) { return false; }
  // Did the catalogue, or the history so far, show this table? True also when more than that is not known of it.
  virtual bool has_table(const std::optional<std::string>& schema, const std::string& name);
  // Does something besides the table's own definition (a view, a trigger, another table's key) say one of these columns?
  virtual bool mentioned_elsewhere(const std::optional<std::string>& /*schema*/, const std::string& /*table*/,
                                   const std::vector<std::string>& /*columns*/) {
    return false;
  }
  // The table for a batch; nullopt when there is none. Throws Error{kUnsupported} when it cannot be known (taint).
  virtual std::optional<schema::Table> table(const std::optional<std::string>& schema, const std::string& name) = 0;
};

struct CompileOptions {
  schema::NamingConvention naming;  // of target_metadata
  bool printed = false;             // for people (--sql): literals inline, never "?"
};

// How an expression is being rendered.
struct RenderContext {
  bool inline_literals = true;  // else "?" and `params` where the dialect binds
  std::vector<Value>* params = nullptr;
  bool qualify = false;                                               // columns as table.column
  bool ddl = false;                                                   // CHECK, index, default: never qualified, values inline
  const std::vector<std::pair<std::string, Value>>* named = nullptr;  // values of :name parameters
};

// What the rows of one INSERT share.
struct InsertInto {
  std::string head;                        // up to the first value; all of it where there are no columns
  std::vector<const schema::Type*> types;  // of the columns, null where it is not known
};

// An interface: StandardDialect (sql/ddl.h) implements it for SQL as the standard has it, one subclass a database.
class Dialect {
 public:
  virtual ~Dialect() = default;

  // What a server of that version (as libpq numbers it: 180004) adds to what its dialect can say. Nothing is known of the
  // server that printed SQL goes to.
  virtual void meet_server(int /*version*/) {}

  // ---- what it is and can do ----
  virtual std::string name() const = 0;       // "postgresql"
  virtual std::string title() const = 0;      // "PostgreSQL", for messages
  virtual std::string impl_name() const = 0;  // "PostgresqlImpl", as logs say
  virtual bool transactional_ddl() const { return true; }
  virtual bool binds_parameters() const { return false; }  // "?" (SQLite) or literals (PostgreSQL)
  virtual int max_identifier() const { return 63; }        // bytes (MySQL: characters); 0 = no limit
  virtual std::string begin_sql() const { return "BEGIN"; }
  virtual std::string commit_sql() const { return "COMMIT"; }
  // What a session must have set for our literals to mean what they say, and what a printed script with such literals
  // begins with; "" for nothing.
  virtual std::string session_sql() const { return {}; }
  // The statement as a printed script ends it, for the database's own client.
  virtual std::string terminated(const std::string& sql) const { return sql + ";"; }
  // Where rebuilding a table can break foreign keys unseen: what a printed script must say before its first transaction.
  virtual std::string rebuild_preamble_sql() const { return {}; }
  // What a failed rebuild may have left switched on in the session, switched off; "" for nothing.
  virtual std::string rebuild_cleanup_sql() const { return {}; }
  // May one ALTER TABLE hold several changes?
  virtual bool merges_alters() const { return false; }

  // ---- ops ----
  // The statements that do `op`, in order. Throws Error{kUnsupported} (naming the way out) or Error{kScript}.
  // Begin and Commit give begin_sql() and commit_sql(); Comment, StaticOutput and the autocommit marks give nothing.
  virtual std::vector<Statement> compile(const ops::Op& op, Facts& facts, const CompileOptions& options) const = 0;

  // A statement expression or text with named parameters -> one statement (text may hold several only without params;
  // the caller splits first). Throws Error{kScript}: a :name without a value.
  virtual Statement compile_query(const ops::Query& query, const std::vector<std::pair<std::string, Value>>& params,
                                  const CompileOptions& options) const = 0;
  // INSERT of rows, literals inline, only the columns given (offline bulk_insert): what rows with the same columns share, and
  // one of them. The result points into `target`.
  virtual InsertInto insert_into(const ops::InsertTarget& target, const std::vector<std::string>& columns) const = 0;
  virtual std::string insert_row(const InsertInto& into, const std::vector<Value>& row) const = 0;

  // ---- pieces, also used by others ----
  // Quoted where needed. Throws Error{kScript}: empty, a NUL byte, longer than max_identifier().
  virtual std::string quote(std::string_view identifier) const = 0;
  // ALTER style: the schema is split at dots.
  virtual std::string qualified(const std::optional<std::string>& schema, std::string_view name) const = 0;
  virtual std::string type(const schema::Type& type) const = 0;  // DDL text; throws Error{kUnsupported}
  // What CAST takes for the type; "" where it takes nothing of the kind, and the value stays as it is.
  virtual std::string cast_type(const schema::Type& type) const { return this->type(type); }
  virtual std::string literal(const Value& value, const schema::Type* type) const = 0;
  virtual std::string render(const schema::Expr& expr, RenderContext& context) const = 0;
};

// The dialects we know: "postgresql", "sqlite", "mysql", "mariadb". nullptr for another name.
std::unique_ptr<Dialect> make_dialect(std::string_view name);

}  // namespace runner::sql
