#include "ops/reverse.h"

#include <catch2/catch.hpp>

#include "support/tables.h"

using namespace runner;
using namespace runner::ops;
using namespace runner::test;

namespace {

template <class T>
T reversed(const Op& op) {
  const auto undone = reverse(op);
  REQUIRE(undone.has_value());
  REQUIRE(std::holds_alternative<T>(*undone));
  return std::get<T>(*undone);
}

bool returns(const Op& op) {
  const auto undone = reverse(op);
  const auto again = undone ? reverse(*undone) : std::nullopt;
  return again && *again == op;
}

}  // namespace

TEST_CASE("what was made is dropped by its name", "[ops]") {
  CreateIndex create;
  create.table_name = "t";
  create.index = test::index("ix", {"a"});
  create.index.options = {{"postgresql_concurrently", Expr::literal(true)}, {"postgresql_using", Expr::literal("gin")}};
  const auto dropped = reversed<DropIndex>(create);
  CHECK(dropped.index_name.text == "ix");
  CHECK(dropped.options.size() == 1);
  CreateForeignKey key;
  key.source_table = "t";
  key.source_schema = "s";
  key.constraint = foreign("fk", {"a"}, "o", {"id"});
  CHECK(reversed<DropConstraint>(key).type_ == "foreignkey");
  CHECK(reversed<DropConstraint>(key).schema == "s");
  CHECK(reversed<DropTable>(CreateTable{test::table("t", {column("a")}), true}).if_exists);
}

TEST_CASE("what the op alone cannot tell is not reversed", "[ops]") {
  CHECK_FALSE(reverse(DropTable{"t"}).has_value());
  CHECK_FALSE(reverse(DropColumn{"t", "a"}).has_value());
  CHECK_FALSE(reverse(Execute{Expr::text("DELETE FROM t")}).has_value());
  CHECK_FALSE(reverse(CreateUniqueConstraint{"t", unique_on("", {"a"})}).has_value());
  CHECK_FALSE(reverse(DropTableComment{"t"}).has_value());
  CreateView replaced;
  replaced.replace = true;
  CHECK_FALSE(reverse(replaced).has_value());
  AlterColumn blind;
  blind.type_ = type("Text");
  CHECK_FALSE(reverse(blind).has_value());
}

TEST_CASE("undoing what was undone is the op itself", "[ops]") {
  AlterColumn alter;
  alter.table_name = "t";
  alter.column_name = "a";
  alter.new_column_name = "b";
  alter.type_ = type("Text");
  alter.existing_type = type("Integer");
  alter.nullable = false;
  alter.existing_nullable = true;
  alter.server_default = Change<NewDefault>::none();
  alter.existing_server_default = Change<NewDefault>::of({schema::Default{Expr::literal("x")}, {}, {}});
  alter.comment = Change<std::string>::of("new");
  alter.existing_comment = "old";
  CHECK(returns(alter));
  CHECK(returns(RenameTable{"a", "b", "s"}));
  CHECK(returns(CreateTableComment{"t", "new", "old", {}}));
  CHECK(returns(CreateTableComment{"t", "new", {}, {}}));
  CHECK(returns(RenameEnumValue{"mood", "a", "b", {}}));
  BatchAlterTable batch;
  batch.table_name = "t";
  batch.operations = {alter, CreateTableComment{"t", "new", "old", {}}};
  CHECK(returns(batch));
}

TEST_CASE("a batch is undone from its end, or not at all", "[ops]") {
  AddColumn add;
  add.table_name = "t";
  add.column = column("x");
  BatchAlterTable batch;
  batch.operations = {add, CreateUniqueConstraint{"t", unique_on("uq", {"x"})}};
  const auto undone = reversed<BatchAlterTable>(batch);
  CHECK(std::holds_alternative<DropConstraint>(undone.operations.at(0)));
  CHECK(std::holds_alternative<DropColumn>(undone.operations.at(1)));
  batch.operations.push_back(DropColumn{"t", "y"});
  CHECK_FALSE(reverse(batch).has_value());
}

TEST_CASE("our own directives are undone by their counterparts", "[ops]") {
  CHECK(reversed<DropEnum>(CreateEnum{"mood", {"a"}, "s", true}) == DropEnum{"mood", "s", true, {"a"}});
  CHECK(returns(CreateEnum{"mood", {"a", "b"}, "s", false}));
  CHECK_FALSE(reverse(DropEnum{"mood", "s", true, {}}).has_value());
  CreateView view;
  view.name = "v";
  view.materialized = true;
  view.definition = Expr::text("SELECT 1");
  CHECK(reversed<DropView>(view).materialized);
  CHECK(returns(view));
  DropView gone;
  gone.name = "v";
  CHECK_FALSE(reverse(gone).has_value());
  gone.definition = view.definition;
  CHECK(reversed<CreateView>(gone).definition == view.definition);
  gone.cascade = true;
  CHECK_FALSE(reverse(gone).has_value());
  view.replace = true;
  CHECK_FALSE(reverse(view).has_value());
  CHECK(reversed<DropSchema>(CreateSchema{"app", true}) == DropSchema{"app", true, false});
  CHECK(reversed<CreateSchema>(DropSchema{"app", true, false}) == CreateSchema{"app", true});
  CHECK_FALSE(reverse(DropSchema{"app", false, true}).has_value());
  CHECK(reversed<DropSequence>(CreateSequence{"q", "s", true, {}}) == DropSequence{"q", "s", true});
  SequenceOptions by_two;
  by_two.increment = 2;
  CHECK(returns(CreateSequence{"q", "s", false, by_two}));
  CHECK(returns(CreateExtension{"citext", "app", "1.6", false, false}));
  CHECK_FALSE(reverse(DropExtension{"citext", false, true, {}, {}}).has_value());
  CHECK(reversed<DropExtension>(CreateExtension{"citext", {}, {}, true, false}) == DropExtension{"citext", true, false});
  AlterSequence renamed;
  renamed.name = "q";
  renamed.new_name = "r";
  CHECK(returns(renamed));
  renamed.options = by_two;
  CHECK_FALSE(reverse(renamed).has_value());
  renamed.existing.increment = 1;
  CHECK(returns(renamed));
  renamed.restart = 5;
  CHECK_FALSE(reverse(renamed).has_value());
  CHECK_FALSE(reverse(AddEnumValue{"mood", "b", {}, {}, {}, false}).has_value());  // a type keeps its values
}
