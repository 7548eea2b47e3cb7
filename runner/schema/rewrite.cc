#include "schema/rewrite.h"

#include <algorithm>

#include "base/text.h"
#include "schema/sql_text.h"

namespace runner::schema {

namespace {

bool same_name(std::string_view a, std::string_view b) {
  return text::lower(a) == text::lower(b);
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

void walk_names(std::vector<std::string>& columns, const ColumnVisitor& visit) {
  for (std::string& column : columns) {
    column = visit(column, true).value_or(column);
  }
}

// A name given as a plain string: the elements of postgresql_include.
void walk_literal_names(Expr& expr, const ColumnVisitor& visit) {
  if (const auto* name = expr.value.get_if<std::string>(); expr.is("literal") && name) {
    expr.value = Value(visit(*name, true).value_or(*name));
  }
  for (Expr& item : expr.args) {
    walk_literal_names(item, visit);
  }
}

void walk_options(Options& options, const TableName& table, const ColumnVisitor& visit) {
  for (auto& [name, value] : options) {
    const auto* sql = value.value.get_if<std::string>();
    if (ends_with(name, "_where") && value.is("literal") && sql) {
      value.value = Value(walk_text(*sql, table, visit));
    } else if (ends_with(name, "_include")) {
      walk_literal_names(value, visit);
    } else if (ends_with(name, "_ops") || ends_with(name, "_length") || ends_with(name, "_collate") ||
               ends_with(name, "_order")) {
      for (auto& entry : value.named) {
        entry.first = visit(entry.first, true).value_or(entry.first);
      }
    } else {
      walk_columns(value, table, visit);
    }
  }
}

struct ConstraintWalk {
  const TableName& table;
  const ColumnVisitor& visit;

  void operator()(PrimaryKeyConstraint& c) const {
    walk_names(c.columns, visit);
    walk_options(c.options, table, visit);
  }
  void operator()(UniqueConstraint& c) const {
    walk_names(c.columns, visit);
    walk_options(c.options, table, visit);
  }
  void operator()(CheckConstraint& c) const {
    walk_columns(c.condition, table, visit);
    if (!c.type_bound.empty()) {
      c.type_bound = visit(c.type_bound, true).value_or(c.type_bound);
    }
  }
  void operator()(ForeignKeyConstraint& c) const {
    walk_names(c.columns, visit);
    if (c.table == table.name && c.schema == table.schema) {
      walk_names(c.referred, visit);
    }
  }
  void operator()(ExcludeConstraint& c) const {
    for (ExcludeElement& element : c.elements) {
      walk_columns(element.element, table, visit);
    }
    if (c.where) {
      walk_columns(*c.where, table, visit);
    }
    for (auto& entry : c.ops) {
      entry.first = visit(entry.first, true).value_or(entry.first);
    }
  }
};

// `UPDATE OF a, b` of a trigger: which tokens of the significant row are such names.
class UpdateOf {
 public:
  bool is_column(const Token& token) {
    if (token.kind == Token::kSpace) {
      return false;
    }
    const bool name = token.kind == Token::kWord || token.kind == Token::kQuoted;
    if (in_list_) {
      in_list_ = token.symbol(',') || (name && !token.word("ON"));
      return in_list_ && name;
    }
    in_list_ = after_update_ && token.word("OF");
    after_update_ = token.word("UPDATE");
    return false;
  }

 private:
  bool after_update_ = false;
  bool in_list_ = false;
};

}  // namespace

std::string walk_text(const std::string& sql, const TableName& table, const ColumnVisitor& visit) {
  return replace_names(sql, [&](const std::string& qualifier, const Token& name) -> std::optional<std::string> {
    if (!qualifier.empty() && !same_name(qualifier, table.name)) {
      return std::nullopt;
    }
    return visit(name.name(), name.kind == Token::kQuoted);
  });
}

void walk_columns(Expr& expr, const TableName& table, const ColumnVisitor& visit) {
  if (expr.is("text") || expr.is("literal_column")) {
    expr.name = walk_text(expr.name, table, visit);
  } else if (expr.is("column") && (expr.table.empty() || expr.table == table.name)) {
    expr.name = visit(expr.name, true).value_or(expr.name);
  }
  for (Expr& argument : expr.args) {
    walk_columns(argument, table, visit);
  }
  for (auto& clause : expr.named) {
    walk_columns(clause.second, table, visit);
  }
}

void walk_columns(Constraint& constraint, const TableName& table, const ColumnVisitor& visit) {
  std::visit(ConstraintWalk{table, visit}, constraint);
}

void walk_columns(Index& index, const TableName& table, const ColumnVisitor& visit) {
  for (Expr& column : index.columns) {
    walk_columns(column, table, visit);
  }
  walk_options(index.options, table, visit);
}

std::string walk_trigger(const std::string& sql, const TableName& table, const ColumnVisitor& visit) {
  const auto qualified = replace_names(sql, [&](const std::string& qualifier, const Token& name) -> std::optional<std::string> {
    const bool ours = same_name(qualifier, "NEW") || same_name(qualifier, "OLD") || same_name(qualifier, table.name);
    return ours ? visit(name.name(), name.kind == Token::kQuoted) : std::nullopt;
  });
  std::string result;
  UpdateOf update_of;
  for (const Token& token : tokenize(qualified)) {
    std::optional<std::string> replacement;
    if (update_of.is_column(token)) {
      replacement = visit(token.name(), token.kind == Token::kQuoted);
    }
    result += replacement ? quoted_name(*replacement) : std::string(token.text);
  }
  return result;
}

ColumnVisitor renaming(std::map<std::string, std::string> names) {
  return [names = std::move(names)](const std::string& column, bool exact) -> std::optional<std::string> {
    if (auto found = names.find(column); found != names.end()) {
      return found->second;
    }
    auto found =
        std::find_if(names.begin(), names.end(), [&](const auto& entry) { return !exact && same_name(entry.first, column); });
    return found == names.end() ? std::nullopt : std::optional(found->second);
  };
}

ColumnVisitor collecting(std::set<std::string>& found, const std::set<std::string>& candidates) {
  return [&](const std::string& column, bool exact) -> std::optional<std::string> {
    for (const std::string& candidate : candidates) {
      if (candidate == column || (!exact && same_name(candidate, column))) {
        found.insert(candidate);
      }
    }
    return std::nullopt;
  };
}

std::set<std::string> mentioned_in_trigger(const std::string& sql, const TableName& table,
                                           const std::set<std::string>& candidates) {
  std::set<std::string> found;
  walk_trigger(sql, table, collecting(found, candidates));
  return found;
}

}  // namespace runner::schema
