// What migration scripts see: require "op" and require "sa", wired to a sink. A call crosses once, as one plain table,
// is decoded strictly into an Op, and goes to the sink that is set at that moment.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/revision.h"
#include "host/state.h"
#include "ops/sink.h"
#include "schema/naming.h"

namespace runner::host {

class Module {
 public:
  explicit Module(State& state);
  ~Module();

  // The sink that op.* and connections talk to; nullptr = none (top level of a script): calls are errors that say so.
  // Returns the one before. Cursors of the old sink are closed.
  ops::OpSink* set_sink(ops::OpSink* sink);
  ops::OpSink* sink() const;
  // What op.get_context() returns beyond dialect, as_sql and autocommit_block (config, opts, script): fields are copied in.
  void set_context_fields(const Ref& fields);
  // Closes cursors that a script left open (before commit, at its end); warns when rows were left.
  void close_cursors();
  // A connection object for env.lua, over a sink of its own, which outlives it. The methods come before those that it shares
  // with op.get_bind() (execute ...), where commit and rollback raise.
  Ref connection(ops::OpSink& sink, const std::vector<std::pair<std::string, Native>>& methods);
  // The op table itself (env.lua may register operations), and sa.
  Ref op() const;
  Ref sa() const;
  // An operation as hooks hold it: .operation (its name), its arguments by name, .source (Lua text). op.invoke runs it; a
  // hook may change arguments, or make one with op.operations.<name>(...).
  Ref operation(const ops::Op& op);
  // Back to C++. Throws Error{kScript}: `value` is no operation, or a changed argument does not fit.
  ops::Op operation_of(const Ref& value);
  // What a migration or model would have written: sa.Table(...) with its columns, sa.Index(...), sa.CheckConstraint(...).
  Ref object(const schema::Table& table);
  Ref object(const schema::Index& index);
  Ref object(const schema::Constraint& constraint);
  Ref object(const schema::Column& column);
  Ref object(const schema::Type& type);
  Ref object(const schema::Default& value);  // a plain value or an expression

  struct Impl;  // for the other files of host/

 private:
  std::unique_ptr<Impl> impl_;
};

// A script whose top level has been run.
struct Script {
  graph::Revision header;  // as its globals say; with an `expected` one that agrees no more than path and id
  Ref environment;
  std::optional<std::string> irreversible;
  bool transactional = true;
  Ref function(const std::string& name) const { return environment.get(name); }  // "upgrade", "downgrade_engine1"
};
// Loads a script; checks its identifiers' types. Throws Error{kScript}: syntax, runtime error, missing `revision` (and the
// `local revision` slip), wrong types, both `irreversible` and `downgrade`.
// `bytecode` as in State::run. `expected`, when given, is the header as it was read from the text: globals that say something
// else are an error, too.
Script load_script(State& state, const std::string& path, std::string_view text, std::string_view bytecode = {},
                   const graph::Revision* expected = nullptr);

// MetaData objects as env.lua passes them in target_metadata (one or a list).
schema::NamingConvention naming_convention_of(const Ref& metadata);
// Their tables, in the order of declaration, as written (not normalized).
std::vector<schema::Table> tables_of(State& state, const Ref& metadata);
// One sa.MetaData with what it holds.
struct Metadata {
  schema::NamingConvention naming;
  std::optional<std::string> schema;  // of tables that name none
  std::vector<schema::Table> tables;  // as tables_of()
  std::vector<std::string> where;     // file:line of each
};
// Throws Error{kScript}: something that is neither sa.MetaData() nor a list of them.
std::vector<Metadata> metadata_of(State& state, const Ref& metadata);

}  // namespace runner::host
