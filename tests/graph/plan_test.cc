#include "graph/plan.h"

#include <catch2/catch.hpp>

#include "base/error.h"
#include "graph/notation.h"

namespace runner::graph {

namespace {

constexpr const char* kLinear = "a<- b<-a c<-b d<-c e<-d";
constexpr const char* kBranches = "a<- b<-a c1<-b[c1branch] d1<-c1 c2<-b[c2branch] d2<-c2";
constexpr const char* kMerge = "a<- b<-a c1<-b[c1branch] d1<-c1 c2<-b[c2branch] d2<-c2 m<-d1,d2 f<-m";
constexpr const char* kDependency = "a1<-[lib1] b1<-a1 c1<-b1 a2<- b2<-a2 c2<-b2 ^c1 d1<-c1 e1<-d1";
constexpr const char* kCrissCross = "a1<- a2<-a1 b1<- b2<-b1 ^a2 b3<-b2 a3<-a2 ^b1";
constexpr const char* kForest = "a1<- b1<-a1 a2<- b2<-a2";
constexpr const char* kImplied = "a1<- a2<-a1 a3<-a2 b1<- b2<-b1 ^a3 b3<-b2 b4<-b3 ^a3";
constexpr const char* kFive = "a1<- b1<- ^a1 bm<-a1,b1";

// A line of reference 2.9: the rows before, and the steps (see notation.h) with the rows in the end, or the error.
struct Vector {
  const char* target;
  const char* rows;
  const char* steps;
  const char* end;
  const char* error = "";
};

std::vector<Step> plan(const RevisionGraph& graph, const std::string& command, const Vector& vector) {
  const Rows rows = notation::list(vector.rows);
  std::string warning;
  if (command == "up") return plan_upgrade(graph, rows, vector.target);
  if (command == "down") return plan_downgrade(graph, rows, vector.target, &warning);
  std::vector<std::string> targets;
  std::string word;
  for (const char c : std::string(vector.target) + " ") {
    if (c != ' ') {
      word += c;
      continue;
    }
    targets.push_back(word);
    word.clear();
  }
  return plan_stamp(graph, rows, targets);
}

void check(const char* history, const std::string& command, const std::vector<Vector>& vectors) {
  const RevisionGraph graph = notation::graph(history);
  for (const Vector& vector : vectors) {
    INFO(history << " | " << command << " " << vector.target << " | " << vector.rows);
    if (*vector.error != '\0') {
      CHECK_THROWS_WITH(plan(graph, command, vector), Catch::Contains(vector.error));
      continue;
    }
    const std::vector<Step> steps = plan(graph, command, vector);
    CHECK(notation::difference(graph, notation::list(vector.rows), steps, vector.steps) == "");
    CHECK(notation::rows_after(notation::list(vector.rows), steps) == vector.end);
  }
}

}  // namespace

TEST_CASE("upgrades and downgrades of one line", "[graph]") {
  check(kLinear, "up",
        {{"e", "", "a(+a) b(a>b) c(b>c) d(c>d) e(d>e)", "e"},
         {"+2", "b", "c d", "d"},
         {"+9", "b", "", "", "Relative revision +9 didn't produce 9 migrations"},
         {"b+1", "", "a b c", "c"},
         {"e-2", "", "a b c", "c"},
         {"a", "c", "", "c"},
         {"base", "c", "", "c"},
         {"-1", "c", "", "", "Relative revision -1 didn't produce 1 migrations"},
         {"+0", "c", "", "", "Relative revision +0 didn't produce 0 migrations"},
         {"head+1", "c", "", "", "Relative revision +1 didn't produce 1 migrations"},
         {"head-9", "c", "", "", "Relative revision -9 didn't produce 9 migrations"},
         {"+99999999999999999999", "c", "", "", "didn't produce"}});
  check(kLinear, "down",
        {{"a", "d", "d c b", "a"},
         {"base", "c", "c b a(-a)", ""},
         {"-3", "c", "c b a", ""},
         {"-4", "c", "", "", "Relative revision -4 didn't produce 4 migrations"},
         {"-1", "", "", "", "Relative revision -1 didn't produce 1 migrations"},
         {"+1", "b", "", "", "Relative revision +1 didn't produce 1 migrations"},
         {"base+1", "c", "c b", "a"},
         {"e-3", "e", "e d c", "b"},
         {"a-3", "e", "", "", "didn't produce 3 migrations"},
         {"d", "b", "", "", "Destination d is not a valid downgrade target from current head(s)"},
         {"c", "c", "", "c"},
         {"head", "e", "", "e"}});
  check(kLinear, "stamp", {{"e", "b", "(b>e)", "e"}, {"b", "e", "(e>b)", "b"}, {"base", "e", "(-e)", ""}, {"e", "e", "", "e"}});
}

TEST_CASE("upgrades to and over branches", "[graph]") {
  check(kBranches, "up",
        {{"heads", "", "a(+a) b(a>b) c2(b>c2) d2(c2>d2) c1(+c1)=c1,d2 d1(c1>d1)=d1,d2", "d1,d2"},
         {"head", "", "", "", "Multiple head revisions are present for given argument 'head'"},
         {"c1branch@head", "", "a b c1 d1", "d1"},
         {"d1", "d2", "c1(+c1)=c1,d2 d1=d1,d2", "d1,d2"},
         {"c2branch@+1", "c1", "c2(+c2)=c1,c2", "c1,c2"},
         {"c2branch@+1", "c1,c2", "d2=c1,d2", "c1,d2"},
         {"+1", "c1,c2", "", "", "Ambiguous upgrade from multiple current revisions"},
         {"+1", "b", "", "", "Ambiguous walk"},
         {"c1branch@+1", "b", "c1", "c1"},
         {"c1branch@+1", "", "a", "a"},
         {"c2branch@head-1", "b", "c2", "c2"},
         {"heads", "c1", "c2(+c2) d2 d1", "d1,d2"},
         {"nosuch@base", "c1", "", "", "Can't locate revision identified by 'nosuch'"},
         {"c1branch@d2", "c1", "", "", "revision d2 is not a member of branch 'c1branch'"}});
  check(kForest, "up",
        {{"heads", "", "a2 b2 a1(+a1) b1", "b1,b2"}, {"+1", "", "", "", "Ambiguous walk"}, {"+1", "a1", "b1", "b1"}});
}

TEST_CASE("downgrades over branches", "[graph]") {
  check(kBranches, "down",
        {{"b", "d1,d2", "d1(d1>c1) c1(-c1)=d2 d2(d2>c2) c2(c2>b)=b", "b"},
         {"a", "d1,d2", "d1 c1 d2 c2 b(b>a)", "a"},
         {"-1", "d2,d1", "d2(d2>c2)=c2,d1", "c2,d1"},
         {"-1", "d1,d2", "d1=c1,d2", "c1,d2"},
         {"c1branch@-1", "d1,d2", "d1=c1,d2", "c1,d2"},
         {"c1branch@-1", "d2", "", "", "no current revision is on branch 'c1branch'"},
         {"c1branch@-1", "", "", "", "no current revision is on branch 'c1branch'"},
         {"b@-1", "d1,d2", "", "", "several current revisions are on branch 'b'"},
         {"c2branch@b", "c1,d2", "d2=c1,c2 c2(-c2)=c1", "c1"},
         {"c2branch@base", "c1,d2", "c1(-c1)=d2 d2 c2(c2>b) b a(-a)", ""},
         {"c2branch@base+2", "d2,d1", "d2=c2,d1 c2(-c2)=d1", "d1"},
         {"base+2", "d2,d1", "d1 c1 d2 c2", "b"},
         {"c1", "d1,d2", "d1=c1,d2", "c1,d2"},
         {"d1@b", "d1,d2", "d1=c1,d2 c1(-c1)=d2", "d2"},
         {"c2", "d1,c2", "", "c2,d1"},
         {"d1", "c1", "", "", "Destination d1 is not a valid downgrade target"},
         {"heads", "d1,d2", "", "", "Multiple head revisions are present for given argument 'heads'"},
         {"nosuch@base", "d1", "", "", "Can't locate revision identified by 'nosuch'"},
         {"a@b", "d1,d2", "", "", "Not a valid downgrade target from current heads"}});
  check(kForest, "down",
        {{"a1@base", "b1,b2", "b1 a1(-a1)=b2", "b2"},
         {"b2@-1", "b1,b2", "b2=a2,b1", "a2,b1"},
         {"nosuch@base", "b1,b2", "", "", "Can't locate revision identified by 'nosuch'"}});
}

TEST_CASE("a bare -N with several rows is warned about", "[graph]") {
  const RevisionGraph graph = notation::graph(kBranches);
  std::string warning;
  plan_downgrade(graph, {"d2"}, "-1", &warning);
  CHECK(warning == "");
  plan_downgrade(graph, {"d2", "d1"}, "c1branch@-1", &warning);
  CHECK(warning == "");
  plan_downgrade(graph, {"d2", "d1"}, "-1", &warning);
  CHECK_THAT(warning, Catch::StartsWith("downgrade -1 from multiple heads is ambiguous; this usage will be disallowed"));
  CHECK_THAT(warning, Catch::Contains("going back from 'd2'"));
}

TEST_CASE("merges take rows together and apart again", "[graph]") {
  check(kMerge, "up",
        {{"head", "", "a b c2 d2 c1(+c1) d1 m(-d1,d2>m)=m f=f", "f"},
         {"m", "d1", "c2(+c2)=c2,d1 d2=d1,d2 m(-d1,d2>m)=m", "m"},
         {"m", "c1,d2", "d1=d1,d2 m=m", "m"}});
  check(kMerge, "down",
        {{"-1", "m", "", "", "Ambiguous walk"},
         {"-1", "f", "f=m", "m"},
         {"d1", "f", "f=m m=d1,d2", "d1,d2"},
         {"b", "f", "f m d1=c1,d2 c1(-c1)=d2 d2=c2 c2=b", "b"},
         {"c1", "m", "m=d1,d2 d1=c1,d2", "c1,d2"}});
}

TEST_CASE("dependencies are applied without a row of their own", "[graph]") {
  check(kDependency, "up",
        {{"c2", "", "a1 b1 c1 a2(+a2)=a2,c1 b2=b2,c1 c2=c2", "c2"},
         {"heads", "", "a1 b1 c1 d1 e1 a2(+a2) b2=b2,e1 c2(b2>c2)=c2,e1", "c2,e1"},
         {"c2", "b1", "c1 a2(+a2) b2 c2=c2", "c2"},
         {"c2", "c1,b2", "c2=c2", "c2"},
         {"c2", "e1,b2", "c2(b2>c2)=c2,e1", "c2,e1"},
         {"e1", "c2", "d1(+d1)=c2,d1 e1=c2,e1", "c2,e1"}});
  check(kDependency, "down",
        {{"b2", "c2", "c2=b2,c1", "b2,c1"},
         {"b1", "c2", "c2=b2,c1 c1(c1>b1)=b1,b2", "b1,b2"},
         {"c1", "c2,d1", "d1(-d1)=c2", "c2"},
         {"d1", "c2,e1", "e1=c2,d1", "c2,d1"},
         {"lib1@base", "c2,e1", "c2(c2>b2)=b2,e1 e1 d1 c1 b1 a1(-a1)=b2", "b2"},
         {"lib1@-1", "c2", "c2=b2,c1 c1=b1,b2", "b1,b2"},
         {"a2@base", "c2,e1", "c2=b2,e1 b2=a2,e1 a2(-a2)=e1", "e1"},
         {"a2@base", "c2", "c2=b2,c1 b2=a2,c1 a2(-a2)=c1", "c1"},
         {"base", "c2,e1", "c2 b2 a2(-a2)=e1 e1 d1 c1 b1 a1(-a1)", ""}});
  check(kCrissCross, "up", {{"heads", "", "a1 a2 b1(+b1)=a2,b1 a3=a3 b2(+b2)=a3,b2 b3=a3,b3", "a3,b3"}});
  check(kCrissCross, "down",
        {{"b1", "a3,b2", "b2(-b2)=a3", "a3"},
         {"a2", "a3,b3", "a3(-a3)=b3", "b3"},
         {"base", "a3,b3", "b3=a3,b2 b2(-b2)=a3 a3=a2,b1 b1(-b1)=a2 a2=a1 a1(-a1)=", ""}});
  check(kImplied, "up", {{"heads", "", "a1 a2 a3 b1(+b1) b2=b2 b3 b4=b4", "b4"}});
  check(kImplied, "down", {{"b3", "b4", "b4(b4>b3)=b3", "b3"}, {"a1", "b4", "b4 b3 b2=a3,b1 a3=a2,b1 a2=a1,b1", "a1,b1"}});
  check(kFive, "up", {{"bm", "", "a1 b1(a1>b1) bm(b1>bm)", "bm"}});
  check(kFive, "down", {{"a1", "bm", "bm(bm>b1)=b1", "b1"}, {"base", "bm", "bm b1(b1>a1) a1(-a1)", ""}});
}

TEST_CASE("a parent that another parent stands above gets no row back", "[graph]") {
  // m joins two revisions of one line: with a second row present the lower one must not come back beside the upper one.
  check("a<- b<-a c<-b m<-a,c x<-", "down", {{"c", "m,x", "m(m>c)=c,x", "c,x"}, {"base", "m,x", "m c b x a", ""}});
}

TEST_CASE("a parent that another one only depends on gets its row back beside other rows, as in Alembic", "[graph]") {
  constexpr const char* kJoined = "a<- p<-a q<-a ^p m<-p,q x<-";
  check(kJoined, "up", {{"heads", "", "a x p q m=m,x", "m,x"}, {"m", "p,q,x", "m(-p,q>m)=m,x", "m,x"}});
  check(kJoined, "down", {{"q", "m,x", "m=p,q,x", "p,q,x"}, {"q", "m", "m(m>q)=q", "q"}, {"a", "m,x", "m q p=a,x", "a,x"}});
  // Another row implies it: no row.
  check("a<- p<-a q<-a ^p r<-a ^p m<-p,q", "down", {{"q", "m,r", "m(m>q)=q,r", "q,r"}});
}

TEST_CASE("stamps replace the rows of their own lines", "[graph]") {
  check(kBranches, "stamp",
        {{"b", "d1,c2", "(-d1,c2>b)", "b"},
         {"c1branch@base", "d1,c2", "(-d1)", "c2"},
         {"c2branch@head", "d1,c2", "(c2>d2)", "d1,d2"},
         {"heads", "", "(+d1) (+d2)", "d1,d2"},
         {"d1 d2", "b", "(b>d1) (+d2)", "d1,d2"},
         {"d1", "c2", "(+d1)", "c2,d1"},
         {"base", "d1,d2", "(-d1) (-d2)", ""},
         {"c1", "d1,d2", "(d1>c1)", "c1,d2"},
         {"-1", "d1,d2", "(d1>c1) (d2>c2)", "c1,c2"},
         {"c1branch@-1", "d1,d2", "(d1>c1)", "c1,d2"},
         {"head", "b", "", "", "Multiple heads are present; please specify a single target revision"},
         {"d1 c1branch@head", "b", "", "", "Revision d1 is requested more than once"},
         {"b d1", "", "", "", "Requested revision d1 overlaps with other requested revisions b"},
         {"b+1", "", "", "", "Can't locate revision identified by 'b+1'"},
         {"+1", "", "", "", "Can't locate revision identified by '+1'"},
         {"current", "b", "", "", "Can't locate revision identified by 'current'"},
         {"nosuch@base", "b", "", "", "Can't locate revision identified by 'nosuch'"}});
  check(kMerge, "stamp", {{"m", "d1,d2", "(-d1,d2>m)", "m"}, {"d1", "m", "(m>d1)", "d1"}, {"b", "m", "(m>b)", "b"}});
  check(kDependency, "stamp",
        {{"b1", "e1,c2", "(-e1,c2>b1)", "b1"},
         {"c2", "c1", "(c1>c2)", "c2"},
         {"c1", "c2", "(c2>c1)", "c1"},
         {"heads", "", "(+c2) (+e1)", "c2,e1"},
         {"lib1@head", "c2", "(+e1)", "c2,e1"}});
  // A branch whose only head is a dependency of another one has no real head: it is counted from that head all the same.
  check("a<-[one] b<-a x<- y<-x ^b", "stamp", {{"one@-1", "b,y", "(-b,y>a)", "a"}, {"one@-2", "b,y", "(-b) (-y)", ""}});
}

TEST_CASE("a stamp of branch@x moves the whole branch", "[graph]") {
  constexpr const char* kWide = "a<-[wide] b<-a c<-a d<-c x<- y<-x ^a";
  check(kWide, "stamp",
        {{"wide@c", "b,d", "(d>c) (-b)", "c"},
         {"c", "b,d", "(d>c)", "b,c"},
         {"wide@c", "b,d,x", "(d>c) (-b)", "c,x"},
         {"wide@d", "c,y", "(c>d) (-y)", "d"},
         {"wide@d", "b", "(+d)", "b,d"},
         {"wide@d", "b,d", "", "b,d"}});
}

TEST_CASE("a stamp keeps the rows that it asks for", "[graph]") {
  check("p1<- p2<-p1 q1<- q2<-q1", "stamp", {{"p2 q2", "p1,q2", "(p1>p2)", "p2,q2"}});
}

TEST_CASE("a stamp repairs rows that overlap", "[graph]") {
  check(kLinear, "stamp", {{"d", "b,d", "(-b)", "d"}});
}

TEST_CASE("steps say where from and where to, without dependencies", "[graph]") {
  const RevisionGraph graph = notation::graph(kMerge);
  const auto up = plan_upgrade(graph, {"d1", "d2"}, "m");
  REQUIRE(up.size() == 1);
  CHECK(up[0].direction == Direction::kUp);
  CHECK(up[0].from == Rows{"d1", "d2"});
  CHECK(up[0].to == Rows{"m"});
  const auto down = plan_downgrade(graph, {"m"}, "c1", nullptr);
  CHECK(down[0].from == Rows{"m"});
  CHECK(down[0].to == Rows{"d1", "d2"});
  const auto stamp = plan_stamp(graph, {"d1", "d2"}, {"b"});
  REQUIRE(stamp.size() == 1);
  CHECK(stamp[0].direction == Direction::kStamp);
  CHECK(stamp[0].node == -1);
  CHECK(stamp[0].from == Rows{"d1", "d2"});
  CHECK(stamp[0].to == Rows{"b"});
  const auto first = plan_upgrade(notation::graph(kDependency), {"c1", "b2"}, "c2");
  CHECK(first[0].from == Rows{"b2"});
}

TEST_CASE("rows that no script has stop every plan", "[graph]") {
  const RevisionGraph graph = notation::graph(kLinear);
  const Rows rows = {"deadbeef0000"};
  const auto refuses = [](const auto& plan) {
    try {
      plan();
    } catch (const Error& error) {
      CHECK(error.code == ErrorCode::kState);
      CHECK(std::string(error.what()) == "Can't locate revision identified by 'deadbeef0000'");
      CHECK_THAT(error.hint, Catch::Contains("--purge"));
      return;
    }
    FAIL("not refused");
  };
  refuses([&] { plan_upgrade(graph, rows, "head"); });
  refuses([&] { plan_upgrade(graph, rows, "+1"); });
  refuses([&] { plan_downgrade(graph, rows, "base", nullptr); });
  refuses([&] { plan_downgrade(graph, rows, "-1", nullptr); });
  refuses([&] { plan_stamp(graph, rows, {"head"}); });
  refuses([&] { current_heads(graph, rows); });
}

TEST_CASE("an upgrade refuses rows and targets on one line", "[graph]") {
  const RevisionGraph graph = notation::graph(kDependency);
  CHECK_THROWS_WITH(plan_upgrade(graph, {"b1", "c1"}, "heads"),
                    "Requested revision c1 overlaps with other requested revisions b1");
  CHECK_THROWS_WITH(plan_upgrade(graph, {"b1", "c2"}, "heads"),
                    "Requested revision c2 overlaps with other requested revisions b1");
  // Implied by a dependency alone: what a downgrade may leave.
  CHECK(notation::rows_after({"c1", "c2"}, plan_upgrade(graph, {"c1", "c2"}, "heads")) == "c2,e1");
  CHECK(notation::rows_after({"c1", "c2"}, plan_downgrade(graph, {"c1", "c2"}, "b2", nullptr)) == "b2,c1");
  const RevisionGraph labelled = notation::graph("a<-[lib] b<-a c<-a ^b");
  CHECK_THROWS_WITH(plan_upgrade(labelled, {}, "lib@heads"), "Requested revision c overlaps with other requested revisions b");
}

TEST_CASE("current heads include implied dependencies", "[graph]") {
  const RevisionGraph graph = notation::graph(kDependency);
  CHECK(notation::ids(graph, current_heads(graph, {"c2"})) == "c1 c2");
  CHECK(notation::ids(graph, current_heads(graph, {"c2", "e1"})) == "c2 e1");
  CHECK(notation::ids(graph, current_heads(graph, {})) == "");
}

TEST_CASE("an empty project has nothing to do", "[graph]") {
  const RevisionGraph graph{{}};
  CHECK(plan_upgrade(graph, {}, "head").empty());
  CHECK(plan_upgrade(graph, {}, "heads").empty());
  CHECK(plan_downgrade(graph, {}, "base", nullptr).empty());
  CHECK(plan_stamp(graph, {}, {"head"}).empty());
  CHECK_THROWS_WITH(plan_upgrade(graph, {}, "+1"), Catch::Contains("didn't produce 1 migrations"));
}

}  // namespace runner::graph
