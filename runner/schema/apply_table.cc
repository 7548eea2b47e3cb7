#include "schema/apply_table.h"

#include <algorithm>

#include "base/error.h"
#include "base/text.h"

namespace runner::schema {

namespace {

// What SQLite's copy treats as one kind of value: a change inside needs no CAST.
Family copy_family(const Type& type) {
  switch (const Family own = family(type)) {
    case Family::kEnum:
      return Family::kString;
    case Family::kFloat:
      return Family::kNumeric;
    case Family::kInterval:
      return Family::kDateTime;
    default:
      return own;
  }
}

bool needs_cast(const TypeBox& from, const Type& to) {
  const Family target = copy_family(to);
  const bool other = target == Family::kOther && from && from->name != to.name;
  return target != Family::kJson && (!from || other || copy_family(*from) != target);
}

bool is_type_check(const Constraint& constraint, const std::string& column) {
  const auto* check = std::get_if<CheckConstraint>(&constraint);
  return check && check->type_bound == column;
}

bool of_type(const Constraint& constraint, const ops::OptString& type) {
  return !type || (*type == "primary" && std::holds_alternative<PrimaryKeyConstraint>(constraint)) ||
         (*type == "unique" && std::holds_alternative<UniqueConstraint>(constraint)) ||
         (*type == "check" && std::holds_alternative<CheckConstraint>(constraint)) ||
         (*type == "foreignkey" && std::holds_alternative<ForeignKeyConstraint>(constraint));
}

// The name that PostgreSQL gives to an unnamed constraint: what a plain drop_constraint of it says.
std::string server_name(const Table& table, const Constraint& constraint) {
  const auto joined = [&](const std::vector<std::string>& columns, const char* suffix) {
    return table.name + "_" + text::join(columns, "_") + suffix;
  };
  if (std::holds_alternative<PrimaryKeyConstraint>(constraint)) {
    return table.name + "_pkey";
  }
  if (const auto* unique = std::get_if<UniqueConstraint>(&constraint)) {
    return joined(unique->columns, "_key");
  }
  if (const auto* key = std::get_if<ForeignKeyConstraint>(&constraint)) {
    return joined(key->columns, "_fkey");
  }
  return {};
}

}  // namespace

TableEditor::TableEditor(const Table& before, Rules rules) : rules_(std::move(rules)), table_(normalized(before)) {
  if (!rules_.batch_naming.empty()) {
    table_ = named(rules_.batch_naming, std::move(table_), rules_.max_length);
  }
  for (Column& column : table_.columns) {
    slots_.push_back({column, column.name, column.name, column.name});
  }
  for (const Index& index : table_.indexes) {
    old_indexes_.push_back(index.name.text);
  }
}

void TableEditor::take_back(const std::vector<std::pair<std::string, std::string>>& renamed) {
  for (Slot& slot : slots_) {
    for (const auto& [now, before] : renamed) {
      if (slot.source == now) {
        slot.column.name = slot.former = before;
      }
    }
  }
}

void TableEditor::fail(const std::string& message, std::string hint) const {
  throw Error(ErrorCode::kScript, message + " (table '" + table_.name + "')").with_hint(std::move(hint));
}

// ---- columns ----

TableEditor::Slots::iterator TableEditor::find(const std::string& name) {
  // A column that always had the name, one that got it, one that had it before.
  const auto by = [&](auto test) { return std::find_if(slots_.begin(), slots_.end(), test); };
  auto found = by([&](const Slot& slot) { return slot.column.name == name && slot.former == name; });
  if (found == slots_.end()) {
    found = by([&](const Slot& slot) { return slot.column.name == name; });
  }
  if (found == slots_.end()) {
    found = by([&](const Slot& slot) { return slot.former == name; });
  }
  return found;
}

TableEditor::Slots::iterator TableEditor::require(const std::string& name) {
  auto found = find(name);
  if (found == slots_.end()) {
    std::vector<std::string> names;
    for (const Slot& slot : slots_) {
      names.push_back(slot.column.name);
    }
    const std::string near = nearest(name, names);
    fail("No such column: '" + name + "'",
         near.empty() ? "its columns are " + text::quoted_list(names) : "did you mean '" + near + "'?");
  }
  return found;
}

std::string TableEditor::fresh_key(const std::string& name) const {
  std::string key = name;
  const auto taken = [&] { return std::any_of(slots_.begin(), slots_.end(), [&](const Slot& slot) { return slot.key == key; }); };
  while (taken() || dropped_.count(key)) {
    key += '\x01';
  }
  return key;
}

template <class Item>
Item TableEditor::keyed(Item item) {
  walk_columns(item, table_name(), [&](const std::string& column, bool exact) -> std::optional<std::string> {
    auto found = find(column);
    if (found == slots_.end() && !exact) {
      found = std::find_if(slots_.begin(), slots_.end(),
                           [&](const Slot& slot) { return text::lower(slot.column.name) == text::lower(column); });
    }
    return found == slots_.end() || found->key == column ? std::nullopt : std::optional(found->key);
  });
  return item;
}

template <class Item>
Name TableEditor::name_for(const Item& item) const {
  Table table;
  table.name = table_.name;
  table.schema = table_.schema;
  Name name = conventional_name(rules_.naming, table, item, rules_.max_length);
  return name.given() || rules_.batch_naming.empty() ? name
                                                     : conventional_name(rules_.batch_naming, table, item, rules_.max_length);
}

Table TableEditor::parts_of(const Column& column) const {
  Table table;
  table.name = table_.name;
  table.schema = table_.schema;
  table.columns = {column};
  table = named(rules_.naming, normalized(std::move(table)), rules_.max_length);
  return rules_.batch_naming.empty() ? table : named(rules_.batch_naming, std::move(table), rules_.max_length);
}

void TableEditor::apply(const ops::TableOp& op) {
  std::visit([&](const auto& concrete) { (*this)(concrete); }, op);
}

void TableEditor::operator()(const ops::AddColumn& op) {
  const auto same = find(op.column.name);
  if (same != slots_.end() && same->column.name == op.column.name) {
    if (op.if_not_exists) {
      return;
    }
    fail("Column '" + op.column.name + "' is there already");
  }
  Table parts = parts_of(op.column);
  const std::string key = fresh_key(op.column.name);
  Column column = op.column;
  column.unique = column.index = false;
  column.foreign_keys.clear();
  column.checks = parts.columns.front().checks;
  column.nullable = parts.columns.front().nullable;
  // A plain ADD COLUMN of a "primary key" column makes it NOT NULL and no key, unless the key is written inline.
  if (column.primary_key && !rules_.rebuild && !op.inline_primary_key) {
    column.nullable = column.is_nullable();
    column.primary_key = false;
  }
  slots_.push_back({std::move(column), key, "", op.column.name});
  for (Constraint& constraint : parts.constraints) {
    if (std::holds_alternative<PrimaryKeyConstraint>(constraint)) {
      continue;  // the flag says it
    }
    if (rules_.strict && !op.inline_references && !is_type_check(constraint, op.column.name) && !name_of(constraint).given()) {
      fail("Constraint must have a name", "name it in the column, or give the batch a naming_convention");
    }
    push(keyed(std::move(constraint)));
  }
  for (Index& index : parts.indexes) {
    table_.indexes.push_back(keyed(std::move(index)));
  }
  move(key, op.insert_before, op.insert_after);
}

void TableEditor::operator()(const ops::DropColumn& op) {
  if (op.if_exists && find(op.column_name) == slots_.end()) {
    return;
  }
  auto slot = require(op.column_name);
  dropped_.insert(slot->key);
  slots_.erase(slot);
}

void TableEditor::drop_type_check(const Slot& slot, const TypeBox& existing) {
  std::set<std::string> names;
  if (existing && existing->create_constraint && existing->type_name) {
    CheckConstraint check;
    check.name = Name(*existing->type_name);
    check.condition = Expr::column(slot.column.name);
    names = {check.name.text, name_for(Constraint(check)).text};
  }
  std::erase_if(table_.constraints, [&](const Constraint& constraint) {
    const bool check = std::holds_alternative<CheckConstraint>(constraint);
    return is_type_check(constraint, slot.key) || (check && names.count(name_of(constraint).text));
  });
}

void TableEditor::change_type(Slot& slot, const ops::AlterColumn& op) {
  drop_type_check(slot, op.existing_type);
  if (op.type_->create_constraint) {
    drop_type_check(slot, op.type_);  // a reflected CHECK of the same name is the old one
  }
  slot.cast = slot.cast || needs_cast(slot.column.type, *op.type_);
  const TypeBox before = slot.column.type;
  slot.column.type = op.type_;
  const bool both_text = before && family(*before) == Family::kString && family(*op.type_) == Family::kString;
  const bool meant_to_go = op.existing_type && op.existing_type->collation;
  if (rules_.rebuild && both_text && before->collation && !op.type_->collation && !meant_to_go) {
    slot.column.type.edit().collation = before->collation;
  }
  Column alone;
  alone.name = slot.column.name;
  alone.type = op.type_;
  for (Constraint& constraint : parts_of(alone).constraints) {
    push(keyed(std::move(constraint)));
  }
}

void TableEditor::change_default(Column& column, const ops::NewDefault* value) {
  column.server_default = value ? value->expr : std::nullopt;
  column.identity = value ? value->identity : std::nullopt;
  column.computed = value ? value->computed : std::nullopt;
  if (column.computed) {
    column.computed->sqltext = keyed(column.computed->sqltext);
  }
}

void TableEditor::operator()(const ops::AlterColumn& op) {
  const auto found = require(op.column_name);
  const std::string key = found->key;
  Slot& slot = *found;
  if (op.nullable) {
    slot.column.nullable = op.nullable;
  }
  if (op.type_) {
    change_type(slot, op);
  }
  if (op.server_default.given()) {
    change_default(slot.column, op.server_default.has_value() ? &op.server_default.value : nullptr);
  }
  if (op.comment.given()) {
    slot.column.comment = op.comment.has_value() ? std::optional(op.comment.value) : std::nullopt;
  }
  if (op.autoincrement) {
    slot.column.autoincrement = *op.autoincrement ? Autoincrement::kYes : Autoincrement::kNo;
  }
  if (op.new_column_name && *op.new_column_name != slot.column.name) {
    slot.column.name = *op.new_column_name;
  }
  move(key, op.insert_before, op.insert_after);
}

// ---- order ----

void TableEditor::move(const std::string& key, const ops::OptString& before, const ops::OptString& after) {
  if (!before && !after) {
    return;
  }
  const auto at = [&](const std::string& wanted) {
    return std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) { return slot.key == wanted; });
  };
  const std::string before_key = before ? require(*before)->key : "";
  const std::string after_key = after ? require(*after)->key : "";
  if (before_key == key || after_key == key) {
    return;
  }
  Slot slot = *at(key);
  slots_.erase(at(key));
  const auto place = after ? at(after_key) + 1 : at(before_key);
  if (before && after && at(before_key) < place) {
    fail("insert_before '" + *before + "' stands before insert_after '" + *after + "'");
  }
  slots_.insert(place, std::move(slot));
}

void TableEditor::reorder(const std::vector<ops::Strings>& partial) {
  std::set<std::pair<std::string, std::string>> pairs;  // first stands before second
  for (const ops::Strings& names : partial) {
    for (std::size_t i = 1; i < names.size(); ++i) {
      pairs.emplace(require(names[i - 1])->key, require(names[i])->key);
    }
  }
  Slots ordered;
  Slots rest = slots_;
  while (!rest.empty()) {
    const Slots level = rest;
    const auto blocked = [&](const Slot& slot) {
      return std::any_of(level.begin(), level.end(), [&](const Slot& other) { return pairs.count({other.key, slot.key}) != 0; });
    };
    std::copy_if(level.begin(), level.end(), std::back_inserter(ordered), [&](const Slot& slot) { return !blocked(slot); });
    std::erase_if(rest, [&](const Slot& slot) { return !blocked(slot); });
    if (rest.size() == level.size()) {
      fail("partial_reordering goes round in a circle");
    }
  }
  slots_ = std::move(ordered);
}

// ---- constraints and indexes ----

void TableEditor::push(Constraint constraint) {
  table_.constraints.push_back(std::move(constraint));
}

void TableEditor::drop_primary_key(std::size_t at) {
  for (Slot& slot : slots_) {
    if (slot.column.primary_key) {
      slot.column.nullable = slot.column.is_nullable();  // a former member stays NOT NULL
      slot.column.primary_key = false;
    }
  }
  table_.constraints.erase(table_.constraints.begin() + static_cast<std::ptrdiff_t>(at));
}

void TableEditor::create(Constraint constraint) {
  Name name = name_for(constraint);
  name_of(constraint) = std::move(name);
  if (rules_.strict && !name_of(constraint).given()) {
    fail("Constraint must have a name", "give it one, or give the batch a naming_convention");
  }
  add_constraint(constraint);
}

void TableEditor::add_constraint(const Constraint& constraint) {
  if (std::holds_alternative<PrimaryKeyConstraint>(constraint)) {
    for (std::size_t i = 0; i < table_.constraints.size(); ++i) {
      if (!std::holds_alternative<PrimaryKeyConstraint>(table_.constraints[i])) {
        continue;
      }
      if (name_of(table_.constraints[i]).given()) {
        fail("There is a primary key '" + name_of(table_.constraints[i]).text + "' already", "drop it first");
      }
      drop_primary_key(i);
      break;
    }
  }
  push(keyed(constraint));
}

std::optional<std::size_t> TableEditor::find_constraint(const ops::DropConstraint& op) const {
  const auto search = [&](auto test) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < table_.constraints.size(); ++i) {
      if (test(table_.constraints[i])) {
        return i;
      }
    }
    return std::nullopt;
  };
  const std::string type = op.type_.value_or("");
  for (const NamingConvention* convention : {&rules_.naming, &rules_.batch_naming}) {
    const std::string name = dropped_name(*convention, table_.name, op.constraint_name, type, rules_.max_length).text;
    if (auto found = search([&](const Constraint& c) { return name_of(c).text == name && of_type(c, op.type_); })) {
      return found;
    }
  }
  if (auto found = search([&](const Constraint& c) { return name_of(c).text == op.constraint_name.text; })) {
    return found;
  }
  return search([&](const Constraint& c) {
    const bool key = type == "primary" && std::holds_alternative<PrimaryKeyConstraint>(c);
    return !name_of(c).given() && (key || (!rules_.strict && server_name(table_, c) == op.constraint_name.text));
  });
}

void TableEditor::operator()(const ops::DropConstraint& op) {
  if (!op.constraint_name.given() && op.type_.value_or("") != "primary") {
    fail("Constraint must have a name", "say which constraint to drop; a naming_convention names those that have none");
  }
  // A CHECK written on a column's line is a constraint like any other here.
  for (Slot& slot : slots_) {
    if (std::erase_if(slot.column.checks, [&](const CheckConstraint& check) {
          return check.name.given() && check.name.text == op.constraint_name.text;
        }) != 0) {
      return;
    }
  }
  const auto at = find_constraint(op);
  if (!at) {
    if (op.if_exists) {
      return;
    }
    std::vector<std::string> names;
    for (const Constraint& constraint : table_.constraints) {
      if (name_of(constraint).given()) {
        names.push_back(name_of(constraint).text);
      }
    }
    const std::string near = nearest(op.constraint_name.text, names);
    fail("No such constraint: '" + op.constraint_name.text + "'",
         !near.empty()    ? "did you mean '" + near + "'?"
         : !names.empty() ? "it has " + text::quoted_list(names)
                          : "its constraints have no names; batch_alter_table's naming_convention gives them names");
  }
  if (std::holds_alternative<PrimaryKeyConstraint>(table_.constraints[*at])) {
    drop_primary_key(*at);
    return;
  }
  if (const auto* check = std::get_if<CheckConstraint>(&table_.constraints[*at]); check && !check->type_bound.empty()) {
    for (Slot& slot : slots_) {
      if (slot.key == check->type_bound && slot.column.type) {
        slot.column.type.edit().create_constraint = false;
      }
    }
  }
  table_.constraints.erase(table_.constraints.begin() + static_cast<std::ptrdiff_t>(*at));
}

void TableEditor::operator()(const ops::CreateIndex& op) {
  Index index = op.index;
  index.name = name_for(index);
  const auto same =
      std::find_if(table_.indexes.begin(), table_.indexes.end(), [&](const Index& i) { return i.name.text == index.name.text; });
  if (same != table_.indexes.end()) {
    if (op.if_not_exists) {
      return;
    }
    fail("Index '" + index.name.text + "' is there already");
  }
  for (const Expr& column : index.columns) {
    if (column.is("column")) {
      require(column.name);
    }
  }
  table_.indexes.push_back(keyed(std::move(index)));
}

void TableEditor::operator()(const ops::DropIndex& op) {
  const auto dropped = std::erase_if(table_.indexes, [&](const Index& index) { return index.name.text == op.index_name.text; });
  if (dropped == 0 && !op.if_exists) {
    std::vector<std::string> names;
    for (const Index& index : table_.indexes) {
      names.push_back(index.name.text);
    }
    const std::string near = nearest(op.index_name.text, names);
    fail("No such index: '" + op.index_name.text + "'", !near.empty()   ? "did you mean '" + near + "'?"
                                                        : names.empty() ? "it has none"
                                                                        : "it has " + text::quoted_list(names));
  }
}

void TableEditor::override_column(const Column& column) {
  const auto slot = require(column.name);
  const bool key = slot->column.primary_key;
  if (column.type && column.type->create_constraint) {
    drop_type_check(*slot, column.type);  // finish() makes it from the type
  }
  slot->column = column;
  slot->column.primary_key = key;
}

void TableEditor::set_options(const Options& options) {
  for (const auto& [name, value] : options) {
    std::erase_if(table_.options, [&wanted = name](const auto& entry) { return entry.first == wanted; });
    table_.options.emplace_back(name, value);
  }
  std::sort(table_.options.begin(), table_.options.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

}  // namespace runner::schema
