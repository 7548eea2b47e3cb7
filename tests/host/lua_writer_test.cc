// What the writer writes, run as Lua, gives the value again: every op, by hand and at random.
#include "host/lua_writer.h"

#include <catch2/catch.hpp>
#include <limits>
#include <random>
#include <set>

#include "base/text.h"
#include "module_support.h"

using namespace runner;
using namespace runner::host;
using namespace runner::host::test;
using schema::Expr;

namespace {

// ---- a small generator ----

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}

  bool coin() { return number(0, 1) == 1; }
  int number(int low, int high) { return std::uniform_int_distribution<int>(low, high)(engine_); }
  template <class T>
  const T& pick(const std::vector<T>& list) {
    return list[static_cast<std::size_t>(number(0, static_cast<int>(list.size()) - 1))];
  }

  std::string word() {
    static const std::vector<std::string> kWords = {"a",        "Order",     "sp ace",         "it's",     "na\xc3\xafve",
                                                    "quo\"te",  "new\nline", "back\\slash",    "end",      "1st",
                                                    "per%cent", "nul\0byte", "\xff\xfe bytes", "semi; --", "[[x]]"};
    return pick(kWords);
  }
  std::string name() { return word() + std::to_string(number(1, 9)); }
  std::vector<std::string> names(int low = 1) {
    std::set<std::string> set;
    for (int i = number(low, 3); i > 0; --i) set.insert(name());
    if (low > 0 && set.empty()) set.insert("x");
    return {set.begin(), set.end()};
  }
  // The parts of "table.column".
  std::string part() { return pick(std::vector<std::string>{"users", "Order", "b c", "o'x", "do.t", "."}); }

  template <class T>
  std::optional<T> maybe(T value) {
    return coin() ? std::optional<T>(std::move(value)) : std::nullopt;
  }
  std::optional<bool> maybe_bool() { return maybe(coin()); }
  std::optional<std::string> maybe_name() { return maybe(name()); }
  schema::Name constraint_name() { return coin() ? schema::Name(name(), coin()) : schema::Name(); }

  Value value() {
    switch (number(0, 7)) {
      case 0:
        return Value(coin());
      case 1:
        return Value(std::int64_t{number(-1000, 1000)});
      case 2:
        return Value(std::numeric_limits<std::int64_t>::max() - number(0, 5));
      case 3:
        return Value(std::numeric_limits<std::int64_t>::min() + number(0, 5));
      case 4:
        return Value(number(1, 1000) + 0.3);
      case 5:
        return Value(ValueList{Value(number(0, 9)), Value(word()), Value()});
      case 6:
        return Value(ValueObject{{"k", Value(ValueList{})}, {"odd key", Value(word())}});
      default:
        return Value(word());
    }
  }
  Value scalar() {
    switch (number(0, 3)) {
      case 0:
        return Value(coin());
      case 1:
        return Value(std::int64_t{number(-1000, 1000)});
      case 2:
        return Value(number(1, 1000) + 0.3);
      default:
        return Value(word());
    }
  }

  schema::Type type() {
    switch (number(0, 7)) {
      case 0:
        return sized("String", maybe(number(1, 99)));
      case 1: {
        schema::Type t{"Numeric"};
        t.precision = number(5, 20);
        t.scale = maybe(number(0, 5));
        return t;
      }
      case 2: {
        schema::Type t{"Enum"};
        t.values = names();
        t.type_name = maybe_name();
        t.native_enum = maybe_bool();
        t.create_constraint = coin();
        return t;
      }
      case 3: {
        schema::Type t{"postgresql.ARRAY"};
        t.item = schema::TypeBox(sized("VARCHAR", 5));
        t.dimensions = maybe(2);
        return t;
      }
      case 4: {
        schema::Type t{"DateTime"};
        t.timezone = coin();
        return t;
      }
      case 5: {
        schema::Type t{"custom"};
        t.sql = "ltree";
        return t;
      }
      case 6: {
        schema::Type t{"BigInteger"};
        t.variants.emplace_back("sqlite", schema::TypeBox(schema::Type{"Integer"}));
        return t;
      }
      default:
        return schema::Type{pick(std::vector<std::string>{"Integer", "Text", "Boolean", "postgresql.JSONB", "Uuid"})};
    }
  }
  static schema::Type sized(const char* name, std::optional<int> length) {
    schema::Type t{name};
    t.length = length;
    return t;
  }

  Expr node(const char* kind, std::vector<Expr> args = {}, const std::string& name = {}) {
    Expr e;
    e.kind = kind;
    e.name = name;
    e.args = std::move(args);
    return e;
  }
  Expr column() { return Expr::column(name(), {}, maybe(type())); }
  Expr expression(int depth = 2) {
    const int kind = depth > 0 ? number(0, 13) : number(0, 3);
    switch (kind) {
      case 0:
        return Expr::text("x = '" + word() + "'");
      case 1:
        return column();
      case 2:
        return node("func", {Expr::literal(scalar()), column()}, "pg_catalog.lower");
      case 3:
        return node("func", {node("star")}, "count");
      case 4:
        return node("and", {condition(depth - 1), condition(depth - 1)});
      case 5:
        return node("not", {condition(depth - 1)});
      case 6: {
        Expr e = node("cast", {expression(depth - 1)});
        e.type = type();
        return e;
      }
      case 7: {
        Expr e = node("case", {condition(depth - 1), Expr::literal(scalar())});
        if (coin()) e.named.emplace_back("else", Expr::literal(scalar()));
        return e;
      }
      case 8:
        return node("desc", {expression(depth - 1)});
      case 9:
        return node("label", {expression(depth - 1)}, name());
      case 10:
        return node("binary", {Expr::column("n"), expression(depth - 1)}, "+");
      case 11:
        return node("between", {Expr::column("n"), Expr::literal(Value(1)), Expr::literal(Value(2), type())},
                    coin() ? "NOT" : "");
      case 12:
        return node("op", {Expr::column("n"), Expr::literal(value())}, "@>");
      default:
        return condition(depth - 1);
    }
  }
  Expr condition(int depth = 1) {
    switch (depth > 0 ? number(0, 4) : number(0, 3)) {
      case 0:
        return node("binary", {column(), Expr::literal(scalar(), maybe(type()))},
                    pick(std::vector<std::string>{"=", "<>", "<", ">="}));
      case 1:
        return node("binary", {column(), node("null")}, coin() ? "IS" : "IS NOT");
      case 2:
        return node("binary", {column(), node("tuple", {Expr::literal(Value(1)), Expr::literal(Value("x"))})}, "NOT IN");
      case 3:
        return node("binary", {Expr::column("s"), Expr::literal(Value("x%"))}, "LIKE");
      default:
        return node("or", {condition(depth - 1), condition(depth - 1)});
    }
  }

  schema::Default server_default() { return {coin() ? Expr::literal(scalar()) : expression(1)}; }

  template <class Reference>
  void fill_reference(Reference& r) {
    r.onupdate = maybe(std::string("CASCADE"));
    r.ondelete = maybe(std::string("SET NULL"));
    r.deferrable = maybe_bool();
    r.initially = maybe(std::string("DEFERRED"));
    r.match = maybe(std::string("FULL"));
    r.use_alter = coin();
    if (coin()) r.options = {{"postgresql_not_valid", Expr::literal(Value(true))}};
  }

  schema::Column table_column() {
    schema::Column c;
    c.name = name();
    c.type = maybe(type());
    c.nullable = maybe_bool();
    c.primary_key = coin();
    c.unique = coin();
    c.index = coin();
    c.comment = maybe(word());
    c.key = maybe_name();
    c.quote = maybe_bool();
    c.autoincrement = pick(std::vector<schema::Autoincrement>{schema::Autoincrement::kAuto, schema::Autoincrement::kNo,
                                                              schema::Autoincrement::kYes});
    c.has_sequence = coin();
    if (coin()) {
      schema::ForeignKey key;
      key.name = constraint_name();
      key.table = part();
      key.schema = maybe(std::string("app.dotted"));
      key.column = part();
      fill_reference(key.reference);
      c.foreign_keys.push_back(key);
    }
    if (coin()) c.checks.push_back(check());
    if (coin()) {
      c.server_default = server_default();
    } else if (coin()) {
      c.identity =
          schema::Identity{maybe_bool(), {}, coin(), {}, {}, {}, std::int64_t{number(-9, 9)}, {}, {}, std::int64_t{1} << 62, {}};
      if (c.autoincrement == schema::Autoincrement::kNo) c.autoincrement = schema::Autoincrement::kAuto;
    } else if (coin()) {
      c.computed = schema::Computed{Expr::text("a * 2"), maybe_bool()};
    }
    if (coin()) c.options = {{"sqlite_on_conflict_unique", Expr::literal(Value("IGNORE"))}};
    return c;
  }
  schema::CheckConstraint check() {
    schema::CheckConstraint c;
    c.name = constraint_name();
    c.condition = coin() ? Expr::text("a > 0") : condition();
    c.deferrable = maybe_bool();
    if (coin()) c.options = {{"postgresql_no_inherit", Expr::literal(Value(true))}};
    return c;
  }
  schema::ForeignKeyConstraint foreign_key(bool dotted) {
    schema::ForeignKeyConstraint c;
    c.name = constraint_name();
    c.columns = {name(), name() + "2"};
    c.table = dotted ? part() : name();
    c.schema = maybe(std::string("s"));
    c.referred = {part(), part()};
    fill_reference(c.reference);
    return c;
  }
  schema::ExcludeConstraint exclude() {
    schema::ExcludeConstraint c;
    c.name = constraint_name();
    c.elements = {{Expr::column(name()), "&&"}, {Expr::text("lower(x)"), "="}};
    c.where = maybe(Expr::text("id > 0"));
    c.using_ = maybe(std::string("gist"));
    if (coin()) c.ops = {{"a", "int4_ops"}};
    c.deferrable = maybe_bool();
    return c;
  }
  schema::Constraint constraint() {
    switch (number(0, 4)) {
      case 0:
        return schema::PrimaryKeyConstraint{constraint_name(), names(), maybe_bool(), maybe(std::string("DEFERRED")), {}};
      case 1:
        return schema::UniqueConstraint{constraint_name(), names(), maybe_bool(), {}, {{"postgresql_include", tuple()}}};
      case 2:
        return check();
      case 3:
        return foreign_key(true);
      default:
        return exclude();
    }
  }
  Expr tuple() { return node("tuple", {Expr::literal(Value(word())), Expr::literal(Value("x"))}); }
  schema::Index index() {
    schema::Index i;
    i.name = constraint_name();
    i.columns = {Expr::column(name()), expression(1)};
    i.unique = coin();
    i.quote = maybe_bool();
    if (coin()) {
      Expr row = node("row");
      row.named = {{"a", Expr::literal(Value("ops"))}, {"odd key", Expr::literal(Value(70))}};
      i.options = {{"mysql_length", row}, {"postgresql_include", tuple()}, {"postgresql_where", Expr::text("a > 1")}};
    }
    return i;
  }
  schema::Table table() {
    schema::Table t;
    t.name = name();
    t.schema = maybe_name();
    for (int i = number(1, 3); i > 0; --i) t.columns.push_back(table_column());
    for (int i = number(0, 2); i > 0; --i) t.constraints.push_back(constraint());
    for (int i = number(0, 1); i > 0; --i) t.indexes.push_back(index());
    t.comment = maybe(word());
    if (coin()) t.prefixes = {"UNLOGGED"};
    if (coin())
      t.options = {{"mysql_engine", Expr::literal(Value("InnoDB"))},
                   {"postgresql_partition_by", Expr::literal(Value("RANGE (a)"))}};
    return t;
  }

  ops::Change<ops::NewDefault> default_change() {
    switch (number(0, 3)) {
      case 0:
        return {};
      case 1:
        return ops::Change<ops::NewDefault>::none();
      case 2:
        return ops::Change<ops::NewDefault>::of({server_default(), {}, {}});
      default:
        return ops::Change<ops::NewDefault>::of({{}, schema::Identity{true, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}, {}});
    }
  }
  ops::Change<std::string> comment_change() {
    const int kind = number(0, 2);
    return kind == 0   ? ops::Change<std::string>{}
           : kind == 1 ? ops::Change<std::string>::none()
                       : ops::Change<std::string>::of(word());
  }

  ops::Walk walk() {
    ops::Walk w;
    w.table = {name(), maybe_name()};
    w.where = maybe(coin() ? Expr::text("a > 0") : condition());
    if (coin()) w.key = ops::KeyColumns{coin() ? std::vector<std::string>{name()} : names()};
    if (coin()) w.batch_size = number(1, 5000);
    if (coin()) w.sleep = number(0, 8) / 4.0;
    w.progress = maybe_bool();
    return w;
  }

  // ---- ops ----
  void fill(ops::BatchUpdate& o) {
    o.walk = walk();
    o.set = {{"a", Expr::literal(scalar())}, {"b", expression(1)}, {"c", node("null")}};
  }
  void fill(ops::BatchDelete& o) { o.walk = walk(); }
  void fill(ops::CreateTable& o) {
    o.table = table();
    o.if_not_exists = coin();
  }
  void fill(ops::DropTable& o) { o = {name(), maybe_name(), coin()}; }
  void fill(ops::RenameTable& o) { o = {name(), name(), maybe_name()}; }
  void fill(ops::AddColumn& o) {
    o.table_name = name();
    o.column = table_column();
    o.schema = maybe_name();
    o.if_not_exists = coin();
    o.inline_references = coin();
    o.inline_primary_key = coin();
  }
  void fill(ops::DropColumn& o) { o = {name(), name(), maybe_name(), coin()}; }
  void fill(ops::AlterColumn& o) {
    o.table_name = name();
    o.column_name = name();
    o.nullable = maybe_bool();
    o.comment = comment_change();
    o.server_default = default_change();
    o.new_column_name = maybe_name();
    o.type_ = maybe(type());
    o.autoincrement = maybe_bool();
    o.existing_type = maybe(type());
    o.existing_server_default = default_change();
    o.existing_nullable = maybe_bool();
    o.existing_comment = maybe(word());
    o.existing_autoincrement = maybe_bool();
    o.schema = maybe_name();
    o.postgresql_using = maybe(word());
  }
  void fill(ops::CreateIndex& o) {
    o.table_name = name();
    o.index = index();
    o.schema = maybe_name();
    o.if_not_exists = coin();
  }
  void fill(ops::DropIndex& o) {
    o.index_name = schema::Name(name(), coin());
    o.table_name = maybe_name();
    o.schema = maybe_name();
    o.if_exists = coin();
    if (coin()) o.options = {{"postgresql_concurrently", Expr::literal(Value(true))}};
  }
  void fill(ops::CreatePrimaryKey& o) {
    o.constraint.deferrable = maybe_bool();
    o.constraint.initially = maybe(std::string("DEFERRED"));
    o.table_name = name();
    o.constraint = {constraint_name(), names(), {}, {}, {}};
    o.schema = maybe_name();
  }
  void fill(ops::CreateForeignKey& o) {
    o.source_table = name();
    o.constraint = foreign_key(false);
    o.source_schema = maybe_name();
  }
  void fill(ops::CreateUniqueConstraint& o) {
    o.table_name = name();
    o.constraint = {constraint_name(), names(), maybe_bool(), maybe(std::string("DEFERRED")), {}};
    o.schema = maybe_name();
  }
  void fill(ops::CreateCheckConstraint& o) {
    o.table_name = name();
    o.constraint = check();
    o.schema = maybe_name();
  }
  void fill(ops::CreateExcludeConstraint& o) {
    o.table_name = name();
    o.constraint = exclude();
    o.schema = maybe_name();
  }
  void fill(ops::DropConstraint& o) {
    o = {schema::Name(name(), coin()), name(), maybe(std::string("unique")), maybe_name(), coin()};
  }
  void fill(ops::CreateTableComment& o) { o = {name(), maybe(word()), maybe(word()), maybe_name()}; }
  void fill(ops::DropTableComment& o) { o = {name(), maybe(word()), maybe_name()}; }
  void fill(ops::Execute& o) {
    o.sql = coin() ? Expr::text("UPDATE t SET a = '" + word() + "'") : expression();
    if (coin()) o.params = {{"a", value()}, {"odd name", Value()}};
  }
  void fill(ops::CreateEnum& o) { o = {name(), names(), maybe_name(), coin()}; }
  void fill(ops::DropEnum& o) { o = {name(), maybe_name(), coin()}; }
  void fill(ops::AddEnumValue& o) { o = {name(), word(), maybe(word()), maybe(word()), maybe_name(), coin()}; }
  void fill(ops::RenameEnumValue& o) { o = {name(), word(), word(), maybe_name()}; }
  void fill(ops::CreateView& o) { o = {name(), Expr::text("SELECT 1"), maybe_name(), coin(), coin(), coin()}; }
  void fill(ops::DropView& o) { o = {name(), maybe_name(), coin(), coin(), coin()}; }
  void fill(ops::CreateSchema& o) { o = {name(), coin()}; }
  void fill(ops::DropSchema& o) { o = {name(), coin(), coin()}; }
  ops::SequenceOptions sequence() {
    ops::SequenceOptions o;
    o.start = maybe(std::int64_t{-5});
    o.maxvalue = maybe(std::numeric_limits<std::int64_t>::max());
    o.minvalue = maybe(std::numeric_limits<std::int64_t>::min());
    o.cycle = maybe_bool();
    o.owned_by = maybe(word());
    return o;
  }
  void fill(ops::CreateSequence& o) { o = {name(), maybe_name(), coin(), sequence()}; }
  void fill(ops::AlterSequence& o) { o = {name(), maybe_name(), maybe_name(), maybe(std::int64_t{7}), sequence()}; }
  void fill(ops::DropSequence& o) { o = {name(), maybe_name(), coin()}; }
  void fill(ops::CreateExtension& o) { o = {name(), maybe_name(), maybe_name(), coin(), coin()}; }
  void fill(ops::DropExtension& o) { o = {name(), coin(), coin()}; }
  void fill(ops::BatchAlterTable& o) {
    o.table_name = name();
    o.schema = maybe_name();
    o.recreate = pick(std::vector<ops::Recreate>{ops::Recreate::kAuto, ops::Recreate::kAlways, ops::Recreate::kNever});
    o.copy_from = maybe(table());
    if (coin()) o.naming_convention = {{"ix", "ix_%(table_name)s"}, {"uq", "u"}};
    if (coin()) o.reflect_columns = {table_column()};
    if (coin()) o.reflect_constraints = {constraint()};
    if (coin()) o.table_args = {constraint(), constraint()};
    if (coin()) o.table_kwargs = {{"sqlite_autoincrement", Expr::literal(Value(true))}};
    if (coin()) o.partial_reordering = {{"b", "a"}, {"a", "c"}};
    table_ops(o, static_cast<const ops::TableOp*>(nullptr));
  }
  template <class... T>
  void table_ops(ops::BatchAlterTable& batch, const std::variant<T...>*) {
    (table_op<T>(batch), ...);
  }
  template <class T>
  void table_op(ops::BatchAlterTable& batch) {
    T op;
    fill(op);
    if constexpr (requires { op.source_table; }) {
      op.source_table = batch.table_name;
      op.source_schema = batch.schema;
    } else {
      op.table_name = batch.table_name;
      op.schema = batch.schema;
    }
    if constexpr (requires { op.insert_before; }) op.insert_after = maybe_name();
    batch.operations.push_back(std::move(op));
  }

 private:
  std::mt19937 engine_;
};

template <class T>
concept Writable =
    !std::is_empty_v<T> && !std::is_same_v<T, ops::Savepoint> && !std::is_same_v<T, ops::CreateVersionTable> &&
    !std::is_same_v<T, ops::SetVersion> && !std::is_same_v<T, ops::Comment> && !std::is_same_v<T, ops::StaticOutput>;

// Runs the text and returns the one op it made.
ops::Op run_again(const std::string& text) {
  Fixture f;
  INFO(text);
  try {
    f.run(text);
  } catch (const Error& error) {
    FAIL(error.what() << "\n" << error.hint << "\n" << text);
  }
  REQUIRE(f.sink.accepted.size() == 1);
  return f.sink.accepted[0];
}

template <class T>
void round_trip(unsigned seeds) {
  if constexpr (Writable<T>) {
    for (unsigned seed = 1; seed <= seeds; ++seed) {
      Random random(seed);
      T op;
      random.fill(op);
      const std::string text = write(ops::Op(op));
      INFO(T::kName << ", seed " << seed << ":\n" << text);
      const ops::Op again = run_again(text);
      CHECK(again == ops::Op(op));
      CHECK(write(again) == text);
    }
  }
}

template <class... T>
void round_trips(const std::variant<T...>*, unsigned seeds) {
  (round_trip<T>(seeds), ...);
}

// "op.f(a, b, { c = 1 })" in the table-call form: op.f{ a, b, c = 1 }. Only for calls on one line.
std::string as_table_call(const std::string& text) {
  const auto open = text.find('(');
  const auto options = text.rfind(", { ");
  if (options == std::string::npos || text.substr(text.size() - 3) != " })") {
    return text.substr(0, open) + "{ " + text.substr(open + 1, text.size() - open - 2) + " }";
  }
  return text.substr(0, open) + "{ " + text.substr(open + 1, options - open - 1) + ", " +
         text.substr(options + 4, text.size() - options - 7) + " }";
}

schema::Expr expression_again(const std::string& text) {
  return std::get<ops::Execute>(run_again("op.execute(" + text + ")")).sql;
}

}  // namespace

TEST_CASE("every op that is written and run again is the same op", "[host]") {
  round_trips(static_cast<const ops::Op*>(nullptr), 40);
}

TEST_CASE("the table-call form of what is written is the same op", "[host]") {
  const std::vector<ops::Op> list = {
      ops::DropTable{"t", "s", true},
      ops::RenameTable{"a", "b", "s"},
      ops::DropColumn{"t", "c", "s", true},
      ops::CreateEnum{"e", {"a", "b"}, "s", true},
      ops::DropConstraint{schema::Name("c"), "t", "check", "s", true},
      ops::CreateView{"v", Expr::text("SELECT 1"), "s", true, false, false},
      ops::CreateExtension{"x", "s", {}, true, false},
  };
  for (const ops::Op& op : list) {
    const std::string text = write(op);
    INFO(text);
    CHECK(run_again(as_table_call(text)) == op);
  }
}

TEST_CASE("the shape of written calls", "[host]") {
  ops::CreateTable create;
  create.table.name = "account";
  schema::Column id;
  id.name = "id";
  id.type = schema::Type{"Integer"};
  id.primary_key = true;
  schema::Column name;
  name.name = "name";
  name.type = Random::sized("String", 50);
  name.nullable = false;
  schema::Column description;
  description.name = "description";
  description.type = Random::sized("Unicode", 200);
  create.table.columns = {id, name, description};
  CHECK(write(ops::Op(create)) ==
        "op.create_table(\"account\",\n"
        "    sa.Column(\"id\", sa.Integer(), { primary_key = true }),\n"
        "    sa.Column(\"name\", sa.String(50), { nullable = false }),\n"
        "    sa.Column(\"description\", sa.Unicode(200)))");
  CHECK(write(ops::Op(ops::DropIndex{schema::Name("ix", true), "t", {}, true, {}})) ==
        "op.drop_index(op.f(\"ix\"), \"t\", { if_exists = true })");
  CHECK(write(ops::Op(ops::CreateUniqueConstraint{"t", {{}, {"a"}, {}, {}, {}}, {}})) ==
        "op.create_unique_constraint(nil, \"t\", { \"a\" })");
  ops::BatchAlterTable batch;
  batch.table_name = "t";
  batch.operations = {ops::DropColumn{"t", "x", {}, false}};
  CHECK(write(ops::Op(batch)) == "op.batch_alter_table(\"t\", function(batch)\n    batch.drop_column(\"x\")\n  end)");
  CHECK(write(batch.operations[0], "b") == "b.drop_column(\"x\")");
  schema::Type stamp{"DateTime"};
  stamp.timezone = true;
  CHECK(write(stamp) == "sa.DateTime({ timezone = true })");
  CHECK(write(schema::Computed{schema::Expr::text("a * 2"), true}) == "sa.Computed(\"a * 2\", { persisted = true })");
}

TEST_CASE("a call of more items than LuaJIT takes is written in table form", "[host]") {
  ops::CreateTable create;
  create.table.name = "wide";
  create.if_not_exists = true;
  for (int i = 0; i < 400; ++i) {
    schema::Column column;
    column.name = "c" + std::to_string(i);
    column.type = schema::Type{"Integer"};
    create.table.columns.push_back(column);
  }
  const std::string text = write(ops::Op(create));
  CHECK(text.rfind("op.create_table{ \"wide\",\n", 0) == 0);
  CHECK(run_again(text) == ops::Op(create));
}

TEST_CASE("strings survive any bytes, numbers any size", "[host]") {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  for (const std::string& text : {bytes, std::string("a\0001", 3), std::string("\xc3"), std::string("\xe2\x98\x83 7\t")}) {
    Fixture f;
    CHECK(f.eval(lua_string(text)).string() == text);
  }
  CHECK(lua_string("it's \"x\"\n") == "\"it's \\\"x\\\"\\n\"");
  CHECK(lua_value(Value(std::int64_t{1} << 60)) == "1152921504606846976LL");
  CHECK(lua_value(Value(0.1)) == "0.1");
  CHECK(lua_key("end") == "[\"end\"]");
}

TEST_CASE("statements written and run again are the same", "[host]") {
  const char* texts[] = {
      R"(sa.text("SELECT :a, :b"):bindparams({ a = "it's", b = sa.NULL }))",
      R"(sa.text("x"):bindparams({ a = sa.bindparam("a", 5, sa.Integer()) }))",
      R"(sa.table("t", sa.column("id", sa.Integer()), sa.column("b")):insert():values({ id = 1, b = sa.func.now() }))",
      R"(sa.table("t", sa.column("id")):insert():values({ { id = 1 }, { id = 2 } }):returning("id"))",
      R"(sa.table("t", { schema = "s" }):update():values({ a = sa.literal_column("CURRENT_DATE") }):where(sa.column("a"):is_null()))",
      R"(sa.table("t", sa.column("a")):delete():where(sa.exists(sa.select(sa.column("x")):select_from(sa.table("u")))))",
      R"(sa.table("t", sa.column("a")):insert():on_conflict_do_update({ index_elements = { "a" }, set = { a = sa.text("excluded.a") }, where = sa.column("a"):gt(1) }):values({ a = 1 }))",
      R"(sa.table("t"):insert():on_conflict_do_nothing({}):values({ a = 1 }))",
      R"(sa.table("t", sa.column("a")):insert():from_select({ "a" }, sa.select(sa.column("b")):select_from(sa.table("u"))))",
      R"(sa.select(sa.column("a"), sa.func.count()):select_from(sa.table("t")):join(sa.table("u"), sa.column("x"):eq(sa.column("y"))):where(sa.column("a"):lt(5)):group_by("a"):having(sa.func.count():gt(1)):order_by(sa.desc(sa.column("a"))):limit(3):offset(1):distinct())",
      R"(sa.select(sa.literal(1)):union_all(sa.select(sa.literal(2, sa.Integer()))):order_by("x"):limit(1))",
      R"(sa.select(sa.func.row_number():over({ partition_by = { "a" }, order_by = { sa.column("b"):desc() } }):label("n")):select_from(sa.table("t"):alias("q")))",
      R"(sa.select(sa.column("a"):collate("C"), -sa.column("b"), sa.column("c") .. "x", sa.column("d") % 2, sa.tuple_(1, "x"), sa.column("e"):distinct()))",
      R"(sa.select(sa.table("t", sa.column("a"), { schema = "s" }).c.a:in_(sa.select(sa.column("z")))):select_from(sa.table("t", { schema = "s" })))",
      R"(sa.select(sa.case({ "x", 1 }, { else_ = 0, value = sa.column("k") }), sa.cast("12", sa.Integer()), sa.column("n"):nulls_last()))",
      R"(sa.select(sa.column("a")):select_from(sa.select(sa.column("a")):subquery("sub")):outerjoin(sa.table("w"), sa.true_()):with_for_update())",
      R"(sa.select(sa.column("a"):between(1, 2), sa.column("j", sa.JSON()):op("@>")({ a = { 1 } }), op.inline_literal("x"), sa.select(sa.star):scalar_subquery()))",
  };
  for (const char* text : texts) {
    INFO(text);
    const Expr first = expression_again(text);
    const std::string written = write(first);
    INFO(written);
    CHECK(expression_again(written) == first);
  }
}
