#include "graph/listing.h"

#include <algorithm>
#include <unordered_map>

namespace runner::graph {

namespace {

std::size_t index(Node n) {
  return static_cast<std::size_t>(n);
}

// Which nodes stand above which in the forest of first parents: a quick yes, never a quick no.
class FirstParentForest {
 public:
  explicit FirstParentForest(const RevisionGraph& graph) : rank_(graph.size()), enter_(graph.size()), size_(graph.size(), 1) {
    const std::vector<Node>& order = graph.parents_first();
    for (std::size_t i = 0; i < order.size(); ++i) rank_[index(order[i])] = i;
    for (std::size_t i = order.size(); i-- > 0;) {
      const Nodes parents = graph.norm(order[i]);
      if (!parents.empty()) size_[index(parents.front())] += size_[index(order[i])];
    }
    std::vector<std::size_t> free(graph.size());
    std::size_t next_tree = 0;
    for (const Node n : order) {
      const Nodes parents = graph.norm(n);
      std::size_t& place = parents.empty() ? next_tree : free[index(parents.front())];
      enter_[index(n)] = place;
      place += size_[index(n)];
      free[index(n)] = enter_[index(n)] + 1;
    }
  }

  bool surely_above(Node upper, Node lower) const {
    return enter_[index(upper)] >= enter_[index(lower)] && enter_[index(upper)] < enter_[index(lower)] + size_[index(lower)];
  }
  bool surely_not_above(Node upper, Node lower) const { return rank_[index(upper)] <= rank_[index(lower)]; }

 private:
  std::vector<std::size_t> rank_, enter_, size_;
};

// A line that is being walked down stands in a slot. Slots keep their order: a line that ends leaves, new lines join at the
// end, so a slot's number also tells its place.
class Listing {
 public:
  Listing(const RevisionGraph& graph, std::vector<char> members)
      : graph_(graph), pending_(std::move(members)), waits_for_(graph.size(), 0), slot_of_(graph.size(), kNone) {
    for (std::size_t i = 0; i < pending_.size(); ++i) {
      if (!pending_[i]) continue;
      ++left_;
      for (const Node p : graph_.norm(static_cast<Node>(i))) ++waits_for_[index(p)];
    }
    listed_.reserve(left_);
  }

  std::vector<Node> run(const std::vector<Node>& start) {
    begin(start);
    // Members that no start leads to (a range cut out of a history with dependencies) follow by themselves.
    while (left_ > 0) begin(uncovered());
    return std::move(listed_);
  }

 private:
  static constexpr int kNone = -1;
  static constexpr Node kGone = -2;  // in a slot whose line has ended; its `next` still leads on
  struct Slot {
    Node node;
    int previous, next;
  };
  struct Answer {
    int slot;
    Node node;  // where the slot stood then
  };

  void begin(std::vector<Node> start) {
    std::sort(start.begin(), start.end());
    for (const Node n : start) {
      if (pending_[index(n)] && slot_of_[index(n)] == kNone) append(n);
    }
    for (int slot = first_; slot != kNone;) {
      const Node n = slots_[static_cast<std::size_t>(slot)].node;
      slot = waits_for_[index(n)] > 0 ? first_above(slot) : list_one(slot);
    }
  }

  std::vector<Node> uncovered() const {
    std::vector<Node> found;
    for (std::size_t i = 0; i < pending_.size(); ++i) {
      if (pending_[i] && waits_for_[i] == 0) found.push_back(static_cast<Node>(i));
    }
    return found;
  }

  // Lists the slot's node and moves the slot down; returns the slot to go on with.
  int list_one(int slot) {
    const Node n = slots_[static_cast<std::size_t>(slot)].node;
    listed_.push_back(n);
    pending_[index(n)] = 0;
    slot_of_[index(n)] = kNone;
    --left_;
    bool moved = false;
    for (const Node p : graph_.norm(n)) {
      --waits_for_[index(p)];
      if (!pending_[index(p)] || slot_of_[index(p)] != kNone) continue;
      if (moved) {
        append(p);
      } else {
        slots_[static_cast<std::size_t>(slot)].node = p;
        slot_of_[index(p)] = slot;
        moved = true;
      }
    }
    return moved ? slot : leave(slot);
  }

  void append(Node n) {
    const int slot = static_cast<int>(slots_.size());
    slots_.push_back({n, last_, kNone});
    (last_ == kNone ? first_ : slots_[static_cast<std::size_t>(last_)].next) = slot;
    last_ = slot;
    slot_of_[index(n)] = slot;
  }

  int leave(int slot) {
    const Slot gone = slots_[static_cast<std::size_t>(slot)];
    (gone.previous == kNone ? first_ : slots_[static_cast<std::size_t>(gone.previous)].next) = gone.next;
    (gone.next == kNone ? last_ : slots_[static_cast<std::size_t>(gone.next)].previous) = gone.previous;
    slots_[static_cast<std::size_t>(slot)].node = kGone;
    return gone.previous == kNone ? first_ : gone.previous;
  }

  // The first slot whose node stands above that of `waiting`. kNone: what it waits for is in no slot yet. As slots only move
  // down, no slot before the last answer for the same node can come to stand above it again: the search goes on from there.
  int first_above(int waiting) {
    if (!forest_) forest_.emplace(graph_);
    const Node n = slots_[static_cast<std::size_t>(waiting)].node;
    Answer& known = known_.try_emplace(n, Answer{first_, kGone}).first->second;
    const Node stands_at = slots_[static_cast<std::size_t>(known.slot)].node;
    if (stands_at == known.node && stands_at != kGone) return known.slot;
    const int slot = look_from(known.slot, n);
    if (slot != kNone) known = {slot, slots_[static_cast<std::size_t>(slot)].node};
    return slot;
  }

  int look_from(int slot, Node n) {
    for (; slot != kNone; slot = slots_[static_cast<std::size_t>(slot)].next) {
      const Node other = slots_[static_cast<std::size_t>(slot)].node;
      if (other == kGone || forest_->surely_not_above(other, n)) continue;
      return forest_->surely_above(other, n) ? slot : search_above(n, slot);
    }
    return search_above(n, kNone);
  }

  // Climbs from `n`; stops early at `best`, before which no slot can stand above.
  int search_above(Node n, int best) {
    met_.resize(graph_.size(), 0);
    ++search_;
    int found = kNone;
    std::vector<Node> waiting = {n};
    while (!waiting.empty() && (found == kNone || found != best)) {
      const Node lower = waiting.back();
      waiting.pop_back();
      for (const Node child : graph_.all_next(lower)) {
        if (!pending_[index(child)] || met_[index(child)] == search_) continue;
        met_[index(child)] = search_;
        waiting.push_back(child);
        const int slot = slot_of_[index(child)];
        if (slot != kNone && (found == kNone || slot < found)) found = slot;
      }
    }
    return found;
  }

  const RevisionGraph& graph_;
  std::vector<char> pending_;
  std::vector<int> waits_for_;  // members above that are not listed yet
  std::vector<int> slot_of_;
  std::vector<Slot> slots_;
  int first_ = kNone, last_ = kNone;
  std::size_t left_ = 0;
  std::vector<Node> listed_;
  std::optional<FirstParentForest> forest_;
  std::unordered_map<Node, Answer> known_;
  std::vector<std::size_t> met_;  // number of the search that met the node last
  std::size_t search_ = 0;
};

}  // namespace

std::vector<Node> newest_first(const RevisionGraph& graph, std::vector<char> members, const std::vector<Node>& start) {
  return Listing(graph, std::move(members)).run(start);
}

}  // namespace runner::graph
