#include "schema/type.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace runner::schema {

namespace {

using Names = std::vector<std::string_view>;

struct Row {
  TypeSpec spec;
  Family family;
};

const Names kNone;
const Names kLength{"length"};
const Names kCollation{"collation"};
const Names kPrecision{"precision"};
const Names kDecimal{"precision", "scale"};
const Names kTimezone{"timezone"};
const Names kNumericIgnored{"asdecimal", "decimal_return_scale"};
const Names kJsonIgnored{"none_as_null", "astext_type"};
const Names kEnumIgnored{"values_callable", "validate_strings", "omit_aliases", "sort_key_function",
                         "inherit_schema",  "metadata",         "quote",        "convert_unicode"};
const Names kSqliteIgnored{"storage_format", "regexp", "truncate_microseconds"};

// mysql: what its character and number types share. `ascii`, `unicode` and `national` are old spellings of charsets.
const Names kMysqlText{"charset", "collation", "binary", "ascii", "unicode", "national"};
const Names kMysqlNumber{"unsigned", "zerofill"};

std::vector<Row> generic_types() {
  return {
      {{"Integer", kNone, kNone, kNone}, Family::kInteger},
      {{"SmallInteger", kNone, kNone, kNone}, Family::kInteger},
      {{"BigInteger", kNone, kNone, kNone}, Family::kInteger},
      {{"String", kLength, kCollation, kNone}, Family::kString},
      {{"Unicode", kLength, kCollation, kNone}, Family::kString},
      {{"Text", kLength, kCollation, kNone}, Family::kString},
      {{"UnicodeText", kLength, kCollation, kNone}, Family::kString},
      {{"Boolean", {"create_constraint", "name"}, kNone, {"_create_events"}}, Family::kBoolean},
      {{"Numeric", kDecimal, kNone, kNumericIgnored}, Family::kNumeric},
      {{"Float", kPrecision, kNone, kNumericIgnored}, Family::kFloat},
      {{"Double", kPrecision, kNone, kNumericIgnored}, Family::kFloat},
      {{"Date", kNone, kNone, kNone}, Family::kDate},
      {{"Time", kTimezone, kNone, kNone}, Family::kTime},
      {{"DateTime", kTimezone, kNone, kNone}, Family::kDateTime},
      {{"Interval", {"native", "second_precision"}, kNone, {"day_precision"}}, Family::kInterval},
      {{"LargeBinary", kLength, kNone, kNone}, Family::kBinary},
      {{"JSON", kNone, kNone, kJsonIgnored}, Family::kJson},
      {{"Uuid", kNone, {"native_uuid"}, {"as_uuid"}}, Family::kUuid},
      {{"Enum",
        kNone,
        {"name", "schema", "native_enum", "create_constraint", "create_type", "length", "collation"},
        kEnumIgnored,
        true},
       Family::kEnum},
      {{"PickleType", kNone, kNone, {"protocol", "pickler", "comparator", "impl"}}, Family::kBinary},
      {{"ARRAY", {"item_type"}, {"dimensions"}, {"as_tuple", "zero_indexes"}}, Family::kArray},
      {{"custom", {"sql"}, kNone, kNone}, Family::kOther},
  };
}

std::vector<Row> sql_named_types() {
  return {
      {{"INTEGER", kNone, kNone, kNone}, Family::kInteger},
      {{"INT", kNone, kNone, kNone}, Family::kInteger},
      {{"SMALLINT", kNone, kNone, kNone}, Family::kInteger},
      {{"BIGINT", kNone, kNone, kNone}, Family::kInteger},
      {{"VARCHAR", kLength, kCollation, kNone}, Family::kString},
      {{"CHAR", kLength, kCollation, kNone}, Family::kString},
      {{"NVARCHAR", kLength, kCollation, kNone}, Family::kString},
      {{"NCHAR", kLength, kCollation, kNone}, Family::kString},
      {{"TEXT", kLength, kCollation, kNone}, Family::kString},
      {{"CLOB", kLength, kCollation, kNone}, Family::kString},
      {{"BOOLEAN", {"create_constraint", "name"}, kNone, kNone}, Family::kBoolean},
      {{"NUMERIC", kDecimal, kNone, kNumericIgnored}, Family::kNumeric},
      {{"DECIMAL", kDecimal, kNone, kNumericIgnored}, Family::kNumeric},
      {{"FLOAT", kPrecision, kNone, kNumericIgnored}, Family::kFloat},
      {{"REAL", kPrecision, kNone, kNumericIgnored}, Family::kFloat},
      {{"DOUBLE", kPrecision, kNone, kNumericIgnored}, Family::kFloat},
      {{"DOUBLE_PRECISION", kPrecision, kNone, kNumericIgnored}, Family::kFloat},
      {{"DATE", kNone, kNone, kNone}, Family::kDate},
      {{"TIME", kTimezone, kNone, kNone}, Family::kTime},
      {{"TIMESTAMP", kTimezone, kNone, kNone}, Family::kDateTime},
      {{"DATETIME", kTimezone, kNone, kNone}, Family::kDateTime},
      {{"BLOB", kLength, kNone, kNone}, Family::kBinary},
      {{"BINARY", kLength, kNone, kNone}, Family::kBinary},
      {{"VARBINARY", kLength, kNone, kNone}, Family::kBinary},
      {{"UUID", kNone, kNone, {"as_uuid"}}, Family::kUuid},
  };
}

std::vector<Row> postgresql_types() {
  std::vector<Row> rows = {
      {{"postgresql.JSONB", kNone, kNone, kJsonIgnored}, Family::kJson},
      {{"postgresql.JSON", kNone, kNone, kJsonIgnored}, Family::kJson},
      {{"postgresql.ARRAY", {"item_type"}, {"dimensions"}, {"as_tuple", "zero_indexes"}}, Family::kArray},
      {{"postgresql.UUID", kNone, kNone, {"as_uuid"}}, Family::kUuid},
      {{"postgresql.BYTEA", kLength, kNone, kNone}, Family::kBinary},
      {{"postgresql.BIT", kLength, {"varying"}, kNone}, Family::kOther},
      {{"postgresql.VARBIT", kLength, kNone, kNone}, Family::kOther},
      {{"postgresql.INTERVAL", {"fields", "precision"}, kNone, kNone}, Family::kInterval},
      {{"postgresql.TIMESTAMP", kTimezone, kPrecision, kNone}, Family::kDateTime},
      {{"postgresql.TIME", kTimezone, kPrecision, kNone}, Family::kTime},
      {{"postgresql.CITEXT", kLength, kCollation, kNone}, Family::kString},
      {{"postgresql.HSTORE", kNone, kNone, {"text_type"}}, Family::kOther},
      {{"postgresql.ENUM",
        kNone,
        {"name", "schema", "create_type", "native_enum", "create_constraint", "length"},
        kEnumIgnored,
        true},
       Family::kEnum},
      {{"postgresql.DOMAIN",
        {"name", "data_type"},
        {"schema", "collation", "default", "constraint_name", "not_null", "check", "create_type"},
        {"metadata", "inherit_schema", "quote"}},
       Family::kOther},
  };
  static constexpr std::array kPlain{"postgresql.INET",           "postgresql.CIDR",           "postgresql.MACADDR",
                                     "postgresql.MACADDR8",       "postgresql.MONEY",          "postgresql.OID",
                                     "postgresql.REGCLASS",       "postgresql.REGCONFIG",      "postgresql.TSVECTOR",
                                     "postgresql.TSQUERY",        "postgresql.JSONPATH",       "postgresql.XML",
                                     "postgresql.INT4RANGE",      "postgresql.INT8RANGE",      "postgresql.NUMRANGE",
                                     "postgresql.DATERANGE",      "postgresql.TSRANGE",        "postgresql.TSTZRANGE",
                                     "postgresql.INT4MULTIRANGE", "postgresql.INT8MULTIRANGE", "postgresql.NUMMULTIRANGE",
                                     "postgresql.DATEMULTIRANGE", "postgresql.TSMULTIRANGE",   "postgresql.TSTZMULTIRANGE"};
  for (const char* name : kPlain) {
    rows.push_back({{name, kNone, kNone, kNone}, Family::kOther});
  }
  return rows;
}

std::vector<Row> sqlite_types() {
  return {
      {{"sqlite.DATE", kNone, kNone, kSqliteIgnored}, Family::kDate},
      {{"sqlite.TIME", kNone, kTimezone, kSqliteIgnored}, Family::kTime},
      {{"sqlite.DATETIME", kNone, kTimezone, kSqliteIgnored}, Family::kDateTime},
      {{"sqlite.JSON", kNone, kNone, kJsonIgnored}, Family::kJson},
  };
}

std::vector<Row> mysql_types() {
  const Names with_width{"display_width"};
  const Names fsp{"fsp"};
  const Names timezone_fsp{"timezone", "fsp"};
  return {
      {{"mysql.INTEGER", with_width, kMysqlNumber, kNone}, Family::kInteger},
      {{"mysql.BIGINT", with_width, kMysqlNumber, kNone}, Family::kInteger},
      {{"mysql.MEDIUMINT", with_width, kMysqlNumber, kNone}, Family::kInteger},
      {{"mysql.SMALLINT", with_width, kMysqlNumber, kNone}, Family::kInteger},
      {{"mysql.TINYINT", with_width, kMysqlNumber, kNone}, Family::kInteger},
      {{"mysql.BOOLEAN", kNone, kNone, kNone}, Family::kBoolean},
      {{"mysql.NUMERIC", kDecimal, kMysqlNumber, kNumericIgnored}, Family::kNumeric},
      {{"mysql.DECIMAL", kDecimal, kMysqlNumber, kNumericIgnored}, Family::kNumeric},
      {{"mysql.FLOAT", kDecimal, kMysqlNumber, kNumericIgnored}, Family::kFloat},
      {{"mysql.DOUBLE", kDecimal, kMysqlNumber, kNumericIgnored}, Family::kFloat},
      {{"mysql.REAL", kDecimal, kMysqlNumber, kNumericIgnored}, Family::kFloat},
      {{"mysql.BIT", kLength, kNone, kNone}, Family::kOther},
      {{"mysql.DATE", kNone, kNone, kNone}, Family::kDate},
      {{"mysql.TIME", timezone_fsp, kNone, kNone}, Family::kTime},
      {{"mysql.TIMESTAMP", timezone_fsp, kNone, kNone}, Family::kDateTime},
      {{"mysql.DATETIME", timezone_fsp, kNone, kNone}, Family::kDateTime},
      {{"mysql.YEAR", with_width, kNone, kNone}, Family::kOther},
      {{"mysql.VARCHAR", kLength, kMysqlText, kNone}, Family::kString},
      {{"mysql.CHAR", kLength, kMysqlText, kNone}, Family::kString},
      {{"mysql.NVARCHAR", kLength, kMysqlText, kNone}, Family::kString},
      {{"mysql.NCHAR", kLength, kMysqlText, kNone}, Family::kString},
      {{"mysql.TEXT", kLength, kMysqlText, kNone}, Family::kString},
      {{"mysql.TINYTEXT", kNone, kMysqlText, kNone}, Family::kString},
      {{"mysql.MEDIUMTEXT", kNone, kMysqlText, kNone}, Family::kString},
      {{"mysql.LONGTEXT", kNone, kMysqlText, kNone}, Family::kString},
      {{"mysql.BLOB", kLength, kNone, kNone}, Family::kBinary},
      {{"mysql.TINYBLOB", kNone, kNone, kNone}, Family::kBinary},
      {{"mysql.MEDIUMBLOB", kNone, kNone, kNone}, Family::kBinary},
      {{"mysql.LONGBLOB", kNone, kNone, kNone}, Family::kBinary},
      {{"mysql.BINARY", kLength, kNone, kNone}, Family::kBinary},
      {{"mysql.VARBINARY", kLength, kNone, kNone}, Family::kBinary},
      {{"mysql.ENUM",
        kNone,
        {"name", "charset", "collation", "binary", "ascii", "unicode", "national", "create_constraint"},
        {"strict"},
        true},
       Family::kEnum},
      {{"mysql.SET", kNone, kMysqlText, {"retrieve_as_bitwise"}, true}, Family::kString},
      {{"mysql.JSON", kNone, kNone, kJsonIgnored}, Family::kJson},
  };
}

// What the dialect modules export under the name of a SQL type: module.NAME is NAME.
bool exported_generic(std::string_view module, std::string_view name) {
  static constexpr std::array kPostgresql{"BIGINT",  "BOOLEAN", "CHAR",     "DATE", "DOUBLE_PRECISION", "FLOAT", "INTEGER",
                                          "NUMERIC", "REAL",    "SMALLINT", "TEXT", "VARCHAR"};
  static constexpr std::array kSqlite{"BIGINT",  "BLOB", "BOOLEAN",  "CHAR", "DECIMAL",   "FLOAT",  "INTEGER",
                                      "NUMERIC", "REAL", "SMALLINT", "TEXT", "TIMESTAMP", "VARCHAR"};
  auto holds = [&](const auto& names) { return std::find(names.begin(), names.end(), name) != names.end(); };
  return (module == "postgresql" && holds(kPostgresql)) || (module == "sqlite" && holds(kSqlite));
}

const std::vector<Row>& rows() {
  static const std::vector<Row> all = [] {
    std::vector<Row> joined;
    for (auto part : {generic_types(), sql_named_types(), postgresql_types(), sqlite_types(), mysql_types()}) {
      joined.insert(joined.end(), part.begin(), part.end());
    }
    return joined;
  }();
  return all;
}

const Row* find_row(std::string_view name) {
  static const auto by_name = [] {
    std::unordered_map<std::string_view, const Row*> index;
    for (const Row& row : rows()) {
      index.emplace(row.spec.name, &row);
    }
    return index;
  }();
  if (auto found = by_name.find(name); found != by_name.end()) {
    return found->second;
  }
  const auto dot = name.find('.');
  if (dot != std::string_view::npos && exported_generic(name.substr(0, dot), name.substr(dot + 1))) {
    return find_row(name.substr(dot + 1));
  }
  return nullptr;
}

}  // namespace

TypeBox::TypeBox(Type type) : type_(std::make_shared<Type>(std::move(type))) {}

TypeBox::TypeBox(const std::optional<Type>& type) : type_(type ? std::make_shared<Type>(*type) : nullptr) {}

Type& TypeBox::edit() {
  if (!type_ || type_.use_count() > 1) type_ = type_ ? std::make_shared<Type>(*type_) : std::make_shared<Type>();
  return *type_;
}

bool TypeBox::operator==(const TypeBox& other) const {
  if (type_ == other.type_) {
    return true;
  }
  return type_ && other.type_ && *type_ == *other.type_;
}

const Type& Type::on(std::string_view dialect) const {
  for (const auto& [name_of_dialect, variant] : variants) {
    if (name_of_dialect == dialect && variant) {
      return *variant;
    }
  }
  return *this;
}

const TypeSpec* type_spec(std::string_view name) {
  const Row* row = find_row(name);
  return row ? &row->spec : nullptr;
}

std::vector<std::string> type_names() {
  std::vector<std::string> names;
  names.reserve(rows().size());
  for (const Row& row : rows()) {
    names.emplace_back(row.spec.name);
  }
  return names;
}

std::string_view type_option(std::string_view option) {
  if (option == "second_precision") {
    return "precision";
  }
  if (option == "data_type") {
    return "item_type";
  }
  return option;
}

Family family(const Type& type) {
  if (type.is("postgresql.DOMAIN") && type.item) {
    return family(*type.item);
  }
  const Row* row = find_row(type.name);
  return row ? row->family : Family::kOther;
}

}  // namespace runner::schema
