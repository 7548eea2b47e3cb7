#include "autogen/signature.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace runner::autogen {

namespace {

using schema::Expr;

std::string quoted(const std::vector<std::string>& names) {
  return "(" + text::quoted_list(names) + ")";
}

std::string deferrability(const std::optional<bool>& deferrable, const std::optional<std::string>& initially) {
  if (text::upper(initially.value_or("")) == "DEFERRED") return " initially deferred";
  return deferrable.value_or(false) ? " deferrable" : "";
}

std::string action(const char* event, const std::optional<std::string>& what) {
  const std::string word = text::upper(what.value_or("NO ACTION"));
  return word == "NO ACTION" ? "" : std::string(" on ") + event + " " + word;
}

}  // namespace

std::string Signatures::operator()(const schema::PrimaryKeyConstraint& key) const {
  return "primary key" + quoted(key.columns) + deferrability(key.deferrable, key.initially) + options(key.options);
}

std::string Signatures::operator()(const schema::UniqueConstraint& unique) const {
  return "unique" + quoted(unique.columns) + deferrability(unique.deferrable, unique.initially) + options(unique.options);
}

std::string Signatures::operator()(const schema::CheckConstraint& check) const {
  return "check " + text(comparer.expression(check.condition)) + options(check.options);
}

std::string Signatures::operator()(const schema::ForeignKeyConstraint& key) const {
  std::vector<std::string> referred = key.referred;
  if (referred.empty()) {
    const schema::Table* target = database.find(key.schema, key.table);
    if (target && target->primary_key()) referred = target->primary_key()->columns;
  }
  const std::string match = text::upper(key.reference.match.value_or("SIMPLE"));
  return "foreign key" + quoted(key.columns) + key.schema.value_or("") + "." + key.table + quoted(referred) +
         action("update", key.reference.onupdate) + action("delete", key.reference.ondelete) +
         deferrability(key.reference.deferrable, key.reference.initially) + (match == "SIMPLE" ? "" : " match " + match) +
         options(key.reference.options);
}

std::string Signatures::operator()(const schema::ExcludeConstraint& exclude) const {
  std::string out = "exclude " + text::lower(exclude.using_.value_or("gist"));
  auto classes = exclude.ops;
  std::sort(classes.begin(), classes.end());
  for (const auto& element : exclude.elements)
    out += " (" + text(comparer.index_element(element.element)) + " with " + element.op + ")";
  for (const auto& [column, opclass] : classes) out += " " + column + ":" + opclass;
  if (exclude.where) out += " where " + text(comparer.expression(*exclude.where));
  return out + deferrability(exclude.deferrable, exclude.initially);
}

std::string Signatures::of(const schema::Index& index) const {
  std::string out = index.unique ? "unique index" : "index";
  for (const Expr& column : index.columns) out += " (" + text(comparer.index_element(column)) + ")";
  return out + options(index.options);
}

std::string Signatures::option_text(const Expr& value) const {
  if (value.is("tuple")) {
    std::vector<std::string> items;
    for (const Expr& item : value.args) items.push_back(option_text(item));
    return text::join(items, ",");
  }
  if (value.is("row")) {
    std::vector<std::string> items;
    for (const auto& [name, item] : value.named) items.push_back(name + "=" + option_text(item));
    std::sort(items.begin(), items.end());
    return text::join(items, ",");
  }
  const auto* literal = value.is("literal") ? value.value.get_if<std::string>() : nullptr;
  return text(literal ? comparer.sql(*literal) : comparer.expression(value));
}

std::string Signatures::options(const schema::Options& options) const {
  static constexpr std::array kMeaning{"using",   "where",      "include",          "ops",        "nulls_not_distinct",
                                       "with",    "period",     "without_overlaps", "no_inherit", "not_enforced",
                                       "collate", "on_conflict"};
  const std::string prefix = comparer.dialect().name() + "_";
  std::string out;
  for (const auto& [name, value] : options) {
    if (!name.starts_with(prefix)) continue;
    const std::string word = name.substr(prefix.size());
    if (std::none_of(kMeaning.begin(), kMeaning.end(), [&](const char* known) { return word == known; })) continue;
    const std::string said = text::lower(option_text(value));
    const bool usual = said == "false" || said.empty() || (word == "using" && said == "btree");
    if (!usual) out += " " + word + "=" + said;
  }
  return out;
}

namespace {

struct Alike {
  template <class Key>
  bool operator()(const Key& a, const Key& b) const {  // primary and unique keys
    return a.columns == b.columns && a.deferrable == b.deferrable && a.initially == b.initially && a.options == b.options;
  }
  bool operator()(const schema::CheckConstraint& a, const schema::CheckConstraint& b) const {
    return a.condition == b.condition && a.options == b.options;
  }
  bool operator()(const schema::ForeignKeyConstraint& a, const schema::ForeignKeyConstraint& b) const {
    return a.columns == b.columns && a.table == b.table && a.schema == b.schema && a.referred == b.referred &&
           a.reference == b.reference;
  }
  bool operator()(const schema::ExcludeConstraint& a, const schema::ExcludeConstraint& b) const {
    return a.elements == b.elements && a.where == b.where && a.using_ == b.using_ && a.ops == b.ops &&
           a.deferrable == b.deferrable && a.initially == b.initially;
  }
};

}  // namespace

bool alike(const schema::Constraint& a, const schema::Constraint& b) {
  return std::visit(
      [&](const auto& one) {
        const auto* other = std::get_if<std::decay_t<decltype(one)>>(&b);
        return other && Alike{}(one, *other);
      },
      a);
}

bool alike(const schema::Index& a, const schema::Index& b) {
  return a.unique == b.unique && a.columns == b.columns && a.options == b.options;
}

std::string index_changes(const schema::Index& before, const schema::Index& after, const Signatures& signatures) {
  std::vector<std::string> changes;
  const auto word = [](bool flag) { return std::string(flag ? "True" : "False"); };
  if (before.unique != after.unique) changes.push_back("unique=" + word(before.unique) + " to unique=" + word(after.unique));
  if (before.columns.size() != after.columns.size()) {
    changes.push_back("expression number " + std::to_string(before.columns.size()) + " to " +
                      std::to_string(after.columns.size()));
  } else {
    for (std::size_t i = 0; i < before.columns.size(); ++i) {
      const std::string old_one = signatures.comparer.index_element(before.columns[i]);
      const std::string new_one = signatures.comparer.index_element(after.columns[i]);
      if (old_one != new_one)
        changes.push_back("expression #" + std::to_string(i + 1) + " '" + old_one + "' to '" + new_one + "'");
    }
  }
  return changes.empty() ? "options" : text::join(changes, ", ");
}

}  // namespace runner::autogen
