// Defects of Alembic in identifiers, graphs and plans, numbered as in docs/differences.md: here the right thing happens.
#include <catch2/catch.hpp>
#include <functional>

#include "base/error.h"
#include "graph/identifier.h"
#include "graph/notation.h"
#include "graph/plan.h"

namespace runner::graph {

namespace {

// What the call is refused with: message and hint, joined by " // "; "done" where it is not.
std::string outcome(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what() + (error.hint.empty() ? "" : " // " + error.hint);
  }
  return "done";
}

std::string downgraded(const RevisionGraph& graph, const Rows& rows, std::string_view target) {
  return notation::rows_after(rows, plan_downgrade(graph, rows, target, nullptr));
}

std::string upgraded(const RevisionGraph& graph, const Rows& rows, std::string_view target) {
  return notation::rows_after(rows, plan_upgrade(graph, rows, target));
}

std::string range(const RevisionGraph& graph, std::string_view text) {
  return notation::ids(graph, resolve_range(graph, text, nullptr));
}

}  // namespace

TEST_CASE("B.1 an ambiguous abbreviation lists its candidates, wherever it stands", "[graph][defects]") {
  const RevisionGraph graph = notation::graph("abcd1<- abcd2<-abcd1 abcd3<-abcd1");
  const std::string several = "Multiple revisions start with 'abc': 'abcd1', 'abcd2', 'abcd3'";
  const auto names_all = Catch::Matchers::Contains("'abcd1', 'abcd2', 'abcd3'", Catch::CaseSensitive::Yes);
  for (const std::string target : {"abc", "abc+1", "abc-1", "abc@head", "abc@base"}) {
    INFO(target);
    CHECK_THAT(outcome([&] { plan_upgrade(graph, {}, target); }), names_all);
    CHECK_THAT(outcome([&] { plan_downgrade(graph, {"abcd2"}, target, nullptr); }), names_all);
  }
  CHECK_THAT(outcome([&] { plan_stamp(graph, {}, {"abc"}); }), names_all);
  CHECK_THAT(outcome([&] { range(graph, "abc:"); }), names_all);
  CHECK_THAT(outcome([&] { resolve(graph, "abc", nullptr); }), Catch::Contains("abc") && names_all);
}

TEST_CASE("B.2 an unknown branch is an error also in branch@base over a single base", "[graph][defects]") {
  const RevisionGraph graph = notation::graph("a<- b<-a");
  CHECK_THAT(outcome([&] { plan_downgrade(graph, {"b"}, "nosuch@base", nullptr); }), Catch::Contains("'nosuch'"));
  CHECK_THAT(outcome([&] { plan_upgrade(graph, {}, "nosuch@base"); }), Catch::Contains("'nosuch'"));
  CHECK_THAT(outcome([&] { plan_stamp(graph, {"b"}, {"nosuch@base"}); }), Catch::Contains("'nosuch'"));
  CHECK_THAT(outcome([&] { range(graph, "nosuch@base:"); }), Catch::Contains("'nosuch'"));
}

TEST_CASE("B.3 branch@-N without a row on the branch is a clear error", "[graph][defects]") {
  const RevisionGraph graph = notation::graph("a<- b<-a[left] c<-a[right]");
  const std::string said = outcome([&] { plan_downgrade(graph, {"c"}, "left@-1", nullptr); });
  CHECK_THAT(said, Catch::Contains("no current revision is on branch 'left'"));
}

TEST_CASE("B.4 a relative step above the head or below the base is a clear error", "[graph][defects]") {
  const RevisionGraph graph = notation::graph("a<- b<-a");
  CHECK_THAT(outcome([&] { plan_upgrade(graph, {}, "head+1"); }), Catch::Contains("+1 didn't produce 1 migrations"));
  CHECK_THAT(outcome([&] { plan_upgrade(graph, {"b"}, "a+2"); }), Catch::Contains("+2 didn't produce 2 migrations"));
  CHECK_THAT(outcome([&] { plan_downgrade(graph, {"b"}, "a-2", nullptr); }), Catch::Contains("-2 didn't produce 2 migrations"));
}

TEST_CASE("B.5 a revision that a stamp names twice is a clear error", "[graph][defects]") {
  const RevisionGraph graph = notation::graph("a<- b<-a");
  CHECK_THAT(outcome([&] {
               plan_stamp(graph, {}, {"head", "head"});
             }),
             Catch::StartsWith("Revision b is requested more than once"));
  CHECK_THAT(outcome([&] {
               plan_stamp(graph, {}, {"b", "heads"});
             }),
             Catch::StartsWith("Revision b is requested more than once"));
}

TEST_CASE("B.6 a label like feature-2 names its branch in every place", "[graph][defects]") {
  const RevisionGraph graph = notation::graph("a<- b<-a[feature-2] c<-b d<-a[lib+1]");
  CHECK(upgraded(graph, {}, "feature-2") == "b");
  CHECK(upgraded(graph, {}, "feature-2@head") == "c");
  CHECK(upgraded(graph, {"b"}, "feature-2@+1") == "c");
  CHECK(upgraded(graph, {}, "lib+1") == "d");
  CHECK(downgraded(graph, {"c"}, "feature-2") == "b");
  CHECK(downgraded(graph, {"c", "d"}, "feature-2@-1") == "b,d");
  CHECK(notation::rows_after({}, plan_stamp(graph, {}, {"feature-2", "lib+1"})) == "b,d");
  CHECK(range(graph, "feature-2:feature-2@head") == "c b");
}

TEST_CASE("B.7 a stamp of a revision and of what it builds on is refused", "[graph][defects]") {
  const RevisionGraph graph = notation::graph("a<- b<-a c<-b x<- y<-x ^b");
  const std::string overlap = "overlaps with other requested revisions";
  CHECK_THAT(outcome([&] { plan_stamp(graph, {}, {"a", "c"}); }), Catch::StartsWith("Requested revision c " + overlap + " a"));
  CHECK_THAT(outcome([&] { plan_stamp(graph, {}, {"c", "a"}); }), Catch::Contains(overlap));
  CHECK_THAT(outcome([&] { plan_stamp(graph, {"a"}, {"b", "y"}); }), Catch::Contains(overlap));
}

TEST_CASE("B.8 names that no command could use are refused when they are made", "[graph][defects]") {
  for (const char* name : {"head", "heads", "base", "a@b", "a-b", "a+b", "a:b", ""}) {
    INFO(name);
    CHECK(bad_identifier(name, true) != "");
    CHECK(bad_identifier(name, false) != "");
  }
  CHECK(bad_identifier("shop.cart", true) == "");
}

TEST_CASE("B.9 relative ends of a history range: below a head, and below the upper end", "[graph][defects]") {
  const RevisionGraph graph = notation::graph("a<- b<-a c<-b d<-c e<-d");
  CHECK(range(graph, "head-1:") == "e d");
  CHECK(range(graph, "-1:c") == "c b");
  CHECK(range(graph, "-2:d") == "d c b");
  CHECK(range(graph, "b+1:e-1") == "d c");
}

TEST_CASE("B.10 a range with two colons is a usage error that shows the form", "[graph][defects]") {
  const RevisionGraph graph = notation::graph("a<- b<-a c<-b");
  CHECK_THAT(outcome([&] { range(graph, "a:b:c"); }), Catch::StartsWith("History range requires [start]:[end]"));
  CHECK_THROWS_AS(split_range("a:b:c"), Error);
}

TEST_CASE("B.11 a parent or dependency that is not there is named, with its script and the nearest id", "[graph][defects]") {
  for (const std::string key : {"down_revision", "depends_on"}) {
    auto revisions = notation::revisions(key == "down_revision" ? "1975ea83<- b<-1975ea38" : "1975ea83<- b<- ^1975ea38");
    revisions[1].path = "versions/b.lua";
    revisions[1].line = 7;
    CHECK(outcome([&] { RevisionGraph graph(std::move(revisions)); }) ==
          "Revision b (versions/b.lua:7) has " + key + " '1975ea38', which is not present // did you mean '1975ea83'?");
  }
}

}  // namespace runner::graph
