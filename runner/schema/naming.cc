#include "schema/naming.h"

#include <algorithm>
#include <optional>

#include "base/error.h"
#include "base/text.h"

namespace runner::schema {

namespace {

// What the tokens of a template may ask about a constraint or an index.
struct Subject {
  std::string_view key;  // "uq"
  const Table& table;
  const Name& name;
  std::vector<std::string> columns;
  const ForeignKeyConstraint* foreign = nullptr;
  std::string condition = {};  // a CHECK's SQL, where it is text
};

void collect_columns(const Expr& expr, std::vector<std::string>& columns) {
  if (expr.is("column")) {
    columns.push_back(expr.name);
  }
  for (const Expr& argument : expr.args) {
    collect_columns(argument, columns);
  }
  for (const auto& clause : expr.named) {
    collect_columns(clause.second, columns);
  }
}

std::vector<std::string> columns_in(const std::vector<Expr>& exprs) {
  std::vector<std::string> columns;
  for (const Expr& expr : exprs) {
    collect_columns(expr, columns);
  }
  return columns;
}

struct ToSubject {
  const Table& table;

  Subject operator()(const PrimaryKeyConstraint& c) const { return {"pk", table, c.name, c.columns}; }
  Subject operator()(const UniqueConstraint& c) const { return {"uq", table, c.name, c.columns}; }
  Subject operator()(const ForeignKeyConstraint& c) const { return {"fk", table, c.name, c.columns, &c}; }
  Subject operator()(const CheckConstraint& c) const {
    return {"ck", table, c.name, columns_in({c.condition}), nullptr, c.condition.is("text") ? c.condition.name : ""};
  }
  Subject operator()(const ExcludeConstraint& c) const {
    std::vector<Expr> elements;
    for (const ExcludeElement& element : c.elements) {
      elements.push_back(element.element);
    }
    return {"ex", table, c.name, columns_in(elements)};
  }
};

// "column_0_N_name" -> prefix "", digits "0", all = "_N", what = "name"; "referred_column_0_name" has prefix "referred_".
struct ColumnToken {
  bool referred = false;
  std::size_t index = 0;
  bool all = false;
  std::string separator;
  std::string what;
};

std::optional<ColumnToken> parse_column_token(std::string_view token) {
  ColumnToken parsed;
  static constexpr std::string_view kReferred = "referred_";
  static constexpr std::string_view kColumn = "column_";
  if (token.substr(0, kReferred.size()) == kReferred) {
    parsed.referred = true;
    token.remove_prefix(kReferred.size());
  }
  if (token.substr(0, kColumn.size()) != kColumn) {
    return std::nullopt;
  }
  token.remove_prefix(kColumn.size());
  std::size_t digits = 0;
  while (digits < token.size() && token[digits] >= '0' && token[digits] <= '9') {
    parsed.index = std::min<std::size_t>(parsed.index * 10 + static_cast<std::size_t>(token[digits] - '0'), 100000);
    ++digits;
  }
  token.remove_prefix(digits);
  for (std::string_view all : {"_N", "N"}) {
    if (digits > 0 && !parsed.all && token.substr(0, all.size()) == all && token.substr(all.size(), 1) == "_") {
      parsed.all = true;
      parsed.separator = all.size() == 2 ? "_" : "";
      token.remove_prefix(all.size());
    }
  }
  if (digits == 0 || token.size() < 2 || token[0] != '_') {
    return std::nullopt;
  }
  parsed.what = token.substr(1);
  const bool known = parsed.what == "name" || (!parsed.referred && (parsed.what == "label" || parsed.what == "key"));
  return known ? std::optional(parsed) : std::nullopt;
}

std::string column_word(const Subject& subject, const ColumnToken& token, std::size_t index) {
  const bool referred = token.referred && subject.foreign;
  const auto& columns = referred ? subject.foreign->referred : subject.columns;
  if (index >= columns.size() || (token.referred && !subject.foreign)) {
    return {};
  }
  const std::string& column = columns[index];
  if (token.what == "label") {
    const std::string schema = subject.table.schema ? text::replace_all(*subject.table.schema, ".", "_") + "_" : "";
    return schema + subject.table.name + "_" + column;
  }
  if (token.what == "key") {
    const Column* known = subject.table.find(column);
    return known && known->key ? *known->key : column;
  }
  return column;
}

std::string column_token(const Subject& subject, const ColumnToken& token) {
  if (!token.all) {
    return column_word(subject, token, token.index);
  }
  const std::size_t count = token.referred && subject.foreign ? subject.foreign->referred.size() : subject.columns.size();
  std::vector<std::string> words;
  for (std::size_t i = 0; i < count; ++i) {
    words.push_back(column_word(subject, token, i));
  }
  return text::join(words, token.separator);
}

std::string token_text(const Subject& subject, const std::string& token, const std::string& pattern) {
  if (token == "table_name") {
    return subject.table.name;
  }
  if (token == "referred_table_name" && subject.foreign) {
    return subject.foreign->table;
  }
  if (token == "condition_hash") {  // ours: tells CHECKs without a name apart
    return text::md5_hex(subject.condition).substr(0, 6);
  }
  if (token == "constraint_name") {
    if (!subject.name.given()) {
      throw Error(ErrorCode::kScript,
                  "Naming convention including %(constraint_name)s token requires that constraint is explicitly named (table '" +
                      subject.table.name + "')")
          .with_hint("give the constraint a name, or take %(constraint_name)s out of the \"" + std::string(subject.key) +
                     "\" template");
    }
    return subject.name.text;
  }
  if (auto column = parse_column_token(token)) {
    return column_token(subject, *column);
  }
  const std::string near = nearest(token, {"table_name", "referred_table_name", "constraint_name", "column_0_name",
                                           "column_0_label", "column_0_key", "column_0_N_name", "column_0N_name",
                                           "column_0_N_label", "referred_column_0_name", "referred_column_0_N_name"});
  throw Error(ErrorCode::kScript, "Naming convention \"" + pattern + "\" has an unknown token %(" + token + ")s")
      .with_hint(near.empty() ? "known are table_name, column_0_name, column_0_label, column_0_N_name, referred_table_name, "
                                "referred_column_0_name, constraint_name"
                              : "did you mean %(" + near + ")s?");
}

std::string fill(const Subject& subject, const std::string& pattern) {
  std::string result;
  std::size_t at = 0;
  while (at < pattern.size()) {
    if (pattern[at] != '%') {
      result += pattern[at++];
      continue;
    }
    if (pattern.compare(at, 2, "%%") == 0) {
      result += '%';
      at += 2;
      continue;
    }
    const std::size_t end = pattern.find(")s", at);
    if (pattern.compare(at, 2, "%(") != 0 || end == std::string::npos) {
      throw Error(ErrorCode::kScript, "Naming convention \"" + pattern + "\" has a lone %")
          .with_hint("tokens look like %(table_name)s; a plain % is %%");
    }
    result += token_text(subject, pattern.substr(at + 2, end - at - 2), pattern);
    at = end + 2;
  }
  return result;
}

std::string shortened(std::string name, int max_length) {
  const auto limit = static_cast<std::size_t>(std::max(max_length, 0));
  if (limit == 0 || name.size() <= limit || limit <= 8) {
    return name;
  }
  std::size_t cut = limit - 8;
  while (cut > 0 && (static_cast<unsigned char>(name[cut]) & 0xC0) == 0x80) {
    --cut;  // not inside a UTF-8 character
  }
  const std::string hash = text::md5_hex(name);
  return name.substr(0, cut) + "_" + hash.substr(hash.size() - 4);
}

const std::string* template_of(const NamingConvention& convention, std::string_view key) {
  for (const auto& [known, pattern] : convention.templates) {
    if (known == key) {
      return &pattern;
    }
  }
  return nullptr;
}

Name conventional(const NamingConvention& convention, const Subject& subject, int max_length) {
  if (subject.name.final) {
    return {shortened(subject.name.text, max_length), true};  // op.f("...") holds what a convention made
  }
  const std::string* pattern = template_of(convention, subject.key);
  if (!pattern || (subject.name.given() && pattern->find("%(constraint_name)s") == std::string::npos)) {
    return subject.name;
  }
  return {shortened(fill(subject, *pattern), max_length), true};
}

}  // namespace

Name conventional_name(const NamingConvention& convention, const Table& table, const Constraint& constraint, int max_length) {
  return conventional(convention, std::visit(ToSubject{table}, constraint), max_length);
}

Name conventional_name(const NamingConvention& convention, const Table& table, const Index& index, int max_length) {
  const Subject subject{"ix", table, index.name, columns_in(index.columns)};
  if (!index.name.given() && subject.columns.empty()) {
    throw Error(ErrorCode::kScript, "An index on table '" + table.name + "' over expressions alone needs a name");
  }
  if (!index.name.given() && !template_of(convention, "ix")) {
    return {shortened(fill(subject, "ix_%(column_0_label)s"), max_length), true};
  }
  return conventional(convention, subject, max_length);
}

Name dropped_name(const NamingConvention& convention, const std::string& table, const Name& name, const std::string& type,
                  int max_length) {
  Table stub;
  stub.name = table;
  std::optional<Constraint> constraint;
  if (type == "check") {
    constraint = CheckConstraint{.name = name};
  } else if (type == "unique") {
    constraint = UniqueConstraint{.name = name};
  } else if (type == "primary") {
    constraint = PrimaryKeyConstraint{.name = name};
  } else if (type == "foreignkey") {
    constraint = ForeignKeyConstraint{.name = name};
  }
  return constraint ? conventional_name(convention, stub, *constraint, max_length) : name;
}

Table named(const NamingConvention& convention, Table table, int max_length) {
  for (Constraint& constraint : table.constraints) {
    const auto* check = std::get_if<CheckConstraint>(&constraint);
    const std::string* pattern = template_of(convention, "ck");
    // A type's CHECK may never be printed (native types), so that it has no name is no error.
    if (check && !check->type_bound.empty() && !check->name.given() && pattern &&
        pattern->find("%(constraint_name)s") != std::string::npos) {
      continue;
    }
    Name name = conventional_name(convention, table, constraint, max_length);
    name_of(constraint) = std::move(name);
  }
  for (Column& column : table.columns) {
    for (CheckConstraint& check : column.checks) {
      check.name = conventional_name(convention, table, Constraint(check), max_length);
    }
  }
  for (Index& index : table.indexes) {
    index.name = conventional_name(convention, table, index, max_length);
  }
  return table;
}

}  // namespace runner::schema
