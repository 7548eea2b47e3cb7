#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "schema/type.h"
#include "support/tables.h"

using namespace runner::schema;
using runner::test::type;

namespace {

struct OptionNames {
  std::set<std::string_view> names;
  template <class Member>
  void operator()(std::string_view name, const Member&) {
    names.insert(name);
  }
};

}  // namespace

TEST_CASE("every type of the contract is known", "[schema]") {
  for (const char* name : {"Integer",
                           "SmallInteger",
                           "BigInteger",
                           "String",
                           "Unicode",
                           "Text",
                           "UnicodeText",
                           "Boolean",
                           "Numeric",
                           "Float",
                           "Double",
                           "Date",
                           "Time",
                           "DateTime",
                           "Interval",
                           "LargeBinary",
                           "JSON",
                           "Uuid",
                           "Enum",
                           "PickleType",
                           "INTEGER",
                           "VARCHAR",
                           "NCHAR",
                           "CLOB",
                           "DOUBLE_PRECISION",
                           "VARBINARY",
                           "UUID",
                           "custom",
                           "postgresql.JSONB",
                           "postgresql.ARRAY",
                           "postgresql.DOMAIN",
                           "postgresql.TSTZRANGE",
                           "postgresql.TSTZMULTIRANGE",
                           "postgresql.CITEXT",
                           "sqlite.DATETIME",
                           "mysql.TINYINT",
                           "mysql.LONGTEXT",
                           "mysql.SET",
                           "mysql.YEAR"}) {
    INFO(name);
    REQUIRE(type_spec(name) != nullptr);
    CHECK(type_spec(name)->name == name);
  }
  CHECK(type_spec("Integr") == nullptr);
  CHECK(type_spec("postgresql.Integer") == nullptr);
}

TEST_CASE("a dialect's module knows the SQL types it exports, under their own name", "[schema]") {
  REQUIRE(type_spec("postgresql.VARCHAR") != nullptr);
  CHECK(type_spec("postgresql.VARCHAR")->name == "VARCHAR");
  CHECK(type_spec("sqlite.TIMESTAMP")->name == "TIMESTAMP");
  CHECK(type_spec("sqlite.INET") == nullptr);
}

TEST_CASE("every option of every type sets a member that type_fields shows", "[schema]") {
  OptionNames fields;
  const Type any;
  type_fields(any, fields);
  for (const std::string& name : type_names()) {
    const TypeSpec& spec = *type_spec(name);
    for (const auto* options : {&spec.positions, &spec.options}) {
      for (std::string_view option : *options) {
        INFO(name << " " << option);
        CHECK(fields.names.count(type_option(option)) == 1);
        CHECK(std::count(spec.ignored.begin(), spec.ignored.end(), option) == 0);
      }
    }
  }
}

TEST_CASE("options that only Python needs are accepted and set nothing", "[schema]") {
  const auto ignores = [](std::string_view name, std::string_view option) {
    const auto& ignored = type_spec(name)->ignored;
    return std::find(ignored.begin(), ignored.end(), option) != ignored.end();
  };
  CHECK(ignores("Uuid", "as_uuid"));
  CHECK(ignores("postgresql.JSONB", "astext_type"));
  CHECK(ignores("Numeric", "asdecimal"));
  CHECK(ignores("Enum", "values_callable"));
  CHECK(ignores("PickleType", "pickler"));
  CHECK_FALSE(ignores("Enum", "name"));
}

TEST_CASE("a variant answers for its dialect only", "[schema]") {
  Type text = type("Text");
  text.variants.emplace_back("postgresql", TypeBox(type("postgresql.JSONB")));
  CHECK(text.on("postgresql").name == "postgresql.JSONB");
  CHECK(text.on("sqlite").name == "Text");
}

TEST_CASE("nested types compare by what they hold", "[schema]") {
  Type one = type("postgresql.ARRAY");
  one.item = TypeBox(type("Integer"));
  Type two = type("postgresql.ARRAY");
  two.item = TypeBox(type("Integer"));
  CHECK(one == two);
  two.item = TypeBox(type("Text"));
  CHECK_FALSE(one == two);
  CHECK_FALSE(one == type("postgresql.ARRAY"));
}

TEST_CASE("a domain belongs to the family of what it restricts", "[schema]") {
  Type domain = type("postgresql.DOMAIN");
  domain.item = TypeBox(type("SmallInteger"));
  CHECK(family(domain) == Family::kInteger);
  CHECK(family(type("postgresql.INET")) == Family::kOther);
  CHECK(family(type("nothing known")) == Family::kOther);
}
