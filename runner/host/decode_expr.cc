// Expression nodes of lua/expr.lua -> schema::Expr. A node is { kind, name, table, schema, value, type, args, named } with
// named = { { clause, node }, ... } in order; a column node also knows its `owner` (a table or alias), from which a select
// without select_from gets its FROM.
#include <algorithm>
#include <vector>

#include "host/decode.h"
#include "host/internal.h"
#include "host/objects.h"
#include "host/values.h"

namespace runner::host {

namespace {

using schema::Expr;

constexpr int kDeepest = 200;
constexpr const char* kFunctionName = " name";  // of sa.func.x before its call; see expr.lua

class ExprReader {
 public:
  explicit ExprReader(lua_State* L) : L_(L) {}

  Expr any(int index) {
    if (!lua_istable(L_, index)) {
      return Expr::literal(value_at(L_, index, "a value in an expression"));
    }
    const char* kind = kind_of(L_, index);
    const std::string_view name = kind ? kind : "";
    if (name == kind::kExpr) {
      return node(index);
    }
    if (name == kind::kTable) {
      return table(index);
    }
    if (name == kind::kNull) {
      return of_kind("null");
    }
    if (name == kind::kFinal || name == kind::kFunction) {
      Expr expr = of_kind(name == kind::kFinal ? "final" : "func");
      expr.name = text(index, name == kind::kFinal ? "name" : kFunctionName);
      return expr;
    }
    if (name == kind::kColumn) {
      return Expr::column(text(index, "name"));
    }
    return Expr::literal(value_at(L_, index, "a value in an expression"));
  }

 private:
  // The tables met while one statement is read; `outer` statements' tables are not its own.
  struct Frame {
    std::vector<Expr> met;
    std::vector<Expr> joined;
    std::optional<std::vector<Expr>> correlated;  // the only outer ones that it reads, where it says so
  };

  static Expr of_kind(std::string_view kind) {
    Expr expr;
    expr.kind = kind;
    return expr;
  }

  std::string text(int index, const char* field) {
    push_field(L_, index, field);
    std::string found(lua_type(L_, -1) == LUA_TSTRING ? string_at(L_, -1) : "");
    lua_pop(L_, 1);
    return found;
  }

  void read_scalars(int index, Expr& expr) {
    expr.name = text(index, "name");
    expr.table = text(index, "table");
    push_field(L_, index, "schema");
    if (lua_type(L_, -1) == LUA_TSTRING) {
      expr.schema = std::string(string_at(L_, -1));
    }
    lua_pop(L_, 1);
    push_field(L_, index, "type");
    if (is_kind(L_, -1, kind::kType)) {
      expr.type = decode_type(L_, lua_gettop(L_));
    }
    lua_pop(L_, 1);
    if (expr.is("literal") || expr.is("inline") || expr.is("bind")) {
      push_field(L_, index, "value");
      expr.has_value = !lua_isnil(L_, -1) || !expr.is("bind");
      expr.value = value_at(L_, lua_gettop(L_), "a value in an expression");
      lua_pop(L_, 1);
    }
  }

  void read_args(int index, Expr& expr) {
    push_field(L_, index, "args");
    if (lua_istable(L_, -1)) {
      const int args = lua_gettop(L_);
      const int count = static_cast<int>(lua_objlen(L_, args));
      for (int i = 1; i <= count; ++i) {
        lua_rawgeti(L_, args, i);
        expr.args.push_back(any(lua_gettop(L_)));
        lua_pop(L_, 1);
      }
    }
    lua_pop(L_, 1);
  }

  void read_named(int index, Expr& expr) {
    push_field(L_, index, "named");
    if (lua_istable(L_, -1)) {
      const int named = lua_gettop(L_);
      const int count = static_cast<int>(lua_objlen(L_, named));
      for (int i = 1; i <= count; ++i) {
        lua_rawgeti(L_, named, i);
        lua_rawgeti(L_, lua_gettop(L_), 1);
        lua_rawgeti(L_, lua_gettop(L_) - 1, 2);
        std::string clause(string_at(L_, -2));
        Expr value = any(lua_gettop(L_));
        if (clause == "join" && !frames_.empty() && !value.args.empty()) {
          frames_.back().joined.push_back(value.args[0]);
        }
        expr.named.emplace_back(std::move(clause), std::move(value));
        lua_pop(L_, 3);
      }
    }
    lua_pop(L_, 1);
  }

  // A column says which table its statement reads from.
  void meet_owner(int index) {
    if (frames_.empty()) {
      return;
    }
    push_field(L_, index, "owner");
    if (lua_istable(L_, -1)) {
      Expr owner = any(lua_gettop(L_));
      remember(frames_.back().met, std::move(owner));
    }
    lua_pop(L_, 1);
  }

  static void remember(std::vector<Expr>& tables, Expr table) {
    if (std::find(tables.begin(), tables.end(), table) == tables.end()) {
      tables.push_back(std::move(table));
    }
  }

  bool outside(const Expr& table) const {
    if (const auto& chosen = frames_.back().correlated) {
      return std::find(chosen->begin(), chosen->end(), table) != chosen->end();
    }
    for (std::size_t i = 0; i + 1 < frames_.size(); ++i) {
      const auto& met = frames_[i].met;
      if (std::find(met.begin(), met.end(), table) != met.end()) {
        return true;
      }
    }
    return false;
  }

  // FROM of a select that does not say it: the tables of its columns, without joined ones and those of the statement around.
  void derive_from(Expr& select) {
    if (const Expr* from = select.find("from")) {
      for (const Expr& table : from->args) {
        remember(frames_.back().met, table);
      }
      return;
    }
    const Frame& frame = frames_.back();
    Expr from = of_kind("tuple");
    for (const Expr& table : frame.met) {
      const bool joined = std::find(frame.joined.begin(), frame.joined.end(), table) != frame.joined.end();
      if (!joined && !outside(table)) {
        from.args.push_back(table);
      }
    }
    if (from.args.empty() && frame.met.size() == 1 && frame.joined.empty()) {
      from.args = frame.met;
    }
    if (!from.args.empty()) {
      select.named.insert(select.named.begin(), {"from", std::move(from)});
    }
  }

  void take_correlation(Expr& select) {
    auto clause =
        std::find_if(select.named.begin(), select.named.end(), [](const auto& one) { return one.first == "correlate"; });
    if (clause == select.named.end()) return;
    frames_.back().correlated = std::move(clause->second.args);
    select.named.erase(clause);
  }

  // What an UPDATE or DELETE reads besides the table that it changes.
  void derive_others(Expr& statement) {
    const Expr& changed = statement.args[0];
    Expr from = of_kind("tuple");
    for (const Expr& table : frames_.back().met) {
      const bool itself = table.is("table") && table.name == changed.name && table.schema == changed.schema;
      if (!itself && !outside(table)) from.args.push_back(table);
    }
    if (!from.args.empty()) statement.named.emplace_back("from", std::move(from));
  }

  Expr node(int index) {
    if (++depth_ > kDeepest) {
      throw Error(ErrorCode::kScript, "an expression is nested too deeply (does it hold itself?)");
    }
    luaL_checkstack(L_, 16, "nested expressions");
    Expr expr = of_kind(text(index, "kind"));
    read_scalars(index, expr);
    const bool statement = expr.is("select") || expr.is("update") || expr.is("delete") || expr.is("insert");
    if (statement) {
      frames_.emplace_back();
    }
    if (expr.is("column") || expr.is("star")) {
      meet_owner(index);
    }
    read_args(index, expr);
    if (statement && !expr.is("select") && !expr.args.empty()) {
      remember(frames_.back().met, expr.args[0]);
    }
    read_named(index, expr);
    if (expr.is("select")) {
      take_correlation(expr);
      derive_from(expr);
    } else if ((expr.is("update") || expr.is("delete")) && !expr.args.empty()) {
      derive_others(expr);
    }
    if (statement) {
      frames_.pop_back();
    }
    --depth_;
    return expr;
  }

  Expr table(int index) {
    const schema::Table table = decode_table(L_, index);
    Expr expr = of_kind("table");
    expr.name = table.name;
    expr.schema = table.schema;
    for (const auto& column : table.columns) {
      expr.args.push_back(Expr::column(column.name, {}, column.type));
    }
    return expr;
  }

  lua_State* L_;
  std::vector<Frame> frames_;
  int depth_ = 0;
};

}  // namespace

schema::Expr decode_expr(lua_State* L, int index) {
  return ExprReader(L).any(absolute_index(L, index));
}

}  // namespace runner::host
