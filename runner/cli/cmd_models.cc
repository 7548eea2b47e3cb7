// `models`: an existing database as a file of Lua models.
#include <filesystem>

#include "autogen/database_tables.h"
#include "autogen/models_writer.h"
#include "base/error.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "engine/backends.h"
#include "engine/env.h"

namespace runner::cli {
namespace {

struct Source {
  db::Connection& connection;
  const sql::Dialect& dialect;
};

// The database of --url, without asking the project; else the one that env.lua configures.
template <class Use>
void with_database(engine::Session& session, const GlobalOptions& global, Use use) {
  if (global.session.config.url) {
    const Url url = Url::parse(*global.session.config.url);
    const auto connection = engine::connect(url);
    return use(Source{*connection, *engine::dialect_for(url)});
  }
  int databases = 0;
  engine::Task task;
  task.look = [&](const graph::Rows&, engine::Executor* executor) {
    if (++databases > 1)
      throw Error(ErrorCode::kUsage, "env.lua configures several databases, but models are written for one")
          .with_hint("name it: runner models --url URL");
    use(Source{executor->connection(), executor->dialect()});
  };
  engine::Environment(session, std::move(task)).run();
}

ops::VersionTable version_table(const Config& config) {
  ops::VersionTable table;
  table.table = config.get_or("version_table", "alembic_version");
  table.schema = config.get("version_table_schema");
  return table;
}

std::string about(schema::Inspector& inspector, const std::vector<std::string>& schemas) {
  std::vector<std::string> views;
  for (const auto& view : inspector.views(std::nullopt)) views.push_back(view.name);
  for (const auto& schema : schemas)
    for (const auto& view : inspector.views(schema)) views.push_back(schema + "." + view.name);
  std::string text = "Models of an existing database, as runner models wrote them.";
  if (!views.empty()) text += "\nViews are not declared; it has " + text::join(views, ", ") + ".";
  return text;
}

void check_writable(const ModelsOptions& options) {
  if (!options.output || options.force || !std::filesystem::exists(*options.output)) return;
  throw Error(ErrorCode::kUsage, "the file " + *options.output + " exists already").with_hint("add --force to write it anew");
}

}  // namespace

int models(const GlobalOptions& global, const ModelsOptions& options) {
  check_writable(options);
  engine::Session session(global.session);
  std::string text;
  with_database(session, global, [&](const Source& source) {
    const auto inspector = source.connection.inspector();
    const auto tables = autogen::database_tables(*inspector, options.schemas, version_table(session.config()));
    if (tables.empty())
      throw Error(ErrorCode::kState, "the database has no table to declare")
          .with_hint("name its schema: runner models --schema NAME");
    const auto comparer = sql::make_comparer(source.dialect);
    text = autogen::write_models(tables, *comparer, about(*inspector, options.schemas));
  });
  if (options.output)
    text::write_file(*options.output, text);
  else
    write_stdout(text);
  return 0;
}

}  // namespace runner::cli
