#include <catch2/catch.hpp>

#include "schema/apply.h"
#include "support/errors.h"
#include "support/tables.h"

using namespace runner;
using namespace runner::schema;
using namespace runner::test;

namespace {

using Names = std::vector<std::string>;

template <class Op>
Op on(Op op) {
  if constexpr (requires { op.source_table; }) {
    op.source_table = "t";
  } else {
    op.table_name = "t";
  }
  return op;
}

ops::TableOp drop(const std::string& name) {
  return on(ops::DropColumn{.column_name = name});
}
ops::TableOp rename_to(const std::string& from, const std::string& to) {
  return on(ops::AlterColumn{.column_name = from, .new_column_name = to});
}
ops::TableOp add(Column made, ops::OptString before = {}, ops::OptString after = {}) {
  return on(ops::AddColumn{.column = std::move(made), .insert_before = before, .insert_after = after});
}
ops::TableOp retype(const std::string& name, Type to) {
  return on(ops::AlterColumn{.column_name = name, .type_ = std::move(to)});
}
ops::TableOp create(CheckConstraint made) {
  return on(ops::CreateCheckConstraint{.constraint = std::move(made)});
}
ops::TableOp create(UniqueConstraint made) {
  return on(ops::CreateUniqueConstraint{.constraint = std::move(made)});
}
ops::TableOp create(PrimaryKeyConstraint made) {
  return on(ops::CreatePrimaryKey{.constraint = std::move(made)});
}
ops::TableOp create(Index made, bool if_not_exists = false) {
  return on(ops::CreateIndex{.index = std::move(made), .if_not_exists = if_not_exists});
}
ops::TableOp drop_constraint(const std::string& name, ops::OptString type = {}, bool if_exists = false) {
  return on(ops::DropConstraint{.constraint_name = name, .type_ = type, .if_exists = if_exists});
}
ops::TableOp drop_index(const std::string& name, bool if_exists = false) {
  return on(ops::DropIndex{.index_name = name, .if_exists = if_exists});
}

ops::BatchAlterTable batch(std::vector<ops::TableOp> operations) {
  ops::BatchAlterTable made;
  made.table_name = "t";
  made.operations = std::move(operations);
  return made;
}

Table plain() {
  return table("t", {key_column("id"), column("a"), column("b"), column("c", string_type(10))});
}
BatchResult run(const Table& before, std::vector<ops::TableOp> operations) {
  return apply_batch(batch(std::move(operations)), before);
}
Error refused(const Table& before, std::vector<ops::TableOp> operations) {
  return error_of([&] { run(before, std::move(operations)); });
}

}  // namespace

TEST_CASE("a renamed column keeps its data and is followed everywhere it is used", "[schema]") {
  Table before = plain();
  Column computed = column("twice");
  computed.computed = Computed{Expr::text("a * 2"), true};
  before.columns.push_back(computed);
  before.constraints = {primary("pk", {"id", "a"}), unique_on("uq", {"a", "b"}), foreign("self", {"b"}, "t", {"a"}),
                        foreign("other", {"b"}, "o", {"a"}), check("ck", "a > 0 AND b <> 'a'")};
  before.indexes = {index("ix", {"b", "a"})};
  before.indexes[0].options = {{"sqlite_where", Expr::literal("a IS NOT NULL")}};
  before.attached_sql = {"CREATE TRIGGER g AFTER UPDATE ON t BEGIN SELECT NEW.a; END"};
  const BatchResult result = run(before, {rename_to("a", "z")});
  CHECK(names(result.table.columns) == Names{"id", "z", "b", "c", "twice"});
  CHECK(result.copied.at(1) == std::pair<std::string, std::string>{"z", "a"});
  CHECK(result.table.primary_key()->columns == Names{"id", "z"});
  CHECK(only<UniqueConstraint>(result.table.constraints).at(0).columns == Names{"z", "b"});
  CHECK(only<ForeignKeyConstraint>(result.table.constraints).at(0).referred == Names{"z"});
  CHECK(only<ForeignKeyConstraint>(result.table.constraints).at(1).referred == Names{"a"});
  CHECK(only<CheckConstraint>(result.table.constraints).at(0).condition.name == "z > 0 AND b <> 'a'");
  CHECK(result.table.indexes.at(0).columns.at(1).name == "z");
  CHECK(result.table.indexes.at(0).options.at(0).second == Expr::literal("z IS NOT NULL"));
  CHECK(result.table.find("twice")->computed->sqltext.name == "z * 2");
  CHECK(result.table.attached_sql.at(0) == "CREATE TRIGGER g AFTER UPDATE ON t BEGIN SELECT NEW.z; END");
  CHECK(result.kept_indexes == Names{"ix"});
}

TEST_CASE("two columns can swap their names, with what is said about them", "[schema]") {
  Table before = plain();
  before.constraints = {check("ck", "a < b"), unique_on("uq", {"a"})};
  const BatchResult result = run(before, {rename_to("a", "b"), rename_to("b", "a")});
  CHECK(names(result.table.columns) == Names{"id", "b", "a", "c"});
  CHECK(only<CheckConstraint>(result.table.constraints).at(0).condition.name == "b < a");
  CHECK(only<UniqueConstraint>(result.table.constraints).at(0).columns == Names{"b"});
}

TEST_CASE("later operations may use the name that an earlier one gave, or the one before", "[schema]") {
  const BatchResult result = run(plain(), {rename_to("a", "label"), create(unique_on("uq", {"label"})),
                                           create(check("ck", "label > 0 AND a < 9")), retype("a", type("BigInteger"))});
  CHECK(only<UniqueConstraint>(result.table.constraints).at(0).columns == Names{"label"});
  CHECK(only<CheckConstraint>(result.table.constraints).at(0).condition.name == "label > 0 AND label < 9");
  CHECK(result.table.find("label")->type == type("BigInteger"));
}

TEST_CASE("a column that takes a name which another had just given up is a new one", "[schema]") {
  const BatchResult renamed = run(plain(), {rename_to("a", "old"), add(column("a", "Text")), create(check("ck", "a > old"))});
  CHECK(names(renamed.table.columns) == Names{"id", "old", "b", "c", "a"});
  CHECK(renamed.copied.back() == std::pair<std::string, std::string>{"a", ""});
  CHECK(only<CheckConstraint>(renamed.table.constraints).at(0).condition.name == "a > old");
  Table before = plain();
  before.constraints = {unique_on("uq", {"a"})};
  const BatchResult replaced = run(before, {drop("a"), add(column("a", "Text")), create(check("ck", "a > ''"))});
  CHECK(only<UniqueConstraint>(replaced.table.constraints).empty());
  CHECK(only<CheckConstraint>(replaced.table.constraints).size() == 1);
  CHECK(replaced.copied.back().second.empty());
}

TEST_CASE("a dropped column takes along what only it needs", "[schema]") {
  Table before = plain();
  before.constraints = {primary("pk", {"id", "a"}), unique_on("uq", {"a", "b"}), check("ck_a", "a > 0"), check("ck_b", "b > 0")};
  before.indexes = {index("ix_a", {"a"}), index("ix_b", {"b"})};
  const BatchResult result = run(before, {drop("a")});
  CHECK(names(result.table.columns) == Names{"id", "b", "c"});
  CHECK(result.table.primary_key()->columns == Names{"id"});
  CHECK(only<UniqueConstraint>(result.table.constraints).empty());
  CHECK(only<CheckConstraint>(result.table.constraints).at(0).name.text == "ck_b");
  CHECK(result.kept_indexes == Names{"ix_b"});
}

TEST_CASE("what needs a dropped column and others is named, unless the block drops it too", "[schema]") {
  Table before = plain();
  before.constraints = {check("ck_ab", "a < b")};
  const Error error = refused(before, {drop("a")});
  CHECK(error.code == ErrorCode::kScript);
  CHECK_THAT(error.what(), Catch::Contains("'ck_ab'") && Catch::Contains("'a'"));
  CHECK(names(run(before, {drop("a"), drop_constraint("ck_ab")}).table.columns) == Names{"id", "b", "c"});
  Table computing = plain();
  Column twice = column("twice");
  twice.computed = Computed{Expr::text("a * 2"), false};
  computing.columns.push_back(twice);
  CHECK_THAT(refused(computing, {drop("a")}).what(), Catch::Contains("'twice'"));
  Table watched = plain();
  watched.attached_sql = {"CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT NEW.a; END"};
  CHECK_THAT(refused(watched, {drop("a")}).what(), Catch::Contains("trigger g", Catch::CaseSensitive::No));
}

TEST_CASE("a changed type is cast in the copy only when it is another kind of value", "[schema]") {
  const auto casts = [](const std::string& name, Type to) { return run(plain(), {retype(name, std::move(to))}).cast; };
  CHECK(casts("a", string_type(10)) == Names{"a"});
  CHECK(casts("a", type("BigInteger")).empty());
  CHECK(casts("c", type("Text")).empty());
  CHECK(casts("c", type("Enum")).empty());
  CHECK(casts("c", type("JSON")).empty());
  CHECK(casts("c", type("DateTime")) == Names{"c"});
}

TEST_CASE("the CHECK of a type goes and comes with the type", "[schema]") {
  Type two = type("Enum");
  two.values = {"a", "b"};
  two.create_constraint = true;
  two.type_name = "kinds";
  Type three = two;
  three.values.push_back("c");
  const auto widen = on(ops::AlterColumn{.column_name = "k", .type_ = three, .existing_type = two});
  const auto checks = [&](const Table& before) { return only<CheckConstraint>(run(before, {widen}).table.constraints); };
  const auto replayed = checks(table("t", {column("k", two)}));
  REQUIRE(replayed.size() == 1);
  CHECK(replayed[0].condition.args.at(1).args.size() == 3);
  const auto reflected = checks(table("t", {column("k", string_type(1))}, {check(Name("kinds", true), "k IN ('a', 'b')")}));
  REQUIRE(reflected.size() == 1);
  CHECK(reflected[0].type_bound == "k");
  CHECK(only<CheckConstraint>(run(table("t", {column("k", two)}), {drop_constraint("kinds")}).table.constraints).empty());
}

TEST_CASE("columns go where the block says", "[schema]") {
  const auto order = [](std::vector<ops::TableOp> operations) {
    return names(run(plain(), std::move(operations)).table.columns);
  };
  CHECK(order({add(column("x"))}) == Names{"id", "a", "b", "c", "x"});
  CHECK(order({add(column("x"), "a")}) == Names{"id", "x", "a", "b", "c"});
  CHECK(order({add(column("x"), {}, "a"), add(column("y"), {}, "x")}) == Names{"id", "a", "x", "y", "b", "c"});
  CHECK(order({add(column("x"), "c", "b")}) == Names{"id", "a", "b", "x", "c"});
  CHECK_THROWS_AS(order({add(column("x"), "a", "b")}), Error);
  CHECK_THROWS_AS(order({add(column("x"), "nosuch")}), Error);
}

TEST_CASE("partial_reordering sorts what it names and keeps the rest in order", "[schema]") {
  const auto order = [](std::vector<ops::Strings> partial) {
    auto made = batch({});
    made.partial_reordering = std::move(partial);
    return names(apply_batch(made, plain()).table.columns);
  };
  CHECK(order({{"b", "c", "id", "a"}}) == Names{"b", "c", "id", "a"});
  CHECK(order({{"c", "a"}}) == Names{"id", "b", "c", "a"});
  CHECK_THROWS_AS(order({{"a", "b"}, {"b", "a"}}), Error);
  CHECK_THROWS_AS(order({{"a", "nosuch"}}), Error);
}

TEST_CASE("constraints need names, and names that are there", "[schema]") {
  Table before = plain();
  before.constraints = {unique_on("uq_ab", {"a", "b"})};
  CHECK_THAT(refused(before, {create(unique_on("", {"a"}))}).what(), Catch::StartsWith("Constraint must have a name"));
  const Error missing = refused(before, {drop_constraint("uq_ba")});
  CHECK_THAT(missing.what(), Catch::StartsWith("No such constraint: 'uq_ba'"));
  CHECK(missing.hint == "did you mean 'uq_ab'?");
  CHECK_THAT(refused(before, {drop_index("ix")}).what(), Catch::StartsWith("No such index: 'ix'"));
  const Error column_missing = refused(before, {drop("bb")});
  CHECK_THAT(column_missing.what(), Catch::StartsWith("No such column: 'bb'"));
  Column referring = column("o_id");
  referring.foreign_keys = {reference("o", "id")};
  CHECK_THAT(refused(before, {add(referring)}).what(), Catch::StartsWith("Constraint must have a name"));
  CHECK_THAT(refused(before, {add(column("a"))}).what(), Catch::StartsWith("Column 'a' is there already"));
}

TEST_CASE("if_exists and if_not_exists say nothing about what is so already", "[schema]") {
  Table before = plain();
  before.indexes = {index("ix", {"a"})};
  auto again = on(ops::AddColumn{.column = column("a"), .if_not_exists = true});
  auto gone = on(ops::DropColumn{.column_name = "nosuch", .if_exists = true});
  const BatchResult result = run(before, {again, gone, drop_index("nosuch", true), drop_constraint("nosuch", {}, true),
                                          create(index("ix", {"b"}), true)});
  CHECK(result.table == normalized(before));
}

TEST_CASE("the primary key is replaced, by name or because it has none", "[schema]") {
  Table before = table("t", {column("a"), column("b")}, {primary("pk_old", {"a"})});
  const BatchResult replaced = run(before, {drop_constraint("pk_old", "primary"), create(primary("pk_new", {"b"}))});
  CHECK(replaced.table.primary_key()->name.text == "pk_new");
  CHECK(replaced.table.primary_key()->columns == Names{"b"});
  CHECK_FALSE(replaced.table.find("a")->primary_key);
  CHECK_FALSE(replaced.table.find("a")->is_nullable());
  CHECK_THAT(refused(before, {create(primary("pk_new", {"b"}))}).what(), Catch::Contains("'pk_old'"));
  const BatchResult unnamed = run(plain(), {create(primary("pk", {"a"}))});
  CHECK(unnamed.table.primary_key()->columns == Names{"a"});
  CHECK(run(plain(), {drop_constraint("any", "primary")}).table.primary_key() == nullptr);
  const BatchResult moved = run(plain(), {drop("id"), add(key_column("uid"))});
  CHECK(moved.table.primary_key()->columns == Names{"uid"});
}

TEST_CASE("the batch's naming convention names what has no name, so that it can be dropped", "[schema]") {
  Table before = plain();
  before.constraints = {unique_on("", {"a"}), unique_on("", {"b"})};
  auto made = batch({drop_constraint("uq_t_a", "unique")});
  made.naming_convention = {{"uq", "uq_%(table_name)s_%(column_0_name)s"}};
  const auto left = only<UniqueConstraint>(apply_batch(made, before).table.constraints);
  REQUIRE(left.size() == 1);
  CHECK(left[0].name.text == "uq_t_b");
}

TEST_CASE("what a block creates takes the metadata's convention, what was there keeps its lack of a name", "[schema]") {
  const NamingConvention naming{{{"uq", "uq_%(column_0_name)s"}, {"ck", "ck_%(table_name)s_%(constraint_name)s"}}};
  Table before = plain();
  before.constraints = {unique_on("", {"a"}), check(Name("ck_t_pos", true), "a > 0")};
  const auto made = batch({create(unique_on("", {"b"})), on(ops::DropConstraint{.constraint_name = "pos", .type_ = "check"})});
  const Table after = apply_batch(made, before, naming, 63).table;
  CHECK(only<UniqueConstraint>(after.constraints).at(0).name.text.empty());
  CHECK(only<UniqueConstraint>(after.constraints).at(1).name.text == "uq_b");
  CHECK(only<CheckConstraint>(after.constraints).empty());
}

TEST_CASE("reflect_args, table_args and table_kwargs shape the table", "[schema]") {
  auto made = batch({});
  made.reflect_columns = {column("a", "Boolean")};
  made.table_args = {check("ck", "b > 0")};
  made.table_kwargs = {{"sqlite_strict", Expr::literal(true)}};
  const Table after = apply_batch(made, plain()).table;
  CHECK(after.find("a")->type == type("Boolean"));
  CHECK(only<CheckConstraint>(after.constraints).at(0).name.text == "ck");
  CHECK(option(after.options, "sqlite_strict") != nullptr);
  made.reflect_columns = {column("nosuch")};
  CHECK_THROWS_AS(apply_batch(made, plain()), Error);
}

TEST_CASE("a rebuild is needed for all but new columns and indexes", "[schema]") {
  Column constant = column("x");
  constant.server_default = Default{Expr::literal("5")};
  Column expression = column("x");
  expression.server_default = Default{Expr::text("(1 + 1)")};
  Column stored = column("x");
  stored.computed = Computed{Expr::text("a"), true};
  CHECK_FALSE(rebuild_needed(batch({})));
  CHECK_FALSE(rebuild_needed(batch({add(constant), create(index("ix", {"a"})), drop_index("ix")})));
  CHECK(rebuild_needed(batch({add(expression)})));
  CHECK(rebuild_needed(batch({add(stored)})));
  CHECK(rebuild_needed(batch({drop("a")})));
  CHECK(rebuild_needed(batch({create(check("ck", "a > 0"))})));
}
