#include "script/revision_file.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/text.h"
#include "script/lexer.h"

namespace runner::script {

namespace {

bool is_keyword(std::string_view word) {
  constexpr std::string_view kWords[] = {"and",      "break",  "do",   "else", "elseif", "end",  "false", "for",
                                         "function", "goto",   "if",   "in",   "local",  "nil",  "not",   "or",
                                         "repeat",   "return", "then", "true", "until",  "while"};
  return word.size() <= 8 && std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

bool is_identifier(std::string_view word) {
  return word == "revision" || word == "down_revision" || word == "branch_labels" || word == "depends_on";
}

enum class Kind { kNil, kString, kList, kOther };

struct Literal {
  Kind kind = Kind::kOther;
  std::vector<std::string> strings;
};

// Reads statements as long as they are plain. Every doubt ends in "not plain": then the chunk is loaded, which is right
// though slower.
class HeaderReader {
 public:
  HeaderReader(std::string_view text, Header& header) : text_(text), lexer_(text), header_(header) {}

  bool run() {
    for (;;) {
      if (!lexer_.skip()) return false;
      if (lexer_.at_end()) return is_complete();
      const std::size_t begin = lexer_.position();
      const std::string_view word = lexer_.name();
      if (word == "function") return is_complete();
      if (word == "local") {
        if (!lexer_.skip()) return false;
        const std::string_view name = lexer_.name();
        if (name == "function") return is_complete();
        if (!local(name)) return false;
      } else if (!global(word, begin)) {
        return false;
      }
      if (!end_statement()) return false;
    }
  }

  std::string_view doc_block() const { return lexer_.doc_block(); }

 private:
  // One ";" may follow a statement; Lua 5.1 has no empty statements.
  bool end_statement() {
    if (!lexer_.skip()) return false;
    if (lexer_.peek() == ';') lexer_.advance();
    return true;
  }

  bool equals_sign() {
    if (!lexer_.skip() || lexer_.peek() != '=') return false;
    lexer_.advance();
    return lexer_.peek() != '=' && lexer_.skip();
  }

  // local NAME = require "…" | literal
  bool local(std::string_view name) {
    if (name.empty() || is_keyword(name) || is_identifier(name) || !equals_sign()) return false;
    if (!lexer_.rest().starts_with("require")) return literal().has_value();
    if (lexer_.name() != "require" || !lexer_.skip()) return false;
    const bool parenthesis = lexer_.peek() == '(';
    if (parenthesis) {
      lexer_.advance();
      if (!lexer_.skip()) return false;
    }
    if (!lexer_.string()) return false;
    if (!parenthesis) return true;
    if (!lexer_.skip() || lexer_.peek() != ')') return false;
    lexer_.advance();
    return true;
  }

  // NAME = literal
  bool global(std::string_view name, std::size_t begin) {
    if (name.empty() || is_keyword(name) || !equals_sign()) return false;
    std::optional<Literal> value = literal();
    if (!value) return false;
    return !is_identifier(name) || identify(name, std::move(*value), begin);
  }

  bool identify(std::string_view name, Literal value, std::size_t begin) {
    graph::Revision& revision = header_.revision;
    if (name == "revision") {
      if (value.kind != Kind::kString) return false;
      revision.id = std::move(value.strings.front());
      revision.line = 1 + static_cast<int>(std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
      has_revision_ = true;
      return true;
    }
    if (value.kind == Kind::kOther) return false;
    if (name == "down_revision") {
      revision.down = std::move(value.strings);
      has_down_ = true;
    } else if (name == "branch_labels") {
      revision.labels = std::move(value.strings);
      has_labels_ = true;
    } else {
      revision.depends_on = std::move(value.strings);
      has_depends_ = true;
    }
    return true;
  }

  std::optional<Literal> literal() {
    Literal result;
    const char c = lexer_.peek();
    if (c == '"' || c == '\'' || c == '[') {
      std::optional<std::string> string = lexer_.string();
      if (!string) return std::nullopt;
      result.kind = Kind::kString;
      result.strings.push_back(std::move(*string));
    } else if (c == '{') {
      if (!list(result)) return std::nullopt;
    } else if (c == '-' || (c >= '0' && c <= '9')) {
      if (!lexer_.number()) return std::nullopt;
    } else {
      const std::string_view word = lexer_.name();
      if (word == "nil") {
        result.kind = Kind::kNil;
      } else if (word != "true" && word != "false") {
        return std::nullopt;
      }
    }
    return result;
  }

  // { "…", '…' } with a comma or semicolon behind the last one, too
  bool list(Literal& result) {
    result.kind = Kind::kList;
    lexer_.advance();
    for (;;) {
      if (!lexer_.skip()) return false;
      if (lexer_.peek() == '}') break;
      std::optional<std::string> item = lexer_.string();
      if (!item || !lexer_.skip()) return false;
      result.strings.push_back(std::move(*item));
      if (lexer_.peek() == '}') break;
      if (lexer_.peek() != ',' && lexer_.peek() != ';') return false;
      lexer_.advance();
    }
    lexer_.advance();
    return true;
  }

  // What the header does not say may stand below the first function: then only loading tells.
  bool is_complete() const {
    const std::string_view below = lexer_.rest();
    const auto may_follow = [&](std::string_view name) {
      for (std::size_t at = below.find(name); at != std::string_view::npos; at = below.find(name, at + 1)) {
        const char before = at == 0 ? ' ' : below[at - 1];
        if (before != '_' && !std::isalnum(static_cast<unsigned char>(before))) return true;
      }
      return false;
    };
    return (has_revision_ || !may_follow("revision")) && (has_down_ || !may_follow("down_revision")) &&
           (has_labels_ || !may_follow("branch_labels")) && (has_depends_ || !may_follow("depends_on"));
  }

  std::string_view text_;
  Lexer lexer_;
  Header& header_;
  bool has_revision_ = false, has_down_ = false, has_labels_ = false, has_depends_ = false;
};

// ---- the doc ----

std::string_view without_end_blanks(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

// The block's lines, bare of comment signs, without empty lines around them.
std::string bare(std::string_view block) {
  const bool is_long = block.starts_with("--[") && block.ends_with("]") &&
                       block.find_first_not_of('=', 3) != std::string_view::npos && block[block.find_first_not_of('=', 3)] == '[';
  if (is_long) {
    const std::size_t open = block.find('[', 3) + 1;
    block = block.substr(open, block.size() - 2 * open + 2);
  }
  std::string doc;
  doc.reserve(block.size());
  while (!block.empty()) {
    const std::size_t end = std::min(block.find('\n'), block.size());
    std::string_view line = block.substr(0, end);
    block.remove_prefix(std::min(end + 1, block.size()));
    if (!is_long) {
      line.remove_prefix(std::min(line.find("--") + 2, line.size()));
      if (line.starts_with(' ')) line.remove_prefix(1);
    }
    line = without_end_blanks(line);
    if (doc.empty() && line.empty()) continue;
    doc += line;
    doc += '\n';
  }
  while (doc.ends_with('\n')) doc.pop_back();
  return text::invalid_utf8(doc) == std::string_view::npos ? doc : text::to_utf8(doc);
}

void set_doc(graph::Revision& revision, std::string_view block) {
  revision.doc = bare(block);
  revision.message = revision.doc.substr(0, revision.doc.find('\n'));
}

void refuse_binary(std::string_view text, const std::string& path) {
  if (text.starts_with('\x1b') || text.starts_with("\xEF\xBB\xBF\x1b")) {
    throw Error(ErrorCode::kScript, "'" + path + "' is bytecode; scripts must be Lua text").at(path);
  }
  if (const void* at = text.empty() ? nullptr : std::memchr(text.data(), 0, text.size())) {
    const auto offset = static_cast<const char*>(at) - text.data();
    const auto line = 1 + std::count(text.begin(), text.begin() + offset, '\n');
    throw Error(ErrorCode::kScript, "'" + path + "' holds a NUL byte; scripts must be Lua text")
        .at(path + ":" + std::to_string(line));
  }
}

}  // namespace

Header read_header(std::string_view text, const std::string& path) {
  refuse_binary(text, path);
  Header header;
  HeaderReader reader(text, header);
  header.plain = reader.run();
  if (header.plain) {
    set_doc(header.revision, reader.doc_block());
  } else {
    header.revision = {};
    header.revision.doc = doc_of(text);
    header.revision.message = header.revision.doc.substr(0, header.revision.doc.find('\n'));
  }
  header.revision.path = path;
  return header;
}

std::string doc_of(std::string_view text) {
  Lexer lexer(text);
  while (lexer.skip() && !lexer.at_end()) {
    Lexer before = lexer;
    if (before.name() == "function") break;
    if (!lexer.skip_any()) break;
  }
  return bare(lexer.doc_block());
}

}  // namespace runner::script
