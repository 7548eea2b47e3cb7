#include "autogen/diff.h"

#include <catch2/catch.hpp>

#include "autogen/autogen_support.h"
#include "sql/sql_support.h"

using namespace runner;
using namespace runner::test;

namespace {

schema::Table tasks(std::vector<schema::Column> more = {}) {
  std::vector<schema::Column> columns{key_column("id"), column("title", string_type(200))};
  for (auto& one : more) columns.push_back(std::move(one));
  return table("tasks", std::move(columns));
}

schema::Column with_default(schema::Column made, schema::Expr expr) {
  made.server_default = schema::Default{std::move(expr)};
  return made;
}

schema::Column required(schema::Column made) {
  made.nullable = false;
  return made;
}

schema::Column computed(schema::Column made, const char* sql) {
  made.computed = schema::Computed{schema::Expr::text(sql), true};
  return made;
}

schema::Column refers(std::string name, std::string target) {
  schema::Column made = column(std::move(name));
  made.foreign_keys.push_back(reference(std::move(target), "id"));
  return made;
}

}  // namespace

TEST_CASE("equal tables differ in nothing") {
  for (const char* name : {"postgresql", "sqlite"}) {
    const Compared database(name);
    const auto both = table("t", {key_column("id"), refers("org_id", "org"), with_default(column("n"), schema::Expr::text("0"))},
                            {unique_on("uq_t", {"n"}), check("ck_t", "n > 0")}, {index("ix_t", {"n"})});
    CHECK(database.lines({both, table("org", {key_column("id")})}, {both, table("org", {key_column("id")})}).empty());
  }
}

TEST_CASE("a new column is one line that names table, column and type") {
  const Compared database("postgresql");
  CHECK(database.lines({tasks({column("priority")})}, {tasks()}) == Lines{"add column tasks.priority INTEGER"});
  CHECK(database.lines({tasks()}, {tasks({column("priority")})}) == Lines{"drop column tasks.priority"});
}

TEST_CASE("what one alteration changes is a line each") {
  const Compared database("postgresql");
  const auto lines = database.lines({tasks({required(column("n", "BigInteger"))})}, {tasks({column("n")})});
  CHECK(lines == Lines{"change type of tasks.n from INTEGER to BIGINT", "set tasks.n NOT NULL"});
}

TEST_CASE("B.35 tables are made in the order of their keys and dropped in the reverse") {
  const Compared database("postgresql");
  const std::vector<schema::Table> tables{table("a", {key_column("id"), refers("b_id", "b")}),
                                          table("b", {key_column("id"), refers("c_id", "c")}), table("c", {key_column("id")})};
  CHECK(database.lines(tables, {}) == Lines{"add table c", "add table b", "add table a"});
  CHECK(database.lines({}, tables) == Lines{"drop table a", "drop table b", "drop table c"});
}

TEST_CASE("a table whose rows another one keeps, or whose sequence it draws from, is made before that and dropped after it") {
  const auto of_rows = [](std::string name, std::string sql, bool many = false) {
    schema::Type row = type("custom");
    row.sql = std::move(sql);
    if (!many) return column(std::move(name), row);
    schema::Type list = type("ARRAY");
    list.item = row;
    return column(std::move(name), list);
  };
  const auto draws = [](std::string name, const char* sql) {
    return with_default(column(std::move(name)), schema::Expr::text(sql));
  };
  schema::Table far = table("far", {draws("n", "1 + nextval('\"Z y_id_seq\"'::regclass)")});
  far.schema = "s";
  const std::vector<schema::Table> tables{table("a", {of_rows("x", "\"Z y\""), column("n")}),
                                          table("b", {of_rows("xs", "s.far", true)}),
                                          table("c", {with_default(column("n"), func("nextval", {lit(Value("\"Z y_id_seq\""))})),
                                                      of_rows("self", "c"), of_rows("other", "elsewhere")}),
                                          far,
                                          table("d", {draws("n", "nextval('d_n_seq'::regclass)"), of_rows("of_a", "a")}),
                                          table("Z y", {key_column("id")})};
  const Compared database("postgresql");
  CHECK(database.lines(tables, {}) ==
        Lines{"add table Z y", "add table a", "add table c", "add table s.far", "add table b", "add table d"});
  CHECK(database.lines({}, tables) == Lines{"drop table d", "drop table c", "drop table a", "drop table b", "drop table Z y"});
}

TEST_CASE("a cycle of keys is closed when all tables are there, except where keys cannot be added") {
  const std::vector<schema::Table> cycle{table("a", {key_column("id"), refers("b_id", "b")}),
                                         table("b", {key_column("id"), refers("a_id", "a")})};
  CHECK(Compared("postgresql").lines(cycle, {}) ==
        Lines{"add table a", "add table b", "add foreign key a_b_id_fkey on a (b_id) to b (id)"});
  CHECK(Compared("postgresql").lines({}, cycle) == Lines{"drop foreign key a_b_id_fkey on a", "drop table b", "drop table a"});
  CHECK(Compared("sqlite").lines(cycle, {}) == Lines{"add table a", "add table b"});
}

TEST_CASE("the key to a table that goes is dropped first") {
  const Compared database("postgresql");
  const auto lines = database.lines({table("t", {key_column("id"), column("org_id")})},
                                    {table("t", {key_column("id"), refers("org_id", "org")}), table("org", {key_column("id")})});
  CHECK(lines == Lines{"drop foreign key t_org_id_fkey on t", "drop table org"});
}

TEST_CASE("the key of a new table waits for the key that it leads to") {
  const Compared database("postgresql");
  const auto lines = database.lines({table("t", {key_column("id"), refers("org_id", "org")}), table("org", {key_column("id")})},
                                    {table("org", {required(column("id"))})});
  CHECK(lines.front() == "add table t");
  CHECK(lines.back() == "add foreign key t_org_id_fkey on t (org_id) to org (id)");
}

TEST_CASE("B.37 constraints without a name are found by what they say") {
  const Compared database("postgresql");
  const auto wanted = table("t", {key_column("id"), column("a"), column("b")}, {unique_on({}, {"b", "a"}), check({}, "a > b")});
  CHECK(database
            .lines({wanted}, {table("t", {key_column("id"), column("a"), column("b")},
                                    {unique_on("some_name", {"b", "a"}), check("other_name", "(a > b)")})})
            .empty());
  CHECK(database.lines({wanted}, {table("t", {key_column("id"), column("a"), column("b")})}) ==
        Lines{"add unique constraint t_b_a_key on t (b, a)", "add check constraint t_check on t"});
}

TEST_CASE("the name of a foreign key alone is no difference") {
  const Compared database("postgresql");
  const auto with_name = [](const char* name) {
    return table("t", {key_column("id"), column("org_id")}, {foreign(name, {"org_id"}, "org", {"id"})});
  };
  const auto org = table("org", {key_column("id")});
  CHECK(database.lines({with_name("fk_new"), org}, {with_name("fk_old"), org}).empty());
}

TEST_CASE("an index that changed is dropped and made again") {
  const Compared database("sqlite");
  auto unique = index("ix", {"title"});
  unique.unique = true;
  auto wanted = tasks();
  wanted.indexes = {unique};
  auto have = tasks();
  have.indexes = {index("ix", {"title"})};
  CHECK(database.lines({wanted}, {have}) == Lines{"drop index ix on tasks", "add unique index ix on tasks (title)"});
}

TEST_CASE("defaults that are spelt differently are the same on SQLite") {
  const Compared database("sqlite");
  const auto same = [&](schema::Expr model, schema::Expr catalogue) {
    return database
        .lines({tasks({with_default(column("n"), std::move(model))})}, {tasks({with_default(column("n"), std::move(catalogue))})})
        .empty();
  };
  CHECK(same(schema::Expr::literal("0"), schema::Expr::text("0")));
  CHECK(same(schema::Expr::text("(CURRENT_TIMESTAMP)"), schema::Expr::text("current_timestamp")));
  CHECK(same(schema::Expr::literal(true), schema::Expr::text("TRUE")));
  CHECK_FALSE(same(schema::Expr::literal("0"), schema::Expr::text("1")));
  CHECK_FALSE(same(schema::Expr::literal("current_timestamp"), schema::Expr::text("current_timestamp")));
}

TEST_CASE("an enum type that gets a value keeps its columns, one that loses a value is made anew") {
  Compared database("postgresql");
  schema::Type mood = type("Enum");
  mood.type_name = "mood";
  mood.values = {"sad", "ok", "happy"};
  const auto wanted = tasks({column("mood", mood)});
  schema::Type before = mood;
  before.values = {"sad", "happy"};
  database.enums = {{"mood", std::nullopt, {"sad", "happy"}}};
  CHECK(database.lines({wanted}, {tasks({column("mood", before)})}) == Lines{"add value 'ok' to enum type mood"});
  database.enums = {{"mood", std::nullopt, {"happy", "sad"}}};
  CHECK(database.lines({wanted}, {tasks({column("mood", before)})}).front() == "execute ALTER TYPE mood RENAME TO mood__old");
  database.enums = {};
  CHECK(database.lines({wanted}, {tasks()}) == Lines{"add enum type mood", "add column tasks.mood mood"});
  database.enums = {{"mood", std::nullopt, {"sad", "happy"}}};
  CHECK(database.lines({tasks()}, {tasks({column("mood", before)})}) == Lines{"drop column tasks.mood", "drop enum type mood"});
}

TEST_CASE("a generated column makes way for the new type of what it computes from, where the server wants that") {
  const auto have = tasks({column("n"), computed(column("twice", "BigInteger"), "n * 2")});
  const auto wanted = tasks({column("n", "BigInteger"), computed(column("twice", "BigInteger"), "n * 2")});
  CHECK(Compared("postgresql").lines({wanted}, {have}) ==
        Lines{"drop column tasks.twice", "change type of tasks.n from INTEGER to BIGINT", "add column tasks.twice BIGINT"});
  CHECK(Compared("sqlite").lines({wanted}, {have}) == Lines{"change type of tasks.n from INTEGER to BIGINT"});
}

TEST_CASE("a new generated column comes after the alterations that it computes from, one that goes leaves before them") {
  const Compared database("postgresql");
  const auto without = tasks({column("n")});
  const auto with = tasks({computed(column("twice"), "n * 2"), column("n", "BigInteger")});
  const auto change = [](const char* from, const char* to) {
    return std::string("change type of tasks.n from ") + from + " to " + to;
  };
  CHECK(database.lines({with}, {without}) == Lines{change("INTEGER", "BIGINT"), "add column tasks.twice INTEGER"});
  CHECK(database.lines({without}, {with}) == Lines{"drop column tasks.twice", change("BIGINT", "INTEGER")});
}

TEST_CASE("columns move to the enum type that is made anew, with what mentions them, while there are both types") {
  Compared database("postgresql");
  schema::Type after = type("Enum"), before = type("Enum");
  after.type_name = before.type_name = "mood";
  after.values = {"ok"}, before.values = {"sad", "ok"};
  database.enums = {{"mood", std::nullopt, {"sad", "ok"}}};
  const auto with = [](const schema::Type& mood) {
    return table("tasks", {key_column("id"), column("mood", mood)}, {check("ck", "mood <> 'ok'")});
  };
  const auto script = database.script({with(after)}, {with(before), table("gone", {column("mood", before)})});
  const auto words = [&](const autogen::Tree& tree) {
    Lines texts;
    for (const auto& line : autogen::describe(tree, *database.dialect)) texts.push_back(line.text);
    return texts;
  };
  CHECK(words(script.upgrade) == Lines{"execute ALTER TYPE mood RENAME TO mood__old", "add enum type mood", "drop table gone",
                                       "drop check constraint ck on tasks", "change type of tasks.mood from mood to mood",
                                       "add check constraint ck on tasks", "drop enum type mood__old"});
  CHECK(words(script.downgrade) == Lines{"execute ALTER TYPE mood RENAME TO mood__old", "add enum type mood",
                                         "drop check constraint ck on tasks", "change type of tasks.mood from mood to mood",
                                         "add check constraint ck on tasks", "add table gone", "drop enum type mood__old"});
}

TEST_CASE("columns leave an enum type that got values on the way back only") {
  Compared database("postgresql");
  schema::Type after = type("Enum"), before = type("Enum");
  after.type_name = before.type_name = "mood";
  after.values = {"sad", "ok"}, before.values = {"sad"};
  database.enums = {{"mood", std::nullopt, {"sad"}}};
  const auto with = [](const schema::Type& mood) {
    return table("tasks", {key_column("id"), column("mood", mood)}, {check("ck", "mood <> 'sad'")});
  };
  const auto script = database.script({with(after)}, {with(before)});
  CHECK(autogen::describe(script.upgrade, *database.dialect).size() == 1U);
  Lines back;
  for (const auto& line : autogen::describe(script.downgrade, *database.dialect)) back.push_back(line.text);
  CHECK(back == Lines{"execute ALTER TYPE mood RENAME TO mood__old", "add enum type mood", "drop check constraint ck on tasks",
                      "change type of tasks.mood from mood to mood", "add check constraint ck on tasks",
                      "drop enum type mood__old"});
}

TEST_CASE("a sequence takes the place of an identity when that is gone") {
  const Compared database("postgresql");
  schema::Column numbered = key_column("id");
  numbered.identity.emplace();
  const auto lines = database.lines({table("t", {key_column("id")})}, {table("t", {numbered})});
  CHECK(
      lines ==
      Lines{
          "change default of t.id from an identity to nothing", "add sequence t_id_seq",
          "change default of t.id from nothing to nextval('t_id_seq'::regclass)",
          "execute SELECT setval(pg_get_serial_sequence('t', 'id'), greatest(max(id), 1), coalesce(max(id) >= 1, false)) FROM t"});
}

TEST_CASE("the default of a text goes before its column becomes a key that a sequence numbers") {
  schema::Column text = with_default(column("id", "String"), schema::Expr::literal("1"));
  text.primary_key = true;
  const Lines lines = Compared("postgresql").lines({table("t", {key_column("id")})}, {table("t", {text})});
  CHECK(
      lines ==
      Lines{
          "change default of t.id from '1' to nothing", "add sequence t_id_seq", "change type of t.id from VARCHAR to INTEGER",
          "change default of t.id from nothing to nextval('t_id_seq'::regclass)",
          "execute SELECT setval(pg_get_serial_sequence('t', 'id'), greatest(max(id), 1), coalesce(max(id) >= 1, false)) FROM t"});
}

TEST_CASE("a constant gets the new type of its column, where the server would keep a cast to the old one") {
  const auto with = [](const char* type_name) {
    return tasks({with_default(column("n", type_name), schema::Expr::literal("x"))});
  };
  const Lines type_only{"change type of tasks.n from VARCHAR to TEXT"};
  CHECK(Compared("sqlite").lines({with("Text")}, {with("String")}) == type_only);
  const auto lines = Compared("postgresql").lines({with("Text")}, {with("String")});
  CHECK(lines == Lines{type_only[0], "change default of tasks.n from 'x' to 'x'"});
}

TEST_CASE("the reader is told what a new column that needs a value does to rows that are there") {
  const Compared database("postgresql");
  const auto text = [&](schema::Column more) {
    return autogen::render(database.script({tasks({std::move(more)})}, {tasks()}).upgrade);
  };
  CHECK(text(required(column("n"))).starts_with("  -- rows that are there have no n: "));
  CHECK(text(column("n")).find("--") == std::string::npos);
  CHECK(text(with_default(required(column("n")), schema::Expr::literal("1"))).find("--") == std::string::npos);
}
