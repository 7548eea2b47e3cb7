#include "cli/output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/error.h"
#include "base/text.h"
#include "base/value.h"

namespace runner::cli {
namespace {

std::string joined(const std::vector<std::string>& words) {
  return text::visible(text::join(words, ", "));
}

std::string in_parentheses(const std::vector<std::string>& words) {
  return "(" + joined(words) + ")";
}

std::vector<std::string> ids(const graph::RevisionGraph& graph, graph::Nodes nodes) {
  std::vector<std::string> out;
  for (const graph::Node node : nodes) out.push_back(graph.at(node).id);
  return out;
}

Value list_of(const std::vector<std::string>& words) {
  ValueList list;
  for (const std::string& word : words) list.emplace_back(word);
  return list;
}

}  // namespace

std::string RevisionPrinter::head_mark(graph::Node node) const {
  if (!graph_.is_head(node)) return {};
  return " " + paint_(Tint::kHead, graph_.is_real_head(node) ? "(head)" : "(effective head)");
}

std::string RevisionPrinter::point_marks(graph::Node node) const {
  std::string out;
  if (graph_.is_branch_point(node)) out += " " + paint_(Tint::kPoint, "(branchpoint)");
  if (graph_.is_merge_point(node)) out += " " + paint_(Tint::kPoint, "(mergepoint)");
  return out;
}

std::string RevisionPrinter::current_mark(graph::Node node) const {
  return current_.contains(node) ? " " + paint_(Tint::kCurrent, "(current)") : "";
}

std::string RevisionPrinter::text(graph::Node node, const LineParts& parts) const {
  const graph::Revision& revision = graph_.at(node);
  std::string out;
  if (parts.parents) {
    out += revision.down.empty() ? "<base>" : joined(revision.down);
    if (!revision.depends_on.empty()) out += " " + in_parentheses(revision.depends_on);
    out += " -> ";
  }
  out += paint_(Tint::kId, text::visible(revision.id));
  const std::vector<std::string> none;
  const std::vector<std::string>& labels = parts.labels ? graph_.labels(node) : parts.own_labels ? revision.labels : none;
  if (!labels.empty()) out += " " + paint_(Tint::kLabel, in_parentheses(labels));
  out += head_mark(node) + current_mark(node);
  if (parts.points) out += point_marks(node);
  if (parts.dependencies && !revision.depends_on.empty()) out += " (depends on " + joined(revision.depends_on) + ")";
  if (parts.doc && !revision.message.empty()) out += ", " + text::visible(revision.message);
  return out;
}

std::string RevisionPrinter::block(graph::Node node) const {
  const graph::Revision& revision = graph_.at(node);
  std::string out =
      "Rev: " + paint_(Tint::kId, text::visible(revision.id)) + head_mark(node) + point_marks(node) + current_mark(node) + "\n";
  if (graph_.is_merge_point(node)) {
    out += "Merges: " + joined(revision.down) + "\n";
  } else {
    out += "Parent: " + (revision.down.empty() ? std::string("<base>") : joined(revision.down)) + "\n";
  }
  if (!revision.depends_on.empty()) out += "Also depends on: " + joined(revision.depends_on) + "\n";
  if (graph_.is_branch_point(node)) out += "Branches into: " + joined(ids(graph_, graph_.next(node))) + "\n";
  if (!graph_.labels(node).empty()) out += "Branch names: " + joined(graph_.labels(node)) + "\n";
  out += "Path: " + text::visible(revision.path) + "\n\n";
  for (const std::string& doc_line : text::split(text::visible(revision.doc), "\n", true)) out += "    " + doc_line + "\n";
  return out + "\n";
}

Value RevisionPrinter::value(graph::Node node) const {
  const graph::Revision& revision = graph_.at(node);
  ValueObject object;
  object.emplace_back("revision", Value(revision.id));
  object.emplace_back("down_revision", list_of(revision.down));
  object.emplace_back("depends_on", list_of(revision.depends_on));
  object.emplace_back("children", list_of(ids(graph_, graph_.next(node))));
  object.emplace_back("branch_labels", list_of(graph_.labels(node)));
  object.emplace_back("head", Value(graph_.is_real_head(node)));
  object.emplace_back("effective_head", Value(graph_.is_head(node) && !graph_.is_real_head(node)));
  object.emplace_back("branchpoint", Value(graph_.is_branch_point(node)));
  object.emplace_back("mergepoint", Value(graph_.is_merge_point(node)));
  object.emplace_back("current", Value(current_.contains(node)));
  object.emplace_back("message", Value(revision.message));
  object.emplace_back("doc", Value(revision.doc));
  object.emplace_back("path", Value(revision.path));
  return Value(std::move(object));
}

std::string RevisionPrinter::json(const std::vector<graph::Node>& nodes) const {
  ValueList items;
  for (const graph::Node node : nodes) items.push_back(value(node));
  return json_lines(items);
}

std::string json_lines(const ValueList& items) {
  std::string out = "[";
  for (std::size_t i = 0; i < items.size(); ++i) out += (i ? ",\n " : "\n ") + to_json(items[i]);
  return out + (items.empty() ? "]\n" : "\n]\n");
}

void write_stdout(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
    throw Error(ErrorCode::kIo, std::string("cannot write to standard output: ") + std::strerror(errno));
  }
}

void say(bool quiet, const std::string& text) {
  if (!quiet) std::fprintf(stderr, "%s\n", text::visible(text).c_str());
}

}  // namespace runner::cli
