// Random histories with branches, merges, several bases, dependencies and labels: what holds for every one of them.
#include <rapidcheck.h>
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "graph/listing.h"
#include "graph/notation.h"
#include "graph/plan.h"
#include "graph/version_rows.h"

namespace runner::graph {

namespace {

std::size_t index(Node n) {
  return static_cast<std::size_t>(n);
}

// Below `below`, each as likely; shrinks towards 0.
int number(int below) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, below));
}

// Parents and dependencies are mostly recent revisions, so that long lines and merges are frequent.
std::string earlier(const std::vector<Revision>& revisions) {
  const int size = static_cast<int>(revisions.size());
  const int back = number(2) == 1 ? number(size) : number(std::min(size, 3));
  return revisions[static_cast<std::size_t>(size - 1 - back)].id;
}

// In the form of notation.h, for the report of a failure.
std::string shown(const std::vector<Revision>& revisions) {
  std::string text;
  for (const Revision& r : revisions) {
    text += r.id + "<-" + text::join(r.down, ",");
    for (const std::string& label : r.labels) text += "[" + label + "]";
    if (!r.depends_on.empty()) text += " ^" + text::join(r.depends_on, ",");
    text += "\n";
  }
  return text;
}

std::vector<Revision> random_history() {
  std::vector<Revision> revisions;
  const int size = 1 + number(17);
  for (int i = 0; i < size; ++i) {
    Revision revision;
    revision.id = "r" + std::to_string(i);
    if (i > 0 && number(8) < 7) {
      std::set<std::string> parents = {earlier(revisions)};
      for (int k = number(8) - 5; k > 0; --k) parents.insert(earlier(revisions));
      revision.down.assign(parents.begin(), parents.end());
    }
    if (i > 0 && number(5) == 4) revision.depends_on = {earlier(revisions)};
    if (number(6) == 5) revision.labels = {"label" + std::to_string(i)};
    revisions.push_back(revision);
  }
  // Map order is not always the order of birth.
  if (number(2) == 1) std::reverse(revisions.begin(), revisions.end());
  RC_CLASSIFY(size > 8, "long");
  RC_LOG(shown(revisions));
  return revisions;
}

// The rows that an applied set must have: nothing applied stands above them, by down_revision or depends_on.
Rows rows_of(const RevisionGraph& graph, const std::vector<char>& applied) {
  Rows rows;
  for (std::size_t i = 0; i < applied.size(); ++i) {
    const Nodes above = graph.all_next(static_cast<Node>(i));
    const bool covered = std::any_of(above.begin(), above.end(), [&](Node n) { return applied[index(n)] != 0; });
    if (applied[i] && !covered) rows.push_back(graph.at(static_cast<Node>(i)).id);
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

Rows random_rows(const RevisionGraph& graph) {
  std::vector<Node> some;
  for (int i = number(4); i > 0; --i) some.push_back(number(static_cast<int>(graph.size())));
  return rows_of(graph, graph.ancestors(some, true));
}

bool has_dependencies(const RevisionGraph& graph) {
  for (std::size_t i = 0; i < graph.size(); ++i) {
    if (!graph.deps(static_cast<Node>(i)).empty()) return true;
  }
  return false;
}

// Nothing applied follows it by down_revision; a dependency may.
bool is_head_of(const RevisionGraph& graph, const std::vector<char>& applied, Node n) {
  const Nodes above = graph.next(n);
  return applied[index(n)] && std::none_of(above.begin(), above.end(), [&](Node c) { return applied[index(c)] != 0; });
}

// The rows are the heads of what is applied. Where a dependency alone stands above such a head it may have a row (a downgrade
// beside other rows gives it one, as in Alembic) or not: so without dependencies there is no choice.
bool are_rows_of(const RevisionGraph& graph, const std::vector<char>& applied, const Rows& rows, bool exactly) {
  const Rows least = rows_of(graph, applied);
  if (exactly || !has_dependencies(graph)) return rows == least;
  return std::includes(rows.begin(), rows.end(), least.begin(), least.end()) &&
         std::all_of(rows.begin(), rows.end(),
                     [&](const std::string& row) { return is_head_of(graph, applied, *graph.find(row)); });
}

// Reference 2.6 word by word: the rows when `n` has been applied to them, or taken back (`applied`: what is left then).
Rows literal_rows(const RevisionGraph& graph, const std::vector<char>& applied, const Rows& before, Node n, bool up) {
  std::set<std::string> rows(before.begin(), before.end());
  const Nodes parents = graph.norm(n);
  if (up) {
    for (const Node p : parents) rows.erase(graph.at(p).id);
    rows.insert(graph.at(n).id);
    return {rows.begin(), rows.end()};
  }
  rows.erase(graph.at(n).id);
  const std::vector<char> implied = graph.ancestors(nodes_of(graph, {rows.begin(), rows.end()}), true);
  const auto under_another_parent = [&](Node p) {
    return std::any_of(parents.begin(), parents.end(),
                       [&](Node q) { return q != p && graph.ancestors({q}, true)[index(p)] != 0; });
  };
  const bool was_alone = rows.empty();
  for (const Node p : parents) {
    if (implied[index(p)] || (was_alone && under_another_parent(p)) || !is_head_of(graph, applied, p)) continue;
    rows.insert(graph.at(p).id);
  }
  return {rows.begin(), rows.end()};
}

// Carries the plan out on a set of applied revisions and a set of rows, and checks each step.
Rows carry_out(const RevisionGraph& graph, const Rows& before, const std::vector<Step>& steps) {
  std::vector<char> done = applied(graph, before);
  std::multiset<std::string> rows(before.begin(), before.end());
  MovingRows moving(before);
  const bool is_least = before == rows_of(graph, done);
  for (const Step& step : steps) {
    const Rows earlier(rows.begin(), rows.end());
    const bool up = step.direction == Direction::kUp;
    RC_ASSERT((done[index(step.node)] != 0) != up);
    done[index(step.node)] = up;
    const std::vector<char> closed = [&] {
      std::vector<Node> nodes;
      for (std::size_t i = 0; i < done.size(); ++i) {
        if (done[i]) nodes.push_back(static_cast<Node>(i));
      }
      return graph.ancestors(nodes, true);
    }();
    RC_ASSERT(closed == done);  // topological: whatever is applied has all it needs

    for (const RowMove& move : step.moves) {
      if (!move.from.empty()) RC_ASSERT(rows.erase(move.from) == 1U);
      if (!move.to.empty()) rows.insert(move.to);
    }
    const Rows now(rows.begin(), rows.end());
    moving.apply(step);
    RC_ASSERT(now == moving.sorted());
    RC_ASSERT(now == literal_rows(graph, done, earlier, step.node, up));
    RC_ASSERT(are_rows_of(graph, done, now, up && is_least));
  }
  return {rows.begin(), rows.end()};
}

Rows upgrade(const RevisionGraph& graph, const Rows& rows, const std::string& target) {
  return carry_out(graph, rows, plan_upgrade(graph, rows, target));
}

Rows downgrade(const RevisionGraph& graph, const Rows& rows, const std::string& target) {
  return carry_out(graph, rows, plan_downgrade(graph, rows, target, nullptr));
}

// The order of reference 2.4 word by word: ancestor sets, candidates in a vector.
std::vector<Node> literal_listing(const RevisionGraph& graph, std::vector<char> members, std::vector<Node> start) {
  std::vector<Node> listed, candidates;
  std::vector<std::vector<char>> below;
  const auto ancestors = [&](Node n) { return graph.ancestors({n}, true); };
  std::sort(start.begin(), start.end());
  for (const Node n : start) {
    if (!members[index(n)]) continue;
    candidates.push_back(n);
    below.push_back(ancestors(n));
  }
  std::size_t i = 0;
  while (!candidates.empty()) {
    const Node n = candidates[i];
    std::size_t j = 0;
    while (j < candidates.size() && (j == i || !below[j][index(n)])) ++j;
    if (j < candidates.size()) {
      i = j;
      continue;
    }
    listed.push_back(n);
    members[index(n)] = 0;
    std::vector<Node> fresh;
    for (const Node p : graph.norm(n)) {
      if (members[index(p)] && std::find(candidates.begin(), candidates.end(), p) == candidates.end()) fresh.push_back(p);
    }
    if (fresh.empty()) {
      candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(i));
      below.erase(below.begin() + static_cast<std::ptrdiff_t>(i));
      if (i > 0) --i;
      continue;
    }
    candidates[i] = fresh.front();
    below[i] = ancestors(fresh.front());
    for (std::size_t k = 1; k < fresh.size(); ++k) {
      candidates.push_back(fresh[k]);
      below.push_back(ancestors(fresh[k]));
    }
  }
  return listed;
}

std::vector<char> without(std::vector<char> members, const std::vector<char>& others) {
  for (std::size_t i = 0; i < members.size(); ++i) members[i] = members[i] && !others[i];
  return members;
}

}  // namespace

TEST_CASE("any upgrade keeps every step applicable and the rows minimal", "[graph][property]") {
  CHECK(rc::check([] {
    const RevisionGraph graph(random_history());
    const Rows before = random_rows(graph);
    const std::string target = graph.at(number(static_cast<int>(graph.size()))).id;
    const Rows after = upgrade(graph, before, target);
    std::vector<char> wanted = applied(graph, before);
    const std::vector<char> more = graph.ancestors({*graph.find(target)}, true);
    for (std::size_t i = 0; i < wanted.size(); ++i) wanted[i] |= more[i];
    RC_ASSERT(after == rows_of(graph, wanted));
  }));
}

TEST_CASE("up to the heads and down to base returns to the start", "[graph][property]") {
  CHECK(rc::check([] {
    const RevisionGraph graph(random_history());
    const Rows top = upgrade(graph, random_rows(graph), "heads");
    RC_ASSERT(top == rows_of(graph, std::vector<char>(graph.size(), 1)));
    RC_ASSERT(plan_upgrade(graph, top, "heads").empty());
    RC_ASSERT(downgrade(graph, top, "base").empty());
  }));
}

TEST_CASE("the steps of any upgrade, taken back one by one, return to the start", "[graph][property]") {
  CHECK(rc::check([] {
    const RevisionGraph graph(random_history());
    const Rows before = random_rows(graph);
    const std::string target = graph.at(number(static_cast<int>(graph.size()))).id;
    const std::vector<Step> steps = plan_upgrade(graph, before, target);
    VersionRows rows(graph, nodes_of(graph, before));
    for (const Step& step : steps) rows.upgrade(step.node);
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) rows.downgrade(step->node);
    Rows left;
    for (std::size_t i = 0; i < graph.size(); ++i) {
      if (rows.has(static_cast<Node>(i))) left.push_back(graph.at(static_cast<Node>(i)).id);
    }
    std::sort(left.begin(), left.end());
    RC_ASSERT(are_rows_of(graph, applied(graph, before), left, false));
    RC_ASSERT(applied(graph, left) == applied(graph, before));
  }));
}

TEST_CASE("down to any revision and up again restores", "[graph][property]") {
  CHECK(rc::check([] {
    const RevisionGraph graph(random_history());
    const Rows top = upgrade(graph, {}, "heads");
    const Node node = number(static_cast<int>(graph.size()));
    const std::string target = graph.at(node).id;
    RC_PRE(!graph.is_head(node) || graph.is_real_head(node));  // what is implied only is no place to go back to
    const Rows lower = downgrade(graph, top, target);
    const std::vector<char> left = applied(graph, lower);
    RC_ASSERT(left[index(node)] != 0);
    for (const Node child : graph.next(node)) RC_ASSERT(left[index(child)] == 0);
    RC_ASSERT(upgrade(graph, lower, "heads") == top);
  }));
}

TEST_CASE("a stamp sets exactly what an upgrade from nothing would", "[graph][property]") {
  CHECK(rc::check([] {
    const RevisionGraph graph(random_history());
    const std::string target = graph.at(number(static_cast<int>(graph.size()))).id;
    const std::vector<Step> steps = plan_stamp(graph, {}, {target});
    RC_ASSERT(notation::rows_after({}, steps) == target);
    const Rows before = random_rows(graph);
    const Rows top = rows_of(graph, std::vector<char>(graph.size(), 1));
    RC_ASSERT(rows_after(before, plan_stamp(graph, before, {"heads"})) == top);
    RC_ASSERT(plan_stamp(graph, top, {"heads"}).empty());
    const Rows some = random_rows(graph);
    RC_ASSERT(notation::rows_after(some, plan_stamp(graph, some, {"base"})).empty());
  }));
}

TEST_CASE("a stamp of several revisions replaces what is on their lines and nothing else", "[graph][property]") {
  CHECK(rc::check([] {
    const RevisionGraph graph(random_history());
    const Rows before = random_rows(graph);
    const std::vector<std::string> targets = random_rows(graph);  // no two on one line
    RC_PRE(!targets.empty());
    std::set<std::string> wanted(targets.begin(), targets.end());
    const std::vector<Node> nodes = nodes_of(graph, targets);
    const std::vector<char> below = graph.ancestors(nodes, true), above = graph.descendants(nodes, true);
    for (const std::string& row : before) {
      const std::size_t n = index(*graph.find(row));
      if (!below[n] && !above[n]) wanted.insert(row);
    }
    const std::vector<Step> steps = plan_stamp(graph, before, targets);
    RC_ASSERT(rows_after(before, steps) == Rows(wanted.begin(), wanted.end()));
    std::multiset<std::string> rows(before.begin(), before.end());
    for (const Step& step : steps) {
      for (const RowMove& move : step.moves) {
        if (!move.from.empty()) RC_ASSERT(rows.erase(move.from) == 1U);
        if (!move.to.empty()) rows.insert(move.to);
      }
    }
  }));
}

// Reference 2.2 word by word: up to every descendant; then from the last of a plain line down to the preceding branch or merge.
std::vector<std::set<std::string>> literal_labels(const RevisionGraph& graph) {
  std::vector<std::set<std::string>> labels(graph.size());
  const auto is_plain = [&](Node n) { return graph.all_next(n).size() < 2 && graph.down(n).size() < 2; };
  for (std::size_t i = 0; i < graph.size(); ++i) {
    const auto labelled = static_cast<Node>(i);
    for (const std::string& label : graph.at(labelled).labels) {
      const std::vector<char> above = graph.descendants({labelled}, false);
      for (std::size_t k = 0; k < above.size(); ++k) {
        if (above[k]) labels[k].insert(label);
      }
      Node n = labelled;
      while (is_plain(n) && !graph.is_head(n)) n = graph.next(n).front();
      if (!is_plain(n)) continue;
      for (n = labelled; !graph.is_base(n) && is_plain(graph.down(n).front());) {
        n = graph.down(n).front();
        labels[index(n)].insert(label);
      }
    }
  }
  return labels;
}

TEST_CASE("labels are those of the literal algorithm", "[graph][property]") {
  CHECK(rc::check([] {
    const RevisionGraph graph(random_history());
    const auto literal = literal_labels(graph);
    for (std::size_t i = 0; i < graph.size(); ++i) {
      const std::vector<std::string>& own = graph.labels(static_cast<Node>(i));
      RC_ASSERT(own == std::vector<std::string>(literal[i].begin(), literal[i].end()));
    }
  }));
}

TEST_CASE("the listing is that of the literal algorithm", "[graph][property]") {
  CHECK(rc::check([] {
    const RevisionGraph graph(random_history());
    const std::vector<Node> everything = literal_listing(graph, std::vector<char>(graph.size(), 1), graph.real_heads());
    RC_ASSERT(newest_first(graph, std::vector<char>(graph.size(), 1), graph.real_heads()) == everything);

    const std::vector<Node> current = nodes_of(graph, random_rows(graph));
    const std::vector<char> done = graph.ancestors(current, true);
    const std::vector<Node> target = {number(static_cast<int>(graph.size()))};
    const std::vector<char> needed = without(graph.ancestors(target, true), done);
    RC_ASSERT(newest_first(graph, needed, target) == literal_listing(graph, needed, target));

    const std::vector<char> kept = without(done, graph.descendants(target, true));
    const std::vector<char> dropped = without(done, kept);
    RC_ASSERT(newest_first(graph, dropped, current) == literal_listing(graph, dropped, current));
  }));
}

TEST_CASE("whatever is typed gives a plan or an error", "[graph][property]") {
  const std::vector<std::string> pieces = {"head", "heads", "base", "current", "r1",   "r10", "r",  "label3", "label", "nosuch",
                                           "@",    "+1",    "-1",   "+0",      "-999", "@@",  "+",  "-",      ":",     " ",
                                           "\xff", "",      "-2",   "@-1",     "@+1",  "@r2", "+2", "'",      "99"};
  CHECK(rc::check([&] {
    const RevisionGraph graph(random_history());
    const Rows rows = random_rows(graph);
    std::string text;
    for (int i = *rc::gen::inRange(1, 5); i > 0; --i) text += *rc::gen::elementOf(pieces);
    const auto survives = [](const auto& call) {
      try {
        call();
      } catch (const Error& error) {
        RC_ASSERT(std::string(error.what()) != "");
      }
    };
    survives([&] { upgrade(graph, rows, text); });
    survives([&] { downgrade(graph, rows, text); });
    survives([&] { plan_stamp(graph, rows, {text}); });
    survives([&] { resolve(graph, text, &rows); });
    survives([&] { resolve_range(graph, text + ":" + text, &rows); });
    survives([&] { resolve_range(graph, text, &rows); });
  }));
}

}  // namespace runner::graph
