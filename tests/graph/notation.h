// Histories and plans as one line of text: `a<- b<-a c1<-b[left] c2<-b ^c1` (id<-parents[labels] ^dependencies, in map
// order), and `b(a>b) c(+c)=b,c`: the script, its row changes (+x INSERT, -x DELETE, x>y UPDATE), the rows afterwards.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/plan.h"

namespace runner::graph::notation {

std::vector<Revision> revisions(std::string_view text);
RevisionGraph graph(std::string_view text);

std::vector<std::string> list(std::string_view text);                         // "a,b" -> a, b
std::string ids(const RevisionGraph& graph, const std::vector<Node>& nodes);  // "a b"

// "" when the steps are what `expected` says, which may leave out row changes and rows; else both, to compare.
std::string difference(const RevisionGraph& graph, const std::vector<std::string>& before, const std::vector<Step>& steps,
                       std::string_view expected);

// The rows when all steps are done, sorted and joined with ",".
std::string rows_after(const std::vector<std::string>& before, const std::vector<Step>& steps);

}  // namespace runner::graph::notation
