// ALTER COLUMN, indexes, constraints and the ops of our own, on both dialects.
#include <catch2/catch.hpp>

#include "sql/sql_support.h"
#include "support/errors.h"

using namespace runner;
using namespace runner::schema;
using namespace runner::test;

namespace {

ops::AlterColumn alter(std::string column = "c") {
  ops::AlterColumn op;
  op.table_name = "t";
  op.column_name = std::move(column);
  return op;
}

ops::NewDefault plain(Expr expr) {
  ops::NewDefault made;
  made.expr = Default{std::move(expr)};
  return made;
}

ops::NewDefault counting(std::optional<std::int64_t> start) {
  ops::NewDefault made;
  made.identity.emplace();
  made.identity->always = true;
  made.identity->start = start;
  return made;
}

ops::CreateIndex create_index(Index made, std::optional<std::string> schema = {}) {
  ops::CreateIndex op;
  op.table_name = "t";
  op.index = std::move(made);
  op.schema = std::move(schema);
  return op;
}

std::string refusal(const ops::Op& op) {
  return error_of([&] { lite(op); }).what();
}

}  // namespace

TEST_CASE("alter_column on PostgreSQL: type, null, default, comment, then the new name", "[sql]") {
  auto op = alter();
  op.schema = "s1";
  op.new_column_name = "d";
  op.type_ = test::type("Text");
  op.postgresql_using = "c::text";
  op.nullable = false;
  op.server_default = ops::Change<ops::NewDefault>::of(plain(lit("it's 5%")));
  op.comment = ops::Change<std::string>::of("cm");
  CHECK(pg(op) == Lines{"ALTER TABLE s1.t ALTER COLUMN c TYPE TEXT USING c::text", "ALTER TABLE s1.t ALTER COLUMN c SET NOT NULL",
                        "ALTER TABLE s1.t ALTER COLUMN c SET DEFAULT 'it''s 5%'", "COMMENT ON COLUMN s1.t.c IS 'cm'",
                        "ALTER TABLE s1.t RENAME c TO d"});
  CHECK(pg(alter()) == Lines{});

  auto cleared = alter();
  cleared.nullable = true;
  cleared.server_default = ops::Change<ops::NewDefault>::none();
  cleared.comment = ops::Change<std::string>::none();
  CHECK(pg(cleared) == Lines{"ALTER TABLE t ALTER COLUMN c DROP NOT NULL", "ALTER TABLE t ALTER COLUMN c DROP DEFAULT",
                             "COMMENT ON COLUMN t.c IS NULL"});

  auto unpaired = alter();
  unpaired.postgresql_using = "c::int";
  CHECK(std::string(error_of([&] { pg(unpaired); }).what()) == "postgresql_using must be used with the type_ parameter");
}

TEST_CASE("alter_column adds, changes and drops an identity", "[sql]") {
  auto op = alter();
  op.server_default = ops::Change<ops::NewDefault>::of(counting(5));
  const Lines added{"ALTER TABLE t ALTER COLUMN c ADD GENERATED ALWAYS AS IDENTITY (START WITH 5)"};
  CHECK(pg(op) == added);
  op.existing_server_default = ops::Change<ops::NewDefault>::none();
  CHECK(pg(op) == added);
  auto by_default = counting(1);
  by_default.identity->always = false;
  op.existing_server_default = ops::Change<ops::NewDefault>::of(by_default);
  CHECK(pg(op) == Lines{"ALTER TABLE t ALTER COLUMN c SET GENERATED ALWAYS SET START WITH 5"});
  op.existing_server_default = op.server_default;
  CHECK(pg(op) == Lines{});
  op.server_default = ops::Change<ops::NewDefault>::none();
  CHECK(pg(op) == Lines{"ALTER TABLE t ALTER COLUMN c DROP IDENTITY"});
  ops::NewDefault computed;
  computed.computed = Computed{sqltext("a + 1"), true};
  op.server_default = ops::Change<ops::NewDefault>::of(computed);
  CHECK(error_of([&] { pg(op); }).code == ErrorCode::kUnsupported);
}

TEST_CASE("alter_column takes the CHECKs of types with it", "[sql]") {
  Type kind = test::type("Enum");
  kind.values = {"a", "b"};
  kind.type_name = "kind";
  kind.native_enum = false;
  kind.create_constraint = true;
  auto op = alter();
  op.existing_type = kind;
  op.type_ = test::type("Integer");
  CHECK(pg(op) == Lines{"ALTER TABLE t DROP CONSTRAINT kind", "ALTER TABLE t ALTER COLUMN c TYPE INTEGER"});
  std::swap(op.existing_type, op.type_);
  CHECK(pg(op) ==
        Lines{"ALTER TABLE t ALTER COLUMN c TYPE VARCHAR(1)", "ALTER TABLE t ADD CONSTRAINT kind CHECK (c IN ('a', 'b'))"});
  kind.native_enum = true;
  op.type_ = kind;
  CHECK(pg(op) == Lines{"CREATE TYPE kind AS ENUM ('a', 'b')", "ALTER TABLE t ALTER COLUMN c TYPE kind"});
}

TEST_CASE("alter_column on SQLite renames and refuses the rest", "[sql]") {
  auto op = alter("x");
  op.new_column_name = "Select";
  CHECK(lite(op) == Lines{"ALTER TABLE t RENAME COLUMN x TO \"Select\""});
  CHECK(pg(op) == Lines{"ALTER TABLE t RENAME x TO \"Select\""});
  op.nullable = false;
  const Error refused = error_of([&] { lite(op); });
  CHECK(refused.code == ErrorCode::kUnsupported);
  CHECK(refused.hint.find("op.batch_alter_table") != std::string::npos);
  CHECK(lite(alter()) == Lines{});
}

TEST_CASE("create_index with every PostgreSQL option", "[sql]") {
  Index ix = test::index("ix", {"a", "b"});
  ix.unique = true;
  ix.options = {{"postgresql_concurrently", lit(true)},
                {"postgresql_include", tuple({lit("c"), lit("Select")})},
                {"postgresql_nulls_not_distinct", lit(true)},
                {"postgresql_ops", node("row", "", {}, {{"a", lit("varchar_pattern_ops")}})},
                {"postgresql_tablespace", lit("ts")},
                {"postgresql_using", lit("GIN")},
                {"postgresql_where", op2(">", Expr::column("a"), lit(5))},
                {"postgresql_with", node("row", "", {}, {{"fillfactor", lit(50)}})},
                {"sqlite_where", sqltext("b IS NULL")}};
  auto op = create_index(ix, "s1");
  op.if_not_exists = true;
  KnownFacts facts;
  const auto statements = postgresql().compile(op, facts, {});
  REQUIRE(statements.size() == 1);
  CHECK(statements[0].outside_transaction);
  CHECK(statements[0].sql ==
        "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix ON s1.t USING gin (a varchar_pattern_ops, b) INCLUDE (c, \"Select\") "
        "NULLS NOT DISTINCT WITH (fillfactor = 50) TABLESPACE ts WHERE a > 5");
  CHECK(lite(op) == Lines{"CREATE UNIQUE INDEX IF NOT EXISTS s1.ix ON t (a, b) WHERE b IS NULL"});
}

TEST_CASE("index elements: text, functions, directions, expressions", "[sql]") {
  Index ix;
  ix.name = "ix";
  ix.columns = {sqltext("c DESC"), func("lower", {Expr::column("a")}), node("desc", "", {Expr::column("a")}),
                node("nulls_last", "", {node("asc", "", {Expr::column("Select")})}), op2("+", Expr::column("a"), lit(1))};
  CHECK(pg(create_index(ix)) == Lines{"CREATE INDEX ix ON t (c DESC, lower(a), a DESC, \"Select\" ASC NULLS LAST, (a + 1))"});
  CHECK(lite(create_index(ix)) == Lines{"CREATE INDEX ix ON t (c DESC, lower(a), a DESC, \"Select\" ASC NULLS LAST, a + 1)"});
  ix = test::index("", {"a", "b"});
  CHECK(pg(create_index(ix)) == Lines{"CREATE INDEX ix_t_a ON t (a, b)"});
  CHECK(error_of([&] { pg(create_index(test::index("ix", {}))); }).code == ErrorCode::kScript);
}

TEST_CASE("drop_index", "[sql]") {
  ops::DropIndex op;
  op.index_name = Name("IX_Odd", true);
  op.schema = "s1";
  op.if_exists = true;
  CHECK(pg(op) == Lines{"DROP INDEX IF EXISTS s1.\"IX_Odd\""});
  CHECK(lite(op) == Lines{"DROP INDEX IF EXISTS s1.\"IX_Odd\""});
  op.options = {{"postgresql_concurrently", lit(true)}};
  CHECK(pg(op) == Lines{"DROP INDEX CONCURRENTLY IF EXISTS s1.\"IX_Odd\""});
}

TEST_CASE("constraints are added by ALTER TABLE, which SQLite has not", "[sql]") {
  ops::CreatePrimaryKey pk{"t", test::primary("", {"a", "b"}), "app"};
  CHECK(pg(pk) == Lines{"ALTER TABLE app.t ADD PRIMARY KEY (a, b)"});

  ForeignKeyConstraint key = test::foreign("fk", {"a"}, "o", {"x"});
  key.schema = "s2";
  key.reference.deferrable = false;
  key.reference.options = {{"postgresql_not_valid", lit(true)}};
  ops::CreateForeignKey fk{"t", key, "s1"};
  CHECK(pg(fk) == Lines{"ALTER TABLE s1.t ADD CONSTRAINT fk FOREIGN KEY(a) REFERENCES s2.o (x) NOT DEFERRABLE NOT VALID"});

  UniqueConstraint uq = test::unique_on("uq", {"a", "b"});
  uq.initially = "IMMEDIATE";
  uq.deferrable = true;
  ops::CreateUniqueConstraint unique{"t", uq, {}};
  CHECK(pg(unique) == Lines{"ALTER TABLE t ADD CONSTRAINT uq UNIQUE (a, b) DEFERRABLE INITIALLY IMMEDIATE"});
  uq = test::unique_on("uq", {"a"});
  uq.options = {{"postgresql_include", tuple({lit("c")})}, {"postgresql_nulls_not_distinct", lit(true)}};
  CHECK(pg(ops::CreateUniqueConstraint{"t", uq, {}}) ==
        Lines{"ALTER TABLE t ADD CONSTRAINT uq UNIQUE NULLS NOT DISTINCT (a) INCLUDE (c)"});

  CheckConstraint ck;
  ck.name = "ck";
  ck.condition =
      node("and", "", {op2(">", Expr::column("a", "t"), lit(0)), op2("IN", Expr::column("b"), tuple({lit("x"), lit("it's")}))});
  ck.options = {{"postgresql_not_valid", lit(true)}};
  ops::CreateCheckConstraint check{"t", ck, {}};
  CHECK(pg(check) == Lines{"ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0 AND b IN ('x', 'it''s')) NOT VALID"});

  ExcludeConstraint ex;
  ex.name = "ex";
  ex.elements = {{Expr::column("period"), "&&"}, {sqltext("int8range(a,b)"), "="}};
  ex.ops = {{"period", "my_ops"}};
  ex.where = op2("<>", Expr::column("grp"), lit("x"));
  ex.deferrable = true;
  ex.initially = "deferred";
  ops::CreateExcludeConstraint exclude{"t", ex, {}};
  CHECK(pg(exclude) == Lines{"ALTER TABLE t ADD CONSTRAINT ex EXCLUDE USING gist (period my_ops WITH &&, int8range(a,b) WITH =) "
                             "WHERE (grp != 'x') DEFERRABLE INITIALLY deferred"});

  for (const ops::Op& op : std::vector<ops::Op>{pk, fk, unique, check, exclude, ops::DropConstraint{"c", "t", {}, {}, false}}) {
    CHECK(refusal(op).find("No support for ALTER of constraints in SQLite dialect") == 0);
  }
}

TEST_CASE("drop_constraint", "[sql]") {
  CHECK(pg(ops::DropConstraint{"c1", "t", {}, {}, false}) == Lines{"ALTER TABLE t DROP CONSTRAINT c1"});
  CHECK(pg(ops::DropConstraint{"c1", "t", "unique", "app", true}) == Lines{"ALTER TABLE app.t DROP CONSTRAINT IF EXISTS c1"});
  CHECK(error_of([] { pg(ops::DropConstraint{"c1", "t", "index", {}, false}); }).code == ErrorCode::kScript);
}

TEST_CASE("naming conventions reach constraints and indexes made by themselves", "[sql]") {
  sql::CompileOptions options;
  options.naming.templates = {{"ix", "ix_%(column_0_label)s"},
                              {"uq", "uq_%(table_name)s_%(column_0_name)s"},
                              {"ck", "ck_%(table_name)s_%(constraint_name)s"},
                              {"fk", "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"},
                              {"pk", "pk_%(table_name)s"}};
  auto on_pg = [&](const ops::Op& op) { return compiled(postgresql(), op, options); };
  CHECK(on_pg(ops::CreateUniqueConstraint{"t", test::unique_on("", {"a", "b"}), {}}) ==
        Lines{"ALTER TABLE t ADD CONSTRAINT uq_t_a UNIQUE (a, b)"});
  CHECK(on_pg(ops::CreateForeignKey{"t", test::foreign("", {"a"}, "u", {"id"}), {}}) ==
        Lines{"ALTER TABLE t ADD CONSTRAINT fk_t_a_u FOREIGN KEY(a) REFERENCES u (id)"});
  CHECK(on_pg(ops::CreateCheckConstraint{"t", test::check("pos", "a > 0"), {}}) ==
        Lines{"ALTER TABLE t ADD CONSTRAINT ck_t_pos CHECK (a > 0)"});
  CHECK(on_pg(ops::CreatePrimaryKey{"t", test::primary("", {"id"}), {}}) ==
        Lines{"ALTER TABLE t ADD CONSTRAINT pk_t PRIMARY KEY (id)"});
  CHECK(on_pg(create_index(test::index("", {"a", "b"}))) == Lines{"CREATE INDEX ix_t_a ON t (a, b)"});
  CHECK(on_pg(ops::DropConstraint{"pos", "t", "check", {}, false}) == Lines{"ALTER TABLE t DROP CONSTRAINT ck_t_pos"});
  CHECK(on_pg(ops::DropConstraint{Name("pos", true), "t", "check", {}, false}) == Lines{"ALTER TABLE t DROP CONSTRAINT pos"});
}

TEST_CASE("enums as objects", "[sql]") {
  const ops::CreateEnum create{"mood", {"sad", "it's"}, "app", false};
  CHECK(pg(create) == Lines{"CREATE TYPE app.mood AS ENUM ('sad', 'it''s')"});
  CHECK(lite(create) == Lines{});
  KnownFacts facts;
  facts.enums["mood"] = {"sad", "it's"};
  CHECK(compiled(postgresql(), ops::CreateEnum{"mood", {"sad"}, {}, true}, facts) == Lines{});
  CHECK(pg(ops::DropEnum{"mood", {}, true}) == Lines{"DROP TYPE IF EXISTS mood"});
  const ops::AddEnumValue add{"mood", "ok", {}, "sad", {}, true};
  const auto statements = postgresql().compile(add, facts, {});
  CHECK(statements.at(0).sql == "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'ok' AFTER 'sad'");
  CHECK(statements.at(0).outside_transaction);
  CHECK(lite(add) == Lines{});
  CHECK(pg(ops::RenameEnumValue{"mood", "ok", "fine", {}}) == Lines{"ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'"});
  CHECK(refusal(ops::RenameEnumValue{"mood", "ok", "fine", {}}).find("No support") == 0);
}

TEST_CASE("views", "[sql]") {
  ops::CreateView view;
  view.name = "v";
  view.definition = sqltext("SELECT a FROM t WHERE b = 'x\\:y';\n");
  view.replace = true;
  CHECK(pg(view) == Lines{"CREATE OR REPLACE VIEW v AS SELECT a FROM t WHERE b = 'x:y'"});
  CHECK(lite(view) == Lines{"DROP VIEW IF EXISTS v", "CREATE VIEW v AS SELECT a FROM t WHERE b = 'x:y'"});
  view.materialized = true;
  CHECK(pg(view)[0] == "DROP MATERIALIZED VIEW IF EXISTS v");
  CHECK(error_of([&] { lite(view); }).code == ErrorCode::kUnsupported);
  view = {};
  view.name = "v";
  view.definition = node("select", "", {Expr::column("a", "t")},
                         {{"from", tuple({node("table", "t")})}, {"where", op2("=", Expr::column("b", "t"), lit("it's"))}});
  CHECK(lite(view) == Lines{"CREATE VIEW v AS SELECT t.a FROM t WHERE t.b = 'it''s'"});
  view.definition = sqltext("SELECT 1; DROP TABLE t");
  CHECK(error_of([&] { pg(view); }).code == ErrorCode::kScript);
  CHECK(pg(ops::DropView{"v", "app", true, true, true}) == Lines{"DROP MATERIALIZED VIEW IF EXISTS app.v CASCADE"});
  CHECK(lite(ops::DropView{"v", {}, false, false, true}) == Lines{"DROP VIEW v"});
}

TEST_CASE("schemas, sequences and extensions are PostgreSQL's", "[sql]") {
  CHECK(pg(ops::CreateSchema{"s1", true}) == Lines{"CREATE SCHEMA IF NOT EXISTS s1"});
  CHECK(pg(ops::DropSchema{"s1", false, true}) == Lines{"DROP SCHEMA s1 CASCADE"});
  ops::CreateSequence create;
  create.name = "sq";
  create.options.increment = 2;
  create.options.start = 5;
  create.options.owned_by = "t.Id";
  create.options.data_type = "bigint";
  CHECK(pg(create) == Lines{"CREATE SEQUENCE sq AS bigint INCREMENT BY 2 START WITH 5 OWNED BY t.\"Id\""});
  ops::AlterSequence alter;
  alter.name = "sq";
  alter.restart = 100;
  alter.new_name = "sq2";
  CHECK(pg(alter) == Lines{"ALTER SEQUENCE sq RESTART WITH 100", "ALTER SEQUENCE sq RENAME TO sq2"});
  CHECK(pg(ops::DropSequence{"sq", {}, true}) == Lines{"DROP SEQUENCE IF EXISTS sq"});
  CHECK(pg(ops::CreateExtension{"uuid-ossp", "ext", "1.1", true, true}) ==
        Lines{"CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" SCHEMA ext VERSION '1.1' CASCADE"});
  CHECK(pg(ops::DropExtension{"hstore", true, false}) == Lines{"DROP EXTENSION IF EXISTS hstore"});
  for (const ops::Op& op :
       std::vector<ops::Op>{ops::CreateSchema{"s", false}, ops::DropSchema{"s", false, false}, create, alter,
                            ops::DropSequence{"s", {}, false}, ops::CreateExtension{"e", {}, {}, false, false},
                            ops::DropExtension{"e", false, false}}) {
    CHECK(refusal(op).find("No support for ") == 0);
  }
}

TEST_CASE("the version table and its rows", "[sql]") {
  KnownFacts facts;
  CHECK(postgresql().compile(ops::CreateVersionTable{}, facts, {}).at(0).sql ==
        "CREATE TABLE alembic_version (\n    version_num VARCHAR(32) NOT NULL, \n"
        "    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)");
  ops::VersionTable bare{"versions", "meta", false};
  CHECK(lite(ops::CreateVersionTable{bare}) == Lines{"CREATE TABLE meta.versions (version_num VARCHAR(32) NOT NULL)"});

  sql::CompileOptions printed;
  printed.printed = true;
  const ops::SetVersion first{{}, "", "ae10"};
  CHECK(pg(first) == Lines{"INSERT INTO alembic_version (version_num) VALUES ('ae10')"});
  CHECK(compiled(postgresql(), first, printed) ==
        Lines{"INSERT INTO alembic_version (version_num) VALUES ('ae10') RETURNING alembic_version.version_num"});
  CHECK(compiled(sqlite(), first, printed) ==
        Lines{"INSERT INTO alembic_version (version_num) VALUES ('ae10') RETURNING version_num"});
  CHECK(compiled(postgresql(), ops::SetVersion{bare, "", "a"}, printed) ==
        Lines{"INSERT INTO meta.versions (version_num) VALUES ('a')"});
  CHECK(pg(ops::SetVersion{{}, "a", "b"}) ==
        Lines{"UPDATE alembic_version SET version_num='b' WHERE alembic_version.version_num = 'a'"});
  CHECK(pg(ops::SetVersion{bare, "a", ""}) == Lines{"DELETE FROM meta.versions WHERE meta.versions.version_num = 'a'"});
  CHECK(pg(ops::SetVersion{{}, "", ""}) == Lines{"DELETE FROM alembic_version"});
}

TEST_CASE("transactions and savepoints", "[sql]") {
  CHECK(pg(ops::Begin{}) == Lines{"BEGIN"});
  CHECK(lite(ops::Commit{}) == Lines{"COMMIT"});
  CHECK(pg(ops::Savepoint{"a b", 's'}) == Lines{"SAVEPOINT \"a b\""});
  CHECK(pg(ops::Savepoint{"a", 'r'}) == Lines{"RELEASE SAVEPOINT a"});
  CHECK(lite(ops::Savepoint{"a", 'b'}) == Lines{"ROLLBACK TO SAVEPOINT a", "RELEASE SAVEPOINT a"});
  for (const ops::Op& op :
       std::vector<ops::Op>{ops::BeginAutocommit{}, ops::EndAutocommit{}, ops::Comment{"x"}, ops::StaticOutput{"x"}}) {
    CHECK(pg(op) == Lines{});
  }
}

TEST_CASE("raw SQL runs statement by statement", "[sql]") {
  ops::Execute op;
  op.sql = sqltext("UPDATE t SET a = b::integer, c = '12\\:30'; DELETE FROM u;");
  CHECK(pg(op) == Lines{"UPDATE t SET a = b::integer, c = '12:30'", "DELETE FROM u"});
  op.sql = sqltext("INSERT INTO t VALUES (:a)");
  const Error missing = error_of([&] { pg(op); });
  CHECK(std::string(missing.what()) == "A value is required for bind parameter 'a'");
  op.params = {{"a", Value("it's")}};
  CHECK(pg(op) == Lines{"INSERT INTO t VALUES ('it''s')"});
  KnownFacts facts;
  const auto bound = sqlite().compile(op, facts, {});
  CHECK(bound.at(0).sql == "INSERT INTO t VALUES (?)");
  CHECK(bound.at(0).params == std::vector<Value>{Value("it's")});
}

TEST_CASE("only known databases have a dialect", "[sql]") {
  CHECK(sql::make_dialect("oracle") == nullptr);
  CHECK(postgresql().impl_name() == "PostgresqlImpl");
  CHECK(sqlite().begin_sql() == "BEGIN IMMEDIATE");
}
