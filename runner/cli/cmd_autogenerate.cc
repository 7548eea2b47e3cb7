// Comparing models with a database: `check`, and the body of `revision --autogenerate`.
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "autogen/autogenerate.h"
#include "autogen/describe.h"
#include "autogen/directives.h"
#include "base/error.h"
#include "base/interrupt.h"
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

autogen::HookHost hook_host(engine::Session& session, const engine::Configured& configured) {
  return {session.lua(), session.module(), configured.options.given, configured.context};
}

// A line of the terminal. Throws: a Ctrl-C, or the end instead of a line.
std::string read_answer() {
  std::string answer;
  for (;;) {
    interrupt::wait_for_input(STDIN_FILENO);
    char c = 0;
    const ssize_t count = ::read(STDIN_FILENO, &c, 1);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    if (c == '\n') return text::lower(text::trim(answer));
    answer += c;
  }
  throw Error(ErrorCode::kUsage, "the question was not answered; nothing is written")
      .with_hint("answer y or n, or say renamed_from = \"...\" in the model");
}

// Asks whether something has a new name, where somebody is there to answer.
autogen::AskRename on_terminal() {
  if (isatty(STDIN_FILENO) == 0 || isatty(STDERR_FILENO) == 0) return {};
  return [](const autogen::RenameQuestion& question) {
    const std::string before =
        question.table.empty() ? "table " + question.before : "column " + question.table + "." + question.before;
    for (;;) {
      std::fprintf(stderr, "Is %s now called %s? (no: it is dropped with its data) [y/N] ", text::visible(before).c_str(),
                   text::visible(question.after).c_str());
      const std::string answer = read_answer();
      if (answer == "y" || answer == "yes") return true;
      if (answer.empty() || answer == "n" || answer == "no") return false;
    }
  };
}

autogen::Script compare(engine::Session& session, const engine::Configured& configured, const ReferenceOptions& reference,
                        const autogen::AskRename& ask) {
  require_heads(session, configured.rows);
  const auto wanted = wanted_state(reference, configured, session.config());
  const host::Ref allow = configured.options.given.get("allow_empty_models");
  return autogen::autogenerate(
      {session.lua(), session.module(), configured.executor->connection(), configured.dialect, configured.options.given,
       configured.options.target_metadata, wanted ? &*wanted : nullptr, configured.context, configured.options.version_table,
       allow.is_boolean() ? *allow.boolean() : session.config().get_bool("allow_empty_models", false), ask});
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
  for (const autogen::Line& line : lines) out += text::visible(text::replace_all(line.text, "\n", " ")) + "\n";
  return out;
}

void add_template_args(script::NewRevision& revision, const host::Ref& given) {
  for (const auto& [name, value] : given.get("template_args").pairs()) {
    revision.template_args.emplace_back(name, value.string().value_or(""));
  }
}

// What one configured database adds to the new revision. A project with several gives each its own tokens.
class RevisionMaker {
 public:
  RevisionMaker(engine::Session& session, const RevisionOptions& options, const script::NewRevision& made)
      : session_(session), options_(options), drafts_{{made, {options.head}, options.splice}} {}

  void examine(const engine::Configured& configured) {
    autogen::RevisionDirective directive;
    const Draft& draft = drafts_.front();
    const script::NewRevision& made = draft.revision;
    directive.rev_id = made.id;
    directive.message = made.message;
    directive.down = made.down;
    directive.heads = draft.heads;
    directive.splice = draft.splice;
    directive.branch_labels = made.labels;
    directive.depends_on = made.depends_on;
    directive.version_path = made.directory;
    if (options_.autogenerate) directive.script = compare(session_, configured, options_.reference, on_terminal());
    const autogen::HookHost hooks = hook_host(session_, configured);
    std::vector<Draft> result;
    for (const auto& left : autogen::process_directives(hooks, std::move(directive))) {
      result.push_back({applied(made, left, configured, hooks), left.heads, left.splice});
    }
    drafts_ = std::move(result);
  }

  bool withdrawn() const { return drafts_.empty(); }
  std::vector<Draft> take() { return std::move(drafts_); }

 private:
  static std::string token(const host::Ref& options, const std::string& key, const std::string& fallback) {
    return options.get(key).string().value_or(fallback);
  }

  static script::NewRevision applied(script::NewRevision revision, const autogen::RevisionDirective& directive,
                                     const engine::Configured& configured, const autogen::HookHost& hooks) {
    revision.id = directive.rev_id;
    revision.message = directive.message;
    revision.labels = directive.branch_labels;
    revision.depends_on = directive.depends_on;
    revision.directory = directive.version_path;
    const host::Ref& given = configured.options.given;
    add_template_args(revision, given);
    autogen::ItemHook items(hooks);
    revision.template_args.emplace_back(token(given, "upgrade_token", "upgrades"),
                                        autogen::render(directive.script.upgrade, items.writer()));
    revision.template_args.emplace_back(token(given, "downgrade_token", "downgrades"),
                                        autogen::render(directive.script.downgrade, items.writer()));
    std::vector<std::string> imports = directive.imports;
    for (std::string& line : items.imports()) imports.push_back(std::move(line));
    if (!imports.empty()) revision.template_args.emplace_back("imports", text::join(imports, "\n"));
    return revision;
  }

  engine::Session& session_;
  const RevisionOptions& options_;
  std::vector<Draft> drafts_;
};

}  // namespace

int check(const GlobalOptions& global, const ReferenceOptions& reference) {
  engine::Session session(global.session);
  std::vector<autogen::Line> lines;
  engine::Task task;
  task.examine = [&](const engine::Configured& configured) {
    autogen::RevisionDirective directive;
    directive.script = compare(session, configured, reference, {});
    for (const auto& left : autogen::process_directives(hook_host(session, configured), std::move(directive))) {
      for (auto& line : autogen::describe(left.script.upgrade, configured.dialect)) lines.push_back(std::move(line));
    }
  };
  engine::Environment(session, std::move(task)).run();
  write_stdout(global.json ? as_json(lines) : as_text(lines));
  if (lines.empty()) return 0;
  throw Error(ErrorCode::kDifferences, "New upgrade operations detected: " + std::to_string(lines.size()))
      .with_hint("runner revision --autogenerate -m \"...\" writes a migration with them");
}

bool wants_environment(engine::Session& session, const RevisionOptions& options) {
  return options.autogenerate || session.config().get_bool("revision_environment", false);
}

std::vector<Draft> with_environment(engine::Session& session, const RevisionOptions& options, const script::NewRevision& made) {
  if (options.reference.given() && !options.autogenerate) {
    throw Error(ErrorCode::kUsage, "--from-url and --from-sql say what --autogenerate compares with")
        .with_hint("add --autogenerate");
  }
  if (!wants_environment(session, options)) return {{made, {options.head}, options.splice}};
  RevisionMaker maker(session, options, made);
  engine::Task task;
  task.as_sql = options.sql;
  task.examine = [&](const engine::Configured& configured) {
    if (!maker.withdrawn()) maker.examine(configured);
  };
  engine::Environment(session, std::move(task)).run();
  return maker.take();
}

script::NewRevision with_template_args(engine::Session& session, script::NewRevision merge) {
  if (!session.config().get_bool("revision_environment", false)) return merge;
  engine::Task task;
  task.examine = [&](const engine::Configured& configured) { add_template_args(merge, configured.options.given); };
  engine::Environment(session, std::move(task)).run();
  return merge;
}

}  // namespace runner::cli
