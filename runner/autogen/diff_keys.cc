// Constraints and indexes of a table. What has a name is found by it; what has none by what it says, so that a name which only
// one side knows never makes a difference of its own.
#include <algorithm>
#include <set>

#include "autogen/diff_table.h"
#include "autogen/items.h"
#include "autogen/signature.h"
#include "base/text.h"
#include "schema/naming.h"
#include "schema/rewrite.h"
#include "schema/sql_text.h"

namespace runner::autogen {

namespace {

using schema::CheckConstraint;
using schema::Constraint;
using schema::ForeignKeyConstraint;
using schema::Index;
using schema::Name;
using schema::PrimaryKeyConstraint;
using schema::Table;
using schema::UniqueConstraint;

// ('a', 'b') as logs say it.
std::string tuple_text(const std::vector<std::string>& names) {
  std::vector<std::string> quoted;
  quoted.reserve(names.size());
  for (const auto& name : names) quoted.push_back("'" + name + "'");
  return "(" + text::join(quoted, ", ") + (names.size() == 1 ? ",)" : ")");
}

std::vector<std::string> words_of(const Index& index) {
  std::vector<std::string> words;
  for (const schema::Expr& column : index.columns) words.push_back(column.name);
  return words;
}

// A constraint or an index of either side.
struct Item {
  std::variant<Constraint, Index> value;                // as it is written
  std::variant<const Constraint*, const Index*> words;  // as the server shows it
  mutable std::string signature;                        // of `words`, once it was asked for
  bool matched = false;

  const Name& name() const {
    if (const auto* index = std::get_if<Index>(&value)) return index->name;
    return schema::name_of(std::get<Constraint>(value));
  }
  Name& name() {
    if (auto* index = std::get_if<Index>(&value)) return index->name;
    return schema::name_of(std::get<Constraint>(value));
  }
  const Index* index() const { return std::get_if<Index>(&value); }
  template <class T>
  const T* as() const {
    const auto* constraint = std::get_if<Constraint>(&value);
    return constraint ? std::get_if<T>(constraint) : nullptr;
  }
  ops::Op create(const TableName& table) const {
    return std::visit([&](const auto& one) { return autogen::create(table, one); }, value);
  }
  ops::Op drop(const TableName& table) const {
    return std::visit([&](const auto& one) { return autogen::drop(table, one); }, value);
  }
};

const char* kind_of(const Item& item) {
  if (item.index()) return "index";
  if (item.as<UniqueConstraint>()) return "unique_constraint";
  if (item.as<ForeignKeyConstraint>()) return "foreign_key_constraint";
  if (item.as<CheckConstraint>()) return "check_constraint";
  return item.as<PrimaryKeyConstraint>() ? "primary_key_constraint" : "exclude_constraint";
}

// Names for what has none: batch mode finds it by these.
const schema::NamingConvention& usual_names() {
  static const schema::NamingConvention kUsual{{{"fk", "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s"},
                                                {"uq", "uq_%(table_name)s_%(column_0_N_name)s"},
                                                {"pk", "pk_%(table_name)s"},
                                                {"ck", "ck_%(table_name)s_%(condition_hash)s"}}};
  return kUsual;
}

class KeyDiff {
 public:
  KeyDiff(const TablePair& pair, const DiffOptions& options, TableParts& parts)
      : pair_(pair),
        options_(options),
        parts_(parts),
        signatures_{options.comparer, pair.exact, pair.database},
        name_(name_of(pair.wanted)),
        path_(shown(pair.wanted.schema, pair.wanted.name)) {
    collect(pair.have, pair.have, have_);
    if (all_named(pair.wanted)) {
      collect(pair.wanted, pair.worded, wanted_);
      return;
    }
    const auto own = names_in_schema(pair.have);
    const auto taken = [&](const std::string& name) {
      return pair.taken.count(name) != 0 && std::find(own.begin(), own.end(), name) == own.end();
    };
    collect(server_named(pair.wanted, options.comparer, taken), pair.worded, wanted_);
  }

  void run() {
    match_by_name();
    match_by_signature();
    for (Item& have : have_) {
      if (!have.matched) remove(have);
    }
    for (Item& wanted : wanted_) {
      if (!wanted.matched) add(wanted);
    }
  }

 private:
  // ---- what there is ----

  static bool all_named(const Table& table) {
    return std::all_of(table.constraints.begin(), table.constraints.end(),
                       [](const Constraint& one) { return schema::name_of(one).given(); });
  }

  // `worded` has what `table` has, in the same places.
  void collect(const Table& table, const Table& worded, std::vector<Item>& items) {
    const bool reflected = &items == &have_;
    items.reserve(table.constraints.size() + table.indexes.size());
    const auto keep = [&](Item item) {
      if (!reflected || seen(item)) items.push_back(std::move(item));
    };
    for (std::size_t i = 0; i < table.constraints.size(); ++i) keep({table.constraints[i], &worded.constraints[i], {}});
    for (std::size_t i = 0; i < table.indexes.size(); ++i) keep({table.indexes[i], &worded.indexes[i], {}});
    std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.name().text < b.name().text; });
  }

  bool seen(const Item& item) const {
    const auto name = item.name().given() ? std::optional(item.name().text) : std::nullopt;
    const bool key = item.as<PrimaryKeyConstraint>() != nullptr;
    return key || options_.filter.name(name, kind_of(item), {pair_.have.schema, pair_.have.name});
  }

  Subject subject(const Item& item, const Table& table) const {
    Subject made{&table, {}};
    if (item.index()) {
      made.item = item.index();
    } else {
      made.item = &std::get<Constraint>(item.value);
    }
    return made;
  }

  bool included(const Item& item, const Item* other, bool reflected) const {
    if (item.as<PrimaryKeyConstraint>()) return true;
    const Subject own = subject(item, reflected ? pair_.have : pair_.wanted);
    if (!other) return options_.filter.object(own, item.name().text, kind_of(item), reflected);
    const Subject counterpart = subject(*other, pair_.have);
    return options_.filter.object(own, item.name().text, kind_of(item), reflected, &counterpart);
  }

  static bool by_type(const Item& item) {
    const auto* check = item.as<CheckConstraint>();
    return check && !check->type_bound.empty();
  }

  // The CHECK without a name that SQLAlchemy once gave every Boolean and Enum: flag IN (0, 1). No model says it today.
  bool guards_type(const Item& item) const {
    const auto* check = item.as<CheckConstraint>();
    if (!check || item.name().given()) return false;
    const auto tokens = schema::significant(options_.comparer.expression(check->condition));
    if (tokens.size() < 3 || !tokens[1].word("IN")) return false;
    const schema::Column* column = pair_.wanted.find(tokens[0].name());
    const auto family = column && column->type ? schema::family(*column->type) : schema::Family::kOther;
    return family == schema::Family::kBoolean || family == schema::Family::kEnum;
  }

  // Had the user named it, or does the server's name stand in for none?
  bool named_by_user(const Item& item) const {
    const std::string& name = item.name().text;
    return item.name().given() &&
           (item.index() || std::any_of(pair_.wanted.constraints.begin(), pair_.wanted.constraints.end(),
                                        [&](const Constraint& one) { return schema::name_of(one).text == name; }));
  }

  // ---- pairs ----

  // Do both say the same, whatever they are called? Most are written alike; only the others are worth a text.
  bool same(const Item& a, const Item& b) const {
    if (std::string_view(kind_of(a)) != kind_of(b)) return false;
    return alike(a.value, b.value) || signature(a) == signature(b);
  }

  static bool alike(const std::variant<Constraint, Index>& a, const std::variant<Constraint, Index>& b) {
    const auto* index = std::get_if<Index>(&a);
    return index ? autogen::alike(*index, std::get<Index>(b)) : autogen::alike(std::get<Constraint>(a), std::get<Constraint>(b));
  }

  const std::string& signature(const Item& item) const {
    if (item.signature.empty()) {
      item.signature = std::visit([&](const auto* words) { return signatures_.of(*words); }, item.words);
    }
    return item.signature;
  }

  void match_by_name() {
    for (Item& wanted : wanted_) {
      if (wanted.as<ForeignKeyConstraint>() || !wanted.name().given() || !named_by_user(wanted)) continue;
      for (Item& have : have_) {
        if (have.matched || have.name().text != wanted.name().text || have.as<ForeignKeyConstraint>()) continue;
        have.matched = wanted.matched = true;
        if (!same(have, wanted) && !by_type(wanted)) {
          change(have, wanted);
        } else {
          keep(have, wanted);
        }
        break;
      }
    }
  }

  void match_by_signature() {
    for (Item& wanted : wanted_) {
      if (wanted.matched) continue;
      const auto matches = [&](const Item& have) { return !have.matched && may_match(wanted) && same(have, wanted); };
      auto found = std::find_if(have_.begin(), have_.end(),
                                [&](const Item& have) { return have.name().text == wanted.name().text && matches(have); });
      if (found == have_.end()) found = std::find_if(have_.begin(), have_.end(), matches);
      if (found == have_.end()) continue;
      found->matched = wanted.matched = true;
      keep(*found, wanted);
    }
    for (Item& wanted : wanted_) {
      if (!wanted.matched) take_nameless(wanted);
    }
    match_primary_key();
  }

  // The same thing that the database has without a name, which SQLite allows, gets its name.
  void take_nameless(Item& wanted) {
    const auto found = std::find_if(have_.begin(), have_.end(), [&](const Item& have) {
      return !have.matched && !have.name().given() && same(have, wanted);
    });
    if (found == have_.end()) return;
    found->matched = wanted.matched = true;
    if (!included(wanted, nullptr, false)) return;
    push_removed(*found, {});
    push_added(wanted, added_log(wanted));
  }

  // What mentions a column that is replaced goes with it, and an expression over a column of a new type holds casts to the old
  // one, if the server takes the new type at all: both are made again.
  void keep(const Item& have, const Item& wanted) {
    if ((parts_.remade.empty() && parts_.remade_back.empty()) || by_type(wanted)) return;
    const schema::TableName table{pair_.have.name, pair_.have.schema};
    const auto mentions = [&](const std::set<std::string>& columns) {
      return std::visit([&](const auto& item) { return !schema::mentioned(item, table, columns).empty(); }, have.value);
    };
    const bool expression = have.as<CheckConstraint>() || (have.index() && has_expression(*have.index()));
    const bool typed = expression && options_.comparer.rewords();
    const bool again = (typed && mentions(parts_.remade)) || mentions(parts_.replaced);
    if (!again && !(typed && mentions(parts_.remade_back))) return;
    push_removed(have, {});
    push_added(wanted, {});
    if (again) return;
    parts_.dropped.back().up.clear();
    parts_.added.back().up.clear();
  }

  static bool has_expression(const Index& index) {
    return !index.options.empty() ||
           std::any_of(index.columns.begin(), index.columns.end(), [](const schema::Expr& one) { return !one.is("column"); });
  }

  // Foreign and primary keys are what they say; of the others only one that the model leaves unnamed takes any name.
  bool may_match(const Item& wanted) const {
    if (wanted.as<ForeignKeyConstraint>() || wanted.as<PrimaryKeyConstraint>() || by_type(wanted)) return true;
    return !named_by_user(wanted);
  }

  // A key over other columns.
  void match_primary_key() {
    const auto key = [](const Item& item) { return item.as<PrimaryKeyConstraint>() && !item.matched; };
    const auto have = std::find_if(have_.begin(), have_.end(), key);
    const auto wanted = std::find_if(wanted_.begin(), wanted_.end(), key);
    if (have == have_.end() || wanted == wanted_.end()) return;
    have->matched = wanted->matched = true;
    change(*have, *wanted);
  }

  // ---- differences ----

  void change(const Item& have, const Item& wanted) {
    if (!included(wanted, &have, false)) return;
    const auto *before = have.index(), *after = wanted.index();
    const std::string what = wanted.index() ? "index" : "constraint";
    const std::string log = "Detected changed " + std::string(wanted.as<UniqueConstraint>() ? "unique constraint" : what) + " '" +
                            wanted.name().text + "' on '" + path_ + "'" +
                            (before && after ? ": " + index_changes(*before, *after, signatures_) : "");
    push_removed(have, log);
    push_added(wanted, {});
  }

  void remove(const Item& have) {
    if (guards_type(have) || covered(have) || lost(have) || !included(have, nullptr, true)) return;
    push_removed(have, removed_log(have));
  }

  // An unnamed constraint that says what a named one of the model says is no difference: there is no name to drop it by.
  bool covered(const Item& have) const {
    return !have.name().given() && std::any_of(wanted_.begin(), wanted_.end(),
                                               [&](const Item& wanted) { return wanted.name().given() && same(have, wanted); });
  }

  // A key to what is not there, which no model can say, stays until another one takes its columns.
  bool lost(const Item& have) const {
    const auto* key = have.as<ForeignKeyConstraint>();
    if (!key || key->schema || !leads_nowhere(*key, pair_.database.find(key->schema, key->table))) return false;
    return std::none_of(wanted_.begin(), wanted_.end(), [&](const Item& wanted) {
      const auto* other = wanted.as<ForeignKeyConstraint>();
      return other && other->columns == key->columns;
    });
  }

  void add(const Item& wanted) {
    if (by_type(wanted) || !included(wanted, nullptr, false)) return;
    push_added(wanted, added_log(wanted));
  }

  // ALTER and batch need a name where neither the model nor the database has one.
  Name made_up(const Item& item, const Table& table) const {
    const auto* constraint = std::get_if<Constraint>(&item.value);
    if (!constraint || item.name().given()) return item.name();
    Constraint said = *constraint;
    auto* check = std::get_if<CheckConstraint>(&said);
    if (check && !check->condition.is("text"))
      check->condition = schema::Expr::text(options_.comparer.expression(check->condition));
    return schema::conventional_name(usual_names(), table, said, options_.comparer.dialect().max_identifier());
  }

  void push_removed(Item have, const std::string& log) {
    if (!have.name().given()) {
      have.name() = made_up(have, pair_.have);
      const auto& usual = usual_names().templates[have.as<ForeignKeyConstraint>()   ? 0
                                                  : have.as<UniqueConstraint>()     ? 1
                                                  : have.as<PrimaryKeyConstraint>() ? 2
                                                                                    : 3];
      auto& convention = parts_.naming_convention;
      if (std::find(convention.begin(), convention.end(), usual) == convention.end()) convention.push_back(usual);
    }
    Change change(have.drop(name_), have.create(name_));
    if (log.empty()) return (have.as<ForeignKeyConstraint>() ? parts_.dropped_keys : parts_.dropped).push_back(std::move(change));
    (have.as<ForeignKeyConstraint>() ? parts_.dropped_keys : parts_.dropped)
        .push_back(std::move(change).logged("constraints", log));
  }

  void push_added(Item wanted, const std::string& log) {
    wanted.name() = made_up(wanted, pair_.wanted);
    Change change(wanted.create(name_), wanted.drop(name_));
    if (!log.empty()) change.logs = {{"constraints", log}};
    (wanted.as<ForeignKeyConstraint>() ? parts_.added_keys : parts_.added).push_back(std::move(change));
  }

  std::string added_log(const Item& item) const {
    if (item.index()) return "Detected added index '" + item.name().text + "' on '" + tuple_text(words_of(*item.index())) + "'";
    if (const auto* unique = item.as<UniqueConstraint>()) {
      return "Detected added unique constraint '" + item.name().text + "' on '" + tuple_text(unique->columns) + "'";
    }
    return key_log("added", item);
  }

  std::string removed_log(const Item& item) const {
    if (item.index()) return "Detected removed index '" + item.name().text + "' on '" + path_ + "'";
    if (item.as<UniqueConstraint>()) return "Detected removed unique constraint '" + item.name().text + "' on '" + path_ + "'";
    return key_log("removed", item);
  }

  std::string key_log(const std::string& verb, const Item& item) const {
    if (const auto* key = item.as<ForeignKeyConstraint>()) {
      return "Detected " + verb + " foreign key (" + text::join(key->columns, ",") + ")(" + text::join(key->referred, ",") +
             ") on table " + path_;
    }
    const std::string kind = item.as<CheckConstraint>()        ? "check constraint"
                             : item.as<PrimaryKeyConstraint>() ? "primary key"
                                                               : "exclude constraint";
    return "Detected " + verb + " " + kind + " '" + item.name().text + "' on table '" + path_ + "'";
  }

  const TablePair& pair_;
  const DiffOptions& options_;
  TableParts& parts_;
  Signatures signatures_;
  TableName name_;
  std::string path_;
  std::vector<Item> have_, wanted_;
};

std::string qualified(const Table& table) {
  return shown(table.schema, table.name);
}

}  // namespace

void diff_keys(const TablePair& pair, const DiffOptions& options, TableParts& parts) {
  KeyDiff(pair, options, parts).run();
}

TableParts diff_table(const TablePair& pair, const DiffOptions& options) {
  TableParts parts;
  diff_columns(pair, options, parts);
  diff_keys(pair, options, parts);
  const auto& have = pair.have.comment;
  const auto& wanted = pair.wanted.comment;
  if (!options.comparer.has_comments() || have.value_or("") == wanted.value_or("")) return parts;
  ops::CreateTableComment set{pair.wanted.name, wanted, have, pair.wanted.schema};
  ops::CreateTableComment back{pair.wanted.name, have, wanted, pair.wanted.schema};
  ops::DropTableComment drop{pair.wanted.name, have, pair.wanted.schema};
  ops::DropTableComment drop_back{pair.wanted.name, wanted, pair.wanted.schema};
  parts.comment.push_back(Change(wanted ? ops::Op(set) : ops::Op(drop), have ? ops::Op(back) : ops::Op(drop_back))
                              .logged("comments", "Detected table comment on '" + qualified(pair.wanted) + "'"));
  return parts;
}

Change added_index(const Table& table, const Index& index) {
  return Change(create(name_of(table), index), drop(name_of(table), index))
      .logged("constraints", "Detected added index '" + index.name.text + "' on '" + tuple_text(words_of(index)) + "'");
}

Change removed_index(const Table& table, const Index& index) {
  return Change(drop(name_of(table), index), create(name_of(table), index))
      .logged("constraints", "Detected removed index '" + index.name.text + "' on '" + qualified(table) + "'");
}

std::vector<Index> included_indexes(const Table& table, const Filter& filter, bool reflected) {
  std::vector<Index> found;
  for (const Index& index : table.indexes) {
    if (reflected && !filter.name(index.name.text, "index", {table.schema, table.name})) continue;
    if (filter.object({&table, &index}, index.name.text, "index", reflected)) found.push_back(index);
  }
  std::sort(found.begin(), found.end(), [](const Index& a, const Index& b) { return a.name.text < b.name.text; });
  return found;
}

}  // namespace runner::autogen
