#include "cli/graph_text.h"

#include <algorithm>

namespace runner::cli {
namespace {

// Column c is drawn at place 2c; what runs between two columns at the odd place between them.
class Line {
 public:
  void put(std::size_t place, char c) {
    if (text_.size() <= place) text_.resize(place + 1, ' ');
    if (c != '_' || text_[place] == ' ') text_[place] = c;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

// A link on its way: where it has come to, one printed line after the other.
struct Moving {
  std::size_t at, to;
  bool joins;  // another link ends there as well: it may run under the lines between
};

std::vector<Moving> begin(const std::vector<Link>& links) {
  std::vector<Moving> moving;
  moving.reserve(links.size());
  std::vector<int> ends;
  for (const Link& link : links) {
    if (ends.size() <= link.to) ends.resize(link.to + 1, 0);
    ++ends[link.to];
  }
  for (const Link& link : links) moving.push_back({link.from, link.to, ends[link.to] > 1});
  return moving;
}

void step_left(Moving& link, Line& line) {
  line.put(2 * link.at - 1, '/');
  if (!link.joins || link.at == link.to + 1) {
    --link.at;
    return;
  }
  for (std::size_t place = 2 * link.to + 3; place + 3 <= 2 * link.at; place += 2) line.put(place, '_');
  link.at = link.to + 1;
}

void step_right(Moving& link, Line& line) {
  line.put(2 * link.at + 1, '\\');
  if (!link.joins || link.at + 1 == link.to) {
    ++link.at;
    return;
  }
  for (std::size_t place = 2 * link.at + 3; place + 3 <= 2 * link.to; place += 2) line.put(place, '_');
  link.at = link.to - 1;
}

bool arrived(const Moving& link) {
  return link.at == link.to;
}

std::string draw_links(const std::vector<Link>& links) {
  std::string out;
  std::vector<Moving> moving = begin(links);
  while (!std::all_of(moving.begin(), moving.end(), arrived)) {
    Line line;
    for (Moving& link : moving) {
      if (arrived(link)) {
        line.put(2 * link.at, '|');
      } else if (link.at > link.to) {
        step_left(link, line);
      } else {
        step_right(link, line);
      }
    }
    out += line.text() + "\n";
  }
  return out;
}

std::string draw_row(const GraphRow& row) {
  Line line;
  for (const std::size_t column : row.lines) line.put(2 * column, '|');
  if (row.node) line.put(2 * row.column, '*');
  return line.text();
}

}  // namespace

std::string draw_text(const std::vector<GraphRow>& rows, const std::function<std::string(graph::Node)>& describe) {
  std::string out, bends;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const GraphRow& row = rows[i];
    if (row.node) {
      out += draw_row(row) + " " + describe(*row.node) + "\n";
    } else if (bends.empty()) {
      out += draw_row(row) + "\n";  // a gap: nothing bends, something ends
    }
    bends = draw_links(row.links);
    out += bends;
  }
  return out;
}

}  // namespace runner::cli
