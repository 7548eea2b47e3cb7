#include "engine/context_options.h"

#include <algorithm>

#include "base/error.h"

namespace runner::engine {
namespace {

const std::vector<std::string> kKeys = {"connection",
                                        "url",
                                        "dialect_name",
                                        "dialect",
                                        "dialect_opts",
                                        "transactional_ddl",
                                        "transaction_per_migration",
                                        "output_buffer",
                                        "output_encoding",
                                        "starting_rev",
                                        "tag",
                                        "target_metadata",
                                        "version_table",
                                        "version_table_schema",
                                        "version_table_pk",
                                        "include_name",
                                        "include_object",
                                        "include_schemas",
                                        "compare_type",
                                        "compare_server_default",
                                        "render_item",
                                        "render_as_batch",
                                        "process_revision_directives",
                                        "on_version_apply",
                                        "upgrade_token",
                                        "downgrade_token",
                                        "literal_binds",
                                        "user_module_prefix",
                                        "alembic_module_prefix",
                                        "sqlalchemy_module_prefix",
                                        "template_args",
                                        "autogenerate_plugins",
                                        "as_sql",
                                        "x_arguments",
                                        "x-arguments",
                                        "lock_timeout",
                                        "statement_timeout",
                                        "lock_retries",
                                        "lock_wait",
                                        "allow_empty_models"};

[[noreturn]] void wrong_type(const std::string& key, const std::string& expected, const host::Ref& value) {
  throw Error(ErrorCode::kConfig, "context.configure: " + key + " must be " + expected + ", not " + value.kind());
}

std::optional<bool> boolean(const host::Ref& options, const std::string& key) {
  const host::Ref value = options.get(key);
  if (value.is_nil()) return std::nullopt;
  if (!value.is_boolean()) wrong_type(key, "true or false", value);
  return value.boolean();
}

std::optional<std::string> string(const host::Ref& options, const std::string& key) {
  const host::Ref value = options.get(key);
  if (value.is_nil()) return std::nullopt;
  if (!value.is_string()) wrong_type(key, "a string", value);
  return value.string();
}

// One function or a list of them.
std::vector<host::Ref> functions(const host::Ref& options, const std::string& key) {
  const host::Ref value = options.get(key);
  if (value.is_nil()) return {};
  if (value.is_function()) return {value};
  std::vector<host::Ref> list;
  for (int i = 1; i <= value.length(); ++i) {
    if (!value.at(i).is_function()) wrong_type(key, "a function or a list of functions", value.at(i));
    list.push_back(value.at(i));
  }
  if (!value.is_table()) wrong_type(key, "a function or a list of functions", value);
  return list;
}

}  // namespace

void check_configure_keys(const host::Ref& options) {
  if (!options.is_table()) throw Error(ErrorCode::kConfig, "context.configure needs a table of options");
  for (const auto& [key, value] : options.pairs()) {
    if (std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end()) continue;
    Error error(ErrorCode::kConfig, "context.configure: unknown option \"" + key + "\"");
    if (const std::string near = nearest(key, kKeys); !near.empty()) error.hint = "did you mean \"" + near + "\"?";
    throw error;
  }
}

ContextOptions read_context_options(const host::Ref& given, const Config& config, const sql::Dialect& dialect) {
  ContextOptions options;
  options.version_table.table = string(given, "version_table").value_or(config.get_or("version_table", "alembic_version"));
  options.version_table.schema = string(given, "version_table_schema");
  if (!options.version_table.schema) options.version_table.schema = config.get("version_table_schema");
  options.version_table.primary_key = boolean(given, "version_table_pk").value_or(true);
  options.transactional = boolean(given, "transactional_ddl").value_or(dialect.transactional_ddl());
  options.per_migration =
      boolean(given, "transaction_per_migration").value_or(config.get_bool("transaction_per_migration", false));
  options.starting_rev = string(given, "starting_rev");
  options.on_version_apply = functions(given, "on_version_apply");
  options.given = given;
  options.target_metadata = given.get("target_metadata");
  if (options.target_metadata.is_table()) options.naming = host::naming_convention_of(options.target_metadata);
  options.tag = string(given, "tag");
  options.output_buffer = given.get("output_buffer");
  if (options.output_buffer.is_string()) options.output_file = *options.output_buffer.string();
  if (options.output_buffer.is_table()) options.output_write = options.output_buffer.get("write");
  if (!options.output_buffer.is_nil() && !options.output_buffer.is_string() && !options.output_write.is_function()) {
    wrong_type("output_buffer", "a file name, or an object with a function write(self, text)", options.output_buffer);
  }
  return options;
}

}  // namespace runner::engine
