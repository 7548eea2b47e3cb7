#include "autogen/diff.h"

#include <algorithm>
#include <list>
#include <map>

#include "autogen/diff_table.h"
#include "autogen/inherited.h"
#include "autogen/items.h"
#include "autogen/order.h"
#include "autogen/renames.h"
#include "host/lua_writer.h"

namespace runner::autogen {

namespace {

using schema::Table;
using schema::TableKey;

TableKey key_of(const Table& table) {
  return schema::key_of(table.schema, table.name);
}

void append(std::vector<Change>& all, std::vector<Change> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

class Diff {
 public:
  Diff(DiffInput input, const DiffOptions& options) : input_(std::move(input)), options_(options) {}

  Differences run() {
    sort_out();
    for (const auto& [key, table] : input_.have.tables) take_names(table);
    enum_moves_ = enum_moves(taking_part_, input_.have, options_.comparer);
    for (const auto& pair : both_) compare(pair);
    make_keys_again();
    for (Compared& table : compared_) arrange(table);
    make_schemas();
    const auto enums = diff_enums(taking_part_, input_.have, options_.comparer,
                                  [this](const Table& table, const schema::Column& column) { return goes(table, column); });
    place(keys_first_);
    for (const Change& change : enums.before) result_.emplace_back(change);
    const bool drops_first = clash(), drops_last = !drops_first && keeps_key_to_gone();
    if (drops_first) drop_tables();
    create_tables();
    if (!drops_first && !drops_last) drop_tables();
    for (TableChanges& changes : modified_) {
      if (!changes.changes.empty()) result_.emplace_back(std::move(changes));
    }
    if (drops_last) drop_tables();
    for (const Change& change : enums.after) result_.emplace_back(change);
    place(keys_last_);
    return std::move(result_);
  }

 private:
  struct Pair {
    const Table* have;
    const Table* wanted;
  };

  // ---- which tables are on which side ----

  void sort_out() {
    std::map<TableKey, const Table*> wanted;
    for (const Table& table : input_.wanted) wanted.emplace(key_of(table), &table);
    for (const auto& [key, table] : wanted) {
      const auto found = input_.have.tables.find(key);
      const Table* have = found != input_.have.tables.end() && seen(found->second) ? &found->second : nullptr;
      const Subject subject{table, {}}, other{have, {}};
      if (!options_.filter.object(subject, table->name, "table", false, have ? &other : nullptr)) continue;
      taking_part_.push_back(table);
      if (have) {
        both_.push_back({have, table});
      } else {
        new_.push_back(*table);
      }
    }
    for (const auto& [key, table] : input_.have.tables) {
      if (wanted.count(key) != 0 || input_.droppable.count(key.first) == 0 || !seen(table)) continue;
      if (options_.filter.object({&table, {}}, table.name, "table", true)) gone_.push_back(table);
    }
  }

  bool seen(const Table& table) const { return options_.filter.name(table.name, "table", {table.schema, table.name}); }

  // Does a table that stays lose a key to one that goes, which nobody could drop before all else?
  bool keeps_key_to_gone() const {
    return std::any_of(modified_.begin(), modified_.end(), [&](const TableChanges& changes) {
      return std::any_of(changes.changes.begin(), changes.changes.end(), [&](const Change& change) {
        const auto* key = change.down.empty() ? nullptr : std::get_if<ops::CreateForeignKey>(&change.down.front());
        return key && is_gone(schema::key_of(key->constraint.schema, key->constraint.table));
      });
    });
  }

  bool is_gone(const TableKey& key) const {
    return std::any_of(gone_.begin(), gone_.end(), [&](const Table& table) { return key_of(table) == key; });
  }

  // Does this column of the database end with these differences, or take another type, on either way?
  bool goes(const Table& table, const schema::Column& column) const {
    if (is_gone(key_of(table))) return true;
    const auto ends = [&](const ops::Op& op) {
      const auto* drop = std::get_if<ops::DropColumn>(&op);
      return drop && drop->column_name == column.name;
    };
    const auto changes_type = [&](const ops::Op& op) {
      const auto* alter = std::get_if<ops::AlterColumn>(&op);
      return alter && alter->column_name == column.name && alter->type_;
    };
    for (const TableChanges& changes : modified_) {
      if (changes.table != table.name || changes.schema != table.schema) continue;
      for (const Change& change : changes.changes) {
        if (std::any_of(change.up.begin(), change.up.end(), ends)) return true;
        if (std::any_of(change.up.begin(), change.up.end(), changes_type)) return true;
        if (std::any_of(change.down.begin(), change.down.end(), changes_type)) return true;
      }
    }
    return false;
  }

  // ---- tables on both sides ----

  struct Compared {
    TableChanges changes;
    TableParts parts;

    bool any() const {
      return !(parts.dropped_keys.empty() && parts.dropped.empty() && parts.dropped_generated.empty() &&
               parts.added_columns.empty() && parts.altered_columns.empty() && parts.added_generated.empty() &&
               parts.added.empty() && parts.added_keys.empty() && parts.comment.empty() && parts.dropped_columns.empty());
    }
  };

  // The tables of a pair without what their parents, by the model, bring; as they are where there are none.
  struct Own {
    const Table &have, &wanted, &words;
  };

  Own own_parts(const Pair& pair, const Table& words) {
    if (!schema::option(pair.wanted->options, "postgresql_inherits")) return {*pair.have, *pair.wanted, words};
    ByKey all_have, all_wanted;
    for (const auto& [key, table] : input_.have.tables) all_have.emplace(key, &table);
    for (const Table& table : input_.wanted) all_wanted.emplace(key_of(table), &table);
    // The model says what the parents are, also those of the database.
    const auto parents = ancestors(*pair.wanted, all_wanted);
    std::vector<const Table*> parents_have;
    for (const auto& key : inherited_tables(*pair.wanted)) {
      if (const auto found = all_have.find(key); found != all_have.end()) parents_have.push_back(found->second);
    }
    const auto columns = inherited_columns(*pair.have, parents_have, *pair.wanted, parents);
    const auto stripped = [&](const Table& table, const std::vector<const Table*>& from) -> const Table& {
      return stripped_.emplace_back(without_inherited(table, table, from, columns));
    };
    const Table& own_words = stripped_.emplace_back(without_inherited(words, *pair.wanted, parents, columns));
    return {stripped(*pair.have, parents_have), stripped(*pair.wanted, parents), own_words};
  }

  void compare(const Pair& pair) {
    const auto worded = input_.worded.find(key_of(*pair.wanted));
    const Table& words = worded == input_.worded.end() ? *pair.wanted : worded->second;
    Compared compared;
    const bool exact = input_.unsure.count(key_of(*pair.wanted)) == 0;
    const auto& taken = taken_[pair.wanted->schema.value_or("")];
    const Own own = own_parts(pair, words);
    compared.parts = diff_table({own.have, own.wanted, own.words, input_.have, exact, taken, same_types_, enum_moves_}, options_);
    if (!compared.any()) return;
    compared.changes = {pair.wanted->name,
                        pair.wanted->schema,
                        *pair.have,
                        server_named(*pair.wanted, options_.comparer),
                        {},
                        compared.parts.naming_convention};
    changing_.insert(key_of(*pair.wanted));
    compared_.push_back(std::move(compared));
  }

  // A key between columns whose types part for a while, or to a key that goes, is dropped first and comes back last.
  void make_keys_again() {
    std::map<TableKey, std::set<std::string>> always, back;
    LostKeys lost_always, lost_back;
    for (const Compared& compared : compared_) {
      const TableKey key = schema::key_of(compared.changes.schema, compared.changes.table);
      if (!compared.parts.unlike.empty()) always.emplace(key, compared.parts.unlike);
      if (!compared.parts.unlike_back.empty()) back.emplace(key, compared.parts.unlike_back);
      if (can_alter_keys()) add_lost_keys(compared, key, lost_always, lost_back);
    }
    if (always.empty() && back.empty() && lost_always.empty() && lost_back.empty()) return;
    for (const auto& pair : both_) {
      for (const schema::Constraint& constraint : pair.have->constraints) {
        const auto* key = std::get_if<schema::ForeignKeyConstraint>(&constraint);
        if (!key) continue;
        const bool both_ways = touches(key_of(*pair.have), *key, always) || leads_to(*key, lost_always);
        if (both_ways || touches(key_of(*pair.have), *key, back) || leads_to(*key, lost_back)) make_again(pair, *key, both_ways);
      }
    }
    for (const auto& [table, columns] : always) unlike_[table] = columns;
  }

  static bool touches(const TableKey& table, const schema::ForeignKeyConstraint& key,
                      const std::map<TableKey, std::set<std::string>>& unlike) {
    const auto any = [&](const TableKey& place, const std::vector<std::string>& columns) {
      const auto found = unlike.find(place);
      return found != unlike.end() &&
             std::any_of(columns.begin(), columns.end(), [&](const auto& name) { return found->second.count(name) != 0; });
    };
    return any(table, key.columns) || any(schema::key_of(key.schema, key.table), key.referred);
  }

  using LostKeys = std::set<std::pair<TableKey, std::set<std::string>>>;  // primary keys, unique constraints and indexes

  static void add_lost_keys(const Compared& compared, const TableKey& table, LostKeys& always, LostKeys& back) {
    for (const Change& change : compared.parts.dropped) {
      const ops::Op& again = change.down.front();
      const auto add = [&](std::set<std::string> columns) {
        (change.up.empty() ? back : always).emplace(table, std::move(columns));
      };
      const auto columns_of = [](const auto& constraint) {
        return std::set<std::string>(constraint.columns.begin(), constraint.columns.end());
      };
      if (const auto* key = std::get_if<ops::CreatePrimaryKey>(&again)) add(columns_of(key->constraint));
      if (const auto* unique = std::get_if<ops::CreateUniqueConstraint>(&again)) add(columns_of(unique->constraint));
      const auto* index = std::get_if<ops::CreateIndex>(&again);
      if (!index || !index->index.unique) continue;
      std::set<std::string> columns;
      for (const schema::Expr& column : index->index.columns) columns.insert(column.name);
      add(std::move(columns));
    }
  }

  static bool leads_to(const schema::ForeignKeyConstraint& key, const LostKeys& lost) {
    return lost.count({schema::key_of(key.schema, key.table), {key.referred.begin(), key.referred.end()}}) != 0;
  }

  void make_again(const Pair& pair, const schema::ForeignKeyConstraint& key, bool both_ways) {
    if (is_dropped(*pair.wanted, key.name)) return;
    const TableName name = name_of(*pair.wanted);
    Change dropped(drop(name, key), create(name, key)), added(create(name, key), drop(name, key));
    if (!both_ways) dropped.up.clear(), added.up.clear();
    keys_first_.push_back({pair.wanted->name, pair.wanted->schema, *pair.have, *pair.wanted, {std::move(dropped)}, {}});
    keys_last_.push_back({pair.wanted->name, pair.wanted->schema, *pair.have, *pair.wanted, {std::move(added)}, {}});
  }

  bool is_dropped(const Table& table, const schema::Name& key) const {
    const auto drops = [&](const Change& change) {
      const auto* op = change.up.empty() ? nullptr : std::get_if<ops::DropConstraint>(&change.up.front());
      return op && op->constraint_name == key;
    };
    return std::any_of(compared_.begin(), compared_.end(), [&](const Compared& compared) {
      const auto& keys = compared.parts.dropped_keys;
      const bool same = compared.changes.table == table.name && compared.changes.schema == table.schema;
      return same && std::any_of(keys.begin(), keys.end(), drops);
    });
  }

  void arrange(Compared& compared) {
    TableParts& parts = compared.parts;
    TableChanges& changes = compared.changes;
    spread(std::move(parts.dropped_keys), keys_first_, changes);
    append(changes.changes, std::move(parts.dropped));
    append(changes.changes, std::move(parts.dropped_generated));
    append(changes.changes, std::move(parts.added_columns));
    append(changes.changes, std::move(parts.altered_columns));
    append(changes.changes, std::move(parts.added_generated));
    append(changes.changes, std::move(parts.added));
    spread(std::move(parts.added_keys), keys_last_, changes);
    append(changes.changes, std::move(parts.comment));
    append(changes.changes, std::move(parts.dropped_columns));
    modified_.push_back(std::move(changes));
  }

  // Foreign keys stay with their table's changes, except where another changing table is at their other end: then they go
  // before everything and come after everything.
  void spread(std::vector<Change> keys, std::vector<TableChanges>& apart, TableChanges& own) {
    for (Change& key : keys) {
      if (!leads_to_changes(key, own)) {
        own.changes.push_back(std::move(key));
        continue;
      }
      if (apart.empty() || apart.back().table != own.table || apart.back().schema != own.schema) {
        apart.push_back({own.table, own.schema, own.before, own.after, {}, {}});
      }
      apart.back().changes.push_back(std::move(key));
    }
  }

  bool leads_to_changes(const Change& key, const TableChanges& own) const {
    if (!can_alter_keys()) return false;
    const auto* made = std::get_if<ops::CreateForeignKey>(&key.up.front());
    if (!made) made = std::get_if<ops::CreateForeignKey>(&key.down.front());
    if (!made) return false;
    const TableKey target = schema::key_of(made->constraint.schema, made->constraint.table);
    return target != schema::key_of(own.schema, own.table) && (is_gone(target) || changing_.count(target) != 0);
  }

  bool can_alter_keys() const { return options_.comparer.alters(ops::CreateForeignKey{}, {}); }

  void place(std::vector<TableChanges>& apart) {
    for (TableChanges& changes : apart) result_.emplace_back(std::move(changes));
  }

  // ---- schemas, tables that come and go ----

  void make_schemas() {
    if (!options_.comparer.has_schemas() || input_.schemas.empty()) return;
    std::set<std::string> made;
    for (const Table& table : new_) {
      if (!table.schema || input_.schemas.count(*table.schema) != 0 || !made.insert(*table.schema).second) continue;
      result_.emplace_back(Change(ops::CreateSchema{*table.schema, false}, ops::DropSchema{*table.schema, false, false})
                               .logged("schemas", "Detected added schema '" + *table.schema + "'"));
    }
  }

  void take_names(const Table& table) {
    for (std::string& name : names_in_schema(table)) taken_[table.schema.value_or("")].insert(std::move(name));
  }

  // Does a new table bring a name that one which goes still has?
  bool clash() const {
    std::set<std::string> theirs;
    for (const Table& table : gone_) {
      for (std::string& name : names_in_schema(table)) theirs.insert(std::move(name));
    }
    return std::any_of(new_.begin(), new_.end(), [&](const Table& table) {
      const auto names = names_in_schema(table);
      return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return theirs.count(name) != 0; });
    });
  }

  Change created(const Table& table) const {
    ops::DropTable drop;
    drop.table_name = table.name;
    drop.schema = table.schema;
    ops::CreateTable create;
    create.table = written(table);
    return Change(create, drop).logged("tables", "Detected added table '" + shown(table.schema, table.name) + "'");
  }

  // A key to columns whose own key comes with these differences waits for it.
  void hold_back_keys(Table& table) {
    if (!can_alter_keys()) return;
    TableChanges later{table.name, table.schema, table, table, {}, {}};
    std::erase_if(table.constraints, [&](const schema::Constraint& one) {
      const auto* key = std::get_if<schema::ForeignKeyConstraint>(&one);
      if (!key || !gets_key(*key)) return false;
      later.changes.emplace_back(create(name_of(table), *key), drop(name_of(table), *key));
      return true;
    });
    if (!later.changes.empty()) keys_last_.push_back(std::move(later));
  }

  bool gets_key(const schema::ForeignKeyConstraint& to) const {
    const std::set<std::string> referred(to.referred.begin(), to.referred.end());
    const auto unique = [&](const ops::Op& op) {
      if (const auto* index = std::get_if<ops::CreateIndex>(&op)) {
        const auto in_key = [&](const schema::Expr& column) { return referred.count(column.name) != 0; };
        return index->index.unique && std::all_of(index->index.columns.begin(), index->index.columns.end(), in_key);
      }
      const auto covers = [&](const std::vector<std::string>& columns) {
        return std::set<std::string>(columns.begin(), columns.end()) == referred;
      };
      if (const auto* key = std::get_if<ops::CreatePrimaryKey>(&op)) return covers(key->constraint.columns);
      const auto* made = std::get_if<ops::CreateUniqueConstraint>(&op);
      return made && covers(made->constraint.columns);
    };
    const auto retyped = unlike_.find(schema::key_of(to.schema, to.table));
    if (retyped != unlike_.end() &&
        std::any_of(referred.begin(), referred.end(), [&](const auto& name) { return retyped->second.count(name) != 0; })) {
      return true;
    }
    return std::any_of(modified_.begin(), modified_.end(), [&](const TableChanges& changes) {
      return changes.table == to.table && changes.schema == to.schema &&
             std::any_of(changes.changes.begin(), changes.changes.end(),
                         [&](const Change& change) { return std::any_of(change.up.begin(), change.up.end(), unique); });
    });
  }

  void create_tables() {
    std::vector<Table> tables;
    ByKey all_wanted;
    for (const Table& table : input_.wanted) all_wanted.emplace(key_of(table), &table);
    for (Table& table : new_) {
      if (schema::option(table.options, "postgresql_inherits")) table = created_below(table, ancestors(table, all_wanted));
      const auto& taken = taken_[table.schema.value_or("")];
      tables.push_back(
          server_named(folded(table), options_.comparer, [&](const std::string& name) { return taken.count(name) != 0; }));
      take_names(tables.back());
      hold_back_keys(tables.back());
    }
    const CreationOrder order = creation_order(std::move(tables), !can_alter_keys());
    for (const Table& table : order.tables) {
      result_.emplace_back(created(table));
      index_changes(table, false);
    }
    for (const auto& later : order.keys) {
      const Table& table = order.tables[later.table];
      key_change(table, Change(create(name_of(table), later.key), drop(name_of(table), later.key)));
    }
  }

  void drop_tables() {
    std::vector<Table> tables;
    for (const Table& table : gone_) tables.push_back(folded(table));
    const CreationOrder order = creation_order(std::move(tables), !can_alter_keys());
    for (auto later = order.keys.rbegin(); later != order.keys.rend(); ++later) {
      const Table& table = order.tables[later->table];
      key_change(table, Change(drop(name_of(table), later->key), create(name_of(table), later->key)));
    }
    for (auto table = order.tables.rbegin(); table != order.tables.rend(); ++table) {
      index_changes(*table, true);
      Table again = *table;
      for (schema::Column& column : again.columns) {
        if (auto type = serial(column)) column.type = *type;
      }
      Change change = created(again);
      std::swap(change.up, change.down);
      change.note = maybe_renamed(*table);
      result_.emplace_back(
          std::move(change).logged("tables", "Detected removed table '" + shown(table->schema, table->name) + "'"));
    }
  }

  // For the reader: a new table that may be this one under another name.
  std::string maybe_renamed(const Table& gone) const {
    for (const Table& table : new_) {
      if (table.schema != gone.schema || !look_alike(gone, table, options_.comparer)) continue;
      return "this drops the rows of " + gone.name + "; if it is now called " + table.name + ", write instead of both:\n" +
             host::write(rename_of(gone, table));
    }
    return {};
  }

  void index_changes(const Table& table, bool gone) {
    TableChanges changes{table.name, table.schema, table, table, {}, {}};
    for (const auto& index : included_indexes(table, options_.filter, gone)) {
      changes.changes.push_back(gone ? removed_index(table, index) : added_index(table, index));
    }
    if (!changes.changes.empty()) result_.emplace_back(std::move(changes));
  }

  void key_change(const Table& table, Change change) {
    result_.emplace_back(TableChanges{table.name, table.schema, table, table, {std::move(change)}, {}});
  }

  DiffInput input_;
  const DiffOptions& options_;
  TypeVerdicts same_types_;
  std::vector<const Table*> taking_part_;
  std::vector<Pair> both_;
  std::vector<Table> new_, gone_;
  std::map<std::string, std::set<std::string>> taken_;  // by schema: names of keys and indexes
  std::vector<Compared> compared_;
  std::set<TableKey> changing_;
  EnumMoves enum_moves_;
  std::map<TableKey, std::set<std::string>> unlike_;  // TableParts::unlike of every table
  std::vector<TableChanges> modified_, keys_first_, keys_last_;
  std::list<Table> stripped_;
  Differences result_;
};

}  // namespace

Differences diff(DiffInput input, const DiffOptions& options) {
  return Diff(std::move(input), options).run();
}

}  // namespace runner::autogen
