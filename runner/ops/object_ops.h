// What a migration does to everything beside tables: enums, views, schemas, sequences, extensions (API 3, last rows). See op.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ops/fields.h"
#include "schema/expr.h"

namespace runner::ops {

using schema::Expr;

struct CreateEnum {
  static constexpr std::string_view kName = "create_enum";
  std::string name;
  Strings values;
  OptString schema;
  bool if_not_exists = false;
  bool operator==(const CreateEnum&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.positional("values", s.values);
    v.option("schema", s.schema);
    v.option("if_not_exists", s.if_not_exists);
  }
};

struct DropEnum {
  static constexpr std::string_view kName = "drop_enum";
  std::string name;
  OptString schema;
  bool if_exists = false;
  Strings values;  // that it had, for its reverse
  bool operator==(const DropEnum&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.option("schema", s.schema);
    v.option("if_exists", s.if_exists);
    v.option("values", s.values);
  }
};

struct AddEnumValue {
  static constexpr std::string_view kName = "add_enum_value";
  std::string name, value;
  OptString before, after, schema;
  bool if_not_exists = false;
  bool operator==(const AddEnumValue&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.positional("value", s.value);
    v.option("before", s.before);
    v.option("after", s.after);
    v.option("schema", s.schema);
    v.option("if_not_exists", s.if_not_exists);
  }
};

struct RenameEnumValue {
  static constexpr std::string_view kName = "rename_enum_value";
  std::string name, old_value, new_value;
  OptString schema;
  bool operator==(const RenameEnumValue&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.positional("old_value", s.old_value);
    v.positional("new_value", s.new_value);
    v.option("schema", s.schema);
  }
};

struct CreateView {
  static constexpr std::string_view kName = "create_view";
  std::string name;
  Expr definition;  // text or select
  OptString schema;
  bool replace = false, materialized = false, if_not_exists = false;
  bool operator==(const CreateView&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.positional("definition", s.definition);
    v.option("schema", s.schema);
    v.option("replace", s.replace);
    v.option("materialized", s.materialized);
    v.option("if_not_exists", s.if_not_exists);
  }
};

struct DropView {
  static constexpr std::string_view kName = "drop_view";
  std::string name;
  OptString schema;
  bool if_exists = false, materialized = false, cascade = false;
  std::optional<Expr> definition;  // that it had, for its reverse
  bool operator==(const DropView&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.option("schema", s.schema);
    v.option("if_exists", s.if_exists);
    v.option("materialized", s.materialized);
    v.option("cascade", s.cascade);
    v.option("definition", s.definition);
  }
};

struct CreateSchema {
  static constexpr std::string_view kName = "create_schema";
  std::string name;
  bool if_not_exists = false;
  bool operator==(const CreateSchema&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.option("if_not_exists", s.if_not_exists);
  }
};

struct DropSchema {
  static constexpr std::string_view kName = "drop_schema";
  std::string name;
  bool if_exists = false, cascade = false;
  bool operator==(const DropSchema&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.option("if_exists", s.if_exists);
    v.option("cascade", s.cascade);
  }
};

struct SequenceOptions {
  std::optional<std::int64_t> start, increment, minvalue, maxvalue, cache;
  std::optional<bool> cycle, nominvalue, nomaxvalue;
  OptString owned_by, data_type;
  bool operator==(const SequenceOptions&) const = default;
  RUNNER_FIELDS {
    v.option("start", s.start);
    v.option("increment", s.increment);
    v.option("minvalue", s.minvalue);
    v.option("maxvalue", s.maxvalue);
    v.option("cache", s.cache);
    v.option("cycle", s.cycle);
    v.option("nominvalue", s.nominvalue);
    v.option("nomaxvalue", s.nomaxvalue);
    v.option("owned_by", s.owned_by);
    v.option("data_type", s.data_type);
  }
};

struct CreateSequence {
  static constexpr std::string_view kName = "create_sequence";
  std::string name;
  OptString schema;
  bool if_not_exists = false;
  SequenceOptions options;
  bool operator==(const CreateSequence&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.option("schema", s.schema);
    v.option("if_not_exists", s.if_not_exists);
    SequenceOptions::fields(s.options, v);
  }
};

struct AlterSequence {
  static constexpr std::string_view kName = "alter_sequence";
  std::string name;
  OptString schema, new_name;
  std::optional<std::int64_t> restart;
  SequenceOptions options;
  SequenceOptions existing;  // what it had, for its reverse
  bool operator==(const AlterSequence&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.option("schema", s.schema);
    v.option("new_name", s.new_name);
    v.option("restart", s.restart);
    SequenceOptions::fields(s.options, v);
    v.option("existing_start", s.existing.start);
    v.option("existing_increment", s.existing.increment);
    v.option("existing_minvalue", s.existing.minvalue);
    v.option("existing_maxvalue", s.existing.maxvalue);
    v.option("existing_nominvalue", s.existing.nominvalue);
    v.option("existing_nomaxvalue", s.existing.nomaxvalue);
    v.option("existing_cache", s.existing.cache);
    v.option("existing_cycle", s.existing.cycle);
    v.option("existing_owned_by", s.existing.owned_by);
    v.option("existing_data_type", s.existing.data_type);
  }
};

struct DropSequence {
  static constexpr std::string_view kName = "drop_sequence";
  std::string name;
  OptString schema;
  bool if_exists = false;
  SequenceOptions options;  // that it had, for its reverse
  bool operator==(const DropSequence&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.option("schema", s.schema);
    v.option("if_exists", s.if_exists);
    SequenceOptions::fields(s.options, v);
  }
};

struct CreateExtension {
  static constexpr std::string_view kName = "create_extension";
  std::string name;
  OptString schema, version;
  bool if_not_exists = false, cascade = false;
  bool operator==(const CreateExtension&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.option("schema", s.schema);
    v.option("version", s.version);
    v.option("if_not_exists", s.if_not_exists);
    v.option("cascade", s.cascade);
  }
};

struct DropExtension {
  static constexpr std::string_view kName = "drop_extension";
  std::string name;
  bool if_exists = false, cascade = false;
  OptString schema, version;  // that it had, for its reverse
  bool operator==(const DropExtension&) const = default;
  RUNNER_FIELDS {
    v.positional("name", s.name);
    v.option("if_exists", s.if_exists);
    v.option("cascade", s.cascade);
    v.option("schema", s.schema);
    v.option("version", s.version);
  }
};

}  // namespace runner::ops
