// Text that has broken programs before, by chance: quotes of every kind, backslashes, parameters of every driver, comments,
// control characters, letters of one to four bytes. Always well-formed UTF-8 without NUL.
#pragma once

#include <rapidcheck.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace runner::test {

inline std::string utf8(std::uint32_t code) {
  std::string text;
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0 | code >> 6);
  } else if (code < 0x10000) {
    text += static_cast<char>(0xE0 | code >> 12);
    text += static_cast<char>(0x80 | (code >> 6 & 0x3F));
  } else {
    text += static_cast<char>(0xF0 | code >> 18);
    text += static_cast<char>(0x80 | (code >> 12 & 0x3F));
    text += static_cast<char>(0x80 | (code >> 6 & 0x3F));
  }
  if (code >= 0x80) text += static_cast<char>(0x80 | (code & 0x3F));
  return text;
}

// Any character but NUL and the surrogates.
inline rc::Gen<std::string> character() {
  return rc::gen::map(rc::gen::oneOf(rc::gen::inRange<std::uint32_t>(1, 0x80), rc::gen::inRange<std::uint32_t>(0x80, 0xD800),
                                     rc::gen::inRange<std::uint32_t>(0xE000, 0x110000)),
                      utf8);
}

inline rc::Gen<std::string> mischief() {
  static const std::vector<std::string> kPieces{"'",
                                                "''",
                                                "\"",
                                                "`",
                                                "\\",
                                                "\\'",
                                                "\\\\",
                                                "--",
                                                "-- ",
                                                "/*",
                                                "*/",
                                                "#",
                                                ";",
                                                ":",
                                                ":x",
                                                "::",
                                                "\\:",
                                                "?",
                                                "%",
                                                "%%",
                                                "%s",
                                                "$1",
                                                "$$",
                                                "$a$",
                                                "E'",
                                                "X'",
                                                "\n",
                                                "\r",
                                                "\t",
                                                " ",
                                                "[",
                                                "]",
                                                "{",
                                                "}",
                                                "(",
                                                ")",
                                                "\x01",
                                                "\x1f",
                                                "\x7f",
                                                "é",
                                                "日",
                                                "😀",
                                                "select",
                                                "NULL",
                                                "x",
                                                "0",
                                                "', 1); DROP TABLE t; --"};
  return rc::gen::elementOf(kPieces);
}

inline std::string joined(const std::vector<std::string>& pieces) {
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  return text;
}

inline rc::Gen<std::string> random_text() {
  const auto piece = rc::gen::weightedOneOf<std::string>({{3, mischief()}, {1, character()}});
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), joined);
}

// For names: neither empty nor longer than `bytes`.
inline rc::Gen<std::string> random_name(std::size_t bytes) {
  const auto piece = rc::gen::weightedOneOf<std::string>({{3, mischief()}, {1, character()}});
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [bytes](const std::vector<std::string>& pieces) {
    std::string text;
    for (const std::string& one : pieces) {
      if (text.size() + one.size() <= bytes) text += one;
    }
    return text.empty() ? std::string("n") : text;
  });
}

}  // namespace runner::test
