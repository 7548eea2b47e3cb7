#include "cli/graph_pictures.h"

#include <algorithm>
#include <functional>

#include "base/text.h"

namespace runner::cli {
namespace {

using graph::Node;
using Nodes = std::vector<PictureNode>;

// Markup may hold no control character but the blanks, and nothing that is not UTF-8.
std::string xml(const std::string& text) {
  std::string out;
  for (const char c : text::to_utf8(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    }
  }
  return out;
}

std::string dot(const std::string& text) {
  std::string out;
  for (const char c : text::to_utf8(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out;
}

// Mermaid knows "#name;" and "#number;" between quotes.
std::string mermaid(const std::string& text) {
  std::string out;
  for (const char c : text::to_utf8(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) {
      out += ' ';
    } else if (byte < 0x80 && std::string_view("\"#&<>`\\;[]{}()|").find(c) != std::string_view::npos) {
      out += "#" + std::to_string(byte) + ";";
    } else {
      out += c;
    }
  }
  return out;
}

// Calls `line(parent, child, is_dependency)` for every line between two of the nodes, with their places in the list.
void each_line(const graph::RevisionGraph& graph, const Nodes& nodes,
               const std::function<void(std::size_t, std::size_t, bool)>& line) {
  const std::size_t absent = nodes.size();
  std::vector<std::size_t> place(graph.size(), absent);
  for (std::size_t i = 0; i < nodes.size(); ++i) place[static_cast<std::size_t>(nodes[i].node)] = i;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const bool dependency : {false, true}) {
      for (const Node parent : dependency ? graph.deps(nodes[i].node) : graph.down(nodes[i].node)) {
        const std::size_t above = place[static_cast<std::size_t>(parent)];
        if (above != absent) line(above, i, dependency);
      }
    }
  }
}

}  // namespace

std::string draw_dot(const graph::RevisionGraph& graph, const Nodes& nodes) {
  std::string out =
      "digraph history {\n"
      "  rankdir=BT;\n"
      "  node [shape=box, style=\"rounded,filled\", fillcolor=white, fontname=\"sans-serif\", fontsize=11];\n"
      "  edge [color=gray40];\n";
  const auto name = [&](std::size_t i) { return "\"" + dot(graph.at(nodes[i].node).id) + "\""; };
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const PictureNode& node = nodes[i];
    out += "  " + name(i) + " [label=\"" + dot(node.text) + (node.message.empty() ? "" : "\\n" + dot(node.message)) + "\"";
    if (node.head) out += ", penwidth=2";
    if (node.current) out += ", fillcolor=palegreen";
    out += "];\n";
  }
  each_line(graph, nodes, [&](std::size_t parent, std::size_t child, bool dependency) {
    out += "  " + name(parent) + " -> " + name(child) + (dependency ? " [style=dashed];\n" : ";\n");
  });
  return out + "}\n";
}

std::string draw_mermaid(const graph::RevisionGraph& graph, const Nodes& nodes) {
  std::string out = "flowchart BT\n";
  const auto name = [](std::size_t i) { return "r" + std::to_string(i); };
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const PictureNode& node = nodes[i];
    out += "  " + name(i) + "[\"" + mermaid(node.text) + (node.message.empty() ? "" : "<br/>" + mermaid(node.message)) + "\"]\n";
  }
  each_line(graph, nodes, [&](std::size_t parent, std::size_t child, bool dependency) {
    out += "  " + name(parent) + (dependency ? " -.-> " : " --> ") + name(child) + "\n";
  });
  const auto class_of = [&](const char* style, const char* word, bool PictureNode::*flag) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (nodes[i].*flag) names.push_back(name(i));
    }
    if (!names.empty())
      out += std::string("  classDef ") + word + " " + style + "\n  class " + text::join(names, ",") + " " + word + "\n";
  };
  class_of("stroke-width:3px", "head", &PictureNode::head);
  class_of("fill:#d7f5d7", "current", &PictureNode::current);
  return out;
}

// ---- SVG ----

namespace {

constexpr std::size_t kLaneWidth = 14, kRowHeight = 24, kBendHeight = 10, kMargin = 16, kLetterWidth = 8;
constexpr const char* kColors[] = {"#4063d8", "#389826", "#cb3c33", "#9558b2", "#d98e04", "#0a7f8c", "#7a5230", "#c2185b"};

class SvgDrawing {
 public:
  SvgDrawing(const graph::RevisionGraph& graph, const Nodes& nodes) : nodes_(nodes), by_node_(graph.size(), nullptr) {
    std::vector<Node> order;
    for (const PictureNode& node : nodes) {
      order.push_back(node.node);
      by_node_[static_cast<std::size_t>(node.node)] = &node;
    }
    rows_ = lay_out(graph, drawing_order(graph, order));
    place_rows();
  }

  std::string run() const {
    std::string lines, marks;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      for (const Link& link : rows_[i].links) lines += path(i, link);
      if (rows_[i].node) marks += mark(i);
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + std::to_string(width()) + "\" height=\"" +
           std::to_string(height_) +
           "\" font-family=\"monospace\" font-size=\"13\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
           "<g fill=\"none\" stroke-width=\"2\">\n" +
           lines + "</g>\n" + marks + "</svg>\n";
  }

 private:
  void place_rows() {
    std::size_t y = kMargin;
    for (const GraphRow& row : rows_) {
      y += row.node ? kRowHeight / 2 : kBendHeight / 2;
      y_.push_back(y);
      y += row.node ? kRowHeight / 2 : kBendHeight / 2;
    }
    height_ = y + kMargin;
  }

  std::size_t width() const {
    std::size_t longest = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (!rows_[i].node) continue;
      const PictureNode& node = *by_node_[static_cast<std::size_t>(*rows_[i].node)];
      longest = std::max(longest, text_x(i) + kLetterWidth * (node.text.size() + node.message.size() + 2));
    }
    return longest + kMargin;
  }

  static std::size_t x(std::size_t column) { return kMargin + column * kLaneWidth; }
  std::size_t text_x(std::size_t row) const { return x(rows_[row].lines.size()) + 4; }
  static std::string color(std::size_t column) { return kColors[column % std::size(kColors)]; }

  std::string path(std::size_t row, const Link& link) const {
    const std::string x1 = std::to_string(x(link.from)), x2 = std::to_string(x(link.to));
    const std::string y1 = std::to_string(y_[row]), y2 = std::to_string(y_[row + 1]);
    const std::string middle = std::to_string((y_[row] + y_[row + 1]) / 2);
    const std::string way =
        link.from == link.to ? " V" + y2 : " C" + x1 + " " + middle + " " + x2 + " " + middle + " " + x2 + " " + y2;
    return "<path d=\"M" + x1 + " " + y1 + way + "\" stroke=\"" + color(std::max(link.from, link.to)) + "\"/>\n";
  }

  std::string mark(std::size_t row) const {
    const PictureNode& node = *by_node_[static_cast<std::size_t>(*rows_[row].node)];
    const std::string ink = color(rows_[row].column);
    const std::string y = std::to_string(y_[row]);
    std::string out = "<circle cx=\"" + std::to_string(x(rows_[row].column)) + "\" cy=\"" + y + "\" r=\"" +
                      (node.head ? "6" : "5") + "\" fill=\"" +
                      (node.current ? "#22aa22"
                       : node.head  ? ink
                                    : "white") +
                      "\" stroke=\"" + ink + "\" stroke-width=\"2\"/>\n";
    out += "<text x=\"" + std::to_string(text_x(row)) + "\" y=\"" + std::to_string(y_[row] + 4) + "\"><tspan" +
           (node.head || node.current ? " font-weight=\"bold\"" : "") + ">" + xml(node.text) + "</tspan>";
    if (!node.message.empty()) out += "<tspan fill=\"#555\">  " + xml(node.message) + "</tspan>";
    return out + "</text>\n";
  }

  const Nodes& nodes_;
  std::vector<const PictureNode*> by_node_;
  std::vector<GraphRow> rows_;
  std::vector<std::size_t> y_;
  std::size_t height_ = 0;
};

}  // namespace

std::string draw_svg(const graph::RevisionGraph& graph, const Nodes& nodes) {
  return SvgDrawing(graph, nodes).run();
}

std::string draw_html(const graph::RevisionGraph& graph, const Nodes& nodes) {
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Migration history</title>\n"
         "<style>body { margin: 1em; font-family: sans-serif } svg { max-width: none }</style>\n</head>\n<body>\n"
         "<h1>Migration history</h1>\n<p>" +
         std::to_string(nodes.size()) + (nodes.size() == 1 ? " revision" : " revisions") +
         ", newest first. A filled mark is a head, a green one is where the database stands.</p>\n" + draw_svg(graph, nodes) +
         "</body>\n</html>\n";
}

}  // namespace runner::cli
