// All revisions and how they hang together. Built once, checked whole (cycles, duplicates, missing parents, clashing labels
// are reported with the path and the files), then only asked. Vocabulary and rules: reference/alembic.md 2.2. Pure.
// Edges are flat arrays and keys are views into the revisions, so that 10,000 revisions cost a few milliseconds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/revision.h"

namespace runner::graph {

// Index of a revision in map order (= load order), which breaks all ties.
using Node = std::int32_t;
using Nodes = std::span<const Node>;

// For every node a list of nodes, kept in two arrays.
struct Adjacency {
  std::vector<std::size_t> first;  // size() + 1 offsets into `items`
  std::vector<Node> items;
  Nodes of(Node n) const {
    const auto i = static_cast<std::size_t>(n);
    return Nodes(items).subspan(first[i], first[i + 1] - first[i]);
  }
};

class RevisionGraph {
 public:
  // Throws Error{kGraph}: unusable id, duplicate id (both files), unknown parent or dependency (with the nearest id),
  // self-loop, cycle (whole path with files), label used twice or equal to an id. Cost: linear in revisions + edges.
  explicit RevisionGraph(std::vector<Revision> revisions);
  // The keys are views into the revisions: a graph moves but does not copy.
  RevisionGraph(RevisionGraph&&) = default;
  RevisionGraph& operator=(RevisionGraph&&) = default;
  RevisionGraph(const RevisionGraph&) = delete;
  RevisionGraph& operator=(const RevisionGraph&) = delete;

  std::size_t size() const { return revisions_.size(); }
  const Revision& at(Node n) const { return revisions_[static_cast<std::size_t>(n)]; }
  std::optional<Node> find(std::string_view id) const;           // exact id only
  std::optional<Node> find_label(std::string_view label) const;  // the labelled revision

  Nodes down(Node n) const { return down_.of(n); }          // by down_revision
  Nodes deps(Node n) const { return deps_.of(n); }          // depends_on resolved
  Nodes norm(Node n) const;                                 // down, then deps not already implied (reference 2.2)
  Nodes next(Node n) const { return next_.of(n); }          // children by down_revision, map order
  Nodes all_next(Node n) const { return all_next_.of(n); }  // children by down_revision or depends_on, map order

  bool is_head(Node n) const { return next(n).empty(); }
  bool is_real_head(Node n) const { return all_next(n).empty(); }
  bool is_base(Node n) const { return down(n).empty(); }
  bool is_branch_point(Node n) const { return next(n).size() > 1; }
  bool is_merge_point(Node n) const { return down(n).size() > 1; }

  std::vector<Node> heads() const;  // by down_revision, map order
  std::vector<Node> real_heads() const;
  std::vector<Node> bases() const;

  // Every node, parents and dependencies before their children.
  const std::vector<Node>& parents_first() const { return parents_first_; }

  // Closures incl. the start, as a membership vector of size().
  std::vector<char> ancestors(const std::vector<Node>& start, bool with_deps) const;    // over norm or down
  std::vector<char> descendants(const std::vector<Node>& start, bool with_deps) const;  // over all_next or next

  // Labels in effect on a revision after propagation (reference 2.2), sorted.
  const std::vector<std::string>& labels(Node n) const;
  // All ids and labels that start with `prefix`, for partial ids; sorted.
  std::vector<std::string> keys_with_prefix(std::string_view prefix) const;
  std::vector<std::string> all_keys() const;

 private:
  void index_keys();
  void link_parents();
  void link_children();
  Node parent_of(const Revision& child, const std::string& id) const;
  Node dependency_of(const Revision& child, const std::string& key) const;
  void normalize() const;
  void propagate_labels() const;
  std::vector<Node> label_origins() const;
  std::size_t label_set_below(Node n) const;

  std::vector<Revision> revisions_;
  std::unordered_map<std::string_view, Node> by_id_, by_label_;
  Adjacency down_, deps_, next_, all_next_;
  std::vector<Node> parents_first_;
  // Made when first asked for: most commands need neither.
  mutable std::optional<Adjacency> norm_;
  mutable std::vector<std::vector<std::string>> label_sets_;
  mutable std::vector<std::size_t> label_set_of_;  // for each revision: few sets are shared by many
};

}  // namespace runner::graph
