// The commands that only look: current, history, heads, branches, show.
#include <algorithm>
#include <set>

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

// A project may have several databases, or schemas, so each revision says where it is current.
ValueList current_entries(const graph::RevisionGraph& graph, const Nodes& nodes, const engine::Environment& environment) {
  const RevisionPrinter printer(graph, {nodes.begin(), nodes.end()});
  ValueList entries;
  for (const graph::Node node : nodes) {
    ValueObject entry = {{"database", Value(environment.database())}, {"version_table", Value(environment.version_table())}};
    const Value revision = printer.value(node);
    entry.insert(entry.end(), revision.object()->begin(), revision.object()->end());
    entries.emplace_back(std::move(entry));
  }
  return entries;
}

bool environment_wanted(engine::Session& session) {
  return session.config().get_bool("revision_environment", false);
}

void print(const GlobalOptions& global, const RevisionPrinter& printer, const Nodes& nodes, bool verbose,
           const LineParts& parts) {
  if (global.json) return write_stdout(printer.json(nodes));
  std::string out;
  for (graph::Node node : nodes) out += verbose ? printer.block(node) : printer.line(node, parts);
  write_stdout(out);
}

}  // namespace

int current(const GlobalOptions& global, const CurrentOptions& options) {
  engine::Session session(global.session);
  std::string out;
  bool at_heads = true;
  ValueList entries;
  engine::Environment* running = nullptr;
  engine::Task task;
  task.look = [&](const graph::Rows& rows, engine::Executor*) {
    const graph::RevisionGraph& graph = session.graph();
    const Nodes nodes = graph::current_heads(graph, rows);
    if (options.check_heads) {
      graph::check_rows(graph, rows);
      const auto applied = graph::applied(graph, rows);
      for (graph::Node head : graph.heads()) at_heads = at_heads && applied[static_cast<std::size_t>(head)];
    }
    if (global.json) {
      for (Value& entry : current_entries(graph, nodes, *running)) entries.push_back(std::move(entry));
      return;
    }
    const RevisionPrinter printer(graph, {}, stdout_paint(global));
    if (options.verbose) out += "Current revision(s) for " + text::visible(running->database()) + ":\n";
    for (graph::Node node : nodes) out += options.verbose ? printer.block(node) : printer.line(node, {.points = true});
  };
  engine::Environment environment(session, std::move(task));
  running = &environment;
  environment.run();
  if (options.check_heads && !at_heads) {
    throw Error(ErrorCode::kDifferences, "Database is not on all head revisions").with_hint("run: runner upgrade heads");
  }
  write_stdout(global.json ? json_lines(entries) : out);
  return 0;
}

int history(const GlobalOptions& global, const HistoryOptions& options) {
  engine::Session session(global.session);
  const graph::RevisionGraph& graph = session.graph();
  const bool asks_current =
      options.range && (text::starts_with_nocase(*options.range, "current:") || options.range->ends_with(":current"));
  std::optional<graph::Rows> rows;
  if (asks_current || options.indicate_current || environment_wanted(session)) rows = database_rows(session);
  const Nodes nodes =
      options.range ? graph::resolve_range(graph, *options.range, rows ? &*rows : nullptr) : graph::whole_history(graph);
  const RevisionPrinter printer(graph, options.indicate_current && rows ? nodes_marked(graph, *rows) : std::set<graph::Node>{},
                                stdout_paint(global));
  print(global, printer, nodes, options.verbose, {.parents = true, .labels = true, .points = true, .doc = true});
  return 0;
}

int heads(const GlobalOptions& global, const HeadsOptions& options) {
  engine::Session session(global.session);
  const graph::RevisionGraph& graph = session.graph();
  const Nodes nodes = options.resolve_dependencies ? graph.real_heads() : graph.heads();
  print(global, RevisionPrinter(graph, {}, stdout_paint(global)), nodes, options.verbose, {.labels = true});
  return 0;
}

int branches(const GlobalOptions& global, bool verbose) {
  engine::Session session(global.session);
  const graph::RevisionGraph& graph = session.graph();
  const RevisionPrinter printer(graph, {}, stdout_paint(global));
  Nodes points;
  for (graph::Node node : graph::whole_history(graph)) {
    if (graph.is_branch_point(node)) points.push_back(node);
  }
  if (global.json) {
    write_stdout(printer.json(points));
    return 0;
  }
  std::string out;
  for (graph::Node node : points) {
    out += verbose ? printer.block(node) : printer.line(node, {.labels = true, .points = true});
    const std::string indent(graph.at(node).id.size(), ' ');
    for (graph::Node child : graph.next(node)) {
      out += indent + " -> " + printer.line(child, {.labels = true, .points = true, .doc = verbose});
    }
    out += "\n";
  }
  write_stdout(out);
  return 0;
}

int show(const GlobalOptions& global, const std::string& target) {
  engine::Session session(global.session);
  const graph::RevisionGraph& graph = session.graph();
  std::optional<graph::Rows> rows;
  if (target == "current") rows = database_rows(session);
  const Nodes nodes = graph::resolve(graph, target, rows ? &*rows : nullptr);
  print(global, RevisionPrinter(graph, {}, stdout_paint(global)), nodes, true, {});
  return 0;
}

}  // namespace runner::cli
