#include "graph/identifier.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "graph/target.h"

namespace runner::graph {

namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::size_t kIdLimit = 32;  // version_num VARCHAR(32)
constexpr int kMostSteps = 1'000'000;

int step_count(std::string_view digits) {
  int count = 0;
  for (const char c : digits) count = std::min(count * 10 + (c - '0'), kMostSteps);
  return count;
}

bool is_key(const RevisionGraph& graph, std::string_view text) {
  return graph.find(text).has_value() || graph.find_label(text).has_value();
}

void split_steps(const RevisionGraph& graph, std::string_view text, Identifier& out) {
  out.symbol = std::string(text);
  const std::size_t sign = text.find_last_not_of(kDigits);
  if (is_key(graph, text) || sign == std::string_view::npos || sign + 1 == text.size()) return;
  if (text[sign] != '+' && text[sign] != '-') return;
  out.relative = true;
  out.symbol = std::string(text.substr(0, sign));
  out.steps_text = std::string(text.substr(sign));
  out.steps = step_count(text.substr(sign + 1)) * (text[sign] == '-' ? -1 : 1);
}

// "'+', '@'": the characters of `text` that are among `forbidden`, each once, sorted.
std::string forbidden_characters(std::string_view text, std::string_view forbidden) {
  std::set<char> found;
  for (const char c : text) {
    if (forbidden.find(c) != std::string_view::npos) found.insert(c);
  }
  std::vector<std::string> shown;
  for (const char c : found) shown.emplace_back(1, c);
  return text::join(shown, ", ");
}

std::string bad_name(std::string_view text, std::string_view forbidden, const std::string& noun) {
  if (text.empty()) return "A " + noun + " may not be empty";
  const std::string quoted = "'" + std::string(text) + "'";
  const std::string characters = forbidden_characters(text, forbidden);
  if (!characters.empty()) return "Character(s) '" + characters + "' not allowed in " + noun + " " + quoted;
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  if (std::any_of(text.begin(), text.end(), is_control)) return "Control characters are not allowed in a " + noun;
  if (text == "head" || text == "heads" || text == "base") return quoted + " is a reserved word and cannot be a " + noun;
  return "";
}

std::string too_long(std::string_view id) {
  if (id.size() <= kIdLimit) return "";
  return "Revision identifier '" + std::string(id) + "' has " + std::to_string(id.size()) +
         " characters; the version table holds at most " + std::to_string(kIdLimit);
}

}  // namespace

Identifier parse_identifier(const RevisionGraph& graph, std::string_view text) {
  Identifier out;
  const std::size_t at = is_key(graph, text) ? std::string_view::npos : text.find('@');
  if (at != std::string_view::npos && at > 0) {
    out.has_branch = true;
    out.branch = std::string(text.substr(0, at));
    text.remove_prefix(at + 1);
  }
  split_steps(graph, text, out);
  return out;
}

std::string unusable_id(std::string_view id) {
  const auto is_plain = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '_'; };
  const bool may_be_a_word = id.empty() || id.front() == 'h' || id.front() == 'b';
  if (!may_be_a_word && id.size() <= kIdLimit && std::all_of(id.begin(), id.end(), is_plain)) return "";
  const std::string bad = bad_name(id, "@-+:", "revision identifier");
  return bad.empty() ? too_long(id) : bad;
}

std::string bad_identifier(std::string_view text, bool is_label) {
  if (is_label) return bad_name(text, "@-+:", "branch label");
  const std::string bad = bad_name(text, "@-+:/", "revision identifier");
  return bad.empty() ? too_long(text) : bad;
}

std::pair<std::optional<std::string>, std::string> split_range(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return {std::nullopt, std::string(text)};
  if (text.find(':', colon + 1) != std::string_view::npos) {
    throw Error(ErrorCode::kUsage, "Range '" + std::string(text) + "' has more than one colon")
        .with_hint("a range is <fromrev>:<torev>");
  }
  return {std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
}

}  // namespace runner::graph
