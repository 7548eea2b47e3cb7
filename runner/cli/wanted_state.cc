#include "cli/wanted_state.h"

#include <filesystem>

#include "base/error.h"
#include "base/text.h"
#include "engine/backends.h"

namespace runner::cli {

namespace {

using Tables = std::vector<schema::Table>;

Tables tables_of(db::Connection& connection, const engine::Configured& configured) {
  const host::Ref all = configured.options.given.get("include_schemas");
  const bool all_schemas = all.is_boolean() && *all.boolean();
  return autogen::reference_tables(connection, configured.dialect, all_schemas, configured.options.version_table);
}

Tables of_database(const std::string& text, const engine::Configured& configured) {
  const Url url = Url::parse(text);
  const std::string kind = engine::dialect_for(url)->name();
  if (kind != configured.dialect.name()) {
    throw Error(ErrorCode::kConfig, "the reference database " + url.redacted() + " is of another kind (" + kind +
                                        ") than the one to compare it with (" + configured.dialect.name() + ")")
        .with_hint("make the reference with the same kind of server: types and defaults mean other things elsewhere");
  }
  const auto connection = engine::connect(url);
  return tables_of(*connection, configured);
}

// As written, else beside the ini file.
std::string existing_file(const std::string& name, const Config& config) {
  const std::filesystem::path beside = std::filesystem::path(config.file()).parent_path() / name;
  if (!std::filesystem::exists(name) && std::filesystem::exists(beside)) return beside.string();
  if (std::filesystem::is_regular_file(name)) return name;
  throw Error(ErrorCode::kConfig, "there is no file of SQL " + name).with_hint("name one that makes the wanted tables");
}

Tables of_file(const std::string& name, const engine::Configured& configured, const Config& config) {
  const std::string file = existing_file(name, config);
  if (!configured.url) throw Error(ErrorCode::kUsage, "a file of SQL as the wanted state needs a database, not --sql");
  const auto scratch = engine::scratch_beside(*configured.url);
  engine::load(*scratch, file, configured.dialect.name());
  return tables_of(scratch->connection(), configured);
}

bool is_url(const std::string& text) {
  return text.find("://") != std::string::npos;
}

}  // namespace

std::optional<Tables> wanted_state(const ReferenceOptions& options, const engine::Configured& configured, const Config& config) {
  if (options.url && options.sql) {
    throw Error(ErrorCode::kUsage, "--from-url and --from-sql both say what is wanted").with_hint("give one of them");
  }
  if (options.url) return of_database(*options.url, configured);
  if (options.sql) return of_file(*options.sql, configured, config);
  const host::Ref& target = configured.options.target_metadata;
  if (!target.is_string()) return std::nullopt;
  const std::string text = *target.string();
  if (is_url(text)) return of_database(text, configured);
  if (text.ends_with(".sql")) return of_file(text, configured, config);
  throw Error(ErrorCode::kConfig, "target_metadata = \"" + text + "\" is neither a database URL nor a file of SQL (*.sql)")
      .with_hint("models in Lua are passed as their metadata: require(\"models\").metadata, or sa.discover(\"models/*.lua\")");
}

}  // namespace runner::cli
