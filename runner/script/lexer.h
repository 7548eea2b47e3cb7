// The little of Lua's lexical grammar that a script's header is made of: blanks, comments, names, strings, numbers. Works
// on the text in place; only strings that are asked for are copied. Notes the comment blocks it passes, for the doc.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace runner::script {

class Lexer {
 public:
  // Skips a byte-order mark and a "#!" line.
  explicit Lexer(std::string_view text);

  // Skips blanks and comments. False when a long comment is not closed.
  bool skip();
  bool at_end() const { return at_ >= text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }
  void advance() { ++at_; }
  std::size_t position() const { return at_; }
  std::string_view rest() const { return text_.substr(at_); }

  // A name or keyword; "" when none stands here.
  std::string_view name();
  // A string of any kind with its escapes resolved; nullopt when none stands here or it is malformed.
  std::optional<std::string> string();
  // Moves behind a string without looking into it; false when it is not closed.
  bool skip_string();
  // Moves behind a plain decimal number; false when none stands here, or one of another kind.
  bool number();
  // Moves behind what begins here, whatever it is. False when it is not closed.
  bool skip_any();

  // The comment block with "Revision ID:", else the first one, as it is written; "" when there is none.
  std::string_view doc_block() const;

 private:
  std::size_t long_bracket_level(std::size_t at) const;  // of "[==[" at `at`; npos when there is none
  bool skip_long_bracket(std::string_view* content);
  bool skip_comment();
  void end_block();
  std::optional<std::string> quoted();
  bool escape(std::string& out);

  std::string_view text_;
  std::size_t at_ = 0;
  bool line_is_empty_ = true;  // nothing but blanks since the line began
  std::size_t block_begin_ = std::string_view::npos, block_end_ = 0;
  std::string_view first_block_, id_block_;
};

}  // namespace runner::script
