// All revisions and how they hang together. Built once, checked whole (cycles, duplicates, missing parents, clashing labels
// are reported with the path and the files), then only asked. Vocabulary and rules: reference/alembic.md 2.2. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/revision.h"

namespace runner::graph {

// Index of a revision in map order (= load order), which breaks all ties.
using Node = std::int32_t;

class RevisionGraph {
 public:
  // Throws Error{kGraph}: duplicate id (both files), unknown parent or dependency (with the nearest id), self-loop, cycle
  // (whole path with files), label used twice or equal to an id. Cost: linear in revisions + edges.
  explicit RevisionGraph(std::vector<Revision> revisions);

  std::size_t size() const { return revisions_.size(); }
  const Revision& at(Node n) const { return revisions_[static_cast<std::size_t>(n)]; }
  std::optional<Node> find(std::string_view id) const;           // exact id only
  std::optional<Node> find_label(std::string_view label) const;  // the labelled revision

  const std::vector<Node>& down(Node n) const;           // by down_revision
  const std::vector<Node>& deps(Node n) const;           // depends_on resolved
  const std::vector<Node>& norm(Node n) const;           // down, then deps not already implied (reference 2.2)
  const std::vector<Node>& next(Node n) const;           // children by down_revision
  const std::vector<Node>& all_next(Node n) const;       // children by down_revision or depends_on

  bool is_head(Node n) const { return next(n).empty(); }
  bool is_real_head(Node n) const { return all_next(n).empty(); }
  bool is_base(Node n) const { return down(n).empty(); }
  bool is_branch_point(Node n) const { return next(n).size() > 1; }
  bool is_merge_point(Node n) const { return down(n).size() > 1; }

  std::vector<Node> heads() const;                       // by down_revision, map order
  std::vector<Node> real_heads() const;
  std::vector<Node> bases() const;

  // Closures incl. the start, as a membership vector of size().
  std::vector<char> ancestors(const std::vector<Node>& start, bool with_deps) const;    // over norm or down
  std::vector<char> descendants(const std::vector<Node>& start, bool with_deps) const;  // over all_next or next

  // Labels in effect on a revision after propagation (reference 2.2), sorted.
  const std::vector<std::string>& labels(Node n) const;
  // All ids and labels that start with `prefix`, for partial ids.
  std::vector<std::string> keys_with_prefix(std::string_view prefix) const;
  std::vector<std::string> all_keys() const;

 private:
  std::vector<Revision> revisions_;
  std::vector<std::vector<Node>> down_, deps_, norm_, next_, all_next_;
  std::vector<std::vector<std::string>> labels_;
  std::unordered_map<std::string, Node> by_id_, by_label_;
};

}  // namespace runner::graph
