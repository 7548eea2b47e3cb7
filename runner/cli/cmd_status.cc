// The command that shows on one page what a deployment asks: which database, where it stands, what is pending, who is at it.
#include "base/error.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/look.h"
#include "cli/output.h"
#include "engine/env.h"
#include "graph/plan.h"

namespace runner::cli {
namespace {

using Nodes = std::vector<graph::Node>;
constexpr std::size_t kPendingShown = 20;

struct DatabaseStatus {
  std::string database;       // its URL, without the password
  std::string version_table;  // several tenants share a URL: their tables tell them apart
  graph::Rows rows;
  Nodes current, pending;
  std::optional<std::string> writer;  // who keeps others from migrating
  std::optional<Error> fault;         // rows that the history does not know
};

DatabaseStatus look_at(const graph::RevisionGraph& graph, const graph::Rows& rows, engine::Environment& environment) {
  DatabaseStatus found{environment.database(), environment.version_table(), rows, {}, {}, environment.writer(), {}};
  try {
    found.current = graph::current_heads(graph, rows);
    for (const graph::Step& step : graph::plan_upgrade(graph, rows, "heads")) found.pending.push_back(step.node);
  } catch (const Error& e) {
    found.fault = e;
  }
  return found;
}

std::vector<DatabaseStatus> look_at_all(engine::Session& session) {
  std::vector<DatabaseStatus> all;
  engine::Environment* running = nullptr;
  engine::Task task;
  task.look = [&](const graph::Rows& rows, engine::Executor*) { all.push_back(look_at(session.graph(), rows, *running)); };
  engine::Environment environment(session, std::move(task));
  running = &environment;
  environment.run();
  return all;
}

// "Name      first line", further lines below it.
std::string entry(const std::string& name, std::vector<std::string> lines) {
  constexpr std::size_t kWidth = 10;
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string head = i == 0 ? name : "";
    out += head + std::string(kWidth - head.size(), ' ') + lines[i] + "\n";
  }
  return out;
}

std::vector<std::string> current_lines(const DatabaseStatus& status, const RevisionPrinter& printer) {
  std::vector<std::string> lines;
  if (status.fault) {
    for (const std::string& row : status.rows) lines.push_back(text::visible(row) + "  (as the version table has it)");
  } else {
    for (const graph::Node n : status.current) lines.push_back(printer.text(n, {.labels = true, .points = true, .doc = true}));
  }
  if (lines.empty()) lines.emplace_back("nothing is applied");
  return lines;
}

std::vector<std::string> pending_lines(const DatabaseStatus& status, const RevisionPrinter& printer) {
  if (status.fault) return {"unknown"};
  const std::size_t count = status.pending.size();
  if (count == 0) return {"nothing: the database is up to date"};
  std::vector<std::string> lines = {std::to_string(count) + (count == 1 ? " revision, run by: " : " revisions, run by: ") +
                                    "runner upgrade heads"};
  for (std::size_t i = 0; i < count && i < kPendingShown; ++i) {
    lines.push_back("  " + printer.text(status.pending[i], {.parents = true, .doc = true}));
  }
  if (count > kPendingShown) lines.push_back("  ... and " + std::to_string(count - kPendingShown) + " more");
  return lines;
}

std::string page(const graph::RevisionGraph& graph, const std::vector<DatabaseStatus>& all, const std::string& source,
                 Paint paint) {
  const RevisionPrinter printer(graph, {}, paint);
  std::vector<std::string> heads;
  for (const graph::Node n : graph.heads()) heads.push_back(printer.text(n, {.labels = true, .doc = true}));
  if (heads.empty()) heads.emplace_back("none: there are no revisions yet");
  std::string out;
  for (const DatabaseStatus& status : all) {
    out += entry("Database", {text::visible(status.database + (source.empty() ? "" : "  (from " + source + ")"))});
    if (status.version_table != "alembic_version") out += entry("Versions", {text::visible(status.version_table)});
    out += entry("Current", current_lines(status, printer));
    out += entry("Pending", pending_lines(status, printer));
    out += entry("Lock", {status.writer ? "held by " + text::visible(*status.writer) : "free"});
    out += "\n";
  }
  return out + entry("Heads", heads);
}

Value json_of(const DatabaseStatus& status, const std::string& source, const RevisionPrinter& printer) {
  const auto list = [&](const Nodes& nodes) {
    ValueList items;
    for (const graph::Node n : nodes) items.push_back(printer.value(n));
    return items;
  };
  ValueList rows;
  for (const std::string& row : status.rows) rows.emplace_back(row);
  ValueObject object;
  object.emplace_back("database", Value(status.database));
  object.emplace_back("url_source", source.empty() ? Value() : Value(source));
  object.emplace_back("version_table", Value(status.version_table));
  object.emplace_back("version_rows", Value(rows));
  object.emplace_back("current", Value(list(status.current)));
  object.emplace_back("pending", status.fault ? Value() : Value(list(status.pending)));
  object.emplace_back("up_to_date", Value(!status.fault && status.pending.empty()));
  object.emplace_back("lock_holder", status.writer ? Value(*status.writer) : Value());
  return Value(std::move(object));
}

std::string document(const graph::RevisionGraph& graph, const std::vector<DatabaseStatus>& all, const std::string& source) {
  ValueList databases, heads;
  std::set<graph::Node> anywhere;
  for (const DatabaseStatus& status : all) {
    const std::set<graph::Node> current(status.current.begin(), status.current.end());
    anywhere.insert(current.begin(), current.end());
    databases.push_back(json_of(status, source, RevisionPrinter(graph, current)));
  }
  for (const graph::Node n : graph.heads()) heads.push_back(RevisionPrinter(graph, anywhere).value(n));
  ValueObject object;
  object.emplace_back("databases", Value(databases));
  object.emplace_back("heads", Value(heads));
  object.emplace_back("revisions", Value(static_cast<std::int64_t>(graph.size())));
  return to_json(Value(std::move(object))) + "\n";
}

}  // namespace

int status(const GlobalOptions& global) {
  engine::Session session(global.session);
  const graph::RevisionGraph& graph = session.graph();
  const auto all = look_at_all(session);
  // Several databases have their own settings: where one URL came from says nothing of them.
  const auto url = session.config().url();
  const std::string source = all.size() == 1 && url ? url->source : "";
  write_stdout(global.json ? document(graph, all, source) : page(graph, all, source, stdout_paint(global)));
  for (const DatabaseStatus& one : all) {
    if (one.fault) throw *one.fault;
  }
  return 0;
}

}  // namespace runner::cli
