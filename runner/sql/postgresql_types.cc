// PostgreSQL's types, literals of them, and the objects that only PostgreSQL names: enum types, domains, extensions.
#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "sql/postgresql.h"

namespace runner::sql {

namespace {

using schema::Family;
using schema::Type;

std::string timed(std::string_view word, const Type& type) {
  return std::string(word) + (type.precision ? "(" + std::to_string(*type.precision) + ")" : "") +
         (type.timezone ? " WITH TIME ZONE" : " WITHOUT TIME ZONE");
}

// YEAR, DAY TO SECOND: words alone.
void require_words(std::string_view fields) {
  if (fields.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ") == std::string_view::npos) return;
  throw Error(ErrorCode::kScript, "INTERVAL has no fields '" + std::string(fields) + "'")
      .with_hint("\"DAY TO SECOND\", for example");
}

std::string interval(const Type& type) {
  if (type.fields) require_words(*type.fields);
  return "INTERVAL" + (type.fields ? " " + *type.fields : "") +
         (type.precision ? " (" + std::to_string(*type.precision) + ")" : "");
}

std::string bits(const Type& type, bool varying) {
  if (varying) return "BIT VARYING" + (type.length ? "(" + std::to_string(*type.length) + ")" : "");
  return "BIT(" + std::to_string(type.length.value_or(1)) + ")";
}

// INTEGER[][]; a collation of the items comes last.
std::string array_of(const std::string& item, int dimensions) {
  std::string brackets;
  for (int i = 0; i < std::max(dimensions, 1); ++i) brackets += "[]";
  const std::size_t collate = item.find(" COLLATE ");
  return collate == std::string::npos ? item + brackets : item.substr(0, collate) + brackets + item.substr(collate);
}

const Type& innermost(const Type& type) {
  const Type& own = type.on("postgresql");
  return schema::family(own) == Family::kArray && own.item ? innermost(*own.item) : own;
}

bool is_domain(const Type& type) {
  return type.is("postgresql.DOMAIN");
}
bool is_enum_type(const Type& type) {
  return schema::family(type) == Family::kEnum && type.native_enum.value_or(true);
}

bool only_nulls(const ValueList& list) {
  return std::all_of(list.begin(), list.end(), [](const Value& value) { return value.is_null(); });
}

}  // namespace

// ---- type text ----

std::string Postgresql::type_text(const Type& type) const {
  const std::string& kind = type.name;
  if (is_enum_type(type)) {
    if (!type.type_name) {
      throw Error(ErrorCode::kScript, "PostgreSQL ENUM type requires a name.")
          .with_hint("sa.Enum(\"a\", \"b\", { name = \"...\" })");
    }
    return table_name(type.schema, *type.type_name);
  }
  if (is_domain(type)) return table_name(type.schema, type.type_name.value_or(""));
  if (schema::family(type) == Family::kArray) {
    if (!type.item) throw Error(ErrorCode::kScript, "ARRAY lacks the type of its items");
    return array_of(this->type(*type.item), type.dimensions.value_or(1));
  }
  if (kind == "DateTime" || kind == "TIMESTAMP" || kind == "sqlite.DATETIME") return timed("TIMESTAMP", type);
  if (kind == "postgresql.TIMESTAMP" || kind == "mysql.TIMESTAMP") return timed("TIMESTAMP", type);
  if (kind == "Time" || kind == "TIME" || kind == "postgresql.TIME" || kind == "sqlite.TIME" || kind == "mysql.TIME") {
    return timed("TIME", type);
  }
  if (kind == "Interval") {
    Type plain;
    return type.native.value_or(true) ? interval(type) : timed("TIMESTAMP", plain);
  }
  if (kind == "postgresql.INTERVAL") return interval(type);
  if (kind == "Float" || kind == "FLOAT" || kind == "mysql.FLOAT") {
    return "FLOAT" + (type.precision ? "(" + std::to_string(*type.precision) + ")" : "");
  }
  if (kind == "Double") return "DOUBLE PRECISION";
  if (kind == "LargeBinary" || kind == "PickleType" || kind == "postgresql.BYTEA") return "BYTEA";
  if (kind == "Uuid") return type.native_uuid.value_or(true) ? "UUID" : "CHAR(32)";
  if (kind == "postgresql.BIT" || kind == "mysql.BIT") return bits(type, type.varying);
  if (kind == "postgresql.VARBIT") return bits(type, true);
  if (kind == "postgresql.CITEXT") return "CITEXT" + collation(type);
  if (std::string text = StandardDialect::type_text(type); !text.empty()) return text;
  static constexpr std::string_view kOwn = "postgresql.";
  return kind.compare(0, kOwn.size(), kOwn) == 0 ? kind.substr(kOwn.size()) : "";
}

// ---- literals ----

std::string Postgresql::bytes_literal(std::string_view bytes) const {
  std::string hex = StandardDialect::bytes_literal(bytes);  // X'..'
  return "'\\x" + hex.substr(2) + "::bytea";
}

std::string Postgresql::list_literal(const ValueList& list, const Type* type) const {
  const bool array = type && schema::family(*type) == Family::kArray && type->item;
  const Type* item = array ? &*type->item : nullptr;
  std::vector<std::string> items;
  const bool nests = !item || schema::family(*item) != Family::kJson;  // a list in a JSONB[] is a document
  for (const Value& value : list) {
    items.push_back(nests && value.list() ? list_literal(*value.list(), type) : literal(value, item));
  }
  const std::string text = "ARRAY[" + text::join(items, ", ") + "]";
  if (!array) return list.empty() ? "'{}'" : text;
  // Where the server would guess another type than the column's, the literal says which it is.
  const bool certain = schema::family(*item) == Family::kInteger || item->is("Text") || item->is("TEXT");
  return certain && !only_nulls(list) ? text : text + "::" + this->type(*type);
}

// ---- enum types and domains ----

std::string Postgresql::value_list(const std::vector<std::string>& values) const {
  std::vector<std::string> literals;
  for (const std::string& value : values) literals.push_back(string_literal(value));
  return text::join(literals, ", ");
}

std::string Postgresql::enum_type_sql(const Type& type) const {
  return "CREATE TYPE " + type_text(type) + " AS ENUM (" + value_list(type.values) + ")";
}

std::string Postgresql::domain_sql(const Type& type) const {
  if (!type.item) throw Error(ErrorCode::kScript, "Domain '" + type.type_name.value_or("") + "' lacks its base type");
  std::string text = "CREATE DOMAIN " + type_text(type) + " AS " + this->type(*type.item);
  if (type.collation) text += " COLLATE " + quote(*type.collation);
  if (type.default_value) text += " DEFAULT " + string_literal(*type.default_value);
  if (type.not_null) text += " NOT NULL";  // ahead of the name, which is the CHECK's
  if (type.constraint_name) text += " CONSTRAINT " + quote(*type.constraint_name);
  if (type.check) text += " CHECK (" + *type.check + ")";
  return text;
}

// A type that has more values than asked for will do: add_enum_value ran since this was written.
bool Postgresql::enum_is_there(const OptString& schema, const std::string& name, const std::vector<std::string>& values,
                               Compiling& c) const {
  const auto known = c.facts.enum_values(schema, name);
  if (!known) return false;
  std::vector<std::string> missing;
  for (const std::string& value : values) {
    if (std::find(known->begin(), known->end(), value) == known->end()) missing.push_back(value);
  }
  if (missing.empty()) return true;
  throw Error(ErrorCode::kState, "Type '" + name + "' is there already, without " + text::quoted_list(missing) + ": it has " +
                                     text::quoted_list(*known))
      .with_hint("add the values with op.add_enum_value, or give the new type another name");
}

void Postgresql::ensure_types(const schema::Table& table, Compiling& c, bool table_is_new) const {
  for (const schema::Column& column : table.columns) {
    if (!column.type) continue;
    const Type& type = innermost(*column.type);
    const bool enumerated = is_enum_type(type);
    if (!(enumerated || is_domain(type)) || !type.create_type.value_or(true) || !type.type_name) continue;
    const auto key = schema::key_of(type.schema, *type.type_name);
    if (c.types.count(key)) continue;
    const bool there = enumerated ? enum_is_there(type.schema, *type.type_name, type.values, c)
                                  : c.facts.has_domain(type.schema, *type.type_name);
    // A script printed for a table that its own history did not make is for a database that holds more than we know.
    if (there || (!table_is_new && c.options.printed && !c.facts.has_table(table.schema, table.name))) continue;
    c.types.insert(key);
    c.add(enumerated ? enum_type_sql(type) : domain_sql(type));
  }
}

void Postgresql::render(const ops::CreateEnum& op, Compiling& c) const {
  if (op.if_not_exists && enum_is_there(op.schema, op.name, op.values, c)) return;
  c.add("CREATE TYPE " + table_name(op.schema, op.name) + " AS ENUM (" + value_list(op.values) + ")");
}

void Postgresql::render(const ops::DropEnum& op, Compiling& c) const {
  c.add(std::string("DROP TYPE ") + (op.if_exists ? "IF EXISTS " : "") + table_name(op.schema, op.name));
}

// A value added inside a transaction cannot be used before its commit, so it goes outside.
void Postgresql::render(const ops::AddEnumValue& op, Compiling& c) const {
  std::string sql = "ALTER TYPE " + table_name(op.schema, op.name) + " ADD VALUE " + (op.if_not_exists ? "IF NOT EXISTS " : "") +
                    string_literal(op.value);
  if (op.before) sql += " BEFORE " + string_literal(*op.before);
  if (op.after) sql += " AFTER " + string_literal(*op.after);
  c.add(std::move(sql), true);
}

void Postgresql::render(const ops::RenameEnumValue& op, Compiling& c) const {
  c.add("ALTER TYPE " + table_name(op.schema, op.name) + " RENAME VALUE " + string_literal(op.old_value) + " TO " +
        string_literal(op.new_value));
}

// ---- views, extensions ----

void Postgresql::render(const ops::CreateView& op, Compiling& c) const {
  ops::CreateView plain = op;
  if (op.materialized && op.replace) {
    c.add("DROP MATERIALIZED VIEW IF EXISTS " + table_name(op.schema, op.name));
    plain.replace = false;
  }
  if (op.if_not_exists && !op.materialized) {
    unsupported("CREATE VIEW IF NOT EXISTS ('" + op.name + "')", "use { replace = true }");
  }
  StandardDialect::render(plain, c);
}

void Postgresql::render(const ops::CreateExtension& op, Compiling& c) const {
  std::string sql = std::string("CREATE EXTENSION ") + (op.if_not_exists ? "IF NOT EXISTS " : "") + quote(op.name);
  if (op.schema) sql += " SCHEMA " + quote(*op.schema);
  if (op.version) sql += " VERSION " + string_literal(*op.version);
  if (op.cascade) sql += " CASCADE";
  c.add(std::move(sql));
}

void Postgresql::render(const ops::DropExtension& op, Compiling& c) const {
  c.add(std::string("DROP EXTENSION ") + (op.if_exists ? "IF EXISTS " : "") + quote(op.name) + (op.cascade ? " CASCADE" : ""));
}

}  // namespace runner::sql
