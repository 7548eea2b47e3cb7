#include "graph/cycle.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"

namespace runner::graph {

std::string place_of(const Revision& revision) {
  if (revision.path.empty() || revision.line <= 0) return revision.path;
  return revision.path + ":" + std::to_string(revision.line);
}

std::string with_file(const Revision& revision) {
  const std::string place = place_of(revision);
  return place.empty() ? revision.id : revision.id + " (" + place + ")";
}

namespace {

using EdgeLists = std::span<const Adjacency* const>;

// REQUIRES: every node of `stuck` points to another one of `stuck`. The cycle child to parent, its earliest member first.
std::vector<Node> cycle_among(const std::vector<char>& stuck, EdgeLists edges) {
  const auto stuck_parent = [&](Node n) {
    for (const Adjacency* list : edges) {
      for (const Node p : list->of(n)) {
        if (stuck[static_cast<std::size_t>(p)]) return p;
      }
    }
    return Node{-1};
  };
  std::vector<int> place(stuck.size(), -1);
  std::vector<Node> path;
  auto n = static_cast<Node>(std::find(stuck.begin(), stuck.end(), 1) - stuck.begin());
  for (; place[static_cast<std::size_t>(n)] < 0; n = stuck_parent(n)) {
    place[static_cast<std::size_t>(n)] = static_cast<int>(path.size());
    path.push_back(n);
  }
  path.erase(path.begin(), path.begin() + place[static_cast<std::size_t>(n)]);
  std::rotate(path.begin(), std::min_element(path.begin(), path.end()), path.end());
  return path;
}

[[noreturn]] void report_cycle(const std::vector<Revision>& revisions, const std::vector<Node>& cycle, const std::string& what) {
  std::vector<std::string> ids, files;
  for (const Node n : cycle) {
    const Revision& revision = revisions[static_cast<std::size_t>(n)];
    ids.push_back(revision.id);
    if (!revision.path.empty()) files.push_back(with_file(revision));
  }
  ids.push_back(ids.front());
  std::string message = what + " is detected in revisions (" + text::join(ids, " -> ") + ")";
  if (!files.empty()) message += ": " + text::join(files, ", ");
  throw Error(ErrorCode::kGraph, message)
      .with_hint("each revision points to the next one; change down_revision or depends_on in one of the files")
      .at(place_of(revisions[static_cast<std::size_t>(cycle.front())]));
}

}  // namespace

std::vector<Node> sort_parents_first(const std::vector<Revision>& revisions, EdgeLists edges, const std::string& what) {
  const std::size_t size = revisions.size();
  std::vector<std::size_t> waiting(size, 0);
  std::vector<std::size_t> first(size + 1, 0);
  for (const Adjacency* list : edges) {
    for (const Node p : list->items) ++first[static_cast<std::size_t>(p) + 1];
  }
  for (std::size_t i = 0; i < size; ++i) first[i + 1] += first[i];
  std::vector<Node> children(first[size]);
  std::vector<std::size_t> fill(first.begin(), first.end() - 1);
  for (std::size_t i = 0; i < size; ++i) {
    for (const Adjacency* list : edges) {
      for (const Node p : list->of(static_cast<Node>(i))) {
        children[fill[static_cast<std::size_t>(p)]++] = static_cast<Node>(i);
        ++waiting[i];
      }
    }
  }

  std::vector<Node> sorted;
  sorted.reserve(size);
  for (std::size_t i = 0; i < size; ++i) {
    if (waiting[i] == 0) sorted.push_back(static_cast<Node>(i));
  }
  for (std::size_t done = 0; done < sorted.size(); ++done) {
    const auto parent = static_cast<std::size_t>(sorted[done]);
    for (std::size_t k = first[parent]; k < first[parent + 1]; ++k) {
      if (--waiting[static_cast<std::size_t>(children[k])] == 0) sorted.push_back(children[k]);
    }
  }
  if (sorted.size() < size) {
    std::vector<char> stuck(size, 1);
    for (const Node n : sorted) stuck[static_cast<std::size_t>(n)] = 0;
    report_cycle(revisions, cycle_among(stuck, edges), what);
  }
  return sorted;
}

}  // namespace runner::graph
