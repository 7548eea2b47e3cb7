#include "autogen/enums.h"

#include <algorithm>
#include <map>

#include "autogen/items.h"

namespace runner::autogen {

namespace {

using schema::Column;
using schema::EnumType;
using schema::Table;
using schema::TableKey;
using schema::Type;

// The enum type that a column uses, itself or as the items of an array; nullptr for any other column.
const Type* enum_of(const schema::TypeBox& declared, const std::string& dialect) {
  if (!declared) return nullptr;
  const Type* type = &declared->on(dialect);
  while (type->item) type = &type->item->on(dialect);
  const bool named = schema::family(*type) == schema::Family::kEnum && type->native_enum.value_or(true) && type->type_name;
  return named ? type : nullptr;
}

struct Use {
  const Table* table;
  const Column* column;
};

struct Used {
  EnumType type;
  std::vector<Use> uses;
};

template <class Tables>
std::map<TableKey, Used> used_enums(const Tables& tables, const std::string& dialect) {
  std::map<TableKey, Used> found;
  for (const Table* table : tables) {
    for (const Column& column : table->columns) {
      const Type* type = enum_of(column.type, dialect);
      if (!type) continue;
      Used& used = found[schema::key_of(type->schema, *type->type_name)];
      used.type = {*type->type_name, type->schema, type->values};
      used.uses.push_back({table, &column});
    }
  }
  return found;
}

std::string shown(const EnumType& type) {
  return autogen::shown(type.schema, type.name);
}

ops::CreateEnum create(const EnumType& type) {
  return {type.name, type.values, type.schema, false};
}
ops::DropEnum drop(const EnumType& type) {
  return {type.name, type.schema, false};
}

Change created(const EnumType& type) {
  return Change(create(type), drop(type)).logged("types", "Detected added enum type '" + shown(type) + "'");
}

// Are all of `before` in `after`, in the same order?
bool only_added(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  std::size_t at = 0;
  for (const std::string& value : after) {
    if (at < before.size() && before[at] == value) ++at;
  }
  return at == before.size();
}

// A type steps aside under another name for one of its own name with other values, and goes when no column has it any more.
class Remake {
 public:
  // `others`: columns that no other difference moves.
  Remake(const EnumType& from, const EnumType& to, const std::vector<Use>& others, const sql::Comparer& comparer)
      : from_(from), to_(to), others_(others), dialect_(comparer.dialect()) {}

  std::vector<ops::Op> begin() const {
    std::vector<ops::Op> ops;
    ops.emplace_back(ops::Execute{schema::Expr::text("ALTER TYPE " + dialect_.qualified(from_.schema, from_.name) +
                                                     " RENAME TO " + dialect_.quote(aside())),
                                  {}});
    ops.emplace_back(create(to_));
    for (const Use& use : others_) move(use, ops);
    return ops;
  }
  std::vector<ops::Op> end() const { return {ops::DropEnum{aside(), from_.schema, false}}; }

 private:
  std::string aside() const { return from_.name + "__old"; }

  static Type with_values(Type type, const std::vector<std::string>& values) {
    if (type.item) {
      type.item = schema::TypeBox(with_values(*type.item, values));
    } else {
      type.values = values;
    }
    return type;
  }

  void move(const Use& use, std::vector<ops::Op>& ops) const {
    const Column column = written(*use.table, *use.column);
    ops::AlterColumn alter;
    alter.table_name = use.table->name;
    alter.schema = use.table->schema;
    alter.column_name = column.name;
    alter.existing_type = with_values(*column.type, from_.values);
    const auto value = column.server_default ? ops::Change<ops::NewDefault>::of({column.server_default, {}, {}})
                                             : ops::Change<ops::NewDefault>{};
    if (value.given()) {
      ops::AlterColumn bare = alter;
      bare.server_default = ops::Change<ops::NewDefault>::none();
      ops.emplace_back(bare);
    }
    alter.type_ = with_values(*column.type, to_.values);
    const bool array = static_cast<bool>(column.type->item);
    alter.postgresql_using = dialect_.quote(column.name) + (array ? "::text[]::" : "::text::") +
                             dialect_.qualified(to_.schema, to_.name) + (array ? "[]" : "");
    alter.server_default = value;
    ops.emplace_back(alter);
  }

  const EnumType& from_;
  const EnumType& to_;
  const std::vector<Use>& others_;
  const sql::Dialect& dialect_;
};

// Before everything and after everything; back again the same way round.
void remade(const EnumType& from, const EnumType& to, const std::vector<Use>& others, const sql::Comparer& comparer,
            EnumChanges& changes) {
  const Remake there(from, to, others, comparer), back(to, from, others, comparer);
  Change first, last;
  first.up = there.begin(), first.down = back.end();
  last.up = there.end(), last.down = back.begin();
  first.note = "values of " + shown(to) + " went or moved: its columns move to a new type";
  changes.before.push_back(std::move(first).logged("types", "Detected changed values of enum type '" + shown(to) + "'"));
  changes.after.push_back(std::move(last));
}

// Values that are new, each behind the one before it. The way back takes all of them away together.
void extended(const EnumType& from, const EnumType& to, const std::vector<Use>& others, const sql::Comparer& comparer,
              EnumChanges& changes) {
  const Remake back(to, from, others, comparer);
  const std::size_t first = changes.before.size();
  std::vector<std::string> known = from.values;
  for (std::size_t i = 0; i < to.values.size(); ++i) {
    if (std::find(known.begin(), known.end(), to.values[i]) != known.end()) continue;
    ops::AddEnumValue add;
    add.name = to.name;
    add.schema = to.schema;
    add.value = to.values[i];
    if (i > 0) {
      add.after = to.values[i - 1];
    } else if (!known.empty()) {
      add.before = known.front();
    }
    known.insert(known.begin() + static_cast<std::ptrdiff_t>(i), to.values[i]);
    Change change;
    change.up = {add};
    changes.before.push_back(
        std::move(change).logged("types", "Detected added value '" + add.value + "' of enum type '" + shown(to) + "'"));
  }
  changes.before[first].down = back.end();
  Change last;
  last.down = back.begin();
  changes.after.push_back(std::move(last));
}

template <class Map>
std::vector<const Table*> pointers(const Map& tables) {
  std::vector<const Table*> found;
  for (const auto& entry : tables) found.push_back(&entry.second);
  return found;
}

}  // namespace

std::optional<TableKey> enum_key(const schema::TypeBox& declared, const std::string& dialect) {
  const Type* type = enum_of(declared, dialect);
  if (!type) return std::nullopt;
  return schema::key_of(type->schema, *type->type_name);
}

EnumMoves enum_moves(const std::vector<const Table*>& tables, const schema::Schema& have, const sql::Comparer& comparer) {
  EnumMoves moves;
  if (!comparer.has_enum_types()) return moves;
  for (const auto& [key, used] : used_enums(tables, comparer.dialect().name())) {
    const auto there = have.enums.find(key);
    if (there == have.enums.end() || there->second.values == used.type.values) continue;
    (only_added(there->second.values, used.type.values) ? moves.back : moves.both).insert(key);
  }
  return moves;
}

EnumChanges diff_enums(const std::vector<const Table*>& tables, const schema::Schema& have, const sql::Comparer& comparer,
                       const std::function<bool(const Table& table, const Column& column)>& goes) {
  EnumChanges changes;
  if (!comparer.has_enum_types()) return changes;
  const std::string dialect = comparer.dialect().name();
  const auto wanted = used_enums(tables, dialect);
  const auto used_now = used_enums(pointers(have.tables), dialect);
  for (const auto& [key, used] : wanted) {
    const auto there = have.enums.find(key);
    if (there == have.enums.end()) {
      changes.before.push_back(created(used.type));
      continue;
    }
    if (there->second.values == used.type.values) continue;
    std::vector<Use> others;
    if (const auto users = used_now.find(key); users != used_now.end()) others = users->second.uses;
    std::erase_if(others, [&](const Use& use) { return goes(*use.table, *use.column); });
    if (only_added(there->second.values, used.type.values)) {
      extended(there->second, used.type, others, comparer, changes);
    } else {
      remade(there->second, used.type, others, comparer, changes);
    }
  }
  for (const auto& [key, used] : used_now) {
    const auto there = have.enums.find(key);
    if (wanted.count(key) != 0 || there == have.enums.end()) continue;
    if (!std::all_of(used.uses.begin(), used.uses.end(), [&](const Use& use) { return goes(*use.table, *use.column); })) continue;
    changes.after.push_back(Change(drop(there->second), create(there->second))
                                .logged("types", "Detected removed enum type '" + shown(there->second) + "'"));
  }
  return changes;
}

}  // namespace runner::autogen
