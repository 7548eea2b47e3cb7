#include "graph/revision_graph.h"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "base/error.h"
#include "base/text.h"
#include "graph/cycle.h"
#include "graph/identifier.h"

namespace runner::graph {

namespace {

std::size_t index(Node n) {
  return static_cast<std::size_t>(n);
}

bool contains(Nodes nodes, Node n) {
  return std::find(nodes.begin(), nodes.end(), n) != nodes.end();
}

Error broken(const Revision& revision, const std::string& message) {
  return Error(ErrorCode::kGraph, message).at(place_of(revision));
}

// Appends `n` to the list that starts at `begin`, once.
void add_once(std::vector<Node>& items, std::size_t begin, Node n) {
  if (!contains(Nodes(items).subspan(begin), n)) items.push_back(n);
}

// The reverse of `forward` and, where given, of `more` as well; every list in map order and without repetition.
Adjacency reversed(std::size_t size, const Adjacency& forward, const Adjacency* more) {
  const auto each_edge = [&](const auto& visit) {
    for (std::size_t i = 0; i < size; ++i) {
      const auto child = static_cast<Node>(i);
      const Nodes parents = forward.of(child);
      for (const Node p : parents) visit(p, child);
      if (more == nullptr) continue;
      for (const Node p : more->of(child)) {
        if (!contains(parents, p)) visit(p, child);
      }
    }
  };
  Adjacency out;
  out.first.assign(size + 1, 0);
  each_edge([&](Node p, Node) { ++out.first[index(p) + 1]; });
  std::partial_sum(out.first.begin(), out.first.end(), out.first.begin());
  out.items.resize(out.first.back());
  std::vector<std::size_t> fill(out.first.begin(), out.first.end() - 1);
  each_edge([&](Node p, Node child) { out.items[fill[index(p)]++] = child; });
  return out;
}

template <typename Visit>
std::vector<char> closure(std::size_t size, const std::vector<Node>& start, const Visit& neighbours) {
  std::vector<char> seen(size, 0);
  std::vector<Node> waiting;
  const auto meet = [&](Node n) {
    if (seen[index(n)]) return;
    seen[index(n)] = 1;
    waiting.push_back(n);
  };
  for (const Node n : start) meet(n);
  while (!waiting.empty()) {
    const Node n = waiting.back();
    waiting.pop_back();
    neighbours(n, meet);
  }
  return seen;
}

}  // namespace

RevisionGraph::RevisionGraph(std::vector<Revision> revisions) : revisions_(std::move(revisions)) {
  index_keys();
  link_parents();
  const Adjacency* const by_down[] = {&down_};
  const Adjacency* const by_both[] = {&down_, &deps_};
  parents_first_ = sort_parents_first(revisions_, by_down, "Cycle");
  if (!deps_.items.empty()) parents_first_ = sort_parents_first(revisions_, by_both, "Dependency cycle");
  link_children();
}

void RevisionGraph::index_keys() {
  by_id_.reserve(revisions_.size());
  for (std::size_t i = 0; i < revisions_.size(); ++i) {
    const Revision& revision = revisions_[i];
    if (const std::string bad = unusable_id(revision.id); !bad.empty()) {
      throw broken(revision, revision.path.empty() ? bad : bad + " (" + place_of(revision) + ")");
    }
    const auto [place, is_new] = by_id_.emplace(revision.id, static_cast<Node>(i));
    if (is_new) continue;
    throw broken(revision, "Revision " + revision.id + " is present more than once: in " + with_file(at(place->second)) +
                               " and in " + with_file(revision))
        .with_hint("give one of the two another `revision`");
  }
  for (std::size_t i = 0; i < revisions_.size(); ++i) {
    const Revision& revision = revisions_[i];
    for (const std::string& label : revision.labels) {
      auto other = find(label);
      if (!other) {
        const auto [place, is_new] = by_label_.emplace(label, static_cast<Node>(i));
        if (!is_new && place->second != static_cast<Node>(i)) other = place->second;
      }
      if (!other) continue;
      throw broken(revision, "Branch name '" + label + "' in revision " + with_file(revision) + " already used by revision " +
                                 with_file(at(*other)));
    }
  }
}

Node RevisionGraph::parent_of(const Revision& child, const std::string& id) const {
  if (id == child.id) throw broken(child, "Self-loop is detected in revisions (" + with_file(child) + ")");
  if (const auto found = find(id)) return *found;
  const std::string message = "Revision " + with_file(child) + " has down_revision '" + id + "', which is not present";
  if (const auto labelled = find_label(id)) {
    throw broken(child, message).with_hint("'" + id + "' is a branch label; the revision is '" + at(*labelled).id + "'");
  }
  const auto longer = keys_with_prefix(id);
  const std::string guess = longer.size() == 1 ? longer.front() : nearest(id, all_keys());
  throw broken(child, message)
      .with_hint(guess.empty() ? "add the missing script, or correct down_revision" : "did you mean '" + guess + "'?");
}

Node RevisionGraph::dependency_of(const Revision& child, const std::string& key) const {
  auto found = find(key);
  if (!found) found = find_label(key);
  if (!found) {
    const auto longer = keys_with_prefix(key);
    const std::string guess = longer.size() == 1 ? longer.front() : nearest(key, all_keys());
    throw broken(child, "Revision " + with_file(child) + " has depends_on '" + key + "', which is not present")
        .with_hint(guess.empty() ? "add the missing script, or correct depends_on" : "did you mean '" + guess + "'?");
  }
  if (&at(*found) == &child) throw broken(child, "Dependency self-loop is detected in revisions (" + with_file(child) + ")");
  return *found;
}

void RevisionGraph::link_parents() {
  down_.first.reserve(size() + 1);
  deps_.first.reserve(size() + 1);
  down_.items.reserve(size());
  for (const Revision& revision : revisions_) {
    down_.first.push_back(down_.items.size());
    deps_.first.push_back(deps_.items.size());
    for (const std::string& id : revision.down) add_once(down_.items, down_.first.back(), parent_of(revision, id));
    for (const std::string& key : revision.depends_on) {
      add_once(deps_.items, deps_.first.back(), dependency_of(revision, key));
    }
  }
  down_.first.push_back(down_.items.size());
  deps_.first.push_back(deps_.items.size());
}

void RevisionGraph::link_children() {
  next_ = reversed(size(), down_, nullptr);
  all_next_ = deps_.items.empty() ? next_ : reversed(size(), down_, &deps_);
}

std::optional<Node> RevisionGraph::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Node> RevisionGraph::find_label(std::string_view label) const {
  const auto found = by_label_.find(label);
  return found == by_label_.end() ? std::nullopt : std::optional(found->second);
}

namespace {

template <typename Test>
std::vector<Node> nodes_where(std::size_t size, const Test& test) {
  std::vector<Node> found;
  for (std::size_t i = 0; i < size; ++i) {
    if (test(static_cast<Node>(i))) found.push_back(static_cast<Node>(i));
  }
  return found;
}

}  // namespace

std::vector<Node> RevisionGraph::heads() const {
  return nodes_where(size(), [&](Node n) { return is_head(n); });
}

std::vector<Node> RevisionGraph::real_heads() const {
  return nodes_where(size(), [&](Node n) { return is_real_head(n); });
}

std::vector<Node> RevisionGraph::bases() const {
  return nodes_where(size(), [&](Node n) { return is_base(n); });
}

std::vector<char> RevisionGraph::ancestors(const std::vector<Node>& start, bool with_deps) const {
  // The closure over down + deps is the closure over norm: what norm leaves out is reached through a parent.
  return closure(size(), start, [&](Node n, const auto& meet) {
    for (const Node p : down(n)) meet(p);
    if (!with_deps) return;
    for (const Node p : deps(n)) meet(p);
  });
}

std::vector<char> RevisionGraph::descendants(const std::vector<Node>& start, bool with_deps) const {
  const Adjacency& children = with_deps ? all_next_ : next_;
  return closure(size(), start, [&](Node n, const auto& meet) {
    for (const Node child : children.of(n)) meet(child);
  });
}

Nodes RevisionGraph::norm(Node n) const {
  if (deps(n).empty()) return down(n);
  if (!norm_) normalize();
  return norm_->of(n);
}

namespace {

// Finds out who shares a dependency with one of its own ancestors (over down edges).
class SharedDependencies {
 public:
  explicit SharedDependencies(const RevisionGraph& graph)
      : graph_(graph), rank_(graph.size()), lowest_(graph.size(), graph.size()), met_(graph.size(), 0) {
    const std::vector<Node>& order = graph.parents_first();
    for (std::size_t i = 0; i < order.size(); ++i) {
      rank_[index(order[i])] = i;
      for (const Node d : graph.deps(order[i])) lowest_[index(d)] = std::min(lowest_[index(d)], i);
    }
  }

  // Has a strict ancestor of `n` the dependency `d`, too? Looks no deeper than the first revision that has it.
  bool has_below(Node n, Node d) {
    ++search_;
    std::vector<Node> waiting = {n};
    while (!waiting.empty()) {
      const Node above = waiting.back();
      waiting.pop_back();
      for (const Node p : graph_.down(above)) {
        if (rank_[index(p)] < lowest_[index(d)] || met_[index(p)] == search_) continue;
        if (contains(graph_.deps(p), d)) return true;
        met_[index(p)] = search_;
        waiting.push_back(p);
      }
    }
    return false;
  }

 private:
  const RevisionGraph& graph_;
  std::vector<std::size_t> rank_;
  std::vector<std::size_t> lowest_;  // rank of the first revision that has the dependency
  std::vector<std::size_t> met_;     // number of the search that met the node last
  std::size_t search_ = 0;
};

}  // namespace

// A dependency of n is implied when a strict ancestor of n (over down edges) has it, too.
void RevisionGraph::normalize() const {
  SharedDependencies shared(*this);
  norm_.emplace();
  norm_->first.reserve(size() + 1);
  for (std::size_t i = 0; i < size(); ++i) {
    const auto n = static_cast<Node>(i);
    norm_->first.push_back(norm_->items.size());
    if (deps(n).empty()) continue;
    norm_->items.insert(norm_->items.end(), down(n).begin(), down(n).end());
    for (const Node d : deps(n)) {
      if (!shared.has_below(n, d)) add_once(norm_->items, norm_->first.back(), d);
    }
  }
  norm_->first.push_back(norm_->items.size());
}

const std::vector<std::string>& RevisionGraph::labels(Node n) const {
  static const std::vector<std::string> kNone;
  if (by_label_.empty()) return kNone;
  if (label_sets_.empty()) propagate_labels();
  return label_sets_[label_set_of_[index(n)]];
}

// Where the label of each revision begins: where one plain line leads from it to a head, right above the preceding branch or
// merge point; else at the revision itself. Dependencies make branch points here.
std::vector<Node> RevisionGraph::label_origins() const {
  const auto is_plain = [&](Node n) { return all_next(n).size() < 2 && down(n).size() < 2; };
  std::vector<char> leads_to_head(size(), 0);
  for (auto n = parents_first_.rbegin(); n != parents_first_.rend(); ++n) {
    leads_to_head[index(*n)] = is_plain(*n) && (is_head(*n) || leads_to_head[index(next(*n).front())]) ? 1 : 0;
  }
  std::vector<Node> origins(size());
  for (const Node n : parents_first_) {
    const bool goes_down = leads_to_head[index(n)] && !is_base(n) && is_plain(down(n).front());
    origins[index(n)] = goes_down ? origins[index(down(n).front())] : n;
  }
  return origins;
}

// The set of all that the parents of `n` have; a new one only where they differ.
std::size_t RevisionGraph::label_set_below(Node n) const {
  std::size_t found = 0;
  for (const Node p : down(n)) {
    const std::size_t other = label_set_of_[index(p)];
    if (other == found || label_sets_[other].empty()) continue;
    std::vector<std::string> both;
    std::set_union(label_sets_[found].begin(), label_sets_[found].end(), label_sets_[other].begin(), label_sets_[other].end(),
                   std::back_inserter(both));
    if (both.size() == label_sets_[other].size()) {
      found = other;
    } else if (both.size() != label_sets_[found].size()) {
      found = label_sets_.size();
      label_sets_.push_back(std::move(both));
    }
  }
  return found;
}

// From where a label begins up to every descendant over down_revision.
void RevisionGraph::propagate_labels() const {
  const std::vector<Node> origins = label_origins();
  std::vector<std::vector<std::string>> beginning(size());
  for (std::size_t i = 0; i < size(); ++i) {
    std::vector<std::string>& at = beginning[index(origins[i])];
    at.insert(at.end(), revisions_[i].labels.begin(), revisions_[i].labels.end());
  }
  label_sets_ = {{}};
  label_set_of_.assign(size(), 0);
  for (const Node n : parents_first_) {
    std::size_t set = label_set_below(n);
    if (!beginning[index(n)].empty()) {
      std::vector<std::string> names = label_sets_[set];
      names.insert(names.end(), beginning[index(n)].begin(), beginning[index(n)].end());
      std::sort(names.begin(), names.end());
      names.erase(std::unique(names.begin(), names.end()), names.end());
      set = label_sets_.size();
      label_sets_.push_back(std::move(names));
    }
    label_set_of_[index(n)] = set;
  }
}

std::vector<std::string> RevisionGraph::keys_with_prefix(std::string_view prefix) const {
  std::vector<std::string> found;
  for (const auto* keys : {&by_id_, &by_label_}) {
    for (const auto& [key, node] : *keys) {
      if (key.starts_with(prefix)) found.emplace_back(key);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> RevisionGraph::all_keys() const {
  return keys_with_prefix("");
}

}  // namespace runner::graph
