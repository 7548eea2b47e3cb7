// What PostgreSQL takes for the same: its names of types, the names it gives to constraints, the casts it does by itself.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <vector>

#include "base/text.h"
#include "schema/identity.h"
#include "schema/rewrite.h"
#include "schema/sql_text.h"
#include "sql/comparer.h"

namespace runner::sql {

namespace {

using schema::Family;
using schema::Type;

// Spellings that the server reads as another name.
const std::string& plain_name(const std::string& name) {
  static const std::map<std::string, std::string> kNames = {{"int", "integer"},
                                                            {"int4", "integer"},
                                                            {"int8", "bigint"},
                                                            {"int2", "smallint"},
                                                            {"serial", "integer"},
                                                            {"bigserial", "bigint"},
                                                            {"smallserial", "smallint"},
                                                            {"decimal", "numeric"},
                                                            {"dec", "numeric"},
                                                            {"float8", "double precision"},
                                                            {"double", "double precision"},
                                                            {"float", "double precision"},
                                                            {"float4", "real"},
                                                            {"bool", "boolean"},
                                                            {"character varying", "varchar"},
                                                            {"character", "char"},
                                                            {"national character varying", "varchar"},
                                                            {"national character", "char"},
                                                            {"nchar", "char"},
                                                            {"serial4", "integer"},
                                                            {"serial8", "bigint"},
                                                            {"serial2", "smallint"},
                                                            {"bpchar", "char"},
                                                            {"varbit", "bit varying"},
                                                            {"timestamp", "timestamp without time zone"},
                                                            {"timestamptz", "timestamp with time zone"},
                                                            {"time", "time without time zone"},
                                                            {"timetz", "time with time zone"}};
  const auto found = kNames.find(name);
  return found == kNames.end() ? name : found->second;
}

// varchar(20), timestamp(3) with time zone, numeric(10,2)[]: the words, the arguments, and what stands behind them all.
struct TypeText {
  std::string name, arguments, rest;
};

std::string trimmed(std::string_view text) {
  return std::string(text::trim(text));
}

TypeText taken_apart(std::string text) {
  TypeText parts;
  if (const auto collate = text.find(" collate "); collate != std::string::npos) {
    parts.rest = text.substr(collate);
    text.resize(collate);
  }
  while (text.ends_with("[]")) {  // the server keeps no number of dimensions
    text.resize(text.size() - 2);
    if (!parts.rest.starts_with("[]")) parts.rest.insert(0, "[]");
  }
  const auto open = text.find('(');
  const auto close = text.find(')', open == std::string::npos ? 0 : open);
  if (open == std::string::npos || close == std::string::npos) {
    parts.name = text;
    return parts;
  }
  parts.name = trimmed(text.substr(0, open) + " " + trimmed(text.substr(close + 1)));
  parts.arguments = text.substr(open + 1, close - open - 1);
  return parts;
}

std::string canonical(const std::string& text) {
  TypeText parts = taken_apart(text);
  if (parts.name == "float" && !parts.arguments.empty()) {
    parts.name = std::atoi(parts.arguments.c_str()) <= 24 ? "real" : "double precision";
    parts.arguments.clear();
  }
  parts.name = plain_name(parts.name);
  if ((parts.name == "char" || parts.name == "bit") && parts.arguments.empty()) parts.arguments = "1";
  if (parts.name == "numeric" && !parts.arguments.empty() && parts.arguments.find(',') == std::string::npos)
    parts.arguments += ",0";
  return parts.name + (parts.arguments.empty() ? "" : "(" + parts.arguments + ")") + parts.rest;
}

// ---- names that the server makes ----

std::string clipped(const std::string& text, std::size_t length) {
  while (length > 0 && length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
  return text.substr(0, length);
}

// makeObjectName() of the server: the longer part gives way first.
std::string object_name(const std::string& table, const std::string& columns, const std::string& label) {
  const std::size_t room = 63 - label.size() - 1 - (columns.empty() ? 0 : 1);
  std::size_t first = table.size(), second = columns.size();
  while (first + second > room) (first > second ? first : second)--;
  return clipped(table, first) + (columns.empty() ? "" : "_" + clipped(columns, second)) + "_" + label;
}

struct ServerName {
  const schema::Table& table;
  std::string number;  // behind the label when the plain name is taken

  std::string joined(const std::vector<std::string>& columns, const char* label) const {
    return object_name(table.name, text::join(columns, "_"), label + number);
  }
  std::string operator()(const schema::PrimaryKeyConstraint&) const { return joined({}, "pkey"); }
  std::string operator()(const schema::UniqueConstraint& c) const { return joined(c.columns, "key"); }
  std::string operator()(const schema::ForeignKeyConstraint& c) const { return joined(c.columns, "fkey"); }
  std::string operator()(const schema::CheckConstraint& c) const {
    std::set<std::string> columns;
    for (const schema::Column& column : table.columns) columns.insert(column.name);
    const auto used = schema::mentioned(c.condition, {table.name, table.schema}, columns);
    return joined(used.size() == 1 ? std::vector<std::string>{*used.begin()} : std::vector<std::string>{}, "check");
  }
  std::string operator()(const schema::ExcludeConstraint& c) const {
    std::vector<std::string> columns;
    for (const auto& element : c.elements) columns.push_back(element.element.is("column") ? element.element.name : "expr");
    return joined(columns, "excl");
  }
};

// ---- conversions ----

bool among(Family family, std::initializer_list<Family> families) {
  return std::find(families.begin(), families.end(), family) != families.end();
}

bool numeric(Family family) {
  return among(family, {Family::kInteger, Family::kNumeric, Family::kFloat});
}

// Does ALTER COLUMN TYPE find an assignment cast by itself?
bool casts_by_itself(const Type& from, const Type& to) {
  const Family a = schema::family(from), b = schema::family(to);
  if (b == Family::kString) return true;  // everything has a text form
  if (a == Family::kArray && b == Family::kArray && from.item && to.item) {
    return casts_by_itself(*from.item, *to.item);
  }
  if (numeric(a) && numeric(b)) return true;
  if (among(a, {Family::kDate, Family::kDateTime}) && among(b, {Family::kDate, Family::kDateTime})) return true;
  if (a == Family::kDateTime && b == Family::kTime) return true;
  if (a == Family::kTime && among(b, {Family::kTime, Family::kInterval})) return true;
  if (a == Family::kInterval && among(b, {Family::kTime, Family::kInterval})) return true;
  return a == b && among(a, {Family::kBoolean, Family::kJson, Family::kUuid, Family::kBinary});
}

class PostgresqlComparer : public Comparer {
 public:
  using Comparer::Comparer;

  bool has_enum_types() const override { return true; }
  bool retypes_under_generated() const override { return false; }

  std::string type(const Type& type) const override { return canonical(Comparer::type(type)); }

  // A constant of the column's own type is shown with a cast to it: 'x'::character varying, '-1'::integer, '{}'::jsonb.
  std::string default_value(const schema::Default& value, const Type* declared) const override {
    std::string text = Comparer::default_value(value, declared);
    if (text == "null" || text.starts_with("null::")) return {};  // the catalogue keeps no such default
    if (!declared || text.empty()) return text;
    if (text.front() != '\'') return is_number(*declared) && is_numeral(text) ? plain_numeral(text) : text;
    const auto cast = text.rfind("'::");
    if (cast == std::string::npos) return constant(text, text, *declared);
    const std::string type_name = taken_apart(canonical(text.substr(cast + 3))).name;
    return type_name == taken_apart(type(*declared)).name ? constant(text.substr(0, cast + 1), text, *declared) : text;
  }

  std::string server_name(const schema::Table& table, const schema::Constraint& constraint, int clashes) const override {
    return std::visit(ServerName{table, clashes > 0 ? std::to_string(clashes) : ""}, constraint);
  }

  // SERIAL, under the name that the server gives to its sequence.
  std::optional<schema::Default> numbering_default(const schema::Table& table, const schema::Column& column) const override {
    if (!is_serial(table, column)) return std::nullopt;
    const std::string sequence = dialect().qualified(table.schema, sequence_name(table, column));
    return schema::Default{schema::Expr::text("nextval(" + dialect().literal(Value(sequence), nullptr) + "::regclass)")};
  }

  std::optional<ops::CreateSequence> numbering_sequence(const schema::Table& table, const schema::Column& column) const override {
    if (!is_serial(table, column)) return std::nullopt;
    ops::CreateSequence op;
    op.name = sequence_name(table, column);
    op.schema = table.schema;
    op.if_not_exists = true;
    if (const std::string type = this->type(*column.type); type != "bigint") op.options.data_type = type;
    op.options.owned_by =
        (table.schema ? path_name(*table.schema) + "." : "") + path_name(table.name) + "." + path_name(column.name);
    return op;
  }

  // The last number that is used, or the first one where none is. Greatest and least pass over the NULL of a table without
  // rows; numbers beyond the limit of the identity use it up, and the next row is told so.
  std::optional<std::string> renumbering(const schema::Table& table, const schema::Column& column) const override {
    const schema::Identity numbers = column.identity.value_or(schema::Identity());
    const std::string name = dialect().quote(column.name), place = dialect().qualified(table.schema, table.name);
    const bool up = numbers.increment.value_or(1) > 0;
    const std::int64_t start = numbers.start.value_or(up ? numbers.minvalue.value_or(1) : numbers.maxvalue.value_or(-1));
    const std::string first = std::to_string(start), furthest = (up ? "max(" : "min(") + name + ")";
    std::string last = (up ? "greatest(" : "least(") + furthest + ", " + first + ")";
    if (const auto limit = up ? numbers.maxvalue : numbers.minvalue)
      last = (up ? "least(" : "greatest(") + last + ", " + std::to_string(*limit) + ")";
    return "SELECT setval(pg_get_serial_sequence(" + text_literal(place) + ", " + text_literal(column.name) + "), " + last +
           ", coalesce(" + furthest + (up ? " >= " : " <= ") + first + ", false)) FROM " + place;
  }

  bool keeps_keys(const Type& from, const Type& to) const override {
    const Family a = schema::family(from.on(dialect().name())), b = schema::family(to.on(dialect().name()));
    return a == b && !among(a, {Family::kEnum, Family::kArray, Family::kOther});
  }

  std::optional<std::string> conversion(const std::string& column, const Type& wanted_from,
                                        const Type& wanted_to) const override {
    const Type& from = wanted_from.on(dialect().name());
    const Type& to = wanted_to.on(dialect().name());
    if (casts_by_itself(from, to)) return std::nullopt;
    const std::string name = dialect().quote(column), target = dialect().type(to);
    const Family a = schema::family(from), b = schema::family(to);
    if (a == Family::kBoolean && numeric(b)) return name + (target == "INTEGER" ? "::integer" : "::integer::" + target);
    if (numeric(a) && b == Family::kBoolean) return name + "::integer::boolean";
    return name + (a == Family::kString ? "::" : "::text::") + target;
  }

 private:
  std::string text_literal(const std::string& text) const { return dialect().literal(Value(text), nullptr); }

  // As owned_by takes it.
  static std::string path_name(const std::string& name) {
    return name.find_first_of(".\"") == std::string::npos ? name : schema::quoted_name(name);
  }

  // The one that the catalogue shows, else the one that SERIAL makes: who renames a table leaves its sequences as they are.
  static std::string sequence_name(const schema::Table& table, const schema::Column& column) {
    const schema::Expr* shown = schema::option(column.options, schema::kSequenceOption);
    const auto* name = shown ? shown->value.get_if<std::string>() : nullptr;
    return name ? *name : object_name(table.name, column.name, "seq");
  }

  static bool is_serial(const schema::Table& table, const schema::Column& column) {
    return !column.identity && (column.autoincrement == schema::Autoincrement::kYes || schema::autoincrements(table, column));
  }
  bool is_number(const Type& declared) const { return numeric(schema::family(declared.on(dialect().name()))); }

  // A string literal as what it is in a column of that type; `otherwise` when it is no literal.
  std::string constant(const std::string& literal, const std::string& otherwise, const Type& declared) const {
    const auto content = string_content(literal);
    if (!content) return otherwise;
    const Family family = schema::family(declared.on(dialect().name()));
    if (numeric(family) && is_numeral(*content)) return plain_numeral(*content);
    if (family != Family::kBoolean) return literal;
    const std::string word = text::lower(*content);
    const bool yes = word == "t" || word == "true" || word == "1", no = word == "f" || word == "false" || word == "0";
    return yes ? "true" : no ? "false" : literal;
  }
};

}  // namespace

std::unique_ptr<Comparer> make_postgresql_comparer(const Dialect& dialect) {
  return std::make_unique<PostgresqlComparer>(dialect);
}

}  // namespace runner::sql
