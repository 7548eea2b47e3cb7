#include "cli/graph_pictures.h"

#include <catch2/catch.hpp>

#include "graph/notation.h"
#include "graph/target.h"

using namespace runner;
using Catch::Matchers::Contains;

namespace {

std::vector<cli::PictureNode> nodes_of(const graph::RevisionGraph& graph, const std::string& message = "") {
  std::vector<cli::PictureNode> nodes;
  for (const graph::Node n : graph::whole_history(graph)) nodes.push_back({n, graph.at(n).id, message, graph.is_head(n), false});
  return nodes;
}

constexpr const char* kNasty = "say \"hi\" & <b>bold</b> \\ `x` ]] --> \x01\xff";

}  // namespace

TEST_CASE("dot: arrows run as an upgrade does, dependencies are dashed", "[cli]") {
  const graph::RevisionGraph graph = graph::notation::graph("a<- b<-a c<-a ^b");
  const std::string dot = cli::draw_dot(graph, nodes_of(graph));
  CHECK_THAT(dot, Contains("\"a\" -> \"b\";") && Contains("\"a\" -> \"c\";") && Contains("\"b\" -> \"c\" [style=dashed];"));
  CHECK_THAT(dot, Contains("\"c\" [label=\"c\", penwidth=2]") && Contains("rankdir=BT"));
}

TEST_CASE("dot: a current revision is filled", "[cli]") {
  const graph::RevisionGraph graph = graph::notation::graph("a<-");
  auto nodes = nodes_of(graph, "first");
  nodes[0].current = true;
  CHECK_THAT(cli::draw_dot(graph, nodes), Contains("[label=\"a\\nfirst\", penwidth=2, fillcolor=palegreen]"));
}

TEST_CASE("texts cannot leave their place in dot", "[cli]") {
  const graph::RevisionGraph graph = graph::notation::graph("a<-");
  CHECK_THAT(cli::draw_dot(graph, nodes_of(graph, kNasty)),
             Contains("\\nsay \\\"hi\\\" & <b>bold</b> \\\\ `x` ]] -->  \xEF\xBF\xBD\""));
}

TEST_CASE("mermaid: numbered nodes, dotted dependencies, texts as character codes", "[cli]") {
  const graph::RevisionGraph graph = graph::notation::graph("end<- b<-end c<-end ^b");
  const std::string mermaid = cli::draw_mermaid(graph, nodes_of(graph, "say \"hi\" [x] #1"));
  CHECK_THAT(mermaid, Catch::Matchers::StartsWith("flowchart BT\n"));
  CHECK_THAT(mermaid, Contains("[\"end<br/>say #34;hi#34; #91;x#93; #35;1\"]"));
  CHECK_THAT(mermaid, Contains(" --> ") && Contains(" -.-> ") && Contains("class r0,r1 head"));
}

TEST_CASE("svg: one mark and one text a revision, escaped", "[cli]") {
  const graph::RevisionGraph graph = graph::notation::graph("a<- b<-a c<-a");
  const std::string svg = cli::draw_svg(graph, nodes_of(graph, kNasty));
  std::size_t marks = 0;
  for (std::size_t at = svg.find("<circle"); at != std::string::npos; at = svg.find("<circle", at + 1)) ++marks;
  CHECK(marks == 3);
  CHECK_THAT(svg, Contains("say &quot;hi&quot; &amp; &lt;b&gt;bold&lt;/b&gt; \\ `x` ]] --&gt;  \xEF\xBF\xBD"));
  CHECK(svg.find("<b>") == std::string::npos);
}

TEST_CASE("html: a page around the drawing", "[cli]") {
  const graph::RevisionGraph graph = graph::notation::graph("a<- b<-a");
  const std::string html = cli::draw_html(graph, nodes_of(graph, "<script>alert(1)</script>"));
  CHECK_THAT(html, Catch::Matchers::StartsWith("<!DOCTYPE html>") && Contains("<svg") && Contains("2 revisions"));
  CHECK(html.find("<script>") == std::string::npos);
}

TEST_CASE("pictures of no revision are still pictures", "[cli]") {
  const graph::RevisionGraph graph = graph::notation::graph("");
  CHECK_THAT(cli::draw_dot(graph, {}), Catch::Matchers::StartsWith("digraph history {") && Catch::Matchers::EndsWith("}\n"));
  CHECK_THAT(cli::draw_svg(graph, {}), Contains("</svg>"));
  CHECK(cli::draw_mermaid(graph, {}) == "flowchart BT\n");
}
