#include "db/sqlite_damage.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "db/connection.h"
#include "db/sqlite_tokens.h"

namespace runner::db {
namespace {

using schema::Damage;
using Rows = std::vector<std::vector<Value>>;

std::string quoted(const std::string& name) {
  return "\"" + text::replace_all(name, "\"", "\"\"") + "\"";
}

std::string text_of(const Value& value) {
  auto text = value.get_if<std::string>();
  return text ? *text : "";
}

class Examination {
 public:
  explicit Examination(Connection& connection) : connection_(connection) {}

  void look_at(const std::string& schema) {
    prefix_ = schema == "main" ? std::string() : schema + ".";
    const std::string master = quoted(schema) + ".sqlite_master";
    for (const auto& row : rows("SELECT name FROM " + master + " WHERE type = 'table' AND sql LIKE '%REFERENCES%'"))
      look_at_keys(schema, text_of(row[0]));
    for (const auto& row : rows("SELECT name FROM " + master + " WHERE type = 'view'")) {
      const std::string name = text_of(row[0]);
      attempt("view '" + prefix_ + name + "'", [&] { rows("EXPLAIN SELECT * FROM " + quoted(schema) + "." + quoted(name)); });
    }
    for (const auto& row : rows("SELECT name, tbl_name, sql FROM " + master + " WHERE type = 'trigger'"))
      attempt("trigger '" + prefix_ + text_of(row[0]) + "'", [&] { fire(schema, text_of(row[1]), text_of(row[2])); });
  }

  Damage take() { return std::move(damage_); }

 private:
  Rows rows(const std::string& sql, const std::vector<Value>& params = {}) {
    Rows all;
    auto cursor = connection_.query(sql, params);
    for (std::vector<Value> row; cursor->next(row);) all.push_back(row);
    return all;
  }

  template <class Try>
  void attempt(const std::string& what, const Try& try_it) {
    try {
      try_it();
    } catch (const Error& e) {
      if (e.code != ErrorCode::kSql) throw;
      damage_.objects[what] = e.what();
    }
  }

  void look_at_keys(const std::string& schema, const std::string& table) {
    attempt("the foreign keys of table '" + prefix_ + table + "'", [&] {
      const Rows broken = rows("SELECT parent, count(*) FROM pragma_foreign_key_check(?, ?) GROUP BY parent", {table, schema});
      for (const auto& row : broken) damage_.rows[prefix_ + table + " -> " + text_of(row[0])] = *row[1].get_if<std::int64_t>();
    });
  }

  // Has the trigger compiled with the statement that would fire it; nothing runs.
  void fire(const std::string& schema, const std::string& table, const std::string& trigger) {
    const std::string target = quoted(schema) + "." + quoted(table);
    const auto tokens = sqlite_tokens(trigger);
    for (const auto& token : tokens) {
      if (token.is("ON")) return;
      if (token.is("DELETE")) rows("EXPLAIN DELETE FROM " + target);
      if (token.is("INSERT")) rows("EXPLAIN INSERT INTO " + target + " DEFAULT VALUES");
      if (token.is("UPDATE")) {
        std::vector<std::string> every;
        for (const auto& column : rows("SELECT name FROM pragma_table_xinfo(?, ?) WHERE hidden = 0", {table, schema})) {
          const std::string name = quoted(text_of(column[0]));
          every.push_back(name + " = " + name);
        }
        rows("EXPLAIN UPDATE " + target + " SET " + text::join(every, ", "));
      }
    }
  }

  Connection& connection_;
  std::string prefix_;
  Damage damage_;
};

}  // namespace

Damage sqlite_damage(Connection& connection, schema::Inspector& inspector) {
  Examination examination(connection);
  for (const std::string& schema : inspector.schema_names()) examination.look_at(schema);
  return examination.take();
}

}  // namespace runner::db
