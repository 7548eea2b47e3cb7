#include "ops/sink.h"

#include <catch2/catch.hpp>

#include "support/errors.h"

using namespace runner;
using namespace runner::ops;

namespace {

class Numbers : public RowSource {
 public:
  const std::vector<std::string>& columns() const override { return columns_; }
  bool next(std::vector<Value>& row) override {
    row = {Value(left_)};
    return left_-- > 0;
  }

 private:
  std::vector<std::string> columns_{"n"};
  std::int64_t left_ = 3;
};

}  // namespace

TEST_CASE("every op says its own name", "[ops]") {
  CHECK(name_of(CreateTable{}) == "create_table");
  CHECK(name_of(BatchAlterTable{}) == "batch_alter_table");
  CHECK(name_of(SetVersion{}) == "set_version");
}

TEST_CASE("a recorder keeps ops with their place", "[ops]") {
  Recorder recorder("sqlite");
  recorder.accept(DropTable{"t"}, "versions/a.lua:3");
  REQUIRE(recorder.entries.size() == 1);
  CHECK(recorder.entries[0].op == Op(DropTable{"t"}));
  CHECK(recorder.entries[0].where == "versions/a.lua:3");
  CHECK(recorder.dialect_name() == "sqlite");
}

TEST_CASE("a recorder refuses whoever wants rows", "[ops]") {
  Recorder recorder("postgresql");
  const Error query = test::error_of([&] { recorder.execute({Expr::text("SELECT 1")}, "versions/a.lua:9"); });
  CHECK(query.code == ErrorCode::kUnsupported);
  CHECK(query.where == "versions/a.lua:9");
  CHECK(test::error_of([&] { recorder.inspector("versions/a.lua:9"); }).code == ErrorCode::kUnsupported);
  Query returning;
  returning.sql.kind = "insert";
  CHECK_THROWS_AS(recorder.execute({Expr::text("DELETE FROM t RETURNING id")}, ""), Error);
  returning.sql.named = {{"returning", Expr::column("id")}};
  CHECK_THROWS_AS(recorder.execute(returning, ""), Error);
}

TEST_CASE("a recorder keeps a statement that has no rows, once a set of parameters", "[ops]") {
  Recorder recorder("sqlite");
  Query query;
  query.sql.kind = "delete";
  query.many = {{{"id", Value(1)}}, {{"id", Value(2)}}};
  const auto cursor = recorder.execute(query, "versions/a.lua:1");
  std::vector<Value> row;
  CHECK_FALSE(cursor->next(row));
  CHECK(cursor->columns().empty());
  REQUIRE(recorder.entries.size() == 2);
  recorder.execute({Expr::text("-- first\nupdate t set a = 1")}, "versions/a.lua:2");
  CHECK(recorder.entries.size() == 3);
  CHECK(std::get<Execute>(recorder.entries[1].op).params == query.many[1]);
}

TEST_CASE("a recorder counts inserted rows and keeps none", "[ops]") {
  Recorder recorder("sqlite");
  Numbers numbers;
  CHECK(recorder.insert({"t", {}, {}}, numbers, "") == 3);
  CHECK(recorder.entries.empty());
}
