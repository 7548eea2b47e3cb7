#include "ops/sink.h"

#include "base/error.h"

namespace runner::ops {

namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& where) {
  throw Error(ErrorCode::kUnsupported, what + " needs a database connection, and there is none while a script is only recorded")
      .with_hint("keep what only changes the database apart from what reads it, or run online")
      .at(where);
}

// Statements whose result nobody can want rows of are kept as ops; `text` may be a SELECT, so it is refused.
bool may_return_rows(const Expr& sql) {
  return !(sql.is("insert") || sql.is("update") || sql.is("delete")) || sql.find("returning") != nullptr;
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
