#include "ops/sink.h"

#include <algorithm>
#include <array>

#include "base/error.h"
#include "schema/sql_text.h"

namespace runner::ops {

namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& where) {
  throw Error(ErrorCode::kUnsupported, what + " needs a database connection, and there is none while a script is only recorded")
      .with_hint("keep what only changes the database apart from what reads it, or run online")
      .at(where);
}

// Does the statement give rows that the script may look at? Of raw text: anything but plain DML and DDL.
bool may_return_rows(const Expr& sql) {
  if (!sql.is("text")) {
    return !(sql.is("insert") || sql.is("update") || sql.is("delete")) || sql.find("returning") != nullptr;
  }
  const auto tokens = schema::significant(sql.name);
  static constexpr std::array kNoRows{"INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER", "COMMENT", "SET"};
  const bool plain =
      !tokens.empty() && std::any_of(kNoRows.begin(), kNoRows.end(), [&](const char* word) { return tokens.front().word(word); });
  return !plain || std::any_of(tokens.begin(), tokens.end(), [](const schema::Token& token) { return token.word("RETURNING"); });
}

class NoRows : public Cursor {
 public:
  const std::vector<std::string>& columns() const override { return columns_; }
  bool next(std::vector<Value>&) override { return false; }
  std::int64_t rowcount() const override { return -1; }
  bool close() override { return false; }

 private:
  std::vector<std::string> columns_;
};

}  // namespace

std::unique_ptr<Cursor> Recorder::execute(const Query& query, const std::string& where) {
  if (may_return_rows(query.sql)) {
    refuse("A statement whose rows are read", where);
  }
  if (query.many.empty()) {
    accept(Execute{query.sql, query.params}, where);
  }
  for (const auto& params : query.many) {
    accept(Execute{query.sql, params}, where);
  }
  return std::make_unique<NoRows>();
}

std::int64_t Recorder::insert(const InsertTarget&, RowSource& rows, const std::string&) {
  // Rows change no schema, so a recording has no use for them; they are read so that a broken row is still found.
  std::int64_t count = 0;
  std::vector<Value> row;
  while (rows.next(row)) {
    ++count;
  }
  return count;
}

schema::Inspector& Recorder::inspector(const std::string& where) {
  refuse("sa.inspect", where);
}

}  // namespace runner::ops
