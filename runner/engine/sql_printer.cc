#include "engine/sql_printer.h"

#include "base/error.h"
#include "base/text.h"
#include "engine/replayed_inspector.h"
#include "engine/script_sql.h"
#include "schema/apply.h"
#include "sql/batch_alter.h"
#include "sql/batch_plan.h"
#include "sql/split.h"

namespace runner::engine {

using std::get_if;

SqlPrinter::SqlPrinter(const sql::Dialect& dialect) : dialect_(dialect) {
  transactional_ = dialect.transactional_ddl();
}
SqlPrinter::~SqlPrinter() = default;

void SqlPrinter::accept(ops::Op&& op, const std::string& where) {
  try {
    auto* batch = get_if<ops::BatchAlterTable>(&op);
    if (batch && sql::needs_recreate(*batch, dialect_)) return print_rebuild(std::move(*batch), where);
    print_op(op);
  } catch (Error& e) {
    if (e.where.empty()) e.where = where;
    throw;
  }
  remember(std::move(op), where);
}

void SqlPrinter::print_rebuild(ops::BatchAlterTable batch, const std::string& where) {
  rebuilt_ = true;
  for (const ops::Op& rename : sql::renames_first(batch, dialect_, options_, *this)) {
    print_op(rename);
    remember(rename, where);
  }
  for (const sql::Statement& s : dialect_.compile(batch, *this, options_)) statement(s.sql);
  remember(std::move(batch), where);
}

void SqlPrinter::print_op(const ops::Op& op) {
  if (get_if<ops::Begin>(&op)) return begin();
  if (get_if<ops::Commit>(&op)) return commit();
  if (get_if<ops::BeginAutocommit>(&op)) {
    if (autocommit_depth_++ > 0) return;
    reopen_ = open_;
    return commit();
  }
  if (get_if<ops::EndAutocommit>(&op)) {
    if (--autocommit_depth_ == 0 && reopen_) begin();
    return;
  }
  if (auto* p = get_if<ops::Comment>(&op)) return raw("-- " + p->text);
  if (auto* p = get_if<ops::StaticOutput>(&op)) return raw(p->text);
  if (auto* p = get_if<ops::Savepoint>(&op)) {
    const std::string name = dialect_.quote(p->name);
    return statement(p->action == 's' ? "SAVEPOINT " + name : "RELEASE SAVEPOINT " + name);
  }
  if (auto* p = get_if<ops::Execute>(&op)) {
    const bool plain = p->sql.is("text") && p->params.empty() && p->sql.named.empty();
    const sql::BindText binds = plain ? sql::parse_binds(p->sql.name, dialect_.name()) : sql::BindText{};
    const bool as_it_is = plain && binds.names.empty();
    const std::string text =
        as_it_is ? binds.literals.at(0) : dialect_.compile_query({p->sql, p->params, {}, false}, p->params, options_).sql;
    for (const sql::Piece& piece : script_statements(text, dialect_.name())) statement(piece.text);
    return;
  }
  if (auto* p = get_if<ops::BatchAlterTable>(&op)) {
    for (const ops::Op& plain : sql::as_plain_ops(*p)) print_op(plain);
    return;
  }
  const bool leaves = get_if<ops::AddEnumValue>(&op) != nullptr;  // the script decides for all others
  for (const sql::Statement& s : dialect_.compile(op, *this, options_)) {
    const bool outside = leaves && s.outside_transaction && open_;
    if (outside) commit();
    statement(s.sql);
    if (outside) begin();
  }
}

void SqlPrinter::begin() {
  open_ = true;
  begin_printed_ = false;
}

void SqlPrinter::commit() {
  if (open_ && begin_printed_) out_ += dialect_.commit_sql() + ";\n\n";
  open_ = false;
  begin_printed_ = false;
}

void SqlPrinter::raw(std::string_view text) {
  if (open_ && transactional_ && !begin_printed_) {  // an empty transaction is never printed
    begin_printed_ = true;
    out_ += dialect_.begin_sql() + ";\n\n";
  }
  out_.append(text).append("\n\n");
}

void SqlPrinter::statement(const std::string& sql) {
  std::string_view trimmed = text::trim(sql);
  while (!trimmed.empty() && trimmed.back() == ';') trimmed = text::trim(trimmed.substr(0, trimmed.size() - 1));
  if (!trimmed.empty()) raw(dialect_.terminated(std::string(trimmed)));
}

std::unique_ptr<Cursor> SqlPrinter::execute(const ops::Query& query, const std::string& where) {
  const std::string keyword = sql::first_keyword(query.sql.is("text") ? query.sql.name : query.sql.kind);
  const std::string verb = text::upper(keyword);
  const bool wants_rows = verb == "SELECT" || verb == "VALUES" || verb == "TABLE" || verb == "SHOW" || verb == "COMPOUND" ||
                          query.sql.find("returning") != nullptr;
  if (wants_rows) {
    throw Error(ErrorCode::kUnsupported, "this script asks for rows, and --sql has no database to ask")
        .at(where)
        .with_hint("test op.get_context().as_sql and use one set-based statement there, or run the upgrade online");
  }
  ops::Execute op{query.sql, query.params};
  if (query.raw) {
    for (const sql::Piece& piece : script_statements(query.sql.name, dialect_.name())) statement(piece.text);
    remember(std::move(op), where);
  } else if (query.many.empty()) {
    accept(std::move(op), where);
  } else {
    for (const auto& params : query.many) accept(ops::Execute{query.sql, params}, where);
  }
  return nullptr;
}

std::int64_t SqlPrinter::insert(const ops::InsertTarget& target, RowSource& rows, const std::string& where) {
  std::int64_t count = 0;
  std::vector<std::string> columns;  // of the last row: what one leaves out is the database's default
  std::optional<sql::InsertInto> into;
  try {
    for (std::vector<Value> row, values; rows.next(row); ++count) {
      std::vector<std::string> given;
      values.clear();
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (!rows.given(i)) continue;
        given.push_back(rows.columns()[i]);
        values.push_back(std::move(row[i]));
      }
      if (!into || given != columns) {
        into = dialect_.insert_into(target, given);
        columns = std::move(given);
      }
      statement(dialect_.insert_row(*into, values));
    }
  } catch (Error& e) {
    if (e.where.empty()) e.where = where;
    throw;
  }
  return count;
}

// ---- what is known of the database ----

void SqlPrinter::remember(ops::Op op, const std::string& where) {
  const bool changes_nothing = get_if<ops::Begin>(&op) || get_if<ops::Commit>(&op) || get_if<ops::Comment>(&op) ||
                               get_if<ops::SetVersion>(&op) || get_if<ops::StaticOutput>(&op) || get_if<ops::Savepoint>(&op);
  if (changes_nothing) return;
  if (auto* p = get_if<ops::Execute>(&op); p && p->sql.is("text") && schema::plainly_dml(p->sql.name)) return;
  pending_.push_back({std::move(op), (revision_.empty() ? std::string() : "revision " + revision_ + ", ") + where});
}

const schema::Schema& SqlPrinter::schema() {
  if (!schema_) schema_ = replay_ ? replay_() : schema::Schema{};
  for (const Seen& seen : pending_) schema::apply(seen.op, *schema_, seen.source, options_.naming, dialect_.max_identifier());
  pending_.clear();
  return *schema_;
}

std::optional<std::vector<std::string>> SqlPrinter::enum_values(const std::optional<std::string>& schema_name,
                                                                const std::string& name) {
  const auto& enums = schema().enums;
  const auto it = enums.find(schema::key_of(schema_name, name));
  if (it == enums.end()) return std::nullopt;
  return it->second.values;
}

bool SqlPrinter::has_domain(const std::optional<std::string>& schema_name, const std::string& name) {
  return schema().domains.contains(schema::key_of(schema_name, name));
}

std::optional<schema::Table> SqlPrinter::table(const std::optional<std::string>& schema_name, const std::string& name) {
  const schema::Schema& known = schema();
  if (auto why = known.taint_of(schema_name, name)) {
    throw Error(ErrorCode::kUnsupported, "cannot print a rebuild of \"" + name + "\": " + *why + " may have changed it")
        .with_hint("pass the whole table: op.batch_alter_table(\"" + name +
                   "\", { copy_from = sa.Table(...) }, ...), or run online");
  }
  if (const schema::Table* found = known.find(schema_name, name)) return *found;
  return std::nullopt;
}

// Of the history, views and keys are known; triggers stand in raw SQL, which makes their table unknown anyway.
bool SqlPrinter::mentioned_elsewhere(const std::optional<std::string>& schema_name, const std::string& table,
                                     const std::vector<std::string>& columns) {
  return schema::mentioned_elsewhere(schema(), schema_name, table, columns);
}

bool SqlPrinter::has_table(const std::optional<std::string>& schema_name, const std::string& name) {
  return schema().find(schema_name, name) != nullptr;
}

schema::Inspector& SqlPrinter::inspector(const std::string& where) {
  const schema::Schema& known = schema();
  if (known.all_tainted) {
    throw Error(ErrorCode::kUnsupported,
                "--sql cannot inspect the database: " + *known.all_tainted + " may have changed anything")
        .at(where)
        .with_hint("run the upgrade online");
  }
  inspector_ = std::make_unique<ReplayedInspector>(known);
  return *inspector_;
}

std::string SqlPrinter::finish() {
  if (out_.empty()) return {};
  std::string head;
  if (dialect_.transactional_ddl()) {
    head = "-- Stop at the first error, so that a failure leaves nothing behind: psql -v ON_ERROR_STOP=1, sqlite3 -bail\n\n";
  }
  if (out_.find('\\') != std::string::npos && !dialect_.session_sql().empty()) head += dialect_.session_sql() + ";\n\n";
  if (rebuilt_ && !dialect_.rebuild_preamble_sql().empty()) head += dialect_.rebuild_preamble_sql() + ";\n\n";
  return head + out_;
}

}  // namespace runner::engine
