// What raw SQL may have done to the tables that a replay knows. Only statements that are plainly harmless, or plainly
// about tables they name, are let through; everything else makes all tables unknown.
#include <algorithm>

#include "base/text.h"
#include "schema/apply.h"
#include "schema/sql_text.h"

namespace runner::schema {

namespace {

using Tokens = std::vector<Token>;

bool any_word(const Token& token, std::string_view words) {
  return token.kind == Token::kWord && words.find(" " + text::upper(token.text) + " ") != std::string_view::npos;
}

// Reads one statement from its front.
class Reader {
 public:
  explicit Reader(const Tokens& tokens) : tokens_(tokens) {}

  bool done() const { return at_ >= tokens_.size(); }
  const Token* peek() const { return done() ? nullptr : &tokens_[at_]; }
  bool accept(std::string_view word) {
    const bool match = !done() && tokens_[at_].word(word);
    at_ += match ? 1 : 0;
    return match;
  }
  bool accept_symbol(char c) {
    const bool match = !done() && tokens_[at_].symbol(c);
    at_ += match ? 1 : 0;
    return match;
  }
  // Skips any of the words (" IF NOT EXISTS "), in any order.
  void skip(std::string_view words) {
    while (!done() && any_word(tokens_[at_], words)) {
      ++at_;
    }
  }
  bool skip_to(std::string_view word) {
    while (!done() && !tokens_[at_].word(word)) {
      ++at_;
    }
    return accept(word);
  }
  std::optional<std::string> name() {
    if (done() || (tokens_[at_].kind != Token::kWord && tokens_[at_].kind != Token::kQuoted)) {
      return std::nullopt;
    }
    return tokens_[at_++].name();
  }
  // name or schema.name
  std::optional<TableKey> table() {
    auto first = name();
    if (!first || !accept_symbol('.')) {
      return first ? std::optional(TableKey{"", *first}) : std::nullopt;
    }
    auto second = name();
    return second ? std::optional(TableKey{*first, *second}) : std::nullopt;
  }
  std::string rest() const { return done() ? std::string() : std::string(peek()->text.data(), end_of_text()); }
  std::optional<std::string> string() {
    if (done() || tokens_[at_].kind != Token::kString || tokens_[at_].text.front() != '\'') {
      return std::nullopt;
    }
    const std::string_view quoted = tokens_[at_++].text;
    return text::replace_all(std::string(quoted.substr(1, quoted.size() - 2)), "''", "'");
  }

 private:
  const char* end_of_text() const { return tokens_.back().text.data() + tokens_.back().text.size(); }

  const Tokens& tokens_;
  std::size_t at_ = 0;
};

bool opens_body(const Tokens& statement) {
  const bool creates = !statement.empty() && statement.front().word("CREATE");
  const auto has = [&](std::string_view word) {
    return std::any_of(statement.begin(), statement.end(), [&](const Token& token) { return token.word(word); });
  };
  return creates && has("BEGIN") && (has("TRIGGER") || has("FUNCTION") || has("PROCEDURE"));
}

// Cut at ";"; what stands in the BEGIN ... END of a trigger or function belongs to its statement.
std::vector<Tokens> statements_of(std::string_view sql) {
  std::vector<Tokens> statements(1);
  bool in_body = false;
  for (const Token& token : significant(sql)) {
    Tokens& statement = statements.back();
    const bool ends_body = in_body && !statement.empty() && statement.back().word("END");
    if (token.symbol(';') && (!in_body || ends_body)) {
      statements.emplace_back();
      in_body = false;
      continue;
    }
    statement.push_back(token);
    in_body = in_body || (token.word("BEGIN") && opens_body(statement));
  }
  std::erase_if(statements, [](const Tokens& statement) { return statement.empty(); });
  return statements;
}

bool dml(const Tokens& statement) {
  const Token& first = statement.front();
  if (!any_word(first, " SELECT VALUES INSERT UPDATE DELETE REPLACE MERGE WITH ")) {
    return false;
  }
  // SELECT ... INTO t makes a table.
  const bool into = std::any_of(statement.begin(), statement.end(), [](const Token& token) { return token.word("INTO"); });
  const bool inserts =
      std::any_of(statement.begin(), statement.end(), [](const Token& t) { return any_word(t, " INSERT REPLACE MERGE "); });
  return !into || inserts;
}

class Touch {
 public:
  Touch(Schema& schema, const std::string& why) : schema_(schema), why_(why) {}

  void statement(const Tokens& tokens) {
    Reader reader(tokens);
    static constexpr std::string_view kHarmless =
        " SET RESET SHOW PRAGMA ANALYZE VACUUM REINDEX COMMENT GRANT REVOKE SAVEPOINT RELEASE LOCK NOTIFY LISTEN UNLISTEN "
        "REFRESH CLUSTER "
        "COPY TRUNCATE ATTACH DETACH DISCARD CHECKPOINT DECLARE FETCH CLOSE MOVE EXPLAIN BEGIN COMMIT ROLLBACK END START ABORT ";
    if (dml(tokens)) {
      return;
    }
    if (any_word(tokens.front(), kHarmless)) {
      const bool rewrites =
          std::any_of(tokens.begin(), tokens.end(), [](const Token& token) { return token.word("WRITABLE_SCHEMA"); });
      rewrites ? schema_.taint_all(why_) : void();
    } else if (reader.accept("CREATE")) {
      create(reader);
    } else if (reader.accept("DROP")) {
      drop(reader);
    } else if (reader.accept("ALTER")) {
      alter(reader);
    } else if (reader.accept("SELECT") && reader.skip_to("INTO")) {
      reader.skip(" TEMP TEMPORARY UNLOGGED TABLE ");
      touch(reader.table());
    } else {
      schema_.taint_all(why_);
    }
  }

 private:
  static constexpr std::string_view kNoTable =
      " EXTENSION FUNCTION PROCEDURE AGGREGATE OPERATOR ROLE USER GROUP SCHEMA SEQUENCE DATABASE COLLATION CAST CONVERSION "
      "PUBLICATION "
      "SUBSCRIPTION SERVER LANGUAGE EVENT POLICY VIEW STATISTICS TABLESPACE TEXT ACCESS TRANSFORM RULE MATERIALIZED DEFAULT "
      "SYSTEM "
      "ROUTINE TRUSTED ";

  void touch(const std::optional<TableKey>& table) { table ? schema_.taint(*table, why_) : schema_.taint_all(why_); }

  // The table that has the index; one that nothing known has changes nothing known.
  void touch_owner_of_index(const std::optional<TableKey>& index) {
    if (!index) {
      schema_.taint_all(why_);
      return;
    }
    for (const auto& [key, table] : schema_.tables) {
      for (const Index& candidate : table.indexes) {
        if (text::lower(candidate.name.text) == text::lower(index->second)) {
          schema_.taint(key, why_);
        }
      }
    }
  }

  void touch_owner_of_trigger(const std::string& trigger) {
    for (const auto& [key, table] : schema_.tables) {
      for (const std::string& sql : table.attached_sql) {
        const auto tokens = significant(sql);
        if (std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) { return token.name() == trigger; })) {
          schema_.taint(key, why_);
        }
      }
    }
  }

  void create(Reader& reader) {
    reader.skip(" OR REPLACE TEMP TEMPORARY GLOBAL LOCAL UNLOGGED UNIQUE CONSTRAINT VIRTUAL FOREIGN RECURSIVE ");
    if (reader.accept("TABLE")) {
      reader.skip(" IF NOT EXISTS ");
      touch(reader.table());
    } else if (reader.accept("INDEX") || reader.accept("TRIGGER")) {
      reader.skip_to("ON");
      reader.skip(" ONLY ");
      touch(reader.table());
    } else if (reader.accept("TYPE")) {
      create_type(reader);
    } else if (reader.accept("VIEW")) {
      reader.skip(" IF NOT EXISTS ");
      if (const auto name = reader.table()) {
        schema_.views.insert_or_assign(*name, Expr::text(reader.rest()));
      }
    } else if (!(reader.peek() && (any_word(*reader.peek(), kNoTable) || reader.peek()->word("DOMAIN")))) {
      schema_.taint_all(why_);
    }
  }

  void create_type(Reader& reader) {
    const auto name = reader.table();
    if (!name || !reader.accept("AS") || !reader.accept("ENUM") || !reader.accept_symbol('(')) {
      return;  // another kind of type: no table has changed
    }
    EnumType type;
    type.name = name->second;
    type.schema = name->first.empty() ? std::nullopt : std::optional(name->first);
    while (auto value = reader.string()) {
      type.values.push_back(*value);
      reader.accept_symbol(',');
    }
    schema_.enums.insert_or_assign(*name, std::move(type));
  }

  void drop(Reader& reader) {
    reader.skip(" FOREIGN ");
    if (reader.accept("TABLE")) {
      reader.skip(" IF EXISTS ");
      do {
        touch(reader.table());
      } while (reader.accept_symbol(','));
    } else if (reader.accept("INDEX")) {
      reader.skip(" CONCURRENTLY IF EXISTS ");
      do {
        touch_owner_of_index(reader.table());
      } while (reader.accept_symbol(','));
    } else if (reader.accept("TRIGGER")) {
      reader.skip(" IF EXISTS ");
      const auto trigger = reader.table();
      reader.accept("ON") ? touch(reader.table()) : touch_owner_of_trigger(trigger ? trigger->second : "");
    } else if (reader.accept("TYPE") || reader.accept("DOMAIN")) {
      drop_type(reader);
    } else if (reader.accept("SCHEMA")) {
      drop_schema(reader);
    } else if (reader.accept("VIEW")) {
      reader.skip(" IF EXISTS ");
      if (const auto name = reader.table()) {
        schema_.views.erase(*name);
      }
    } else if (!(reader.peek() && any_word(*reader.peek(), kNoTable))) {
      schema_.taint_all(why_);
    }
  }

  void drop_type(Reader& reader) {
    reader.skip(" IF EXISTS ");
    if (const auto type = reader.table()) {
      schema_.enums.erase(*type);
    }
    if (reader.skip_to("CASCADE")) {
      schema_.taint_all(why_);  // columns of that type are gone
    }
  }

  void drop_schema(Reader& reader) {
    reader.skip(" IF EXISTS ");
    const auto name = reader.name();
    for (const auto& [key, table] : schema_.tables) {
      if (name && key.first == *name) {
        schema_.taint(key, why_);
      }
    }
  }

  void alter(Reader& reader) {
    reader.skip(" FOREIGN ");
    if (reader.accept("TABLE")) {
      alter_table(reader);
    } else if (reader.accept("INDEX")) {
      reader.skip(" IF EXISTS ");
      touch_owner_of_index(reader.table());
    } else if (reader.accept("TYPE")) {
      alter_type(reader);
    } else if (!(reader.peek() && (any_word(*reader.peek(), kNoTable) || any_word(*reader.peek(), " DOMAIN TRIGGER ")))) {
      schema_.taint_all(why_);
    }
  }

  void alter_table(Reader& reader) {
    reader.skip(" IF EXISTS ONLY ");
    const auto table = reader.table();
    touch(table);
    if (table && reader.accept("RENAME") && reader.accept("TO")) {
      const auto renamed = reader.table();
      touch(renamed ? std::optional(TableKey{table->first, renamed->second}) : std::nullopt);
    }
  }

  void alter_type(Reader& reader) {
    const auto name = reader.table();
    const auto known = name ? schema_.enums.find(*name) : schema_.enums.end();
    if (known == schema_.enums.end()) {
      return;
    }
    if (!reader.accept("ADD") || !reader.accept("VALUE")) {
      schema_.enums.erase(known);
      return;
    }
    reader.skip(" IF NOT EXISTS ");
    const auto value = reader.string();
    auto& values = known->second.values;
    if (value && std::find(values.begin(), values.end(), *value) == values.end()) {
      values.push_back(*value);
    }
  }

  Schema& schema_;
  const std::string& why_;
};

}  // namespace

// Most statements tell by their first word; a ";" may have anything behind it.
bool plainly_dml(std::string_view sql) {
  const bool one = sql.find(';') == std::string_view::npos;
  if (one && leading_keyword(sql) == "INSERT") return true;
  const auto statements = statements_of(sql);
  return std::all_of(statements.begin(), statements.end(), dml);
}

void taint_by_sql(std::string_view sql, Schema& schema, const std::string& why) {
  Touch touch(schema, why);
  for (const Tokens& statement : statements_of(sql)) {
    touch.statement(statement);
  }
}

}  // namespace runner::schema
