#include "graph/target.h"

#include <catch2/catch.hpp>

#include "base/error.h"
#include "graph/notation.h"

namespace runner::graph {

namespace {

constexpr const char* kHistory =
    "1975ea83b712<- 27c6a30d7c24<-1975ea83b712[shopping] d747a8a88790<-27c6a30d7c24 ae1027a6acf1<-1975ea83b712 "
    "ae1027b00000<-ae1027a6acf1 ab<-ae1027b00000";

std::string resolved(const RevisionGraph& graph, std::string_view text) {
  return notation::ids(graph, resolve(graph, text, nullptr));
}

std::string range(const RevisionGraph& graph, std::string_view text, const Rows& rows = {}) {
  return notation::ids(graph, resolve_range(graph, text, &rows));
}

// What the error says, and its hint.
template <typename Call>
std::string refusal(const Call& call) {
  try {
    call();
  } catch (const Error& error) {
    return std::string(error.what()) + " // " + error.hint;
  }
  return "";
}

}  // namespace

TEST_CASE("one revision is found by id, part of it, label or branch", "[graph]") {
  const RevisionGraph graph = notation::graph(kHistory);
  const auto one = [&](std::string_view text) { return graph.at(resolve_one(graph, text)).id; };
  CHECK(one("27c6a30d7c24") == "27c6a30d7c24");
  CHECK(one("2") == "27c6a30d7c24");
  CHECK(one("shopping") == "27c6a30d7c24");
  CHECK(one("shop") == "27c6a30d7c24");
  CHECK(one("ab") == "ab");
  CHECK(one("shopping@d74") == "d747a8a88790");
  CHECK(one("27c6@1975") == "1975ea83b712");
}

TEST_CASE("an unknown revision comes with the nearest spelling", "[graph]") {
  const RevisionGraph graph = notation::graph(kHistory);
  const auto said = [&](std::string_view text) { return refusal([&] { resolve_one(graph, text); }); };
  CHECK(said("27c6a30d7c42") ==
        "Can't locate revision identified by '27c6a30d7c42': no such revision or branch // "
        "did you mean '27c6a30d7c24'?");
  CHECK(said("zz") ==
        "Can't locate revision identified by 'zz': no such revision or branch // please ensure at least four "
        "characters are present for partial revision identifier matches");
  CHECK_THAT(said(""), Catch::StartsWith("Can't locate revision identified by ''"));
  CHECK_THAT(said("shoping@1975"), Catch::StartsWith("Can't locate revision identified by 'shoping': no such branch // did you "
                                                     "mean 'shopping'?"));
  CHECK_THAT(said("shopping@"), Catch::StartsWith("Can't locate revision identified by 'shopping@'"));
  CHECK_THAT(said("a,b"), Catch::StartsWith("Can't locate revision identified by 'a,b'"));
}

TEST_CASE("an ambiguous identifier lists its candidates", "[graph]") {
  const RevisionGraph graph = notation::graph(kHistory);
  CHECK_THAT(refusal([&] { resolve_one(graph, "ae"); }),
             Catch::StartsWith("Can't locate revision identified by 'ae': multiple revisions start with 'ae': 'ae1027a6acf1', "
                               "'ae1027b00000'"));
  CHECK_THAT(refusal([&] { resolve_one(graph, "ae@head"); }), Catch::Contains("'ae1027a6acf1', 'ae1027b00000'"));
}

TEST_CASE("keys of up to three characters are never completed", "[graph]") {
  const RevisionGraph graph = notation::graph("abc<- abcd<-abc");
  CHECK(resolved(graph, "ab") == "abcd");
  CHECK(resolved(graph, "abc") == "abc");
}

TEST_CASE("a label and its own id are no ambiguity", "[graph]") {
  CHECK(resolved(notation::graph("abcd<-[abcx]"), "ab") == "abcd");
}

TEST_CASE("a revision of another branch is refused", "[graph]") {
  const RevisionGraph graph = notation::graph(kHistory);
  CHECK_THAT(refusal([&] { resolve_one(graph, "shopping@ab"); }),
             Catch::StartsWith("Can't locate revision identified by 'shopping@ab': revision ab is not a member of branch "
                               "'shopping'"));
  CHECK_THAT(refusal([&] { resolve_one(graph, "shopping@ae1027b"); }), Catch::Contains("ae1027b00000 is not a member"));
}

TEST_CASE("head, heads and base, alone and in a branch", "[graph]") {
  const RevisionGraph graph = notation::graph("a<- b<-a c1<-b[left] c2<-b[right] o<- p<-o ^c1");
  CHECK(resolved(graph, "heads") == "c2 p");
  CHECK(resolved(graph, "left@heads") == "c1");
  CHECK(resolved(graph, "right@head") == "c2");
  CHECK(resolved(graph, "o@head") == "p");
  CHECK(resolved(graph, "base") == "");
  CHECK(resolved(graph, "left@base") == "");
  CHECK(refusal([&] { resolve(graph, "head", nullptr); }) ==
        "Multiple head revisions are present for given argument 'head'; please specify a specific target revision, "
        "'<branchname>@head' to narrow to a specific head, or 'heads' for all heads // the heads are 'c1', 'c2', 'p'");
  CHECK_THAT(refusal([&] { resolve(graph, "b@head", nullptr); }), Catch::Contains("the heads are 'c1', 'c2'"));
  CHECK_THAT(refusal([&] { resolve(graph, "nosuch@base", nullptr); }), Catch::Contains("'nosuch': no such branch"));
}

TEST_CASE("outside of upgrade and downgrade -N counts from the heads", "[graph]") {
  const RevisionGraph graph = notation::graph("a<- b<-a c1<-b[left] d1<-c1 c2<-b");
  CHECK(resolved(graph, "-1") == "c1 b");
  CHECK(resolved(graph, "left@-2") == "b");
  CHECK(resolved(graph, "left@-4") == "");
  CHECK_THAT(refusal([&] { resolve(graph, "-9", nullptr); }), Catch::Contains("Relative revision -9"));
  CHECK_THAT(refusal([&] { resolve(graph, "+1", nullptr); }), Catch::StartsWith("Can't locate revision identified by '+1'"));
  CHECK_THAT(refusal([&] { resolve(graph, "d1-1", nullptr); }), Catch::StartsWith("Can't locate revision identified by 'd1-1'"));
}

TEST_CASE("current stands for the rows where rows are given", "[graph]") {
  const RevisionGraph graph = notation::graph("a<- b<-a c<-a");
  const Rows rows = {"c", "b"};
  CHECK(notation::ids(graph, resolve(graph, "current", &rows)) == "c b");
  CHECK_THAT(refusal([&] { resolve(graph, "current", nullptr); }), Catch::Contains("'current'"));
}

TEST_CASE("a label may look like a relative identifier", "[graph]") {
  const RevisionGraph graph = notation::graph("a<- b<-a[feature-2] c<-b d<-a[feature]");
  CHECK(resolved(graph, "feature-2") == "b");
  CHECK(resolved(graph, "feature-2@head") == "c");
  CHECK(notation::ids(graph, resolve_upgrade(graph, "feature-2", {})) == "b");
  CHECK(notation::ids(graph, resolve_upgrade(graph, "feature-2+1", {})) == "c");
  CHECK(notation::ids(graph, resolve_upgrade(graph, "feature-2@+1", {"b"})) == "c");
  CHECK(notation::ids(graph, resolve_upgrade(graph, "feature-1", {})) == "a");
  CHECK(resolve_downgrade(graph, "feature-2", {"c"}).target == graph.find("b"));
  CHECK(resolve_downgrade(graph, "feature-2@base", {"c"}).branch == graph.find("b"));
}

TEST_CASE("an upgrade along a branch starts where the branch is applied", "[graph]") {
  const RevisionGraph graph = notation::graph("a<- b<-a c1<-b[left] d1<-c1 c2<-b[right] d2<-c2 m<-d1,d2");
  const auto target = [&](std::string_view text, const Rows& rows) {
    return notation::ids(graph, resolve_upgrade(graph, text, rows));
  };
  CHECK(target("right@+2", {"d1"}) == "d2");
  CHECK(target("right@+1", {}) == "a");
  CHECK(target("left@base+3", {}) == "c1");
  CHECK(target("left@d1+1", {}) == "m");
  CHECK(target("left@d2+1", {}) == "m");
  CHECK(target("a-1", {}) == "");
  CHECK_THAT(refusal([&] { target("+1", {"b"}); }), Catch::StartsWith("Ambiguous walk // from 'b' it could go to 'c1', 'c2'"));
  CHECK_THAT(refusal([&] { target("m-1", {}); }), Catch::Contains("'d1', 'd2'"));
  CHECK_THAT(refusal([&] { target("+1", {"c1", "c2"}); }), Catch::Contains("it could start at 'c1', 'c2'"));
  CHECK_THAT(refusal([&] { target("base-1", {}); }), Catch::Contains("didn't produce 1 migrations"));
}

TEST_CASE("ranges are cut at one colon", "[graph]") {
  CHECK(split_range("a:b") == std::pair(std::optional<std::string>("a"), std::string("b")));
  CHECK(split_range(":b") == std::pair(std::optional<std::string>(""), std::string("b")));
  CHECK(split_range("b") == std::pair(std::optional<std::string>(), std::string("b")));
  try {
    split_range("a:b:c");
    FAIL("two colons passed");
  } catch (const Error& error) {
    CHECK(error.code == ErrorCode::kUsage);
  }
}

TEST_CASE("history lists the newest first, one line after the other", "[graph]") {
  const RevisionGraph graph = notation::graph("a1<- b1<-a1 c1<-b1[left] c2<-b1[right] d1<-c1 d2<-c2 mm1<-d1,d2");
  CHECK(notation::ids(graph, whole_history(graph)) == "mm1 d1 c1 d2 c2 b1 a1");
}

TEST_CASE("history ranges", "[graph]") {
  const RevisionGraph graph = notation::graph("a<- b<-a c1<-b[left] d1<-c1 c2<-b[right] d2<-c2 n1<-[net] n2<-n1 ^d1");
  CHECK(range(graph, "b:d1") == "d1 c1 b");
  CHECK(range(graph, "c1:") == "d1 c1");
  CHECK(range(graph, ":c2") == "c2 b a");
  CHECK(range(graph, ":net@head") == "n2 n1 d1 c1 b a");
  CHECK(range(graph, "net@base:") == "n2 n1 d1 c1 b a");
  CHECK(range(graph, "right@base:heads") == "d2 c2 b a");
  CHECK(range(graph, "right@base:b") == "");
  CHECK(range(graph, "c2@base:b") == "b a");
  CHECK(range(graph, ":base") == "");
  CHECK(range(graph, "base:a") == "a");
  CHECK(range(graph, "c1:current", {"d1"}) == "d1 c1");
  CHECK(range(graph, "current:d1", {"b"}) == "d1 c1 b");
  CHECK(range(graph, ":current") == "");
  CHECK(range(graph, ":") == notation::ids(graph, whole_history(graph)));
}

TEST_CASE("relative ends of history ranges", "[graph]") {
  const RevisionGraph graph = notation::graph("a<- b<-a c<-b d<-c e<-d");
  CHECK(range(graph, "b:+2") == "d c b");
  CHECK(range(graph, "b:+9") == "e d c b");
  CHECK(range(graph, "-2:d") == "d c b");
  CHECK(range(graph, "-2:") == "e d c");
  CHECK(range(graph, "head-1:") == "e d");
  CHECK(range(graph, "a+1:e-1") == "d c b");
  CHECK(range(graph, "current:+1", {"b"}) == "c b");
  CHECK_THAT(refusal([&] { range(graph, "-9:d"); }), Catch::StartsWith("Relative revision -9 didn't produce 9 migrations"));
  CHECK_THAT(refusal([&] { range(graph, "a:-1"); }), Catch::StartsWith("Relative revision -1 didn't produce 1 migrations"));
}

TEST_CASE("history refuses what is no range or not on one line", "[graph]") {
  const RevisionGraph graph = notation::graph("a<- b<-a c1<-b d1<-c1 c2<-b");
  const std::string usage = "History range requires [start]:[end], [start]:, or :[end]";
  CHECK_THAT(refusal([&] { range(graph, "a"); }), Catch::StartsWith(usage));
  CHECK_THAT(refusal([&] { range(graph, "a:b:c1"); }), Catch::StartsWith(usage));
  const std::string off = " does not refer to ancestor/descendant revisions along the same branch";
  CHECK_THAT(refusal([&] { range(graph, "c2:d1"); }), Catch::StartsWith("Requested range c2:d1" + off));
  CHECK_THAT(refusal([&] { range(graph, "a:base"); }), Catch::StartsWith("Requested range a:base" + off));
  CHECK_THAT(refusal([&] { range(graph, "d1:a"); }), Catch::StartsWith("Requested range d1:a" + off));
}

}  // namespace runner::graph
