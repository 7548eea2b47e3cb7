// The part of comparing that databases share: SQL text without what is only spelling.
#include "sql/comparer.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "schema/sql_text.h"

namespace runner::sql {

namespace {

using schema::Expr;
using schema::Token;

std::string token_text(const Token& token) {
  if (token.kind == Token::kWord) return text::lower(token.text);
  if (token.kind == Token::kQuoted) return schema::quoted_name(token.name());
  return std::string(token.text);
}

bool needs_blank(const Token& before, const Token& after) {
  return after.kind != Token::kSymbol && (before.kind != Token::kSymbol || before.symbol(')'));
}

// Do the first and the last token enclose all the others?
bool enclosed(const std::vector<Token>& tokens) {
  if (tokens.size() < 2 || !tokens.front().symbol('(')) return false;
  int depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    depth += tokens[i].symbol('(') ? 1 : tokens[i].symbol(')') ? -1 : 0;
    if (depth == 0) return i + 1 == tokens.size();
  }
  return false;
}

std::string joined(const std::vector<Token>& tokens) {
  std::string out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0 && needs_blank(tokens[i - 1], tokens[i])) out += ' ';
    const bool unequal = tokens[i].symbol('!') && i + 1 < tokens.size() && tokens[i + 1].symbol('=');
    out += unequal ? "<>" : token_text(tokens[i]);
    if (unequal) ++i;
  }
  return out;
}

bool is_cast(const std::vector<Token>& tokens, std::size_t at) {
  return at + 1 < tokens.size() && tokens[at].symbol(':') && tokens[at + 1].symbol(':');
}

// Words that go on after a cast's type, which may itself be several words (character varying).
bool ends_type(const Token& token) {
  static constexpr std::array kWords{"AND",  "OR",   "NOT",  "IS",  "IN",  "LIKE", "ILIKE", "BETWEEN",
                                     "THEN", "ELSE", "WHEN", "END", "ASC", "DESC", "NULLS", "COLLATE"};
  const bool name = token.kind == Token::kWord || token.kind == Token::kQuoted || token.symbol('.');
  return !name || std::any_of(kWords.begin(), kWords.end(), [&](const char* word) { return token.word(word); });
}

// The token after ::character varying(20)[]; `at` is the first colon.
std::size_t past_cast(const std::vector<Token>& tokens, std::size_t at) {
  at += 2;
  while (at < tokens.size() && !ends_type(tokens[at])) ++at;
  if (at < tokens.size() && tokens[at].symbol('(')) {
    while (at < tokens.size() && !tokens[at].symbol(')')) ++at;
    at = std::min(at + 1, tokens.size());
  }
  while (at + 1 < tokens.size() && tokens[at].symbol('[') && tokens[at + 1].symbol(']')) at += 2;
  return at;
}

}  // namespace

std::optional<std::string> Comparer::string_content(std::string_view literal) {
  const auto tokens = schema::significant(literal);
  if (tokens.size() != 1 || tokens[0].kind != Token::kString || tokens[0].text.front() != '\'') return std::nullopt;
  return text::replace_all(std::string(tokens[0].text.substr(1, tokens[0].text.size() - 2)), "''", "'");
}

bool Comparer::is_numeral(std::string_view text) {
  const auto tokens = schema::significant(text);
  const bool sign = tokens.size() == 2 && (tokens[0].symbol('-') || tokens[0].symbol('+'));
  return (sign || tokens.size() == 1) && tokens.back().kind == Token::kNumber;
}

std::string Comparer::plain_numeral(std::string_view numeral) {
  const auto tokens = schema::significant(numeral);
  std::string digits(tokens.back().text);
  if (digits.find_first_not_of("0123456789.") != std::string::npos) return joined(tokens);
  if (digits.find('.') != std::string::npos) {
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty()) return "0";
  std::string text = tokens.front().symbol('-') ? "-" : "";
  if (digits.front() == '.') text += '0';
  return text += digits;
}

std::string Comparer::ddl_text(const Expr& expr) const {
  RenderContext context;
  context.ddl = true;
  return dialect_.render(expr, context);
}

std::string Comparer::sql(std::string_view text) const {
  std::vector<Token> tokens = schema::significant(text);
  while (enclosed(tokens)) {
    tokens.pop_back();
    tokens.erase(tokens.begin());
  }
  return joined(tokens);
}

std::string Comparer::expression(const Expr& expr) const {
  return sql(expr.is("text") && expr.named.empty() ? expr.name : ddl_text(expr));
}

std::string Comparer::default_value(const schema::Default& value, const schema::Type* type) const {
  const Expr& expr = value.expr;
  if (!expr.is("literal") && !expr.is("inline")) return expression(expr);
  return sql(dialect_.literal(expr.value, expr.value.get_if<std::string>() ? nullptr : type));
}

std::string Comparer::index_element(const Expr& element) const {
  static constexpr std::array<std::pair<const char*, const char*>, 4> kOrders{
      {{"desc", " desc"}, {"asc", ""}, {"nulls_first", " nulls first"}, {"nulls_last", " nulls last"}}};
  for (const auto& [kind, suffix] : kOrders) {
    if (!element.is(kind) || element.args.empty()) continue;
    const std::string inner = index_element(element.args[0]);
    const bool down = inner.ends_with(" desc");
    const bool by_default = element.is("nulls_first") ? down : element.is("nulls_last") ? !down : false;
    return by_default ? inner : inner + suffix;
  }
  if (element.is("column")) return schema::quoted_name(element.name);
  // "qty DESC" as text is the same as sa.desc("qty").
  std::string text = expression(element);
  const auto drop = [&](std::string_view suffix) {
    if (!text.ends_with(suffix)) return false;
    text.resize(text.size() - suffix.size());
    return true;
  };
  const bool last = drop(" nulls last");
  const bool first = !last && drop(" nulls first");
  drop(" asc");
  const bool down = drop(" desc");
  text = sql(text) + (down ? " desc" : "");
  if (last && down) text += " nulls last";
  if (first && !down) text += " nulls first";
  return text;
}

std::string Comparer::loose(std::string_view text) {
  const std::vector<Token> tokens = schema::significant(text);
  std::vector<Token> kept;
  for (std::size_t at = 0; at < tokens.size();) {
    if (is_cast(tokens, at)) {
      at = past_cast(tokens, at);
      continue;
    }
    if (!tokens[at].symbol('(') && !tokens[at].symbol(')')) kept.push_back(tokens[at]);
    ++at;
  }
  return joined(kept);
}

std::string Comparer::type(const schema::Type& type) const {
  std::string written = dialect_.type(type);
  const auto known = types_.find(written);
  return known != types_.end() ? known->second : types_.emplace(written, sql(written)).first->second;
}

bool Comparer::same_type(const schema::Type& wanted, const schema::Type& have) const {
  return type(wanted) == type(have);
}

std::string Comparer::server_name(const schema::Table&, const schema::Constraint&, int) const {
  return {};
}

std::optional<schema::Default> Comparer::numbering_default(const schema::Table&, const schema::Column&) const {
  return std::nullopt;
}

std::optional<ops::CreateSequence> Comparer::numbering_sequence(const schema::Table&, const schema::Column&) const {
  return std::nullopt;
}

std::optional<std::string> Comparer::renumbering(const schema::Table&, const schema::Column&) const {
  return std::nullopt;
}

bool Comparer::alters(const ops::Op&, const schema::Table&) const {
  return true;
}

std::optional<std::string> Comparer::conversion(const std::string&, const schema::Type&, const schema::Type&) const {
  return std::nullopt;
}

std::unique_ptr<Comparer> make_comparer(const Dialect& dialect) {
  if (dialect.name() == "postgresql") return make_postgresql_comparer(dialect);
  if (dialect.name() == "sqlite") return make_sqlite_comparer(dialect);
  return std::make_unique<Comparer>(dialect);
}

}  // namespace runner::sql
