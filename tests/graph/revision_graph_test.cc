#include "graph/revision_graph.h"

#include <catch2/catch.hpp>
#include <optional>

#include "base/error.h"
#include "base/text.h"
#include "graph/notation.h"
#include "graph/target.h"

namespace runner::graph {

namespace {

// The error that building this history ends with; every script is "versions/<id>.lua", line 3.
std::optional<Error> refused(std::vector<Revision> revisions) {
  for (Revision& revision : revisions) {
    if (revision.path.empty()) revision.path = "versions/" + revision.id + ".lua";
    revision.line = 3;
  }
  try {
    const RevisionGraph graph(std::move(revisions));
  } catch (const Error& error) {
    CHECK(error.code == ErrorCode::kGraph);
    return error;
  }
  return std::nullopt;
}

std::optional<Error> refused(std::string_view history) {
  return refused(notation::revisions(history));
}

std::string labels_of(const RevisionGraph& graph, std::string_view id) {
  return text::join(graph.labels(*graph.find(id)), ",");
}

std::string norm_of(const RevisionGraph& graph, std::string_view id) {
  const Nodes norm = graph.norm(*graph.find(id));
  return notation::ids(graph, {norm.begin(), norm.end()});
}

}  // namespace

TEST_CASE("a cycle is shown whole, with its files", "[graph]") {
  const auto error = refused("x<- a<-c b<-a c<-b d<-c");
  REQUIRE(error);
  CHECK(std::string(error->what()) ==
        "Cycle is detected in revisions (a -> c -> b -> a): a (versions/a.lua:3), c (versions/c.lua:3), b (versions/b.lua:3)");
  CHECK(error->where == "versions/a.lua:3");
}

TEST_CASE("a cycle through dependencies is found after one through parents", "[graph]") {
  auto error = refused("a<- ^b b<- ^a");
  REQUIRE(error);
  CHECK_THAT(error->what(), Catch::StartsWith("Dependency cycle is detected in revisions (a -> b -> a)"));
  error = refused("a<- b<-a c<-b e<-a d<- ^c a2<-d e2<-e b2<-e2 ^x x<-b2");
  REQUIRE(error);
  CHECK_THAT(error->what(), Catch::StartsWith("Dependency cycle is detected in revisions (b2 -> x -> b2)"));
}

TEST_CASE("a revision that is its own parent or dependency is a self-loop", "[graph]") {
  auto error = refused("a<- b<-b");
  REQUIRE(error);
  CHECK(std::string(error->what()) == "Self-loop is detected in revisions (b (versions/b.lua:3))");
  error = refused("a<- b<-a ^b");
  REQUIRE(error);
  CHECK(std::string(error->what()) == "Dependency self-loop is detected in revisions (b (versions/b.lua:3))");
  error = refused("a<-[lib] ^lib");
  REQUIRE(error);
  CHECK_THAT(error->what(), Catch::StartsWith("Dependency self-loop"));
}

TEST_CASE("two scripts with one id are both named", "[graph]") {
  auto revisions = notation::revisions("a<- b<-a b<-a");
  revisions[1].path = "versions/one.lua";
  revisions[2].path = "versions/two.lua";
  const auto error = refused(revisions);
  REQUIRE(error);
  CHECK(std::string(error->what()) ==
        "Revision b is present more than once: in b (versions/one.lua:3) and in b (versions/two.lua:3)");
}

TEST_CASE("a missing parent comes with its script and the nearest id", "[graph]") {
  auto error = refused("1975ea83b712<- bb02<-1975ea83b721");
  REQUIRE(error);
  CHECK(std::string(error->what()) ==
        "Revision bb02 (versions/bb02.lua:3) has down_revision '1975ea83b721', which is not present");
  CHECK(error->hint == "did you mean '1975ea83b712'?");
  error = refused("1975ea83b712<- bb02<-1975");
  REQUIRE(error);
  CHECK(error->hint == "did you mean '1975ea83b712'?");
  error = refused("aa01<-[lib] bb02<-lib");
  REQUIRE(error);
  CHECK(error->hint == "'lib' is a branch label; the revision is 'aa01'");
}

TEST_CASE("a missing dependency comes with its script and the nearest key", "[graph]") {
  auto error = refused("aa01<-[network] bb02<-aa01 ^netwrok");
  REQUIRE(error);
  CHECK(std::string(error->what()) == "Revision bb02 (versions/bb02.lua:3) has depends_on 'netwrok', which is not present");
  CHECK(error->hint == "did you mean 'network'?");
}

TEST_CASE("labels are unique, also among ids", "[graph]") {
  auto error = refused("a<-[b] b<-a");
  REQUIRE(error);
  CHECK(std::string(error->what()) ==
        "Branch name 'b' in revision a (versions/a.lua:3) already used by revision b (versions/b.lua:3)");
  error = refused("a<-[x] b<-a[x]");
  REQUIRE(error);
  CHECK_THAT(error->what(), Catch::StartsWith("Branch name 'x' in revision b"));
  CHECK_FALSE(refused("a<-[x,x] b<-a"));
}

TEST_CASE("ids that no command could name are refused", "[graph]") {
  const auto error = refused("a<- bb@02<-a");
  REQUIRE(error);
  CHECK(std::string(error->what()) == "Character(s) '@' not allowed in revision identifier 'bb@02' (versions/bb@02.lua:3)");
  CHECK(refused("a+b<-"));
  CHECK(refused("base<-"));
  CHECK(refused("<-"));
  CHECK(refused("a2345678901234567890123456789012x<-"));
  CHECK_FALSE(refused("a234567890123456789012345678901x<-"));
}

TEST_CASE("new names are checked before anything is written", "[graph]") {
  CHECK(bad_identifier("ae1027a6acf1", false) == "");
  CHECK(bad_identifier("a+b", false) == "Character(s) '+' not allowed in revision identifier 'a+b'");
  CHECK(bad_identifier("a:b@", false) == "Character(s) ':, @' not allowed in revision identifier 'a:b@'");
  CHECK(bad_identifier("a/b", false) == "Character(s) '/' not allowed in revision identifier 'a/b'");
  CHECK(bad_identifier("a/b", true) == "");
  CHECK(bad_identifier("feature-2", true) == "Character(s) '-' not allowed in branch label 'feature-2'");
  CHECK(bad_identifier("head", true) == "'head' is a reserved word and cannot be a branch label");
  CHECK(bad_identifier("heads", false) == "'heads' is a reserved word and cannot be a revision identifier");
  CHECK(bad_identifier("", true) != "");
  CHECK(bad_identifier("a\nb", true) != "");
  CHECK(bad_identifier(std::string(32, 'a'), false) == "");
  CHECK_THAT(bad_identifier(std::string(33, 'a'), false), Catch::Contains("at most 32"));
}

TEST_CASE("heads, bases, branch and merge points", "[graph]") {
  const RevisionGraph graph = notation::graph("a<- b<-a c1<-b c2<-b ^x m<-c1,c2 x<- y<- ^a");
  CHECK(notation::ids(graph, graph.heads()) == "m x y");
  CHECK(notation::ids(graph, graph.real_heads()) == "m y");
  CHECK(notation::ids(graph, graph.bases()) == "a x y");
  CHECK(graph.is_branch_point(*graph.find("b")));
  CHECK_FALSE(graph.is_branch_point(*graph.find("a")));
  CHECK(graph.is_merge_point(*graph.find("m")));
  CHECK_FALSE(graph.find("nosuch"));
}

TEST_CASE("a dependency that an ancestor has already is left out of norm", "[graph]") {
  const RevisionGraph graph = notation::graph("a1<- a2<-a1 a3<-a2 b1<- b2<-b1 ^a3 b3<-b2 b4<-b3 ^a3,a2 b5<-b4 ^a2 s<-b1 ^a3");
  CHECK(norm_of(graph, "b2") == "b1 a3");
  CHECK(norm_of(graph, "b3") == "b2");
  CHECK(norm_of(graph, "b4") == "b3 a2");
  CHECK(norm_of(graph, "b5") == "b4");
  CHECK(norm_of(graph, "s") == "b1 a3");
  CHECK(norm_of(notation::graph("a<- b<-a ^a"), "b") == "a");
}

TEST_CASE("labels reach all descendants, and down to the preceding branch point", "[graph]") {
  const RevisionGraph graph = notation::graph("a<- b<-a c1<-b d1<-c1[left] e1<-d1 c2<-b[right] m<-e1,c2 n<-m");
  CHECK(labels_of(graph, "a") == "");
  CHECK(labels_of(graph, "b") == "");
  CHECK(labels_of(graph, "c1") == "");  // the merge above stops the way down
  CHECK(labels_of(graph, "d1") == "left");
  CHECK(labels_of(graph, "m") == "left,right");
  CHECK(labels_of(graph, "n") == "left,right");
  const RevisionGraph line = notation::graph("a<- b<-a c1<-b d1<-c1[left] e1<-d1 c2<-b");
  CHECK(labels_of(line, "c1") == "left");
  CHECK(labels_of(line, "b") == "");
  CHECK(labels_of(notation::graph("a<- b<-a[x] c<-b"), "a") == "x");
}

TEST_CASE("a dependency makes a branch point that stops a label", "[graph]") {
  const RevisionGraph graph = notation::graph("a<- b<-a c<-b[x] o<- ^b");
  CHECK(labels_of(graph, "b") == "");
  CHECK(labels_of(graph, "c") == "x");
}

TEST_CASE("a graph can be moved", "[graph]") {
  RevisionGraph first = notation::graph("a<-[x] b<-a");
  const RevisionGraph second = std::move(first);
  CHECK(second.find("b") == Node{1});
  CHECK(second.find_label("x") == Node{0});
}

}  // namespace runner::graph
