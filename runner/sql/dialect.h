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
  std::string sql;                       // without terminator
  std::vector<Value> params;             // for "?" placeholders (SQLite); empty where literals are inlined
  bool outside_transaction = false;      // CREATE INDEX CONCURRENTLY, ALTER TYPE ... ADD VALUE (ours leaves by itself)
};

// What rendering may ask about the database. The executor answers from the catalogue, the printer from what it printed
// and the replayed history. Answers must not change while one op is compiled.
class Facts {
 public:
  virtual ~Facts() = default;
  // The values of a named enum type, nullopt when there is none. PostgreSQL only.
  virtual std::optional<std::vector<std::string>> enum_values(const std::optional<std::string>& schema, const std::string& name) = 0;
  // The table for a batch; nullopt when there is none. Throws Error{kUnsupported} when it cannot be known (taint).
  virtual std::optional<schema::Table> table(const std::optional<std::string>& schema, const std::string& name) = 0;
};

struct CompileOptions {
  schema::NamingConvention naming;       // of target_metadata
  bool printed = false;                  // for people (--sql): literals inline, never "?"
};

// How an expression is being rendered.
struct RenderContext {
  bool inline_literals = true;           // else "?" and `params` where the dialect binds
  std::vector<Value>* params = nullptr;
  bool qualify = false;                  // columns as table.column
  bool ddl = false;                      // CHECK, index, default: never qualified, values inline
};

class Dialect {
 public:
  virtual ~Dialect() = default;

  // ---- what it is and can do ----
  virtual std::string name() const = 0;                        // "postgresql"
  virtual std::string impl_name() const = 0;                   // "PostgresqlImpl", as logs say
  virtual bool transactional_ddl() const { return true; }
  virtual bool binds_parameters() const { return false; }      // "?" (SQLite) or literals (PostgreSQL)
  virtual int max_identifier() const { return 63; }            // bytes; 0 = no limit
  virtual std::string begin_sql() const { return "BEGIN"; }
  virtual std::string commit_sql() const { return "COMMIT"; }

  // ---- ops ----
  // The statements that do `op`, in order. Throws Error{kUnsupported} (naming the way out) or Error{kScript}.
  // Begin and Commit give begin_sql() and commit_sql(); Comment and StaticOutput give nothing.
  std::vector<Statement> compile(const ops::Op& op, Facts& facts, const CompileOptions& options) const;

  // A statement expression or text with named parameters -> one statement (text may hold several only without params;
  // the caller splits first). Throws Error{kScript}: a :name without a value.
  Statement compile_query(const ops::Query& query, const std::vector<std::pair<std::string, Value>>& params,
                          const CompileOptions& options) const;
  // INSERT of one row, literals inline, only the columns given (offline bulk_insert).
  std::string insert_row(const ops::InsertTarget& target, const std::vector<std::string>& columns, const std::vector<Value>& row) const;

  // ---- pieces, also used by others ----
  virtual std::string quote(std::string_view identifier) const;              // quoted where needed
  std::string qualified(const std::optional<std::string>& schema, std::string_view name) const;   // schema split at dots (ALTER style)
  virtual std::string type(const schema::Type& type) const;                   // DDL text; throws Error{kUnsupported}
  virtual std::string cast_type(const schema::Type& type) const { return this->type(type); }
  virtual std::string literal(const Value& value, const schema::Type* type) const;
  std::string render(const schema::Expr& expr, RenderContext& context) const;

 protected:
  struct Compiling;                      // facts, options, statements so far: see sql/dialect.cc
  // per-op virtuals and the overridable pieces are declared in the implementation's own header, sql/ddl.h
};

// The dialects we know. nullptr for another name. "postgresql", "sqlite" (and "mysql", "mariadb" when they come).
std::unique_ptr<Dialect> make_dialect(std::string_view name);

}  // namespace runner::sql
