// What SQLite takes for the same. It keeps SQL as it was written, knows five kinds of values whatever types are called, and
// its ALTER TABLE adds and drops plain columns only.
#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "base/text.h"
#include "schema/rewrite.h"
#include "schema/sql_text.h"
#include "sql/comparer.h"

namespace runner::sql {

namespace {

using schema::Token;
using schema::Type;

const std::string& plain_name(const std::string& name) {
  static const std::map<std::string, std::string> kNames = {{"int", "integer"},
                                                            {"bool", "boolean"},
                                                            {"decimal", "numeric"},
                                                            {"double precision", "double"},
                                                            {"double_precision", "double"}};
  const auto found = kNames.find(name);
  return found == kNames.end() ? name : found->second;
}

// The type that SQLite's rules of affinity make of a name that nobody knows.
std::string affinity(const std::string& declared) {
  const auto has = [&](const char* word) { return declared.find(word) != std::string::npos; };
  if (has("int")) return "integer";
  if (has("char") || has("clob") || has("text")) return "text";
  if (has("blob") || declared.empty()) return "blob";
  return has("real") || has("floa") || has("doub") ? "real" : "numeric";
}

bool is_number(const Type& type) {
  const auto family = schema::family(type);
  return family == schema::Family::kInteger || family == schema::Family::kNumeric || family == schema::Family::kFloat;
}

// A default that ADD COLUMN takes for the rows that are there.
bool is_constant(const schema::Expr& expr) {
  if (expr.is("literal") || expr.is("inline") || expr.is("null") || expr.is("true") || expr.is("false")) return true;
  if (!expr.is("text")) return false;
  auto tokens = schema::significant(expr.name);
  if (tokens.size() == 2 && (tokens[0].symbol('-') || tokens[0].symbol('+'))) tokens.erase(tokens.begin());
  const bool word = tokens.size() == 1 && (tokens[0].word("NULL") || tokens[0].word("TRUE") || tokens[0].word("FALSE"));
  return word || (tokens.size() == 1 && (tokens[0].kind == Token::kString || tokens[0].kind == Token::kNumber));
}

bool plain_column(const schema::Column& column) {
  const bool stored = column.computed && column.computed->persisted.value_or(false);
  const bool constant = !column.server_default || is_constant(column.server_default->expr);
  const bool checked = column.type && column.type->create_constraint;
  return !column.primary_key && !stored && constant && !checked;
}

// Nothing but its own line may name a column that DROP COLUMN takes.
bool used_elsewhere(const schema::Table& table, const std::string& column) {
  const schema::TableName name{table.name, table.schema};
  const std::set<std::string> one{column};
  const auto uses = [&](const auto& item) { return !schema::mentioned(item, name, one).empty(); };
  return std::any_of(table.constraints.begin(), table.constraints.end(), uses) ||
         std::any_of(table.indexes.begin(), table.indexes.end(), uses) ||
         std::any_of(table.columns.begin(), table.columns.end(),
                     [&](const schema::Column& other) {
                       const bool computed = other.name != column && other.computed && uses(other.computed->sqltext);
                       return computed || std::any_of(other.checks.begin(), other.checks.end(),
                                                      [&](const auto& check) { return uses(check.condition); });
                     }) ||
         std::any_of(table.attached_sql.begin(), table.attached_sql.end(),
                     [&](const std::string& trigger) { return !schema::mentioned_in_trigger(trigger, name, one).empty(); });
}

struct AlterCan {
  const schema::Table& before;

  bool operator()(const ops::AddColumn& op) const { return plain_column(op.column); }
  bool operator()(const ops::DropColumn& op) const { return !used_elsewhere(before, op.column_name); }
  bool operator()(const ops::AlterColumn& op) const { return !op.type_ && !op.nullable && !op.server_default.given(); }
  bool operator()(const ops::CreatePrimaryKey&) const { return false; }
  bool operator()(const ops::CreateForeignKey&) const { return false; }
  bool operator()(const ops::CreateUniqueConstraint&) const { return false; }
  bool operator()(const ops::CreateCheckConstraint&) const { return false; }
  bool operator()(const ops::CreateExcludeConstraint&) const { return false; }
  bool operator()(const ops::DropConstraint&) const { return false; }
  template <class Other>
  bool operator()(const Other&) const {
    return true;
  }
};

class SqliteComparer : public Comparer {
 public:
  using Comparer::Comparer;

  bool has_comments() const override { return false; }
  bool has_schemas() const override { return false; }
  bool has_identities() const override { return false; }
  bool is_stored(const schema::Computed& computed) const override { return computed.persisted.value_or(false); }
  bool rewords() const override { return false; }

  std::string type(const Type& type) const override {
    const std::string text = Comparer::type(type);
    const auto open = text.find('(');
    if (open == std::string::npos) return plain_name(text);
    return plain_name(std::string(text::trim(text.substr(0, open)))) + text.substr(open);
  }

  bool same_type(const Type& wanted, const Type& have) const override {
    const std::string ours = type(wanted), theirs = type(have);
    return ours == theirs || (have.is("custom") && ours == affinity(theirs));
  }

  // 0 and '0', true and 1 are the same default: the column's affinity decides what is stored.
  std::string default_value(const schema::Default& value, const Type* type) const override {
    const std::string text = Comparer::default_value(value, type);
    if (text == "null") return {};  // as none at all
    if (text == "true") return "1";
    if (text == "false") return "0";
    const auto content = string_content(text);
    if (type && is_number(type->on(dialect().name())) && is_numeral(content.value_or(text)))
      return plain_numeral(content.value_or(text));
    return content && is_numeral(*content) ? sql(*content) : text;
  }

  bool alters(const ops::Op& op, const schema::Table& before) const override { return std::visit(AlterCan{before}, op); }
};

}  // namespace

std::unique_ptr<Comparer> make_sqlite_comparer(const Dialect& dialect) {
  return std::make_unique<SqliteComparer>(dialect);
}

}  // namespace runner::sql
