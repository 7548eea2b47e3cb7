// Comparing models with a database: `check`, and the body of `revision --autogenerate`.
#include <algorithm>

#include "autogen/autogenerate.h"
#include "autogen/describe.h"
#include "base/error.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/revision_environment.h"
#include "engine/env.h"

namespace runner::cli {
namespace {

// A comparison with a database that lacks revisions would find what they are about to do.
void require_heads(engine::Session& session, const graph::Rows& rows) {
  const graph::RevisionGraph& graph = session.graph();
  std::vector<std::string> heads, sorted_rows(rows.begin(), rows.end());
  for (graph::Node node : graph.real_heads()) heads.push_back(graph.at(node).id);
  std::sort(heads.begin(), heads.end());
  std::sort(sorted_rows.begin(), sorted_rows.end());
  if (heads == sorted_rows) return;
  throw Error(ErrorCode::kState, "Target database is not up to date.")
      .with_hint((rows.empty() ? "it has no revision" : "it is at " + text::join(sorted_rows, ", ")) + ", the scripts end at " +
                 (heads.empty() ? "nothing" : text::join(heads, ", ")) + "; run: runner upgrade heads");
}

autogen::Script compare(engine::Session& session, const engine::Configured& configured) {
  require_heads(session, configured.rows);
  const host::Ref allow = configured.options.given.get("allow_empty_models");
  return autogen::autogenerate({session.lua(), session.module(), configured.executor->connection(), configured.dialect,
                                configured.options.given, configured.options.target_metadata, configured.context,
                                configured.options.version_table,
                                allow.is_boolean() ? *allow.boolean() : session.config().get_bool("allow_empty_models", false)});
}

Value as_value(const autogen::Line& line) {
  ValueObject object{{"operation", line.operation}, {"text", line.text}};
  if (!line.table.empty()) object.emplace_back("table", line.table);
  if (!line.name.empty()) object.emplace_back("name", line.name);
  std::sort(object.begin(), object.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return object;
}

std::string as_json(const std::vector<autogen::Line>& lines) {
  ValueList list;
  for (const autogen::Line& line : lines) list.push_back(as_value(line));
  return to_json(ValueObject{{"differences", list}}) + "\n";
}

std::string as_text(const std::vector<autogen::Line>& lines) {
  if (lines.empty()) return "No new upgrade operations detected.\n";
  std::string out;
  for (const autogen::Line& line : lines) out += text::replace_all(line.text, "\n", " ") + "\n";
  return out;
}

// The template ends the line itself.
std::string body(const autogen::Tree& tree) {
  std::string text = autogen::render(tree);
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace

int check(const GlobalOptions& global) {
  engine::Session session(global.session);
  std::vector<autogen::Line> lines;
  engine::Task task;
  task.examine = [&](const engine::Configured& configured) {
    for (auto& line : autogen::describe(compare(session, configured).upgrade, configured.dialect))
      lines.push_back(std::move(line));
  };
  engine::Environment(session, std::move(task)).run();
  write_stdout(global.json ? as_json(lines) : as_text(lines));
  if (lines.empty()) return 0;
  throw Error(ErrorCode::kDifferences, "New upgrade operations detected: " + std::to_string(lines.size()))
      .with_hint("runner revision --autogenerate -m \"...\" writes a migration with them");
}

std::vector<script::NewRevision> with_environment(engine::Session& session, const RevisionOptions& options,
                                                  const script::NewRevision& made) {
  const bool wanted = options.autogenerate || session.config().get_bool("revision_environment", false);
  if (!wanted) return {made};
  script::NewRevision revision = made;
  engine::Task task;
  task.as_sql = options.sql;
  task.flags = {{"autogenerate", options.autogenerate}};
  task.examine = [&](const engine::Configured& configured) {
    autogen::Script script;
    if (options.autogenerate) script = compare(session, configured);
    revision.template_args.emplace_back("upgrades", body(script.upgrade));
    revision.template_args.emplace_back("downgrades", body(script.downgrade));
  };
  engine::Environment(session, std::move(task)).run();
  return {revision};
}

}  // namespace runner::cli
