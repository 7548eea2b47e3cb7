// A column type as the user wrote it: sa.String(50), sa.postgresql.ARRAY(sa.Integer()). One plain value for every type;
// type_spec() says which members a type's name takes, so the list of types is data and lives in one table.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace runner::schema {

struct Type;
// A type, or none, where others refer to it: shared because it does not change, compared by value. Columns and expressions
// are copied far more often than made, and a Type is large.
class TypeBox {
 public:
  TypeBox() = default;
  TypeBox(Type type);
  TypeBox(std::nullopt_t) {}
  TypeBox(const std::optional<Type>& type);
  explicit operator bool() const { return static_cast<bool>(type_); }
  bool has_value() const { return static_cast<bool>(type_); }
  void reset() { type_.reset(); }
  // Its own copy, to be changed; an empty Type when there was none.
  Type& edit();
  const Type& operator*() const { return *type_; }
  const Type* operator->() const { return type_.get(); }
  bool operator==(const TypeBox& other) const;

 private:
  std::shared_ptr<Type> type_;
};

struct Type {
  // "Integer", "VARCHAR", "postgresql.JSONB", "mysql.TINYINT", "custom". Case matters: String is SQLAlchemy's generic
  // type, VARCHAR the SQL type that renders as written.
  std::string name;

  std::optional<int> length;     // String, VARCHAR, CHAR, LargeBinary, BIT, Enum
  std::optional<int> precision;  // Numeric, Float; fractional digits of TIMESTAMP/TIME/INTERVAL
  std::optional<int> scale;      // Numeric
  std::optional<std::string> collation;
  std::optional<std::string> type_name;        // `name` option: enum, domain; of Boolean/Enum: its CHECK's name
  std::optional<std::string> schema;           // of a named type
  std::vector<std::string> values;             // Enum, SET
  std::optional<std::string> fields;           // INTERVAL "DAY TO SECOND"
  std::optional<std::string> sql;              // custom: the type's text
  std::optional<std::string> charset;          // mysql
  std::optional<std::string> check;            // postgresql.DOMAIN: condition as SQL
  std::optional<std::string> constraint_name;  // postgresql.DOMAIN: name of its CHECK
  std::optional<std::string> default_value;    // postgresql.DOMAIN: a string, quoted when rendered
  std::optional<int> dimensions;               // ARRAY
  std::optional<int> fsp;                      // mysql fractional seconds
  std::optional<int> display_width;            // mysql INTEGER(11)
  std::optional<bool> native_enum;             // default true
  std::optional<bool> create_type;             // default true
  std::optional<bool> native_uuid;             // default true
  std::optional<bool> native;                  // Interval: default true
  bool timezone = false;
  bool create_constraint = false;
  bool varying = false;      // postgresql.BIT
  bool not_null = false;     // postgresql.DOMAIN
  bool is_unsigned = false;  // mysql ("unsigned")
  bool zerofill = false;     // mysql
  bool binary = false;       // mysql
  bool ascii = false;        // mysql: a charset by its old name, as the next two
  bool unicode = false;
  bool national = false;
  TypeBox item;                                           // ARRAY's element, DOMAIN's base type
  std::vector<std::pair<std::string, TypeBox>> variants;  // with_variant: dialect -> type

  bool operator==(const Type&) const = default;

  // The type for a dialect: its variant when there is one, else this.
  const Type& on(std::string_view dialect) const;
  bool is(std::string_view n) const { return name == n; }
};

// How a type's constructor is called. `positions` are the members that positional arguments fill, in order;
// `variadic` collects the strings of Enum("a", "b") (they go to `values`). `options` are the further names allowed;
// `ignored` the names that only Python needs (accepted, without effect).
struct TypeSpec {
  std::string_view name;
  std::vector<std::string_view> positions;
  std::vector<std::string_view> options;
  std::vector<std::string_view> ignored;
  bool variadic = false;
};
// nullptr when there is no such type. Every type of API 4.2 is there, and what the dialect modules of SQLAlchemy export
// under a generic name too: type_spec("postgresql.VARCHAR")->name is "VARCHAR". Type::name is always spec->name.
const TypeSpec* type_spec(std::string_view name);
// All type names, for "did you mean" and the editor stubs.
std::vector<std::string> type_names();

// Calls visitor(option, member) for every member that a constructor option sets, by its Lua name, in the order in which a
// writer names them. `values` (variadic) and `variants` (with_variant) are not options. The one place that says which
// option is which member: type_option() leads the few further spellings here.
template <class Self, class V>
void type_fields(Self& type, V& visitor) {
  visitor("sql", type.sql);
  visitor("length", type.length);
  visitor("item_type", type.item);
  visitor("precision", type.precision);
  visitor("scale", type.scale);
  visitor("fields", type.fields);
  visitor("dimensions", type.dimensions);
  visitor("display_width", type.display_width);
  visitor("fsp", type.fsp);
  visitor("timezone", type.timezone);
  visitor("varying", type.varying);
  visitor("native", type.native);
  visitor("native_enum", type.native_enum);
  visitor("native_uuid", type.native_uuid);
  visitor("create_type", type.create_type);
  visitor("create_constraint", type.create_constraint);
  visitor("name", type.type_name);
  visitor("schema", type.schema);
  visitor("collation", type.collation);
  visitor("charset", type.charset);
  visitor("unsigned", type.is_unsigned);
  visitor("zerofill", type.zerofill);
  visitor("binary", type.binary);
  visitor("ascii", type.ascii);
  visitor("unicode", type.unicode);
  visitor("national", type.national);
  visitor("not_null", type.not_null);
  visitor("check", type.check);
  visitor("constraint_name", type.constraint_name);
  visitor("default", type.default_value);
}
// The name under which type_fields() shows what an option of some type sets: Interval's "second_precision" is
// "precision", DOMAIN's "data_type" is "item_type"; any other name is itself.
std::string_view type_option(std::string_view option);

// What a type means, for batch casts, parameters and defaults; of the type itself, variants not considered.
enum class Family {
  kInteger,
  kString,
  kBoolean,
  kNumeric,
  kFloat,
  kDate,
  kTime,
  kDateTime,
  kInterval,
  kBinary,
  kJson,
  kUuid,
  kEnum,
  kArray,
  kOther
};
Family family(const Type& type);

}  // namespace runner::schema
