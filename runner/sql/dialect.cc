// What every dialect shares: the visit over ops, names, queries with parameters.
#include "sql/dialect.h"

#include <set>

#include "base/error.h"
#include "base/text.h"
#include "sql/ddl.h"
#include "sql/expr_renderer.h"
#include "sql/quote.h"
#include "sql/split.h"

namespace runner::sql {

std::unique_ptr<Dialect> make_dialect(std::string_view name) {
  if (name == "postgresql") return make_postgresql();
  if (name == "sqlite") return make_sqlite();
  if (name == "mysql" || name == "mariadb") return make_mysql(name == "mariadb");
  return nullptr;
}

bool Facts::has_table(const std::optional<std::string>& schema, const std::string& name) {
  try {
    return table(schema, name).has_value();
  } catch (const Error& error) {
    if (error.code != ErrorCode::kUnsupported) throw;
    return true;  // tainted: it is there, though nobody knows how it looks
  }
}

namespace {

// What no database could do, also where the op comes to nothing.
struct WellFormed {
  void operator()(const ops::CreateEnum& op) const {
    std::set<std::string> seen;
    for (const std::string& value : op.values) {
      if (!seen.insert(value).second) {
        throw Error(ErrorCode::kScript, "create_enum '" + op.name + "': the value '" + value + "' is there twice");
      }
    }
  }
  void operator()(const ops::AddEnumValue& op) const {
    if (op.before && op.after) {
      throw Error(ErrorCode::kScript, "add_enum_value '" + op.name + "': give before or after, not both");
    }
  }
  void operator()(const ops::AlterSequence& op) const {
    if (!op.new_name && !op.restart && op.options == ops::SequenceOptions{}) {
      throw Error(ErrorCode::kScript, "alter_sequence '" + op.name + "' changes nothing")
          .with_hint("give start, increment, minvalue, maxvalue, cache, cycle, owned_by, restart or new_name");
    }
  }
  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

std::vector<Statement> StandardDialect::compile(const ops::Op& op, Facts& facts, const CompileOptions& options) const {
  Compiling c{facts, options, {}, {}};
  std::visit(WellFormed{}, op);
  std::visit([&](const auto& concrete) { this->render(concrete, c); }, op);
  return std::move(c.statements);
}

// ---- names ----

std::string StandardDialect::quote(std::string_view identifier) const {
  return quote_with(identifier, std::nullopt);
}

std::string StandardDialect::quote_with(std::string_view identifier, std::optional<bool> forced) const {
  if (identifier.empty()) {
    throw Error(ErrorCode::kScript, "A name is empty").with_hint("every table, column, constraint and type needs a name");
  }
  if (identifier.find('\0') != std::string_view::npos) {
    throw Error(ErrorCode::kScript,
                "A name contains a NUL byte: '" + std::string(identifier.substr(0, identifier.find('\0'))) + "...'");
  }
  const auto limit = static_cast<std::size_t>(max_identifier());
  if (limit > 0 && name_length(identifier) > limit) {
    throw Error(ErrorCode::kScript,
                "Identifier '" + std::string(identifier) + "' exceeds maximum length of " + std::to_string(limit) + " characters")
        .with_hint("give a shorter name");
  }
  return forced.value_or(needs_quotes(name(), identifier)) ? between_marks(identifier, quote_mark()) : std::string(identifier);
}

std::string StandardDialect::qualified(const OptString& schema, std::string_view name) const {
  std::string text;
  if (schema && !schema->empty()) {
    for (const std::string& part : text::split(*schema, ".", true)) {
      text += quote(part) + ".";
    }
  }
  return text + quote(name);
}

std::string StandardDialect::table_name(const OptString& schema, std::string_view name) const {
  return (schema && !schema->empty() ? quote(*schema) + "." : "") + quote(name);
}

// func.pg_catalog.lower: reserved words and upper case stay, what could not stand there is quoted.
std::string StandardDialect::function_name(std::string_view dotted) const {
  std::string text;
  for (const std::string& part : text::split(dotted, ".", true)) {
    if (!text.empty()) text += ".";
    const bool odd = needs_quotes(name(), text::lower(part)) && !is_reserved(name(), part);
    text += quote_with(part, odd);
  }
  return text;
}

void StandardDialect::unsupported(const std::string& what, const std::string& hint) const {
  throw Error(ErrorCode::kUnsupported, "No support for " + what + " in " + title() + " dialect.").with_hint(hint);
}

// ---- queries ----

std::string StandardDialect::render(const schema::Expr& expr, RenderContext& context) const {
  return ExprRenderer(*this, context).render(expr);
}

std::string StandardDialect::ddl_text(const schema::Expr& expr) const {
  RenderContext context;
  context.ddl = true;
  return ExprRenderer(*this, context).render(expr);
}

Statement StandardDialect::compile_query(const ops::Query& query, const std::vector<std::pair<std::string, Value>>& params,
                                         const CompileOptions& options) const {
  Statement statement;
  if (query.raw) {
    statement.sql = query.sql.name;
    return statement;
  }
  RenderContext context;
  // "?" are numbered through one statement: where the text holds several, values go into the text instead.
  const bool several = query.sql.is("text") && split_statements(query.sql.name, name()).size() > 1;
  context.inline_literals = options.printed || !binds_parameters() || several;
  context.params = &statement.params;
  context.named = &params;
  statement.sql = ExprRenderer(*this, context).statement(query.sql);
  return statement;
}

InsertInto StandardDialect::insert_into(const ops::InsertTarget& target, const std::vector<std::string>& columns) const {
  InsertInto into{"INSERT INTO " + table_name(target.schema, target.table), {}};
  for (const std::string& name : columns) {
    into.head += (into.types.empty() ? " (" : ", ") + quote(name);
    const auto column = std::find_if(target.columns.begin(), target.columns.end(), [&](const auto& c) { return c.name == name; });
    into.types.push_back(column != target.columns.end() && column->type ? &*column->type : nullptr);
  }
  into.head += columns.empty() ? default_row() : ") VALUES (";
  return into;
}

std::string StandardDialect::insert_row(const InsertInto& into, const std::vector<Value>& row) const {
  if (into.types.size() != row.size()) {
    throw Error(ErrorCode::kInternal, std::to_string(row.size()) + " values for '" + into.head + "'");
  }
  if (row.empty()) return into.head;
  std::string text = into.head;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) text += ", ";
    text += assigned_literal(row[i], into.types[i]);
  }
  text += ")";
  return text;
}

// ---- expressions ----

std::string StandardDialect::json_path(const std::vector<Value>& path) const {
  std::string text = "$";
  for (const Value& key : path) {
    if (key.get_if<std::string>()) {
      text += "." + to_json(key);
      continue;
    }
    const auto* place = key.get_if<std::int64_t>();
    if (!place || *place < 0) unsupported("the place " + to_json(key) + " of a document", "count from its begin: 0 is the first");
    text += "[" + std::to_string(*place) + "]";
  }
  return string_literal(text);
}

// What has JSON_EXTRACT; a database that has lists and maps says so itself.
std::string StandardDialect::item_text(const ItemOf& item) const {
  const schema::Family family = item.type ? schema::family(*item.type) : schema::Family::kJson;
  if (family != schema::Family::kJson || item.item == Item::kSlice) {
    unsupported("items of " + (item.type ? item.type->name : "lists"), "keep the column as JSON, or read it in Lua");
  }
  return "JSON_EXTRACT(" + item.whole + ", " + json_path(item.path) + ")";
}

// The functions that SQL writes without parentheses.
std::optional<std::string> StandardDialect::special_function(const std::string& function) const {
  static const std::set<std::string> kBare{"current_date", "current_time",   "current_timestamp", "current_user",
                                           "localtime",    "localtimestamp", "session_user",      "user"};
  return kBare.count(function) ? std::optional(text::upper(function)) : std::nullopt;
}

std::string StandardDialect::true_division(const std::string& left, const std::string& right,
                                           const schema::Type* right_type) const {
  const schema::Family family = right_type ? schema::family(*right_type) : schema::Family::kInteger;
  const bool fractional = family == schema::Family::kNumeric || family == schema::Family::kFloat;
  return left + " / CAST(" + right + " AS " + (fractional ? cast_type(*right_type) : "NUMERIC") + ")";
}

std::string StandardDialect::regexp_match(const std::string& text, const std::string& pattern, const OptString&,
                                          bool negated) const {
  return text + (negated ? " NOT REGEXP " : " REGEXP ") + pattern;
}

std::string StandardDialect::limit_clause(const std::string& limit, const std::string& offset) const {
  std::string text = limit.empty() ? "\n LIMIT ALL" : "\n LIMIT " + limit;
  return offset.empty() ? text : text + " OFFSET " + offset;
}

// ---- dialect options ----

namespace {

std::string value_text(const Value& value) {
  if (const auto* text = value.get_if<std::string>()) return *text;
  if (const auto* flag = value.get_if<bool>()) return *flag ? "true" : "false";
  return to_json(value);
}

std::string node_text(const schema::Expr& node) {
  if (node.is("true") || node.is("false")) return node.kind;
  return node.is("literal") || node.is("inline") ? value_text(node.value) : node.name;
}

}  // namespace

std::optional<std::string> option_text(const schema::Options& options, std::string_view name) {
  const schema::Expr* found = schema::option(options, name);
  return found && !found->is("null") && !(found->is("literal") && found->value.is_null()) ? std::optional(node_text(*found))
                                                                                          : std::nullopt;
}

std::optional<bool> option_flag(const schema::Options& options, std::string_view name) {
  const schema::Expr* found = schema::option(options, name);
  if (!found || found->is("null")) return std::nullopt;
  if (const bool* flag = found->value.get_if<bool>()) return *flag;
  const std::string text = text::lower(node_text(*found));
  return text == "true" || text == "1";
}

std::vector<std::string> option_list(const schema::Options& options, std::string_view name) {
  const schema::Expr* found = schema::option(options, name);
  if (!found) return {};
  std::vector<std::string> texts;
  if (const ValueList* list = found->value.list()) {
    for (const Value& value : *list) texts.push_back(value_text(value));
  } else if (found->is("tuple")) {
    for (const schema::Expr& node : found->args) texts.push_back(node_text(node));
  } else if (auto text = option_text(options, name)) {
    texts.push_back(*text);
  }
  return texts;
}

std::vector<std::pair<std::string, std::string>> option_map(const schema::Options& options, std::string_view name) {
  std::vector<std::pair<std::string, std::string>> map;
  const schema::Expr* found = schema::option(options, name);
  if (!found) return map;
  for (const auto& [key, node] : found->named) map.emplace_back(key, node_text(node));
  if (const ValueObject* object = found->value.object()) {
    for (const auto& [key, value] : *object) map.emplace_back(key, value_text(value));
  }
  return map;
}

}  // namespace runner::sql
