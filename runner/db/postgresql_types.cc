#include <cstdlib>
#include <map>

#include "base/text.h"
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

}  // namespace

schema::Type postgresql_type(const CatalogueType& from) {
  if (from.is_enum) return enumeration(from);
  const bool extension = (from.name == "citext" || from.name == "hstore") && from.visible;
  if (from.is_domain || (from.schema != "pg_catalog" && !extension) || from.name == "char") return custom(from.text);
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

}  // namespace runner::db
