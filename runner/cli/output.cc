#include "cli/output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/error.h"
#include "base/text.h"
#include "base/value.h"

namespace runner::cli {
namespace {

std::string in_parentheses(const std::vector<std::string>& words) { return " (" + text::join(words, ", ") + ")"; }

Value list_of(const std::vector<std::string>& words) {
  ValueList list;
  for (const std::string& word : words) list.emplace_back(word);
  return list;
}

}  // namespace

std::string RevisionPrinter::line(graph::Node node, const LineParts& parts) const {
  const graph::Revision& revision = graph_.at(node);
  std::string out;
  if (parts.parents) {
    out += revision.down.empty() ? "<base>" : text::join(revision.down, ", ");
    if (!revision.depends_on.empty()) out += in_parentheses(revision.depends_on);
    out += " -> ";
  }
  out += revision.id;
  if (parts.labels && !graph_.labels(node).empty()) out += in_parentheses(graph_.labels(node));
  if (parts.head && graph_.is_real_head(node)) {
    out += " (head)";
  } else if (parts.head && graph_.is_head(node)) {
    out += " (effective head)";
  }
  if (current_.count(node)) out += " (current)";
  if (parts.points && graph_.is_branch_point(node)) out += " (branchpoint)";
  if (parts.points && graph_.is_merge_point(node)) out += " (mergepoint)";
  if (parts.doc && !revision.message.empty()) out += ", " + revision.message;
  return out + "\n";
}

std::string RevisionPrinter::block(graph::Node node) const {
  const graph::Revision& revision = graph_.at(node);
  std::string out = "Rev: " + revision.id;
  if (graph_.is_real_head(node)) {
    out += " (head)";
  } else if (graph_.is_head(node)) {
    out += " (effective head)";
  }
  if (graph_.is_branch_point(node)) out += " (branchpoint)";
  if (graph_.is_merge_point(node)) out += " (mergepoint)";
  if (current_.count(node)) out += " (current)";
  out += "\n";
  if (graph_.is_merge_point(node)) {
    out += "Merges: " + text::join(revision.down, ", ") + "\n";
  } else {
    out += "Parent: " + (revision.down.empty() ? std::string("<base>") : text::join(revision.down, ", ")) + "\n";
  }
  if (!revision.depends_on.empty()) out += "Also depends on: " + text::join(revision.depends_on, ", ") + "\n";
  if (graph_.is_branch_point(node)) {
    std::vector<std::string> children;
    for (graph::Node child : graph_.next(node)) children.push_back(graph_.at(child).id);
    out += "Branches into: " + text::join(children, ", ") + "\n";
  }
  if (!graph_.labels(node).empty()) out += "Branch names: " + text::join(graph_.labels(node), ", ") + "\n";
  out += "Path: " + revision.path + "\n\n";
  for (const std::string& doc_line : text::split(revision.doc, "\n", true)) out += "    " + doc_line + "\n";
  return out + "\n";
}

std::string RevisionPrinter::json(graph::Node node) const {
  const graph::Revision& revision = graph_.at(node);
  ValueObject object;
  object.emplace_back("revision", Value(revision.id));
  object.emplace_back("down_revision", list_of(revision.down));
  object.emplace_back("depends_on", list_of(revision.depends_on));
  std::vector<std::string> children;
  for (graph::Node child : graph_.next(node)) children.push_back(graph_.at(child).id);
  object.emplace_back("children", list_of(children));
  object.emplace_back("branch_labels", list_of(graph_.labels(node)));
  object.emplace_back("head", Value(graph_.is_real_head(node)));
  object.emplace_back("effective_head", Value(graph_.is_head(node) && !graph_.is_real_head(node)));
  object.emplace_back("branchpoint", Value(graph_.is_branch_point(node)));
  object.emplace_back("mergepoint", Value(graph_.is_merge_point(node)));
  object.emplace_back("current", Value(current_.count(node) > 0));
  object.emplace_back("message", Value(revision.message));
  object.emplace_back("path", Value(revision.path));
  return to_json(Value(std::move(object)));
}

std::string RevisionPrinter::json(const std::vector<graph::Node>& nodes) const {
  std::string out = "[";
  for (std::size_t i = 0; i < nodes.size(); ++i) out += (i ? ",\n " : "\n ") + json(nodes[i]);
  return out + (nodes.empty() ? "]\n" : "\n]\n");
}

void write_stdout(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
    throw Error(ErrorCode::kIo, std::string("cannot write to standard output: ") + std::strerror(errno));
  }
}

void status(bool quiet, const std::string& text) {
  if (!quiet) std::fprintf(stderr, "%s\n", text.c_str());
}

}  // namespace runner::cli
