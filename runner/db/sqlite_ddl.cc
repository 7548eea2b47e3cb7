#include "db/sqlite_ddl.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "db/sqlite_tokens.h"

namespace runner::db {
namespace {

using namespace schema;
using Kind = SqliteToken::Kind;

void set_option(Options& options, const std::string& name, Value value) {
  auto at = std::lower_bound(options.begin(), options.end(), name,
                             [](const auto& entry, const std::string& n) { return entry.first < n; });
  options.insert(at, {name, Expr::literal(std::move(value))});
}

class Reader {
 public:
  explicit Reader(std::string_view sql) : sql_(sql), tokens_(sqlite_tokens(sql)) {}

  const SqliteToken& peek(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  const SqliteToken& take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  bool word(std::string_view keyword) { return peek().is(keyword) && (take(), true); }
  bool words(std::string_view first, std::string_view second) {
    return peek().is(first) && peek(1).is(second) && (take(), take(), true);
  }
  bool symbol(char c) { return peek().symbol(c) && (take(), true); }
  void expect(char c) {
    if (!symbol(c)) fail(std::string("'") + c + "'");
  }
  void expect(std::string_view keyword) {
    if (!word(keyword)) fail(std::string(keyword));
  }
  std::string name() {
    if (!peek().name()) fail("a name");
    return take().text;
  }
  // name or schema.name -> name
  std::string qualified_name() {
    std::string last = name();
    return symbol('.') ? name() : last;
  }
  bool at_end() const { return peek().kind == Kind::kEnd; }

  // Text between the parenthesis that comes next and its partner, without them.
  std::string parenthesized() {
    expect('(');
    const std::size_t begin = tokens_[at_ - 1].end;
    skip_group();
    return std::string(text::trim(sql_.substr(begin, tokens_[at_ - 1].begin - begin)));
  }
  // REQUIRES: just after "(". Leaves us behind its partner.
  void skip_group() {
    for (int depth = 1; depth > 0;) {
      if (at_end()) fail("')'");
      const auto& token = take();
      depth += token.symbol('(') ? 1 : token.symbol(')') ? -1 : 0;
    }
  }
  std::string between(std::size_t begin, std::size_t end) const {
    return std::string(text::trim(sql_.substr(begin, end - begin)));
  }
  std::size_t place() const { return peek().begin; }
  std::size_t previous_end() const { return tokens_[at_ - 1].end; }
  [[noreturn]] void fail(const std::string& expected) const {
    throw Error(ErrorCode::kUnsupported,
                "cannot read the definition of a table: " + expected + " expected near \"" + peek().text + "\"")
        .in_sql(std::string(sql_));
  }

 private:
  std::string_view sql_;
  std::vector<SqliteToken> tokens_;
  std::size_t at_ = 0;
};

class TableReader {
 public:
  explicit TableReader(std::string_view sql) : in_(sql) {}

  Table read() {
    in_.expect("CREATE");
    if (in_.word("TEMP") || in_.word("TEMPORARY")) table_.prefixes.push_back("TEMPORARY");
    in_.expect("TABLE");
    if (in_.words("IF", "NOT")) in_.expect("EXISTS");
    table_.name = in_.qualified_name();
    in_.expect('(');
    while (true) {
      if (constraint_ahead())
        table_constraint();
      else
        column();
      if (in_.symbol(')')) break;
      in_.symbol(',');  // SQLite lets it be left out between table constraints
    }
    table_options();
    key_is_not_null();
    return std::move(table_);
  }

 private:
  bool constraint_ahead() const {
    const auto& token = in_.peek();
    if (table_.columns.empty() || token.kind != Kind::kWord) return false;
    return token.is("CONSTRAINT") || token.is("CHECK") || token.is("UNIQUE") || (token.is("PRIMARY") && in_.peek(1).is("KEY")) ||
           (token.is("FOREIGN") && in_.peek(1).is("KEY"));
  }

  // ---- columns ----

  static bool ends_type(const SqliteToken& token) {
    static const char* const kWords[] = {"CONSTRAINT", "PRIMARY",    "NOT",       "NULL", "UNIQUE",     "CHECK", "DEFAULT",
                                         "COLLATE",    "REFERENCES", "GENERATED", "AS",   "DEFERRABLE", "ON"};
    return !token.name() || std::any_of(std::begin(kWords), std::end(kWords), [&](const char* word) { return token.is(word); });
  }

  void column() {
    Column column;
    column.name = in_.name();
    column.nullable = true;
    declared_ = type_text();
    column.type = sqlite_type(declared_);
    table_.columns.push_back(std::move(column));
    while (column_constraint()) {
    }
  }

  std::string type_text() {
    const std::size_t begin = in_.place();
    if (ends_type(in_.peek())) return "";
    while (!ends_type(in_.peek())) in_.take();
    if (in_.symbol('(')) in_.skip_group();
    return in_.between(begin, in_.previous_end());
  }

  std::string optional_name() { return in_.word("CONSTRAINT") ? in_.name() : ""; }

  bool column_constraint() {
    Name name(optional_name(), true);
    if (!name.given()) name.final = false;
    Column& column = table_.columns.back();
    if (in_.words("PRIMARY", "KEY")) {
      column_primary_key(column, name);
    } else if (in_.words("NOT", "NULL")) {
      column.nullable = false;
      if (auto action = on_conflict(); !action.empty()) set_option(column.options, "sqlite_on_conflict_not_null", action);
    } else if (in_.word("NULL")) {
      on_conflict();
    } else if (in_.word("UNIQUE")) {
      UniqueConstraint unique{name, {column.name}};
      conflict_option(unique.options);
      table_.constraints.push_back(std::move(unique));
    } else if (in_.word("CHECK")) {
      CheckConstraint check{name, Expr::text(in_.parenthesized())};
      conflict_option(check.options);
      column.checks.push_back(std::move(check));
    } else if (in_.word("DEFAULT")) {
      column.server_default = Default{Expr::text(default_text())};
    } else if (in_.word("COLLATE")) {
      collate(column, in_.name(), declared_);
    } else if (in_.word("REFERENCES")) {
      ForeignKeyConstraint key{name, {column.name}};
      references(key);
      table_.constraints.push_back(std::move(key));
    } else if (in_.peek().is("GENERATED") || in_.peek().is("AS")) {
      generated(column);
    } else {
      return name.given();  // SQLite ignores a CONSTRAINT name that names nothing
    }
    return true;
  }

  // On a type that takes no collation (INTEGER COLLATE NOCASE) the clause becomes part of the type's own text.
  static void collate(Column& column, const std::string& collation, const std::string& declared) {
    const TypeSpec* spec = type_spec(column.type->name);
    const bool takes = spec && std::find(spec->options.begin(), spec->options.end(), "collation") != spec->options.end();
    if (takes) {
      column.type.edit().collation = collation;
      return;
    }
    const std::string clause = "COLLATE \"" + text::replace_all(collation, "\"", "\"\"") + "\"";
    column.type = Type{"custom"};
    column.type.edit().sql = declared.empty() ? clause : declared + " " + clause;
  }

  void column_primary_key(Column& column, const Name& name) {
    PrimaryKeyConstraint key{name, {column.name}};
    if (!in_.word("ASC") && in_.word("DESC")) {
      Expr order;
      order.kind = "row";
      order.named.emplace_back(column.name, Expr::literal("DESC"));
      key.options.emplace_back("sqlite_order", std::move(order));
    }
    conflict_option(key.options);
    if (in_.word("AUTOINCREMENT")) set_option(table_.options, "sqlite_autoincrement", true);
    add_primary_key(std::move(key));
  }

  void generated(Column& column) {
    in_.words("GENERATED", "ALWAYS");
    in_.expect("AS");
    Computed computed{Expr::text(in_.parenthesized()), std::nullopt};
    if (in_.word("STORED"))
      computed.persisted = true;
    else if (in_.word("VIRTUAL"))
      computed.persisted = false;
    column.computed = std::move(computed);
  }

  std::string default_text() {
    const std::size_t begin = in_.place();
    if (in_.symbol('('))
      in_.skip_group();
    else {
      if (!in_.symbol('+')) in_.symbol('-');
      in_.take();
    }
    return in_.between(begin, in_.previous_end());
  }

  // ---- what columns and tables share ----

  std::string on_conflict() { return in_.words("ON", "CONFLICT") ? text::upper(in_.name()) : ""; }
  void conflict_option(Options& options) {
    if (auto action = on_conflict(); !action.empty()) set_option(options, "sqlite_on_conflict", action);
  }

  void references(ForeignKeyConstraint& key) {
    key.table = in_.name();
    if (in_.peek().symbol('(')) key.referred = name_list();
    while (true) {
      if (in_.words("ON", "DELETE"))
        key.reference.ondelete = action();
      else if (in_.words("ON", "UPDATE"))
        key.reference.onupdate = action();
      else if (in_.word("MATCH"))
        key.reference.match = in_.name();
      else if (!deferrable(key.reference))
        return;
    }
  }

  std::string action() {
    std::string first = text::upper(in_.name());
    return first == "SET" || first == "NO" ? first + " " + text::upper(in_.name()) : first;
  }

  bool deferrable(ReferenceOptions& reference) {
    if (in_.words("NOT", "DEFERRABLE"))
      reference.deferrable = false;
    else if (in_.word("DEFERRABLE"))
      reference.deferrable = true;
    else if (in_.word("INITIALLY"))
      reference.initially = text::upper(in_.name());
    else
      return false;
    return true;
  }

  std::vector<std::string> name_list() {
    std::vector<std::string> names;
    in_.expect('(');
    do names.push_back(in_.name());
    while (in_.symbol(','));
    in_.expect(')');
    return names;
  }

  // Columns of a key of this table, each with a direction or a collation of its own where it has one.
  std::vector<std::string> key_columns(Options& options) {
    std::vector<std::string> columns;
    Expr collations;
    collations.kind = "row";
    Expr orders = collations;
    in_.expect('(');
    do {
      columns.push_back(declared_name(in_.name()));
      if (in_.word("COLLATE")) {
        const std::string collation = in_.name();
        if (!collated(columns.back(), collation)) collations.named.emplace_back(columns.back(), Expr::literal(collation));
      }
      if (!in_.word("ASC") && in_.word("DESC")) orders.named.emplace_back(columns.back(), Expr::literal("DESC"));
      if (in_.word("AUTOINCREMENT")) set_option(table_.options, "sqlite_autoincrement", true);
    } while (in_.symbol(','));
    in_.expect(')');
    if (!collations.named.empty()) options.emplace_back("sqlite_collate", std::move(collations));
    if (!orders.named.empty()) options.emplace_back("sqlite_order", std::move(orders));
    return columns;
  }

  bool collated(const std::string& name, const std::string& collation) const {
    const Column* column = table_.find(name);
    return column && text::lower(column->type->collation.value_or("binary")) == text::lower(collation);
  }

  // SQLite compares names without case; our model does not, so constraints take the column's own spelling.
  std::string declared_name(const std::string& name) const {
    if (table_.find(name)) return name;
    for (const auto& column : table_.columns)
      if (text::lower(column.name) == text::lower(name)) return column.name;
    return name;
  }

  void add_primary_key(PrimaryKeyConstraint key) {
    for (const auto& name : key.columns)
      if (Column* column = table_.find(name)) column->primary_key = true;
    table_.constraints.insert(table_.constraints.begin(), std::move(key));
  }

  // ---- table constraints ----

  void table_constraint() {
    Name name(optional_name(), true);
    if (!name.given()) name.final = false;
    if (in_.words("PRIMARY", "KEY")) {
      PrimaryKeyConstraint key{name};
      key.columns = key_columns(key.options);
      conflict_option(key.options);
      add_primary_key(std::move(key));
    } else if (in_.word("UNIQUE")) {
      UniqueConstraint unique{name};
      unique.columns = key_columns(unique.options);
      conflict_option(unique.options);
      table_.constraints.push_back(std::move(unique));
    } else if (in_.word("CHECK")) {
      CheckConstraint check{name, Expr::text(in_.parenthesized())};
      conflict_option(check.options);
      table_.constraints.push_back(std::move(check));
    } else if (in_.words("FOREIGN", "KEY")) {
      ForeignKeyConstraint key{name, name_list()};
      for (auto& column : key.columns) column = declared_name(column);
      in_.expect("REFERENCES");
      references(key);
      table_.constraints.push_back(std::move(key));
    }
  }

  void table_options() {
    while (!in_.at_end() && !in_.symbol(';')) {
      if (in_.words("WITHOUT", "ROWID"))
        set_option(table_.options, "sqlite_with_rowid", false);
      else if (in_.word("STRICT"))
        set_option(table_.options, "sqlite_strict", true);
      else if (!in_.symbol(','))
        in_.fail("WITHOUT ROWID or STRICT");
    }
  }

  // A key may be NULL in SQLite, but not where the table is kept by it, nor in a strict one (whose rowid fills itself in).
  void key_is_not_null() {
    if (table_.options.empty() || (!option(table_.options, "sqlite_with_rowid") && !option(table_.options, "sqlite_strict")))
      return;
    const auto* key = table_.primary_key();
    const bool alone = key && key->columns.size() == 1 && !option(table_.options, "sqlite_with_rowid");
    for (Column& column : table_.columns)
      if (column.primary_key && !(alone && column.type->is("INTEGER"))) column.nullable = false;
  }

  Reader in_;
  Table table_;
  std::string declared_;  // type of the column at hand, as written
};

// column | column COLLATE x | expression, then ASC or DESC
Expr index_element(Reader& in) {
  const std::size_t begin = in.place();
  Expr element;
  const auto& after = in.peek(1);
  if (in.peek().name() &&
      (after.symbol(',') || after.symbol(')') || after.is("ASC") || after.is("DESC") || after.is("COLLATE"))) {
    element = Expr::column(in.name());
    if (in.word("COLLATE")) {
      Expr collate;
      collate.kind = "collate", collate.name = in.name(), collate.args = {std::move(element)};
      element = std::move(collate);
    }
  } else {
    while (!in.peek().symbol(',') && !in.peek().symbol(')') && !in.peek().is("ASC") && !in.peek().is("DESC")) {
      if (in.at_end()) in.fail("')'");
      if (in.take().symbol('(')) in.skip_group();
    }
    element = Expr::text(in.between(begin, in.previous_end()));
  }
  if (in.word("DESC")) {
    Expr desc;
    desc.kind = "desc", desc.args = {std::move(element)};
    return desc;
  }
  in.word("ASC");
  return element;
}

int integer(const std::string& text) {
  return std::atoi(text.c_str());
}

}  // namespace

Table parse_create_table(std::string_view sql) {
  return TableReader(sql).read();
}

Index parse_create_index(std::string_view sql) {
  Reader in(sql);
  Index index;
  in.expect("CREATE");
  index.unique = in.word("UNIQUE");
  in.expect("INDEX");
  if (in.words("IF", "NOT")) in.expect("EXISTS");
  index.name = Name(in.qualified_name(), true);
  in.expect("ON");
  in.name();
  in.expect('(');
  do index.columns.push_back(index_element(in));
  while (in.symbol(','));
  in.expect(')');
  if (in.word("WHERE")) {
    const std::size_t begin = in.place();
    while (!in.at_end()) in.take();
    index.options.emplace_back("sqlite_where", Expr::text(in.between(begin, in.previous_end())));
  }
  return index;
}

Type sqlite_type(const std::string& declared) {
  static const std::map<std::string, int> kArguments = {// how many numbers may follow
                                                        {"INTEGER", 0}, {"SMALLINT", 0},  {"BIGINT", 0},   {"BOOLEAN", 0},
                                                        {"FLOAT", 0},   {"REAL", 0},      {"DOUBLE", 0},   {"DATE", 0},
                                                        {"TIME", 0},    {"TIMESTAMP", 0}, {"DATETIME", 0}, {"JSON", 0},
                                                        {"UUID", 0},    {"VARCHAR", 1},   {"CHAR", 1},     {"NVARCHAR", 1},
                                                        {"NCHAR", 1},   {"TEXT", 1},      {"CLOB", 1},     {"BLOB", 1},
                                                        {"BINARY", 1},  {"VARBINARY", 1}, {"NUMERIC", 2},  {"DECIMAL", 2}};
  Type type;
  const auto tokens = sqlite_tokens(declared);
  auto known = tokens[0].kind == Kind::kWord ? kArguments.find(text::upper(tokens[0].text)) : kArguments.end();
  std::vector<int> numbers;
  std::size_t at = 1;
  if (known != kArguments.end() && tokens[at].symbol('(')) {
    do ++at, numbers.push_back(integer(tokens[at].text));
    while (tokens[at].kind == Kind::kNumber && tokens[++at].symbol(','));
    at += tokens[at].symbol(')') ? 1 : 0;
  }
  if (known == kArguments.end() || tokens[at].kind != Kind::kEnd || numbers.size() > static_cast<std::size_t>(known->second)) {
    type.name = "custom";
    type.sql = declared;
    return type;
  }
  type.name = known->first;
  if (known->second == 1 && !numbers.empty()) type.length = numbers[0];
  if (known->second == 2 && !numbers.empty()) type.precision = numbers[0];
  if (numbers.size() == 2) type.scale = numbers[1];
  return type;
}

}  // namespace runner::db
