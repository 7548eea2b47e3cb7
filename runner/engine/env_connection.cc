#include "engine/env_connection.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "sql/split.h"

namespace runner::engine {
namespace {

bool is_among(const std::string& word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool text_begins_transaction(const std::string& statement) {
  if (!is_among(sql::first_keyword(statement),
                {"INSERT", "UPDATE",  "DELETE",   "REPLACE",  "MERGE",  "WITH",   "COPY",     "TRUNCATE",
                 "CREATE", "ALTER",   "DROP",     "COMMENT",  "GRANT",  "REVOKE", "DO",       "CALL",
                 "LOCK",   "REFRESH", "SECURITY", "REASSIGN", "IMPORT", "RENAME", "SAVEPOINT"})) {
    return false;
  }
  const std::vector<std::string> words = text::split(text::upper(statement), " \t\r\n");
  const auto holds = [&](std::initializer_list<std::string_view> names) {
    const auto end = words.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(words.size(), 4));
    return std::any_of(words.begin(), end, [&](const std::string& word) { return is_among(word, names); });
  };
  return !holds({"DATABASE", "TABLESPACE", "SYSTEM", "CONCURRENTLY"});
}

}  // namespace

bool begins_transaction(const ops::Query& query, const std::string& dialect) {
  if (!query.sql.is("text")) return query.sql.is("insert") || query.sql.is("update") || query.sql.is("delete");
  const auto pieces = sql::split_statements(query.sql.name, dialect);
  return std::any_of(pieces.begin(), pieces.end(), [](const sql::Piece& piece) { return text_begins_transaction(piece.text); });
}

Executor& EnvConnection::executor() const {
  if (!executor_) {
    throw Error(ErrorCode::kState, "this connection is closed")
        .with_hint("it is open inside engine:connect(function(connection) ... end)");
  }
  return *executor_;
}

Executor& EnvConnection::changing() {
  if (autocommit_ || executor().in_transaction()) return executor();
  before_begin_();
  if (!executor().in_transaction()) executor().accept(ops::Begin{}, {});
  return executor();
}

void EnvConnection::begin() {
  if (executor().in_transaction()) {
    throw Error(ErrorCode::kState, "connection:begin(): a transaction is open already")
        .with_hint(
            "the first statement that changes something begins one; end it with connection:commit() or connection:rollback()");
  }
  executor().accept(ops::Begin{}, {});
}

void EnvConnection::commit() {
  executor().accept(ops::Commit{}, {});
}

void EnvConnection::rollback() {
  executor().rollback();
}

bool EnvConnection::in_transaction() const {
  return executor().in_transaction();
}

void EnvConnection::accept(ops::Op&& op, const std::string& where) {
  if (const auto* execute = std::get_if<ops::Execute>(&op)) {
    if (!begins_transaction({execute->sql, execute->params, {}, false}, dialect_)) return executor().accept(std::move(op), where);
  }
  changing().accept(std::move(op), where);
}

bool EnvConnection::control(const std::string& text) {
  const auto pieces = sql::split_statements(text, dialect_);
  const auto keyword = pieces.size() == 1 ? sql::transaction_control(pieces.front().text) : std::nullopt;
  if (!keyword) return false;
  if (is_among(*keyword, {"BEGIN", "START TRANSACTION"})) {
    begin();
  } else if (is_among(*keyword, {"COMMIT", "END"})) {
    commit();
  } else if (is_among(*keyword, {"ROLLBACK", "ABORT"})) {
    rollback();
  } else {
    return false;
  }
  return true;
}

std::unique_ptr<Cursor> EnvConnection::execute(const ops::Query& query, const std::string& where) {
  if (query.sql.is("text") && control(query.sql.name)) return nullptr;
  return (begins_transaction(query, dialect_) ? changing() : executor()).execute(query, where);
}

std::int64_t EnvConnection::insert(const ops::InsertTarget& target, RowSource& rows, const std::string& where) {
  return changing().insert(target, rows, where);
}

schema::Inspector& EnvConnection::inspector(const std::string& where) {
  return executor().inspector(where);
}

}  // namespace runner::engine
