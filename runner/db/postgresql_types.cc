#include <cstdlib>
#include <map>

#include "base/text.h"
#include "base/value.h"
#include "db/postgresql_reflect.h"

namespace runner::db {
namespace {

using schema::Type;

Type custom(const std::string& text) {
  Type type{"custom"};
  type.sql = text;
  return type;
}

// Names of the catalogue that are not simply "postgresql.<NAME>".
const std::map<std::string, std::string>& sql_names() {
  static const std::map<std::string, std::string> names = {{"int2", "SMALLINT"},
                                                           {"int4", "INTEGER"},
                                                           {"int8", "BIGINT"},
                                                           {"text", "TEXT"},
                                                           {"varchar", "VARCHAR"},
                                                           {"bpchar", "CHAR"},
                                                           {"bool", "BOOLEAN"},
                                                           {"numeric", "NUMERIC"},
                                                           {"float4", "REAL"},
                                                           {"float8", "DOUBLE_PRECISION"},
                                                           {"date", "DATE"},
                                                           {"timestamptz", "postgresql.TIMESTAMP"},
                                                           {"timetz", "postgresql.TIME"}};
  return names;
}

// interval day to second(3)
Type interval(const std::string& text) {
  constexpr std::string_view kName = "interval";
  if (text.compare(0, kName.size(), kName) != 0) return custom(text);
  Type type{"postgresql.INTERVAL"};
  std::string fields = text.substr(kName.size());
  if (const auto open = fields.find('('); open != std::string::npos) {
    type.precision = std::atoi(fields.c_str() + open + 1);
    fields.resize(open);
  }
  fields = text::upper(text::trim(fields));
  if (!fields.empty()) type.fields = fields;
  return type;
}

Type enumeration(const CatalogueType& from) {
  Type type{"postgresql.ENUM"};
  type.values = from.labels;
  type.type_name = from.name;
  if (!from.visible) type.schema = from.schema;
  type.create_type = false;
  return type;
}

void modify(Type& type, const CatalogueType& from) {
  const int modifier = from.modifier;
  if (from.name == "varchar" || from.name == "bpchar") {
    if (modifier >= 4) type.length = modifier - 4;
  } else if (from.name == "numeric" && modifier >= 4) {
    type.precision = ((modifier - 4) >> 16) & 0xFFFF;
    type.scale = (((modifier - 4) & 0x7FF) ^ 1024) - 1024;
  } else if (from.name.rfind("time", 0) == 0) {
    if (modifier >= 0) type.precision = modifier;
    type.timezone = from.name.size() > 2 && from.name.substr(from.name.size() - 2) == "tz";
  } else if (from.name == "bit" || from.name == "varbit") {
    if (modifier >= 0) type.length = modifier;
  }
}

// 'it''s'::text -> it's; what no string can say stays away.
std::optional<std::string> literal_default(const std::string& text) {
  if (text.empty() || text.front() != '\'') {
    const bool number = text.find_first_not_of("0123456789.+-") == std::string::npos;
    return number || text == "true" || text == "false" ? std::optional(text) : std::nullopt;
  }
  std::string value;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] != '\'') {
      value += text[i];
    } else if (i + 1 < text.size() && text[i + 1] == '\'') {
      value += text[i++];
    } else {
      const std::string_view cast = std::string_view(text).substr(i + 1);
      const bool plain = cast.substr(0, 2) == "::" && cast.find_first_of("'+*/|") == cast.npos;
      return plain ? std::optional(value) : std::nullopt;
    }
  }
  return std::nullopt;
}

// nullopt: more than postgresql.DOMAIN can say.
std::optional<Type> domain(const CatalogueType& from) {
  if (!from.base || from.base->kind != 'b' || from.checks.size() > 1) return std::nullopt;
  Type type{"postgresql.DOMAIN"};
  type.type_name = from.name;
  if (!from.visible) type.schema = from.schema;
  type.item = schema::TypeBox(postgresql_type(*from.base));
  type.not_null = from.not_null;
  type.create_type = false;
  if (from.default_text) {
    type.default_value = literal_default(*from.default_text);
    if (!type.default_value) return std::nullopt;
  }
  if (from.checks.empty()) return type;
  type.check = from.checks[0].second;
  if (from.checks[0].first != from.name + "_check") type.constraint_name = from.checks[0].first;
  return type;
}

// ---- the catalogue ----

// Columns of the queries below, from `x` (pg_type of the type itself) and `b` (that of a domain's base).
const std::string& type_columns() {
  static const std::string columns =
      "x.typname, xn.nspname, pg_catalog.pg_type_is_visible(x.oid), x.typtype, x.typcollation, "
      "CASE x.typtype WHEN 'e' THEN (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e "
      "WHERE e.enumtypid = x.oid) END, b.typname, bn.nspname, b.typtype, x.typtypmod, "
      "CASE x.typtype WHEN 'd' THEN pg_catalog.format_type(b.oid, x.typtypmod) END, x.typnotnull, x.typdefault, "
      "CASE x.typtype WHEN 'd' THEN (SELECT json_agg(k.conname ORDER BY k.conname) FROM pg_catalog.pg_constraint k "
      "WHERE k.contypid = x.oid AND k.contype = 'c') END, "
      "CASE x.typtype WHEN 'd' THEN (SELECT json_agg(pg_catalog.pg_get_expr(k.conbin, 0) ORDER BY k.conname) "
      "FROM pg_catalog.pg_constraint k WHERE k.contypid = x.oid AND k.contype = 'c') END, b.typcollation ";
  return columns;
}
constexpr const char* kTypeJoins =
    "JOIN pg_catalog.pg_namespace xn ON xn.oid = x.typnamespace LEFT JOIN pg_catalog.pg_type b ON b.oid = x.typbasetype "
    "LEFT JOIN pg_catalog.pg_namespace bn ON bn.oid = b.typnamespace ";

// From type_columns() at `at`.
CatalogueType catalogue_type(const CatalogueRow& row, std::size_t at, int modifier, std::string text) {
  CatalogueType type;
  type.name = row.text(at), type.schema = row.text(at + 1), type.text = std::move(text);
  type.visible = row.truth(at + 2), type.kind = row.code(at + 3), type.collation = row.oid(at + 4);
  type.modifier = modifier;
  type.labels = row.strings(at + 5);
  if (type.kind != 'd') return type;
  type.base = std::make_shared<CatalogueType>();
  type.base->name = row.text(at + 6), type.base->schema = row.text(at + 7), type.base->text = row.text(at + 10);
  type.base->kind = row.code(at + 8), type.base->modifier = static_cast<int>(row.number(at + 9));
  // A collation of its own has no place in what we say of a domain's base.
  if (row.oid(at + 15) != type.collation) type.base.reset();
  type.not_null = row.truth(at + 11);
  type.default_text = row.maybe(at + 12);
  const auto names = row.strings(at + 13), conditions = row.strings(at + 14);
  for (std::size_t i = 0; i < names.size() && i < conditions.size(); ++i)
    type.checks.emplace_back(names[i], without_outer_parentheses(conditions[i]));
  return type;
}

}  // namespace

schema::Type postgresql_type(const CatalogueType& from) {
  if (from.kind == 'e') return enumeration(from);
  if (from.kind == 'd') {
    if (auto type = domain(from)) return *type;
    Type text = custom(from.text);
    text.type_name = from.name;
    return text;
  }
  const bool extension = (from.name == "citext" || from.name == "hstore") && from.visible;
  if ((from.schema != "pg_catalog" && !extension) || from.name == "char") return custom(from.text);
  if (from.name == "interval") return interval(from.text);
  if (from.name == "bpchar" && from.modifier < 4) return custom(from.text);  // character(1) is something else
  auto known = sql_names().find(from.name);
  const std::string name = known != sql_names().end() ? known->second : "postgresql." + text::upper(from.name);
  const auto* spec = schema::type_spec(name);
  if (!spec) return custom(from.text);
  Type type{std::string(spec->name)};
  modify(type, from);
  return type;
}

void ColumnTypes::read(const CatalogueQuery& query) {
  if (found_.empty()) return;
  std::string oids, modifiers;
  for (const auto& [key, unused] : found_) {
    oids += (oids.empty() ? "" : ",") + std::to_string(key.first);
    modifiers += (modifiers.empty() ? "" : ",") + std::to_string(key.second);
  }
  query("SELECT u.type, u.modifier, x.oid <> t.oid, pg_catalog.format_type(x.oid, u.modifier), " + type_columns() +
            "FROM unnest('{" + oids + "}'::oid[], '{" + modifiers +
            "}'::int[]) u(type, modifier) "
            "JOIN pg_catalog.pg_type t ON t.oid = u.type "
            "LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND e.typarray = t.oid "
            "JOIN pg_catalog.pg_type x ON x.oid = coalesce(e.oid, t.oid) " +
            kTypeJoins,
        [&](const CatalogueRow& row) {
          Found& found = found_[{row.oid(0), static_cast<int>(row.number(1))}];
          found.array = row.truth(2);
          found.catalogue = catalogue_type(row, 4, static_cast<int>(row.number(1)), row.text(3));
          found.type = postgresql_type(found.catalogue);
        });
}

schema::TypeBox ColumnTypes::type(Key key, int dimensions) const {
  const Found& found = found_.at(key);
  if (!found.array) return found.type;
  Type array{"postgresql.ARRAY"};
  array.item = found.type;
  if (dimensions > 1) array.dimensions = dimensions;
  return array;
}

Oid ColumnTypes::collation(Key key) const {
  return found_.at(key).catalogue.collation;
}
std::string ColumnTypes::text(Key key) const {
  const Found& found = found_.at(key);
  return found.catalogue.text + (found.array ? "[]" : "");
}

std::vector<schema::Type> read_domains(const CatalogueQuery& query, const std::string& condition) {
  std::vector<schema::Type> domains;
  query("SELECT pg_catalog.format_type(x.oid, -1), " + type_columns() + "FROM pg_catalog.pg_type x " + kTypeJoins +
            "WHERE x.typtype = 'd' AND " + condition + " ORDER BY x.typname",
        [&](const CatalogueRow& row) { domains.push_back(postgresql_type(catalogue_type(row, 1, -1, row.text(0)))); });
  return domains;
}

}  // namespace runner::db
