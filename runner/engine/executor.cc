#include "engine/executor.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/interrupt.h"
#include "base/log.h"
#include "base/text.h"
#include "db/row_buffer.h"
#include "engine/row_runs.h"
#include "engine/script_sql.h"
#include "engine/walker.h"
#include "sql/batch_alter.h"
#include "sql/batch_plan.h"
#include "sql/split.h"

namespace runner::engine {
namespace {

using std::get_if;

std::string number_of(std::size_t index, std::size_t count, const sql::Piece& piece) {
  return "statement " + std::to_string(index + 1) + " of " + std::to_string(count) + ", line " + std::to_string(piece.line);
}

}  // namespace

void Executor::accept(ops::Op&& op, const std::string& where) {
  interrupt::check();
  try {
    dispatch(op);
  } catch (Error& e) {
    if (e.where.empty()) e.where = where;
    throw;
  }
}

void Executor::dispatch(const ops::Op& op) {
  if (get_if<ops::Begin>(&op)) return begin();
  if (get_if<ops::Commit>(&op)) return commit();
  if (get_if<ops::BeginAutocommit>(&op)) {
    if (autocommit_depth_++ > 0) return;
    reopen_ = open_;
    if (open_) commit();
    return;
  }
  if (get_if<ops::EndAutocommit>(&op)) {
    if (--autocommit_depth_ > 0) return;
    if (reopen_ && !open_) begin();
    return;
  }
  if (auto* p = get_if<ops::Savepoint>(&op)) return savepoint(*p);
  if (auto* p = get_if<ops::Execute>(&op)) return run_query_op(*p);
  if (auto* p = get_if<ops::BatchAlterTable>(&op)) return run_batch(*p);
  if (auto* p = get_if<ops::BatchUpdate>(&op)) return walk(*p);
  if (auto* p = get_if<ops::BatchDelete>(&op)) return walk(*p);
  if (auto* p = get_if<ops::SetVersion>(&op)) return set_version(*p);
  compile_and_run(op);
}

void Executor::begin() {
  connection_.fence(false);
  connection_.begin();
  connection_.fence(true);
  open_ = true;
}

void Executor::commit() {
  if (!open_) return;
  if (guard_.watching()) guard_.check(inspector({}));
  connection_.fence(false);
  connection_.commit();
  open_ = false;
  ++commits_;
  guard_.forget();
}

void Executor::rollback() noexcept {
  connection_.fence(false);
  connection_.rollback();
  open_ = false;
  reopen_ = false;
  autocommit_depth_ = 0;
  guard_.forget();
}

// The step of a walk that failed; the block around it stays outside of a transaction.
void Executor::rollback_step() noexcept {
  connection_.fence(false);
  connection_.rollback();
  open_ = false;
}

void Executor::savepoint(const ops::Savepoint& op) {
  const std::string name = dialect_.quote(op.name);
  if (op.action == 's') connection_.execute("SAVEPOINT " + name);
  if (op.action == 'b') connection_.execute("ROLLBACK TO SAVEPOINT " + name);
  if (op.action != 's') connection_.execute("RELEASE SAVEPOINT " + name);
}

void Executor::run(const sql::Statement& statement) {
  log::info("sql", statement.sql);
  connection_.execute(statement.sql, statement.params);
}

void Executor::compile_and_run(const ops::Op& op) {
  for (const sql::Statement& statement : dialect_.compile(op, *this, options_)) run_for(op, statement);
}

void Executor::run_for(const ops::Op& op, const sql::Statement& statement) {
  if (!statement.outside_transaction || !open_) return run(statement);
  // Our own enum directive leaves the transaction by itself; CONCURRENTLY is the script's decision.
  if (!get_if<ops::AddEnumValue>(&op)) {
    throw Error(ErrorCode::kSql, "this statement cannot run inside a transaction block")
        .in_sql(statement.sql)
        .with_hint(
            "wrap the call: op.autocommit_block(function() ... end), or set transactional = false at the top of the script");
  }
  commit();
  run(statement);
  begin();
}

// Text of the user's own: cut into statements first, so that each is checked, numbered and blamed alone.
void Executor::run_text(const std::string& text) {
  const auto pieces = script_statements(text, dialect_.name());
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    try {
      run({pieces[i].text, {}, false});
      check_still_in_transaction(pieces[i].text);
    } catch (Error& e) {
      if (pieces.size() > 1 && e.code == ErrorCode::kSql) e.notes.push_back("in " + number_of(i, pieces.size(), pieces[i]));
      throw;
    }
  }
}

void Executor::run_query_op(const ops::Execute& op) {
  const bool plain_text = op.sql.is("text") && op.params.empty() && op.sql.named.empty();
  ops::Query query{op.sql, op.params, {}, false};
  const sql::BindText binds = plain_text ? sql::parse_binds(op.sql.name, dialect_.name()) : sql::BindText{};
  if (plain_text && binds.names.empty()) return run_text(binds.literals.at(0));
  const sql::Statement statement = dialect_.compile_query(query, op.params, options_);
  if (op.sql.is("text") && statement.params.empty()) return run_text(statement.sql);
  script_statements(statement.sql, dialect_.name());
  run(statement);
  check_still_in_transaction(statement.sql);
}

void Executor::check_still_in_transaction(const std::string& sql) {
  if (!open_ || connection_.in_transaction()) return;
  open_ = false;
  throw Error(ErrorCode::kState, "the statement ended the transaction that runner had begun")
      .in_sql(sql)
      .with_hint("use op.autocommit_block(function() ... end), or transactional = false at the top of the script");
}

std::unique_ptr<Cursor> Executor::execute(const ops::Query& query, const std::string& where) {
  interrupt::check();
  try {
    if (query.raw) {
      script_statements(query.sql.name, dialect_.name());
      return connection_.query(query.sql.name);
    }
    if (!query.many.empty()) return execute_many(query);
    const sql::Statement statement = dialect_.compile_query(query, query.params, options_);
    script_statements(statement.sql, dialect_.name());
    log::info("sql", statement.sql);
    auto cursor = connection_.query(statement.sql, statement.params);
    check_still_in_transaction(statement.sql);
    return cursor;
  } catch (Error& e) {
    if (e.where.empty()) e.where = where;
    throw;
  }
}

// One statement for many sets of parameters; sets that make another SQL text (NULL instead of a list) begin another one.
std::unique_ptr<Cursor> Executor::execute_many(const ops::Query& query) {
  std::vector<std::vector<Value>> sets;
  std::string last;
  std::int64_t affected = 0;
  const auto flush = [&] { affected += connection_.execute_many(last, std::exchange(sets, {})); };
  for (const auto& params : query.many) {
    sql::Statement statement = dialect_.compile_query(query, params, options_);
    if (!sets.empty() && statement.sql != last) flush();
    last = std::move(statement.sql);
    sets.push_back(std::move(statement.params));
  }
  flush();
  return db::make_cursor({}, std::make_unique<db::RowBuffer>(), affected);
}

namespace {

// Alembic's rule: what the first row names, every row names. A forgotten column would else be a default that nobody meant.
[[noreturn]] void ragged(const RowRuns& rows) {
  throw Error(ErrorCode::kScript, "op.bulk_insert: row " + std::to_string(rows.first()) + " has other columns (" +
                                      text::join(rows.columns(), ", ") + ") than the rows before it")
      .with_hint(
          "give every row the same columns, sa.NULL where there is no value; with { multiinsert = false } what a row "
          "leaves out gets its default");
}

}  // namespace

std::int64_t Executor::insert(const ops::InsertTarget& target, RowSource& rows, const std::string& where) {
  interrupt::check();
  RowRuns runs(rows);
  std::int64_t count = 0;
  try {
    as_one("runner_rows", [&] {
      while (runs.begin()) {
        if (runs.first() > 1 && !target.each_row_alone) ragged(runs);
        count += insert_run(target, runs);
      }
    });
    return count;
  } catch (Error& e) {
    if (e.where.empty()) e.where = where;
    throw;
  }
}

std::int64_t Executor::insert_run(const ops::InsertTarget& target, RowRuns& rows) {
  if (rows.columns().empty()) {
    std::int64_t count = 0;
    for (std::vector<Value> row; rows.next(row);) count += connection_.execute(dialect_.insert_into(target, {}).head);
    return count;
  }
  db::CopyTarget copy;
  copy.table = dialect_.qualified(target.schema, target.table);
  copy.first_row = rows.first();
  for (const std::string& name : rows.columns()) {
    copy.columns.push_back(dialect_.quote(name));
    const auto column = std::find_if(target.columns.begin(), target.columns.end(), [&](const auto& c) { return c.name == name; });
    const bool typed = column != target.columns.end() && column->type;
    copy.types.push_back(typed ? &column->type->on(dialect_.name()) : nullptr);
  }
  return connection_.copy_rows(copy, rows);
}

schema::Inspector& Executor::inspector(const std::string&) {
  if (!inspector_) inspector_ = connection_.inspector();
  return *inspector_;
}

std::optional<std::vector<std::string>> Executor::enum_values(const std::optional<std::string>& schema, const std::string& name) {
  for (const schema::EnumType& type : inspector({}).enums(schema)) {
    if (type.name == name) return type.values;
  }
  return std::nullopt;
}

bool Executor::mentioned_elsewhere(const std::optional<std::string>& schema, const std::string& table,
                                   const std::vector<std::string>& columns) {
  return inspector({}).mentioned_elsewhere(table, schema, columns);
}

bool Executor::has_domain(const std::optional<std::string>& schema, const std::string& name) {
  const std::vector<schema::Type> domains = inspector({}).domains(schema);
  return std::any_of(domains.begin(), domains.end(), [&](const schema::Type& type) { return type.type_name == name; });
}

std::optional<schema::Table> Executor::table(const std::optional<std::string>& schema, const std::string& name) {
  return inspector({}).reflect(name, schema);
}

void Executor::run_batch(const ops::BatchAlterTable& batch) {
  if (!sql::needs_recreate(batch, dialect_)) return alter_in_place(batch);
  as_one("runner_batch", [&] { rebuild(batch); });
}

void Executor::alter_in_place(const ops::BatchAlterTable& batch) {
  if (!dialect_.merges_alters()) {
    for (const ops::Op& op : sql::as_plain_ops(batch)) dispatch(op);
    return;
  }
  sql::AlterMerger merger("ALTER TABLE " + dialect_.qualified(batch.schema, batch.table_name) + " ");
  for (const ops::Op& op : sql::as_plain_ops(batch)) {
    if (const auto ready = merger.before(op)) run(*ready);
    for (const sql::Statement& statement : merger.add(dialect_.compile(op, *this, options_))) run_for(op, statement);
  }
  if (const auto rest = merger.flush()) run(*rest);
}

void Executor::rebuild(ops::BatchAlterTable batch) {
  const std::string left_over = sql::batch_temp_name(batch.table_name);
  if (inspector({}).has_table(left_over, batch.schema)) {
    log::warn("runner.batch", "dropping " + left_over + ", which an earlier failed run left behind");
    compile_and_run(ops::DropTable{left_over, batch.schema});
  }
  guard_.watch(inspector({}));
  for (const ops::Op& rename : sql::renames_first(batch, dialect_, options_, *this)) compile_and_run(rename);
  compile_and_run(batch);
}

// Inside a transaction a walk is a part of it; else each step is one of its own.
template <class WalkOp>
void Executor::walk(const WalkOp& op) {
  Walker::Lent lent{connection_, dialect_, options_, inspector({}), nullptr, {}, {}};
  if (!open_) {
    lent.journal = journal_ ? &*journal_ : nullptr;
    lent.begin = [this] { begin(); };
    lent.commit = [this] { commit(); };
  }
  try {
    Walker(lent, op).run();
  } catch (...) {
    if (lent.begin && open_) rollback_step();
    throw;
  }
}

template <class Work>
void Executor::as_one(const std::string& name, const Work& work) {
  const bool own_transaction = !connection_.in_transaction();
  try {
    if (own_transaction) {
      begin();
      work();
      commit();
    } else {
      connection_.execute("SAVEPOINT " + name);
      work();
      connection_.execute("RELEASE SAVEPOINT " + name);
    }
  } catch (const Error&) {
    undo(own_transaction ? "" : name);
    throw;
  }
}

// A script may catch the error and go on, so nothing half-done may stay. An interrupt ends the run: all is rolled back then.
void Executor::undo(const std::string& savepoint) noexcept {
  if (interrupt::pending()) return;
  try {
    if (savepoint.empty()) {
      connection_.fence(false);
      connection_.rollback();
      open_ = false;
      guard_.forget();
    } else if (connection_.in_transaction()) {
      connection_.execute("ROLLBACK TO SAVEPOINT " + savepoint);
      connection_.execute("RELEASE SAVEPOINT " + savepoint);
    }
    if (!dialect_.rebuild_cleanup_sql().empty()) connection_.execute(dialect_.rebuild_cleanup_sql());
  } catch (const Error& e) {
    log::warn("runner.engine", std::string("what failed could not be undone alone: ") + e.what());
  }
}

namespace {

std::string hint_for_rows(const ops::SetVersion& op, std::int64_t count) {
  if (count == 0) return "another process changed the version table meanwhile; look at it with: runner current";
  return "'" + op.from + "' stands in " + op.table.table + " " + std::to_string(count) +
         " times, as a table without its primary key allows; delete the surplus rows, or write them anew: "
         "runner stamp --purge with all that 'runner current' lists";
}

}  // namespace

void Executor::set_version(const ops::SetVersion& op) {
  const auto statements = dialect_.compile(op, *this, options_);
  for (const sql::Statement& statement : statements) {
    log::info("sql", statement.sql);
    const std::int64_t count = connection_.execute(statement.sql, statement.params);
    if (op.from.empty() || count == 1) continue;
    const std::string what = op.to.empty() ? "deleting '" + op.from + "'" : "updating '" + op.from + "' to '" + op.to + "'";
    throw Error(ErrorCode::kState, "Online migration expected to match one row when " + what + " in '" + op.table.table + "'; " +
                                       std::to_string(count) + " found")
        .with_hint(hint_for_rows(op, count));
  }
}

}  // namespace runner::engine
