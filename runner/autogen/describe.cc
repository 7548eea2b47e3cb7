#include "autogen/describe.h"

#include "autogen/items.h"
#include "base/text.h"

namespace runner::autogen {

namespace {

using Lines = std::vector<Line>;

class Describer {
 public:
  explicit Describer(const sql::Dialect& dialect) : dialect_(dialect) {}

  Lines operator()(const ops::CreateTable& op) const {
    return one("add_table", shown(op.table.schema, op.table.name), "", "add table ");
  }
  Lines operator()(const ops::DropTable& op) const {
    return one("remove_table", shown(op.schema, op.table_name), "", "drop table ");
  }
  Lines operator()(const ops::RenameTable& op) const {
    return one("rename_table", shown(op.schema, op.old_table_name), op.new_table_name, "rename table ",
               " to " + op.new_table_name);
  }
  Lines operator()(const ops::AddColumn& op) const {
    const std::string nulls = op.column.is_nullable() ? "" : " NOT NULL";
    return column("add_column", shown(op.schema, op.table_name), op.column.name, "add column ",
                  " " + type_text(op.column.type) + nulls);
  }
  Lines operator()(const ops::DropColumn& op) const {
    return column("remove_column", shown(op.schema, op.table_name), op.column_name, "drop column ", "");
  }
  Lines operator()(const ops::AlterColumn& op) const;
  Lines operator()(const ops::CreateIndex& op) const {
    const std::string table = shown(op.schema, op.table_name);
    const std::string words = op.index.unique ? "add unique index " : "add index ";
    return {
        {"add_index", table, op.index.name.text, words + op.index.name.text + " on " + table + " (" + elements(op.index) + ")"}};
  }
  Lines operator()(const ops::DropIndex& op) const {
    const std::string table = shown(op.schema, op.table_name.value_or(""));
    return {{"remove_index", table, op.index_name.text, "drop index " + op.index_name.text + " on " + table}};
  }
  Lines operator()(const ops::CreatePrimaryKey& op) const {
    return added("add_constraint", op, "primary key", " (" + text::join(op.constraint.columns, ", ") + ")");
  }
  Lines operator()(const ops::CreateUniqueConstraint& op) const {
    return added("add_constraint", op, "unique constraint", " (" + text::join(op.constraint.columns, ", ") + ")");
  }
  Lines operator()(const ops::CreateCheckConstraint& op) const { return added("add_constraint", op, "check constraint", ""); }
  Lines operator()(const ops::CreateExcludeConstraint& op) const { return added("add_constraint", op, "exclude constraint", ""); }
  Lines operator()(const ops::CreateForeignKey& op) const {
    const std::string table = shown(op.source_schema, op.source_table), &name = op.constraint.name.text;
    return {{"add_fk", table, name,
             "add foreign key " + spaced(name) + "on " + table + " (" + text::join(op.constraint.columns, ", ") + ") to " +
                 shown(op.constraint.schema, op.constraint.table) + " (" + text::join(op.constraint.referred, ", ") + ")"}};
  }
  Lines operator()(const ops::DropConstraint& op) const {
    const std::string table = shown(op.schema, op.table_name), kind = op.type_.value_or("");
    const bool key = kind == "foreignkey";
    const std::string words = key                 ? "foreign key"
                              : kind == "primary" ? "primary key"
                              : kind.empty()      ? "constraint"
                                                  : kind + " constraint";
    return {{key ? "remove_fk" : "remove_constraint", table, op.constraint_name.text,
             "drop " + words + " " + spaced(op.constraint_name.text) + "on " + table}};
  }
  Lines operator()(const ops::CreateTableComment& op) const {
    return one("add_table_comment", shown(op.schema, op.table_name), "", "set comment of table ");
  }
  Lines operator()(const ops::DropTableComment& op) const {
    return one("remove_table_comment", shown(op.schema, op.table_name), "", "drop comment of table ");
  }
  Lines operator()(const ops::CreateEnum& op) const { return named("create_enum", shown(op.schema, op.name), "add enum type "); }
  Lines operator()(const ops::DropEnum& op) const { return named("drop_enum", shown(op.schema, op.name), "drop enum type "); }
  Lines operator()(const ops::AddEnumValue& op) const {
    return {{"add_enum_value", "", shown(op.schema, op.name),
             "add value '" + op.value + "' to enum type " + shown(op.schema, op.name)}};
  }
  Lines operator()(const ops::CreateSequence& op) const {
    return named("create_sequence", shown(op.schema, op.name), "add sequence ");
  }
  Lines operator()(const ops::CreateSchema& op) const { return named("create_schema", op.name, "add schema "); }
  Lines operator()(const ops::DropSchema& op) const { return named("drop_schema", op.name, "drop schema "); }
  Lines operator()(const ops::Execute& op) const {
    return {{"execute", "", "", "execute " + (op.sql.is("text") ? op.sql.name : std::string("a statement"))}};
  }
  template <class Other>
  Lines operator()(const Other&) const {
    const std::string name(Other::kName);
    return {{name, "", "", text::replace_all(name, "_", " ")}};
  }

 private:
  static Lines one(const char* operation, const std::string& table, const std::string& name, const std::string& words,
                   const std::string& rest = {}) {
    return {{operation, table, name, words + table + rest}};
  }
  static Lines column(const char* operation, const std::string& table, const std::string& name, const std::string& words,
                      const std::string& rest) {
    return {{operation, table, name, words + table + "." + name + rest}};
  }
  static Lines named(const char* operation, const std::string& name, const std::string& words) {
    return {{operation, "", name, words + name}};
  }
  template <class Op>
  static Lines added(const char* operation, const Op& op, const std::string& kind, const std::string& rest) {
    const std::string table = shown(op.schema, op.table_name), &name = op.constraint.name.text;
    return {{operation, table, name, "add " + kind + " " + spaced(name) + "on " + table + rest}};
  }
  static std::string spaced(const std::string& name) { return name.empty() ? "" : name + " "; }

  std::string type_text(const schema::TypeBox& type) const { return type ? dialect_.type(*type) : "?"; }

  std::string sql_text(const schema::Expr& expr) const {
    sql::RenderContext context;
    context.ddl = true;
    return dialect_.render(expr, context);
  }

  std::string elements(const schema::Index& index) const {
    std::vector<std::string> parts;
    for (const schema::Expr& element : index.columns) parts.push_back(element.is("column") ? element.name : sql_text(element));
    return text::join(parts, ", ");
  }

  std::string default_text(const ops::Change<ops::NewDefault>& value) const {
    if (!value.has_value()) return "nothing";
    if (value.value.identity) return "an identity";
    if (value.value.computed) return "a generated expression";
    const schema::Expr& expr = value.value.expr->expr;
    return expr.is("literal") ? dialect_.literal(expr.value, nullptr) : sql_text(expr);
  }

  const sql::Dialect& dialect_;
};

Lines Describer::operator()(const ops::AlterColumn& op) const {
  const std::string table = shown(op.schema, op.table_name), path = table + "." + op.column_name;
  Lines lines;
  if (op.type_) {
    lines.push_back({"modify_type", table, op.column_name,
                     "change type of " + path + " from " + type_text(op.existing_type) + " to " + type_text(op.type_)});
  }
  if (op.nullable) {
    lines.push_back({"modify_nullable", table, op.column_name, "set " + path + (*op.nullable ? " NULL" : " NOT NULL")});
  }
  if (op.server_default.given()) {
    lines.push_back({"modify_default", table, op.column_name,
                     "change default of " + path + " from " + default_text(op.existing_server_default) + " to " +
                         default_text(op.server_default)});
  }
  if (op.comment.given()) lines.push_back({"modify_comment", table, op.column_name, "change comment of " + path});
  if (op.new_column_name) {
    lines.push_back({"rename_column", table, op.column_name, "rename column " + path + " to " + *op.new_column_name});
  }
  return lines;
}

}  // namespace

Lines describe(const ops::Op& op, const sql::Dialect& dialect) {
  return std::visit(Describer(dialect), op);
}

Lines describe(const Tree& tree, const sql::Dialect& dialect) {
  Lines lines;
  const auto add = [&](const Operation& operation) {
    for (Line& line : describe(operation.op, dialect)) lines.push_back(std::move(line));
  };
  for (const Node& node : tree) {
    if (const auto* modify = std::get_if<ModifyTable>(&node)) {
      for (const Operation& operation : modify->ops) add(operation);
    } else {
      add(std::get<Operation>(node));
    }
  }
  return lines;
}

}  // namespace runner::autogen
