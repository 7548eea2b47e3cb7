#include "graph/notation.h"

#include <algorithm>

#include "base/text.h"

namespace runner::graph::notation {

namespace {

// Cuts "x<open>inner<close>" at the first `open`; returns inner and leaves x.
std::string cut(std::string& text, char open, std::string_view close) {
  const std::size_t at = text.find(open);
  if (at == std::string::npos) return "";
  std::string inner = text.substr(at + 1);
  text.resize(at);
  if (inner.ends_with(close)) inner.resize(inner.size() - close.size());
  return inner;
}

std::string written(const RowMove& move) {
  if (move.from.empty()) return "+" + move.to;
  if (move.to.empty()) return "-" + move.from;
  return move.from + ">" + move.to;
}

}  // namespace

std::vector<std::string> list(std::string_view text) {
  return text::split(text, ",");
}

std::vector<Revision> revisions(std::string_view text) {
  std::vector<Revision> found;
  for (std::string word : text::split(text, " ")) {
    if (word.front() == '^') {
      found.back().depends_on = list(std::string_view(word).substr(1));
      continue;
    }
    Revision revision;
    revision.labels = list(cut(word, '[', "]"));
    const std::size_t arrow = word.find("<-");
    revision.id = word.substr(0, arrow);
    revision.down = list(std::string_view(word).substr(arrow + 2));
    found.push_back(std::move(revision));
  }
  return found;
}

RevisionGraph graph(std::string_view text) {
  return RevisionGraph(revisions(text));
}

std::string ids(const RevisionGraph& graph, const std::vector<Node>& nodes) {
  std::vector<std::string> names;
  for (const Node n : nodes) names.push_back(graph.at(n).id);
  return text::join(names, " ");
}

std::string difference(const RevisionGraph& graph, const std::vector<std::string>& before, const std::vector<Step>& steps,
                       std::string_view expected) {
  const std::vector<std::string> words = text::split(expected, " ");
  std::string got;
  bool same = words.size() == steps.size();
  MovingRows moving(before);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    std::string word = i < words.size() ? words[i] : "";
    const bool with_rows = word.find('=') != std::string::npos;
    const std::string rows = cut(word, '=', "");
    const bool with_moves = word.find('(') != std::string::npos;
    const std::string moves = cut(word, '(', ")");

    std::vector<std::string> own_moves;
    for (const RowMove& move : steps[i].moves) own_moves.push_back(written(move));
    const std::string id = steps[i].node < 0 ? "" : graph.at(steps[i].node).id;
    moving.apply(steps[i]);
    const std::string own_rows = text::join(moving.sorted(), ",");
    same = same && id == word && (!with_moves || moves == text::join(own_moves, ",")) && (!with_rows || rows == own_rows);
    got += (i == 0 ? "" : " ") + id + "(" + text::join(own_moves, ",") + ")=" + own_rows;
  }
  return same ? "" : "got " + got + ", wanted " + std::string(expected);
}

std::string rows_after(const std::vector<std::string>& before, const std::vector<Step>& steps) {
  return text::join(graph::rows_after(before, steps), ",");
}

}  // namespace runner::graph::notation
