#include "ops/walk.h"

namespace runner::ops {

namespace {

schema::Expr statement(const char* kind, const TableReference& table) {
  schema::Expr target;
  target.kind = "table";
  target.name = table.name;
  target.schema = table.schema;
  schema::Expr statement;
  statement.kind = kind;
  statement.args.push_back(std::move(target));
  return statement;
}

void add_where(schema::Expr& statement, const std::optional<schema::Expr>& where) {
  if (where) {
    statement.named.emplace_back("where", *where);
  }
}

}  // namespace

schema::Expr statement_of(const BatchUpdate& op, const std::optional<schema::Expr>& where) {
  schema::Expr update = statement("update", op.walk.table);
  schema::Expr row;
  row.kind = "row";
  row.named = op.set;
  update.named.emplace_back("set", std::move(row));
  add_where(update, where);
  return update;
}

schema::Expr statement_of(const BatchDelete& op, const std::optional<schema::Expr>& where) {
  schema::Expr statement_delete = statement("delete", op.walk.table);
  add_where(statement_delete, where);
  return statement_delete;
}

std::string walks_table(const std::string& version_table) {
  return version_table + "_walks";
}

}  // namespace runner::ops
