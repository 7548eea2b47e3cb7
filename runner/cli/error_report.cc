#include "cli/error_report.h"

#include "base/text.h"
#include "base/url.h"

namespace runner::cli {
namespace {

constexpr std::size_t kLongestSql = 2000;

std::string indented(const std::string& text) {
  return "    " + text::replace_all(text, "\n", "\n    ") + "\n";
}

}  // namespace

std::string describe(const Error& error, bool traceback, const Paint& paint) {
  std::string out = error.what();
  if (!error.sqlstate.empty()) out += " (" + error.sqlstate + ")";
  out += "\n";
  if (!error.where.empty()) out += "  at " + error.where + "\n";
  if (!error.detail.empty()) out += "  detail: " + error.detail + "\n";
  if (!error.sql.empty()) {
    out += "  SQL" + (error.sql_line > 0 ? ", line " + std::to_string(error.sql_line) : std::string()) + ":\n";
    out += indented(error.sql.size() > kLongestSql ? error.sql.substr(0, kLongestSql) + " ..." : error.sql);
  }
  for (const std::string& note : error.notes) out += "  " + note + "\n";
  if (!error.hint.empty()) out += "  hint: " + error.hint + "\n";
  if (traceback && !error.traceback.empty()) out += error.traceback + "\n";
  return paint(Tint::kFailure, "FAILED:") + " " + text::visible(redact(out));
}

}  // namespace runner::cli
