#include "engine/script_sql.h"

#include "base/error.h"

namespace runner::engine {

std::vector<sql::Piece> script_statements(const std::string& text, const std::string& dialect) {
  std::vector<sql::Piece> pieces = sql::split_statements(text, dialect);
  for (const sql::Piece& piece : pieces) {
    const auto keyword = sql::transaction_control(piece.text);
    if (!keyword) continue;
    Error error(ErrorCode::kScript, *keyword + " is not allowed in a migration: runner owns the transaction");
    error.hint = "use op.autocommit_block(function() ... end), or transactional = false at the top of the script";
    error.sql = piece.text;
    error.sql_line = piece.line;
    throw error;
  }
  return pieces;
}

}  // namespace runner::engine
