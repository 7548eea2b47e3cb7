#include "engine/walker.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "base/error.h"
#include "base/interrupt.h"
#include "base/log.h"
#include "base/text.h"
#include "host/lua_writer.h"

namespace runner::engine {

namespace {

using schema::Expr;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr const char* kLogger = "runner.batch";
constexpr std::int64_t kTellEvery = 1000;  // milliseconds
constexpr int kMostPasses = 10;

std::int64_t now() {
  return std::chrono::duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

Expr node(std::string kind, std::vector<Expr> args = {}, std::string name = {}) {
  Expr expr;
  expr.kind = std::move(kind);
  expr.name = std::move(name);
  expr.args = std::move(args);
  return expr;
}

// Text is put in parentheses: it may hold an OR. A comment at its end must not swallow the parenthesis.
Expr grouped(Expr condition) {
  if (condition.is("text")) {
    condition.name = "(" + condition.name + (condition.name.find("--") == std::string::npos ? ")" : "\n)");
  }
  return condition;
}

std::optional<Expr> both(std::optional<Expr> a, std::optional<Expr> b) {
  if (!a) return b;
  if (!b) return a;
  return node("and", {grouped(*std::move(a)), grouped(*std::move(b))});
}

// ---- positions as JSON: bytes, which JSON has not, as { "hex": digits } ----

Value to_plain(const Value& cell) {
  const auto* bytes = cell.get_if<Bytes>();
  if (!bytes) return cell;
  std::string digits;
  for (const unsigned char c : bytes->data) {
    digits += "0123456789abcdef"[c >> 4];
    digits += "0123456789abcdef"[c & 15];
  }
  return ValueObject{{"hex", Value(digits)}};
}

Value from_plain(const Value& plain) {
  const ValueObject* object = plain.object();
  const std::string* digits = object && object->size() == 1 ? object->front().second.get_if<std::string>() : nullptr;
  if (!digits) return plain;
  Bytes bytes;
  for (std::size_t i = 0; i + 1 < digits->size(); i += 2) {
    bytes.data += static_cast<char>(std::stoi(digits->substr(i, 2), nullptr, 16));
  }
  return bytes;
}

const schema::PrimaryKeyConstraint* primary_key(const schema::Table& table) {
  for (const schema::Constraint& constraint : table.constraints) {
    if (const auto* key = std::get_if<schema::PrimaryKeyConstraint>(&constraint)) return key;
  }
  return nullptr;
}

// The call as a fingerprint sees it: how fast it goes is no part of what it does.
template <class WalkOp>
std::string text_of(const WalkOp& op) {
  WalkOp plain = op;
  plain.walk.batch_size.reset();
  plain.walk.sleep.reset();
  plain.walk.progress.reset();
  return host::write(ops::Op(plain));
}

}  // namespace

Walker::Walker(Lent& lent, const ops::Walk& walk, std::string call) : lent_(lent), walk_(walk), call_(std::move(call)) {}

Walker::Walker(Lent& lent, const ops::BatchUpdate& op) : Walker(lent, op.walk, "op.batch_update") {
  statement_ = [&op](const std::optional<Expr>& where) { return ops::statement_of(op, where); };
  for (const auto& entry : op.set) assigned_.push_back(entry.first);
  if (lent_.journal) journal_name_ = lent_.journal->next_walk(text_of(op));
}

Walker::Walker(Lent& lent, const ops::BatchDelete& op) : Walker(lent, op.walk, "op.batch_delete") {
  statement_ = [&op](const std::optional<Expr>& where) { return ops::statement_of(op, where); };
  deletes_ = true;
  if (lent_.journal) journal_name_ = lent_.journal->next_walk(text_of(op));
}

void Walker::run() {
  find_key();
  if (lent_.journal) {
    if (const auto state = lent_.journal->load(journal_name_)) resume(*state);
  }
  if (at_.finished) return;
  // Rows that came in behind the walk while it ran: those that meet the condition now, when no changed row still does.
  for (int passes = 0; passes == 0 || (passes < kMostPasses && newcomers()); ++passes) pass();
  if (!at_.finished) finish();
  tell(true);
}

void Walker::finish() {
  at_.finished = true;
  if (!lent_.journal) return;
  if (lent_.begin) lent_.begin();
  lent_.journal->save(journal_name_, saved());
  if (lent_.commit) lent_.commit();
}

// ---- the key ----

void Walker::find_key() {
  const auto table = lent_.inspector.reflect(walk_.table.name, walk_.table.schema);
  if (!table) {
    throw Error(ErrorCode::kScript, call_ + ": there is no table '" + table_name() + "'");
  }
  if (walk_.key) {
    key_ = walk_.key->names;
  } else if (const auto* primary = primary_key(*table)) {
    key_ = primary->columns;
  }
  if (key_.empty()) {
    throw Error(ErrorCode::kScript, call_ + ": the table '" + table_name() + "' has no primary key to walk by")
        .with_hint("name a column, or columns, that order its rows: { key = \"created_at\" }; an index on them makes it fast");
  }
  check_key(*table);
}

void Walker::check_key(const schema::Table& table) const {
  std::vector<std::string> nullable;
  for (const std::string& name : key_) {
    const schema::Column* column = table.find(name);
    if (!column) {
      throw Error(ErrorCode::kScript, call_ + ": the table '" + table_name() + "' has no column \"" + name + "\" to walk by");
    }
    if (std::find(assigned_.begin(), assigned_.end(), name) != assigned_.end()) {
      throw Error(ErrorCode::kScript, call_ + ": \"set\" changes \"" + name + "\", which the table is walked by")
          .with_hint("name another key: { key = ... }, or use one op.execute(...)");
    }
    if (column->nullable.value_or(true)) nullable.push_back(name);
  }
  check_nulls(nullable);
}

// A row whose key is NULL has no place in an order.
void Walker::check_nulls(const std::vector<std::string>& nullable) const {
  if (nullable.empty()) return;
  std::vector<Expr> missing;
  missing.reserve(nullable.size());
  for (const std::string& name : nullable) missing.push_back(node("binary", {Expr::column(name), node("null")}, "IS"));
  const Expr any = missing.size() == 1 ? missing.front() : node("or", missing);
  auto rows = query(select({Expr::literal(Value(1))}, both(any, walk_.where), 0, false));
  Row row;
  if (!rows->next(row)) return;
  throw Error(ErrorCode::kScript, call_ + ": rows of '" + table_name() + "' have NULL in their key (" +
                                      text::join(nullable, ", ") + ") and would be passed over")
      .with_hint("name a key that is never NULL: { key = ... }");
}

// ---- steps ----

void Walker::pass() {
  while (step()) rest();
}

// Changes the next rows; false when they were the last.
bool Walker::step() {
  interrupt::check();
  if (lent_.begin) lent_.begin();
  const std::optional<Row> last = end_of_step();
  at_.rows += change(statement_(both(in_range(at_.last, last), walk_.where)));
  ++at_.steps;
  at_.last = last;
  at_.finished = !last && !at_.settles;  // nobody may walk over changed rows again: said in the transaction that changes the last
  if (lent_.journal) lent_.journal->save(journal_name_, saved());
  if (lent_.commit) lent_.commit();
  if (last) tell(false);
  return last.has_value();
}

// The key of the last row that this step takes; nullopt when it takes all that are left.
std::optional<Walker::Row> Walker::end_of_step() {
  std::vector<Expr> columns;
  columns.reserve(key_.size());
  for (const std::string& name : key_) columns.push_back(Expr::column(name));
  const auto where = both(in_range(at_.last, std::nullopt), walk_.where);
  auto rows = query(select(std::move(columns), where, walk_.rows_a_step() - 1, true));
  Row row;
  if (!rows->next(row)) return std::nullopt;
  return row;
}

// Runs it; as long as it may be so, asks of every changed row whether it still meets the condition.
std::int64_t Walker::change(const Expr& statement) {
  at_.settles = at_.settles && (deletes_ || walk_.where);
  if (deletes_ || !at_.settles) {
    const auto compiled = lent_.dialect.compile_query({statement, {}, {}, false}, {}, lent_.options);
    log::info("sql", compiled.sql);
    return lent_.connection.execute(compiled.sql, compiled.params);
  }
  Expr asking = statement;
  const Expr still = node("case", {grouped(*walk_.where), Expr::literal(Value(1))});
  asking.named.emplace_back("returning", node("tuple", {node("label", {still}, "still_meets_it")}));
  auto rows = query(asking);
  Row row;
  std::int64_t count = 0;
  for (; rows->next(row); ++count) at_.settles = at_.settles && row.at(0).is_null();
  return count;
}

bool Walker::newcomers() {
  if (!at_.settles) return false;
  auto rows = query(select({Expr::literal(Value(1))}, walk_.where, 0, false));
  Row row;
  return rows->next(row);
}

// ---- SQL ----

Expr Walker::compared(const char* op, const Row& row) const {
  std::vector<Expr> columns, values;
  for (std::size_t i = 0; i < key_.size(); ++i) {
    columns.push_back(Expr::column(key_[i]));
    values.push_back(Expr::literal(row.at(i)));
  }
  if (key_.size() == 1) return node("binary", {columns[0], values[0]}, op);
  return node("binary", {node("tuple", std::move(columns)), node("tuple", std::move(values))}, op);
}

std::optional<Expr> Walker::in_range(const std::optional<Row>& first, const std::optional<Row>& last) const {
  std::optional<Expr> above, below;
  if (first) above = compared(">", *first);
  if (last) below = compared("<=", *last);
  return both(std::move(above), std::move(below));
}

// One row of the table.
Expr Walker::select(std::vector<Expr> columns, const std::optional<Expr>& where, std::int64_t offset, bool ordered) const {
  Expr table = node("table", {}, walk_.table.name);
  table.schema = walk_.table.schema;
  Expr select = node("select", std::move(columns));
  select.named.emplace_back("from", node("tuple", {std::move(table)}));
  if (where) select.named.emplace_back("where", *where);
  if (ordered) {
    std::vector<Expr> order;
    order.reserve(key_.size());
    for (const std::string& name : key_) order.push_back(Expr::column(name));
    select.named.emplace_back("order_by", node("tuple", std::move(order)));
  }
  select.named.emplace_back("limit", Expr::literal(Value(1)));
  if (offset > 0) select.named.emplace_back("offset", Expr::literal(Value(offset)));
  return select;
}

std::unique_ptr<Cursor> Walker::query(const Expr& statement) const {
  const auto compiled = lent_.dialect.compile_query({statement, {}, {}, false}, {}, lent_.options);
  log::info("sql", compiled.sql);
  return lent_.connection.query(compiled.sql, compiled.params);
}

// ---- what is remembered and told ----

std::string Walker::saved() const {
  Value last;
  if (at_.last) {
    ValueList cells;
    std::transform(at_.last->begin(), at_.last->end(), std::back_inserter(cells), to_plain);
    last = Value(std::move(cells));
  }
  return to_json(Value(ValueObject{{"finished", Value(at_.finished)},
                                   {"last", std::move(last)},
                                   {"rows", Value(at_.rows)},
                                   {"settles", Value(at_.settles)},
                                   {"steps", Value(at_.steps)}}));
}

void Walker::restore(const std::string& text) {
  const Value state = parse_json(text);
  if (!state.object()) return;
  for (const auto& [name, value] : *state.object()) {
    const bool* flag = value.get_if<bool>();
    const std::int64_t* number = value.get_if<std::int64_t>();
    if (name == "finished" && flag) at_.finished = *flag;
    if (name == "settles" && flag) at_.settles = *flag;
    if (name == "rows" && number) at_.rows = *number;
    if (name == "steps" && number) at_.steps = *number;
    if (name == "last" && value.list()) {
      at_.last.emplace();
      std::transform(value.list()->begin(), value.list()->end(), std::back_inserter(*at_.last), from_plain);
    }
  }
  if (at_.last && at_.last->size() != key_.size()) at_ = {};
}

void Walker::resume(const std::string& text) {
  restore(text);
  log::info(kLogger,
            call_ + " " + table_name() +
                (at_.finished ? ": was finished by an earlier run, with " : ": goes on where an earlier run stopped, after ") +
                std::to_string(at_.rows) + " rows");
}

std::string Walker::place() const {
  if (!at_.last) return {};
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < key_.size(); ++i) parts.push_back(key_[i] + " = " + to_json(to_plain(at_.last->at(i))));
  return ", up to " + text::join(parts, ", ");
}

// A line at the end, and at most one a second before.
void Walker::tell(bool always) {
  if (!walk_.tells()) return;
  const std::int64_t time = now();
  if (!always && told_at_ != 0 && time - told_at_ < kTellEvery) return;
  told_at_ = time;
  const std::string in_steps =
      at_.finished ? " in " + std::to_string(at_.steps) + (at_.steps == 1 ? " step" : " steps") : place();
  log::info(kLogger, call_ + " " + table_name() + ": " + std::to_string(at_.rows) +
                         (deletes_ ? " rows deleted" : " rows updated") + in_steps);
}

void Walker::rest() const {
  using seconds = std::chrono::duration<double>;
  const auto end = steady_clock::now() + std::chrono::duration_cast<steady_clock::duration>(seconds(walk_.pause()));
  for (auto time = steady_clock::now(); time < end; time = steady_clock::now()) {
    interrupt::check();
    std::this_thread::sleep_for(std::min<steady_clock::duration>(end - time, milliseconds(50)));
  }
}

}  // namespace runner::engine
