#include "cli/graph_text.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <sstream>

#include "base/text.h"
#include "graph/notation.h"
#include "graph/target.h"

using namespace runner;
using cli::GraphRow;
using graph::Node;

namespace {

std::string drawn(const std::string& history) {
  const graph::RevisionGraph graph = graph::notation::graph(history);
  return "\n" + cli::draw_text(cli::lay_out(graph, cli::drawing_order(graph, graph::whole_history(graph))),
                               [&](Node n) { return graph.at(n).id; });
}

// 200 branches off a trunk of 1,000, every fourth merged again.
std::string large_history() {
  std::string history = "t0<-";
  std::mt19937 random(7);
  std::string trunk = "t0";
  for (int i = 1; i < 1000; ++i) {
    const std::string id = "t" + std::to_string(i);
    history += " " + id + "<-" + trunk;
    trunk = id;
    if (i % 5 != 0) continue;
    std::string tip = id;
    for (int j = 0; j < 5; ++j) {
      const std::string next = "b" + std::to_string(i) + "x" + std::to_string(j);
      history += " " + next + "<-" + tip;
      tip = next;
    }
    if (random() % 4 == 0) {
      history += " m" + std::to_string(i) + "<-" + trunk + "," + tip;
      trunk = "m" + std::to_string(i);
    }
  }
  return history;
}

}  // namespace

TEST_CASE("a straight history is a straight line", "[cli]") {
  CHECK(drawn("a<- b<-a c<-b") == R"(
* c
* b
* a
)");
}

TEST_CASE("an empty history draws nothing", "[cli]") {
  CHECK(drawn("") == "\n");
}

TEST_CASE("a branch leaves the line below it", "[cli]") {
  CHECK(drawn("a<- b<-a c<-a d<-c") == R"(
* d
* c
| * b
|/
* a
)");
}

TEST_CASE("many branches off one revision stay two columns wide", "[cli]") {
  CHECK(drawn("a<- b<-a c<-a d<-a e<-a") == R"(
* b
| * c
|/
| * d
|/
| * e
|/
* a
)");
}

TEST_CASE("a merge opens a column for its second parent", "[cli]") {
  CHECK(drawn("a<- b<-a c<-a m<-b,c n<-m") == R"(
* n
* m
|\
* | b
| * c
|/
* a
)");
}

TEST_CASE("a merge of three", "[cli]") {
  CHECK(drawn("a<- b<-a c<-a d<-a m<-b,c,d") == R"(
* m
|\
|\ \
* | | b
| * | c
|/ /
| * d
|/
* a
)");
}

TEST_CASE("bases of their own are not drawn into one line", "[cli]") {
  CHECK(drawn("a<- b<-a x<- y<-x") == R"(
* b
* a

* y
* x
)");
}

TEST_CASE("a line that ends lets the others move in", "[cli]") {
  CHECK(drawn("a<- b<-a x<- m<-x,b") == R"(
* m
|\
* | x
 /
* b
* a
)");
}

TEST_CASE("a line joins one far away under those between", "[cli]") {
  const graph::RevisionGraph graph = graph::notation::graph("a<- b<- c<- d<-");
  // Four lines, the last of which ends in the first.
  const std::vector<GraphRow> rows = {{Node{3}, 3, {0, 1, 2, 3}, {{0, 0}, {1, 1}, {2, 2}, {3, 0}}}, {Node{0}, 0, {0, 1, 2}, {}}};
  CHECK("\n" + cli::draw_text(rows, [&](Node n) { return graph.at(n).id; }) == R"(
| | | * d
| |_|/
|/| |
* | | a
)");
}

TEST_CASE("a line to the right runs under those between as well", "[cli]") {
  const graph::RevisionGraph graph = graph::notation::graph("a<- b<- c<- d<-");
  const std::vector<GraphRow> rows = {{Node{3}, 0, {0, 1, 2, 3}, {{0, 0}, {1, 1}, {2, 2}, {3, 3}, {0, 3}}},
                                      {Node{0}, 0, {0, 1, 2, 3}, {}}};
  CHECK("\n" + cli::draw_text(rows, [&](Node n) { return graph.at(n).id; }) == R"(
* | | | d
|\|_| |
| | |\|
* | | | a
)");
}

TEST_CASE("a branch stands right above the revision that it left", "[cli]") {
  CHECK(drawn("a<- x<-a b<-a y<-b c<-b d<-c") == R"(
* d
* c
| * y
|/
* b
| * x
|/
* a
)");
}

TEST_CASE("revisions outside the part that is drawn leave no line", "[cli]") {
  const graph::RevisionGraph graph = graph::notation::graph("a<- b<-a c<-b");
  const auto rows = cli::lay_out(graph, {*graph.find("c"), *graph.find("b")});
  CHECK(cli::draw_text(rows, [&](Node n) { return graph.at(n).id; }) == "* c\n* b\n");
}

TEST_CASE("every line that leaves a revision arrives at its parents", "[cli]") {
  const graph::RevisionGraph graph = graph::notation::graph(large_history());
  const auto order = cli::drawing_order(graph, graph::whole_history(graph));
  const auto rows = cli::lay_out(graph, order);
  // Follow what stands in each column: the set of revisions from which lines have come down to it.
  std::vector<std::set<Node>> above(1000), below;
  std::set<std::pair<Node, Node>> found;
  for (const GraphRow& row : rows) {
    if (row.node) {
      for (const Node child : above[row.column]) found.emplace(child, *row.node);
      above[row.column] = {*row.node};
    }
    below.assign(1000, {});
    for (const cli::Link& link : row.links) below[link.to].insert(above[link.from].begin(), above[link.from].end());
    above.swap(below);
  }
  std::set<std::pair<Node, Node>> wanted;
  for (const Node n : order) {
    for (const Node parent : graph.down(n)) wanted.emplace(n, parent);
  }
  CHECK(wanted.size() > 2000);
  CHECK(std::includes(found.begin(), found.end(), wanted.begin(), wanted.end()));
}

TEST_CASE("two hundred branches stay narrow", "[cli]") {
  const graph::RevisionGraph graph = graph::notation::graph(large_history());
  const auto rows = cli::lay_out(graph, cli::drawing_order(graph, graph::whole_history(graph)));
  std::size_t widest = 0;
  for (const GraphRow& row : rows) widest = std::max(widest, row.lines.size());
  CHECK(graph.size() > 1999);
  CHECK(widest <= 3);
  std::istringstream lines(cli::draw_text(rows, [&](Node n) { return graph.at(n).id; }));
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    REQUIRE(line == std::string(text::trim("x" + line)).substr(1));  // no blanks at the end
  }
}
