#include <catch2/catch.hpp>

#include "base/error.h"
#include "db/connection.h"
#include "db/postgresql_reflect.h"
#include "support/postgres_server.h"
#include "support/rows.h"

using namespace runner;
using namespace runner::schema;

namespace {

#define ON_POSTGRESQL()                                                        \
  const auto fresh = runner::test::fresh_database();                           \
  if (!fresh) {                                                                \
    WARN("skipped by RUNNER_TEST_PG=skip");                                    \
    return;                                                                    \
  }                                                                            \
  auto connection = db::connect_postgresql(Url::parse(*fresh), "runner test"); \
  auto inspector = connection->inspector()

template <class T>
std::vector<T> all_of(const Table& table) {
  std::vector<T> found;
  for (const auto& constraint : table.constraints)
    if (auto it = std::get_if<T>(&constraint)) found.push_back(*it);
  return found;
}

const Column& column(const Table& table, const char* name) {
  const Column* found = table.find(name);
  REQUIRE(found);
  return *found;
}

std::vector<std::string> words(const Expr* list) {
  std::vector<std::string> found;
  if (list)
    for (const auto& item : list->args) found.push_back(*item.value.get_if<std::string>());
  return found;
}

}  // namespace

TEST_CASE("PostgreSQL column types come back as the types that render them", "[db]") {
  ON_POSTGRESQL();
  connection->execute(R"(CREATE TYPE mood AS ENUM ('ok', 'it''s bad'); CREATE SCHEMA s; CREATE TYPE s.kind AS ENUM ('x');
    CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
    CREATE TABLE t (a smallint, b integer, c bigint, d varchar(50), e varchar, f char(3), g text COLLATE "C", h boolean,
      i numeric(10, 2), j numeric, k real, l double precision, m date, n timestamp, o timestamptz(3), p time(2), q timetz,
      r interval day to second(3), s interval, t bytea, u jsonb, v uuid, w inet, x bit(5), y bit varying(7), z int[],
      aa varchar(5)[][], ab mood, ac s.kind, ad mood[], ae positive, af tsvector, ag int4range, ah "char", ai bpchar, aj xml))");
  if (connection->server_version() >= 150000) connection->execute("ALTER TABLE t ADD ak numeric(3, -2)");
  const Table table = *inspector->reflect("t", std::nullopt);
  auto is = [&](const char* name, Type expected) {
    INFO(name);
    CHECK(column(table, name).type == expected);
  };
  auto with = [](const char* name, auto change) {
    Type type{name};
    change(type);
    return type;
  };
  is("a", Type{"SMALLINT"});
  is("b", Type{"INTEGER"});
  is("c", Type{"BIGINT"});
  is("d", with("VARCHAR", [](Type& t) { t.length = 50; }));
  is("e", Type{"VARCHAR"});
  is("f", with("CHAR", [](Type& t) { t.length = 3; }));
  is("g", with("TEXT", [](Type& t) { t.collation = "C"; }));
  is("h", Type{"BOOLEAN"});
  is("i", with("NUMERIC", [](Type& t) { t.precision = 10, t.scale = 2; }));
  is("j", Type{"NUMERIC"});
  is("k", Type{"REAL"});
  is("l", Type{"DOUBLE_PRECISION"});
  is("m", Type{"DATE"});
  is("n", Type{"postgresql.TIMESTAMP"});
  is("o", with("postgresql.TIMESTAMP", [](Type& t) { t.timezone = true, t.precision = 3; }));
  is("p", with("postgresql.TIME", [](Type& t) { t.precision = 2; }));
  is("q", with("postgresql.TIME", [](Type& t) { t.timezone = true; }));
  is("r", with("postgresql.INTERVAL", [](Type& t) { t.fields = "DAY TO SECOND", t.precision = 3; }));
  is("s", Type{"postgresql.INTERVAL"});
  is("t", Type{"postgresql.BYTEA"});
  is("u", Type{"postgresql.JSONB"});
  is("v", Type{"postgresql.UUID"});
  is("w", Type{"postgresql.INET"});
  is("x", with("postgresql.BIT", [](Type& t) { t.length = 5; }));
  is("y", with("postgresql.VARBIT", [](Type& t) { t.length = 7; }));
  is("z", with("postgresql.ARRAY", [](Type& t) { t.item = TypeBox(Type{"INTEGER"}); }));
  is("aa", with("postgresql.ARRAY",
                [&](Type& t) { t.item = TypeBox(with("VARCHAR", [](Type& v) { v.length = 5; })), t.dimensions = 2; }));
  const Type mood = with("postgresql.ENUM", [](Type& t) {
    t.type_name = "mood", t.values = {"ok", "it's bad"}, t.create_type = false;
  });
  is("ab", mood);
  is("ac",
     with("postgresql.ENUM", [](Type& t) { t.type_name = "kind", t.schema = "s", t.values = {"x"}, t.create_type = false; }));
  is("ad", with("postgresql.ARRAY", [&](Type& t) { t.item = TypeBox(mood); }));
  is("ae", with("postgresql.DOMAIN", [](Type& t) {
       t.type_name = "positive", t.item = TypeBox(Type{"INTEGER"}), t.check = "VALUE > 0", t.create_type = false;
     }));
  is("af", Type{"postgresql.TSVECTOR"});
  is("ag", Type{"postgresql.INT4RANGE"});
  is("ah", with("custom", [](Type& t) { t.sql = "\"char\""; }));
  is("ai", with("custom", [](Type& t) { t.sql = "bpchar"; }));
  is("aj", Type{"postgresql.XML"});
  if (connection->server_version() >= 150000) is("ak", with("NUMERIC", [](Type& t) { t.precision = 3, t.scale = -2; }));
  CHECK(inspector->enums(std::nullopt) == std::vector<EnumType>{{"mood", std::nullopt, {"ok", "it's bad"}}});
  CHECK(inspector->enums("s") == std::vector<EnumType>{{"kind", "s", {"x"}}});
}

TEST_CASE("defaults, sequences, identities, generated columns and comments of PostgreSQL are told apart", "[db]") {
  ON_POSTGRESQL();
  connection->execute(R"(CREATE SEQUENCE other;
    CREATE TABLE t (id serial PRIMARY KEY, n bigserial, o int DEFAULT nextval('other'), i int GENERATED ALWAYS AS IDENTITY (START 5 INCREMENT 2 CYCLE),
      j bigint GENERATED BY DEFAULT AS IDENTITY, g int GENERATED ALWAYS AS (o * (2 + 1)) STORED, d text DEFAULT 'it''s', e timestamptz DEFAULT now());
    CREATE SEQUENCE once INCREMENT 7 OWNED BY t.i;
    COMMENT ON TABLE t IS 'it''s a table'; COMMENT ON COLUMN t.d IS 'a column';
    CREATE TABLE u (id int PRIMARY KEY, x int NOT NULL); CREATE TABLE v (id int DEFAULT 5 PRIMARY KEY))");
  const Table t = *inspector->reflect("t", std::nullopt);
  CHECK(column(t, "id").autoincrement == Autoincrement::kYes);
  CHECK_FALSE(column(t, "id").server_default);
  CHECK_FALSE(column(t, "id").is_nullable());
  CHECK(column(t, "n").autoincrement == Autoincrement::kYes);
  CHECK(column(t, "o").server_default->expr == Expr::text("nextval('other'::regclass)"));
  Identity identity;
  identity.always = true, identity.start = 5, identity.increment = 2, identity.cycle = true;
  CHECK(column(t, "i").identity == identity);
  CHECK(column(t, "j").identity->always == false);
  CHECK_FALSE(column(t, "j").identity->start);
  CHECK(column(t, "g").computed->sqltext == Expr::text("o * (2 + 1)"));
  CHECK(column(t, "g").computed->persisted == true);
  CHECK_FALSE(column(t, "g").server_default);
  CHECK(column(t, "d").server_default->expr == Expr::text("'it''s'::text"));
  CHECK(column(t, "e").server_default->expr == Expr::text("now()"));
  CHECK(t.comment == "it's a table");
  CHECK(column(t, "d").comment == "a column");
  const Table u = *inspector->reflect("u", std::nullopt);
  CHECK_FALSE(autoincrements(u, column(u, "id")));
  CHECK_FALSE(column(u, "x").is_nullable());
  const Table v = *inspector->reflect("v", std::nullopt);
  CHECK(column(v, "id").server_default->expr == Expr::text("5"));
}

TEST_CASE("domains say base, default, nullness and check; what they cannot say stays the server's text", "[db]") {
  ON_POSTGRESQL();
  connection->execute(R"(CREATE DOMAIN code AS varchar(4) DEFAULT 'it''s' NOT NULL CONSTRAINT shape CHECK (VALUE ~ '^[a-z]+$');
    CREATE DOMAIN amount AS numeric(10, 2) DEFAULT 0; CREATE DOMAIN stamp AS timestamptz DEFAULT now();
    CREATE DOMAIN two AS int CHECK (VALUE > 0) CHECK (VALUE < 9); CREATE DOMAIN list AS int[];
    CREATE TABLE t (a code, b amount, c stamp, d two, e list, f code[], g code COLLATE "C", h text[] COLLATE "C"))");
  const auto domains = inspector->domains(std::nullopt);
  REQUIRE(domains.size() == 5);
  Type amount{"postgresql.DOMAIN"}, number{"NUMERIC"};
  number.precision = 10, number.scale = 2;
  amount.type_name = "amount", amount.item = TypeBox(number), amount.default_value = "0", amount.create_type = false;
  CHECK(domains[0] == amount);
  CHECK(domains[1].default_value == "it's");
  CHECK(domains[1].not_null);
  CHECK(domains[1].constraint_name == "shape");
  CHECK(domains[1].check == "(VALUE)::text ~ '^[a-z]+$'::text");
  CHECK(domains[2].item->sql == "integer[]");
  CHECK(domains[3].sql == "stamp");
  CHECK(domains[4].sql == "two");
  const Table t = *inspector->reflect("t", std::nullopt);
  CHECK(column(t, "a").type == domains[1]);
  CHECK(column(t, "c").type->sql == "stamp");
  CHECK(*column(t, "f").type->item == domains[1]);
  CHECK(column(t, "g").type->sql == "code COLLATE \"C\"");
  CHECK(column(t, "h").type->sql == "text[] COLLATE \"C\"");
}

TEST_CASE("sequences that no column owns, views and materialized views are listed", "[db]") {
  ON_POSTGRESQL();
  connection->execute(
      R"(CREATE SEQUENCE plain; CREATE SEQUENCE odd AS smallint START 5 INCREMENT -2 MINVALUE -100 MAXVALUE 50 CACHE 3 CYCLE;
    CREATE TABLE t (id serial, n int GENERATED ALWAYS AS IDENTITY); CREATE VIEW v AS SELECT id FROM t; CREATE MATERIALIZED VIEW m AS SELECT 1 AS one;
    CREATE SCHEMA s; CREATE SEQUENCE s.there AS integer)");
  const auto sequences = inspector->sequences(std::nullopt);
  REQUIRE(sequences.size() == 2);
  Identity odd;
  odd.start = 5, odd.increment = -2, odd.minvalue = -100, odd.maxvalue = 50, odd.cache = 3, odd.cycle = true;
  CHECK(sequences[0] == Sequence{"odd", std::nullopt, odd, Type{"SMALLINT"}});
  CHECK(sequences[1] == Sequence{"plain", std::nullopt, {}, std::nullopt});
  CHECK(inspector->sequences("s") == std::vector<Sequence>{{"there", "s", {}, Type{"INTEGER"}}});
  const auto views = inspector->views(std::nullopt);
  REQUIRE(views.size() == 2);
  CHECK(views[0].name == "m");
  CHECK(views[0].materialized);
  CHECK(views[1].definition == (connection->server_version() >= 160000 ? "SELECT id\n   FROM t" : "SELECT t.id\n   FROM t"));
  CHECK(inspector->default_schema() == "public");
}

TEST_CASE("B.36 partitions and tables of extensions are not tables of the schema", "[db]") {
  ON_POSTGRESQL();
  connection->execute(R"(CREATE TABLE p (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
    CREATE TABLE p_2024 PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01'); CREATE TABLE p_rest PARTITION OF p DEFAULT;
    CREATE INDEX ix_day ON p (day); CREATE TABLE c (id int, day date, FOREIGN KEY (id, day) REFERENCES p);
    CREATE TABLE lent (x int); ALTER EXTENSION plpgsql ADD TABLE lent)");
  const auto tables = inspector->tables(std::nullopt);
  REQUIRE(tables.size() == 2);
  CHECK(tables[0].name == "c");
  CHECK(tables[0].constraints.size() == 1);  // none for each partition
  CHECK(tables[1].indexes.size() == 1);
  CHECK(option(tables[1].options, "postgresql_partition_by")->value == Value("RANGE (day)"));
  CHECK(inspector->table_names(std::nullopt) == std::vector<std::string>{"c", "lent", "p", "p_2024", "p_rest"});
  CHECK(inspector->reflect("p_2024", std::nullopt)->primary_key());
}

TEST_CASE("a foreign key names the schema of its target where it is not the table's own or the default one", "[db]") {
  ON_POSTGRESQL();
  connection->execute(
      R"(CREATE SCHEMA a; CREATE SCHEMA b; CREATE TABLE pub (id int PRIMARY KEY); CREATE TABLE a.one (id int PRIMARY KEY);
    CREATE TABLE b.two (x int REFERENCES a.one, y int REFERENCES pub, z int UNIQUE, w int REFERENCES b.two (z));
    CREATE TABLE three (x int REFERENCES b.two (z)))");
  auto schemas_of = [&](const Table& table) {
    std::vector<std::string> found;
    for (const auto& key : all_of<ForeignKeyConstraint>(table)) found.push_back(key.schema.value_or("-") + "." + key.table);
    return found;
  };
  CHECK(schemas_of(*inspector->reflect("two", "b")) == std::vector<std::string>{"a.one", "-.pub", "b.two"});
  CHECK(schemas_of(*inspector->reflect("three", std::nullopt)) == std::vector<std::string>{"b.two"});
  CHECK(all_of<ForeignKeyConstraint>(*inspector->reflect("two", "b"))[0].referred == std::vector<std::string>{"id"});
  connection->execute("SET search_path = b, public");
  CHECK(schemas_of(*inspector->reflect("two", std::nullopt)) == std::vector<std::string>{"a.one", "public.pub", "-.two"});
}

TEST_CASE("constraints of a PostgreSQL table keep names, columns, order and options", "[db]") {
  ON_POSTGRESQL();
  const bool since_15 = connection->server_version() >= 150000;  // NULLS NOT DISTINCT, SET NULL of some columns
  const std::string nulls = since_15 ? "NULLS NOT DISTINCT" : "", only_c = since_15 ? "(c)" : "";
  connection->execute(R"(CREATE SCHEMA s; CREATE TABLE s.p (x int, y int, PRIMARY KEY (y, x)); CREATE TABLE q (z int UNIQUE);
    CREATE TABLE t (a int, b int, c int, r int4range, CONSTRAINT pk PRIMARY KEY (b, a) INCLUDE (c),
      CONSTRAINT uq UNIQUE )" +
                      nulls + R"( (c) DEFERRABLE INITIALLY DEFERRED,
      CONSTRAINT ck CHECK ((a > 0) AND (b > 0)), CONSTRAINT fk FOREIGN KEY (b, a) REFERENCES s.p (y, x) MATCH FULL
      ON DELETE CASCADE ON UPDATE SET DEFAULT, CONSTRAINT fk2 FOREIGN KEY (c) REFERENCES q (z) ON DELETE SET NULL )" +
                      only_c + R"( DEFERRABLE,
      CONSTRAINT ex EXCLUDE USING gist (r WITH &&, (int4range(a, b)) WITH -|-) WHERE (a > 5));
    ALTER TABLE t ADD CONSTRAINT late CHECK (c > 0) NO INHERIT NOT VALID)");
  const Table t = *inspector->reflect("t", std::nullopt);
  REQUIRE(t.primary_key());
  CHECK(t.primary_key()->name == Name("pk", true));
  CHECK(t.primary_key()->columns == std::vector<std::string>{"b", "a"});
  CHECK(words(option(t.primary_key()->options, "postgresql_include")) == std::vector<std::string>{"c"});
  const auto unique = all_of<UniqueConstraint>(t).at(0);
  CHECK(unique.deferrable == true);
  CHECK(unique.initially == "DEFERRED");
  CHECK(!option(unique.options, "postgresql_nulls_not_distinct") == !since_15);
  const auto checks = all_of<CheckConstraint>(t);
  REQUIRE(checks.size() == 2);
  CHECK(checks[0].condition == Expr::text("(a > 0) AND (b > 0)"));
  CHECK(checks[0].options.empty());
  CHECK(option(checks[1].options, "postgresql_not_valid"));
  CHECK(option(checks[1].options, "postgresql_no_inherit"));
  const auto keys = all_of<ForeignKeyConstraint>(t);
  REQUIRE(keys.size() == 2);
  CHECK(keys[0].schema == "s");
  CHECK(keys[0].table == "p");
  CHECK(keys[0].columns == std::vector<std::string>{"b", "a"});
  CHECK(keys[0].referred == std::vector<std::string>{"y", "x"});
  CHECK(keys[0].reference.match == "FULL");
  CHECK(keys[0].reference.ondelete == "CASCADE");
  CHECK(keys[0].reference.onupdate == "SET DEFAULT");
  CHECK_FALSE(keys[1].schema);
  CHECK(keys[1].reference.ondelete == (since_15 ? "SET NULL (\"c\")" : "SET NULL"));
  CHECK(keys[1].reference.deferrable == true);
  CHECK_FALSE(keys[1].reference.onupdate);
  const auto exclude = all_of<ExcludeConstraint>(t).at(0);
  REQUIRE(exclude.elements.size() == 2);
  CHECK(exclude.elements[0].element == Expr::column("r"));
  CHECK(exclude.elements[0].op == "&&");
  CHECK(exclude.elements[1].element == Expr::text("int4range(a, b)"));
  CHECK(exclude.elements[1].op == "-|-");
  CHECK(exclude.where == Expr::text("a > 5"));
  CHECK(exclude.using_ == "gist");
  CHECK(t.indexes.empty());
}

TEST_CASE("keys without overlaps, rules that are not enforced and virtual columns say so", "[db]") {
  ON_POSTGRESQL();
  if (connection->server_version() < 180000) return;
  connection->execute(R"(CREATE TABLE p (a int4range, b daterange, PRIMARY KEY (a, b WITHOUT OVERLAPS));
    CREATE TABLE t (a int4range CONSTRAINT not_nothing NOT NULL, b daterange, n int, v int GENERATED ALWAYS AS (n + 1), UNIQUE (a, b WITHOUT OVERLAPS),
      FOREIGN KEY (a, PERIOD b) REFERENCES p, CONSTRAINT ck CHECK (n > 0) NOT ENFORCED))");
  const Table p = *inspector->reflect("p", std::nullopt), t = *inspector->reflect("t", std::nullopt);
  CHECK(option(p.primary_key()->options, "postgresql_without_overlaps"));
  CHECK(option(all_of<UniqueConstraint>(t).at(0).options, "postgresql_without_overlaps"));
  CHECK(option(all_of<ForeignKeyConstraint>(t).at(0).reference.options, "postgresql_period"));
  REQUIRE(all_of<CheckConstraint>(t).size() == 1);
  const auto options = all_of<CheckConstraint>(t)[0].options;
  REQUIRE(options.size() == 1);
  CHECK(options[0].first == "postgresql_not_enforced");
  CHECK(column(t, "v").computed->persisted == false);
}

TEST_CASE("a sequence has the name that its table once had", "[db]") {
  ON_POSTGRESQL();
  connection->execute(
      "CREATE TABLE old (id serial PRIMARY KEY, n serial); ALTER TABLE old RENAME TO t; ALTER SEQUENCE old_n_seq RENAME TO t_n_seq");
  const Table t = *inspector->reflect("t", std::nullopt);
  CHECK(column(t, "id").options == Options{{"postgresql_sequence", Expr::literal("old_id_seq")}});
  CHECK(column(t, "n").options.empty());
}

TEST_CASE("indexes of a PostgreSQL table keep method, order, condition, classes and storage", "[db]") {
  ON_POSTGRESQL();
  const bool since_15 = connection->server_version() >= 150000;
  const std::string nulls = since_15 ? "NULLS NOT DISTINCT" : "";
  connection->execute(R"(CREATE TABLE "T x" (a text, b int, c jsonb, "Od d" text);
    CREATE UNIQUE INDEX i1 ON "T x" (a text_pattern_ops, b DESC NULLS LAST, lower("Od d") DESC) INCLUDE (c) )" +
                      nulls + R"( WITH (fillfactor = 70) WHERE b > 5;
    CREATE INDEX i2 ON "T x" USING gin (c jsonb_path_ops);
    CREATE INDEX i3 ON "T x" (a COLLATE "C", b NULLS FIRST, (b + 1), lower(a) varchar_pattern_ops))");
  const Table t = *inspector->reflect("T x", std::nullopt);
  REQUIRE(t.indexes.size() == 3);
  const Index& first = t.indexes[0];
  CHECK(first.name == Name("i1", true));
  CHECK(first.unique);
  REQUIRE(first.columns.size() == 3);
  CHECK(first.columns[0] == Expr::column("a"));
  CHECK(first.columns[1].is("nulls_last"));
  CHECK(first.columns[1].args[0].is("desc"));
  CHECK(first.columns[2].is("desc"));
  CHECK(first.columns[2].args[0] == Expr::text("lower(\"Od d\")"));
  CHECK(option(first.options, "postgresql_ops")->find("a")->value == Value("text_pattern_ops"));
  CHECK(words(option(first.options, "postgresql_include")) == std::vector<std::string>{"c"});
  CHECK(option(first.options, "postgresql_with")->find("fillfactor")->value == Value("70"));
  CHECK(*option(first.options, "postgresql_where") == Expr::text("b > 5"));
  CHECK(!option(first.options, "postgresql_nulls_not_distinct") == !since_15);
  CHECK(option(t.indexes[1].options, "postgresql_using")->value == Value("gin"));
  CHECK(option(t.indexes[1].options, "postgresql_ops")->find("c")->value == Value("jsonb_path_ops"));
  const Index& third = t.indexes[2];
  CHECK(third.columns[0].is("collate"));
  CHECK(third.columns[0].name == "C");
  CHECK(third.columns[1].is("nulls_first"));
  CHECK(third.columns[2] == Expr::text("(b + 1)"));
  REQUIRE(third.columns[3].is("label"));
  CHECK(third.columns[3].args[0] == Expr::text("lower(a)"));
  CHECK(option(third.options, "postgresql_ops")->find(third.columns[3].name)->value == Value("varchar_pattern_ops"));
}

TEST_CASE("a PostgreSQL inspector lists what is there, by schema and search path", "[db]") {
  ON_POSTGRESQL();
  connection->execute(
      R"(CREATE SCHEMA "o's"; CREATE TABLE "o's".a (x int); CREATE TABLE b (x int); CREATE VIEW v AS SELECT 1 AS one;
    CREATE TABLE parted (x int) PARTITION BY RANGE (x); CREATE UNLOGGED TABLE u (x int) WITH (fillfactor = 50); CREATE TABLE child () INHERITS (b))");
  CHECK(inspector->table_names(std::nullopt) == std::vector<std::string>{"b", "child", "parted", "u"});
  CHECK(inspector->table_names("o's") == std::vector<std::string>{"a"});
  CHECK(inspector->view_names(std::nullopt) == std::vector<std::string>{"v"});
  CHECK(inspector->schema_names() == std::vector<std::string>{"information_schema", "o's", "public"});
  CHECK(inspector->has_table("b", std::nullopt));
  CHECK(inspector->has_table("v", std::nullopt));
  CHECK_FALSE(inspector->has_table("a", std::nullopt));
  CHECK(inspector->has_table("a", "o's"));
  CHECK_FALSE(inspector->reflect("v", std::nullopt));
  CHECK(inspector->reflect("a", "o's")->schema == "o's");
  const auto tables = inspector->tables(std::nullopt);
  REQUIRE(tables.size() == 4);
  for (const auto& table : tables) CHECK(table == *inspector->reflect(table.name, std::nullopt));
  CHECK(words(option(tables[1].options, "postgresql_inherits")) == std::vector<std::string>{"b"});
  CHECK(option(tables[2].options, "postgresql_partition_by")->value == Value("RANGE (x)"));
  CHECK(tables[3].prefixes == std::vector<std::string>{"UNLOGGED"});
}

// An inspector over the same connection that counts its queries.
struct Counting {
  db::Connection& connection;
  int queries = 0;

  std::unique_ptr<Inspector> inspector() {
    return db::make_postgresql_inspector(
        [this](const std::string& sql, const std::function<void(const db::CatalogueRow&)>& each) {
          ++queries;
          run(sql, each);
        },
        connection.server_version());
  }
  void run(const std::string& sql, const std::function<void(const db::CatalogueRow&)>& each) const {
    auto cursor = connection.query("SELECT * FROM (" + sql + ") AS q");
    for (std::vector<Value> row; cursor->next(row);) {
      std::vector<std::string> texts;
      for (const auto& cell : row) {
        const auto* text = cell.get_if<std::string>();
        const auto* flag = cell.get_if<bool>();
        texts.push_back(text ? *text : flag ? (*flag ? "t" : "f") : to_json(cell));
      }
      db::CatalogueRow::Cells cells;
      for (std::size_t i = 0; i < row.size(); ++i)
        cells.push_back(row[i].is_null() ? std::nullopt : std::optional<std::string_view>(texts[i]));
      each(db::CatalogueRow(cells));
    }
  }
};

TEST_CASE("reflection reads all tables with as many queries as two take", "[db]") {
  ON_POSTGRESQL();
  connection->execute("CREATE TYPE mood AS ENUM ('ok')");
  auto make = [&](int from, int to) {
    for (int i = from; i < to; ++i) {
      const std::string n = std::to_string(i), parent = std::to_string(i == 0 ? 0 : i - 1);
      connection->execute("CREATE TABLE t" + n + " (id serial PRIMARY KEY, a text COLLATE \"C\" UNIQUE, b int REFERENCES t" +
                          parent +
                          ", c mood, d varchar(5) DEFAULT 'x', r int4range, EXCLUDE USING gist (r WITH &&)); CREATE INDEX i" + n +
                          " ON t" + n + " (a text_pattern_ops, lower(d) COLLATE \"C\"); COMMENT ON TABLE t" + n + " IS 'x'");
    }
  };
  Counting few{*connection}, many{*connection};
  make(0, 2);
  CHECK(few.inspector()->tables(std::nullopt).size() == 2);
  make(2, 40);
  const auto tables = many.inspector()->tables(std::nullopt);
  CHECK(tables.size() == 40);
  CHECK(many.queries == few.queries);
  CHECK(many.queries <= 12);
  for (const auto& table : tables) CHECK(table == *inspector->reflect(table.name, std::nullopt));
}
