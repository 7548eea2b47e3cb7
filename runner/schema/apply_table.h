// One table while operations change it. Columns keep a key (their name before the first operation) until finish(), so
// constraints and SQL text follow any chain of renames at once and later operations may use new names or old ones.
// Batch mode and the replay of a history edit tables through it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ops/op.h"
#include "schema/apply.h"
#include "schema/naming.h"
#include "schema/rewrite.h"

namespace runner::schema {

class TableEditor {
 public:
  struct Rules {
    NamingConvention naming;        // for what operations add without a final name
    NamingConvention batch_naming;  // the batch's own: for what neither is named nor covered by `naming`
    int max_length = 0;
    // A batch is strict: constraints need names, and nothing disappears that the user did not name. A plain ALTER is
    // judged by the database.
    bool strict = true;
    bool rebuild = true;  // the table is made anew, so that a new column can be the primary key
  };
  TableEditor(const Table& before, Rules rules);

  void apply(const ops::TableOp& op);
  void add_constraint(const Constraint& constraint);
  // The columns of `before` that have their final name already (final name, name that operations begin with).
  void take_back(const std::vector<std::pair<std::string, std::string>>& renamed);
  // reflect_args: a column that replaces the reflected one of its name.
  void override_column(const Column& column);
  void set_options(const Options& options);
  void reorder(const std::vector<ops::Strings>& partial);
  // Throws Error{kScript}: something that stays needs a column that goes; two columns of one name.
  BatchResult finish();

  void operator()(const ops::AddColumn& op);
  void operator()(const ops::DropColumn& op);
  void operator()(const ops::AlterColumn& op);
  void operator()(const ops::CreateIndex& op);
  void operator()(const ops::DropIndex& op);
  void operator()(const ops::CreatePrimaryKey& op) { create(op.constraint); }
  void operator()(const ops::CreateForeignKey& op) { create(op.constraint); }
  void operator()(const ops::CreateUniqueConstraint& op) { create(op.constraint); }
  void operator()(const ops::CreateCheckConstraint& op) { create(op.constraint); }
  void operator()(const ops::CreateExcludeConstraint& op) { create(op.constraint); }
  void operator()(const ops::DropConstraint& op);
  void operator()(const ops::CreateTableComment& op) { table_.comment = op.comment; }
  void operator()(const ops::DropTableComment&) { table_.comment.reset(); }

 private:
  struct Slot {
    Column column;  // its name is the present one
    std::string key;
    std::string source;  // the column its data comes from, "" for a new one
    std::string former;  // the name that operations may still say when it has another one
    bool cast = false;
  };
  using Slots = std::vector<Slot>;

  [[noreturn]] void fail(const std::string& message, std::string hint = {}) const;
  TableName table_name() const { return {table_.name, table_.schema}; }
  Slots::iterator find(const std::string& name);
  Slots::iterator require(const std::string& name);
  std::string fresh_key(const std::string& name) const;
  template <class Item>
  Item keyed(Item item);
  template <class Item>
  Name name_for(const Item& item) const;
  // Constraints and indexes that a column brings (flags, foreign keys, its type's CHECK), named.
  Table parts_of(const Column& column) const;
  void create(Constraint constraint);
  void push(Constraint constraint);
  void drop_primary_key(std::size_t at);
  void drop_type_check(const Slot& slot, const TypeBox& existing);
  void change_type(Slot& slot, const ops::AlterColumn& op);
  void change_default(Column& column, const ops::NewDefault* value);
  void move(const std::string& key, const ops::OptString& before, const ops::OptString& after);
  std::optional<std::size_t> find_constraint(const ops::DropConstraint& op) const;
  std::set<std::string> live_keys() const;
  template <class Item>
  bool loses_column(const Item& item) const;
  void check_survives(const CheckConstraint& check, const std::set<std::string>& dropped) const;
  void drop_dependents();
  void drop_dependent_indexes();
  void check_columns_survive() const;
  void check_triggers_survive() const;
  void use_final_names();

  Rules rules_;
  Table table_;  // constraints, indexes, triggers: columns by key
  Slots slots_;
  std::set<std::string> dropped_;  // keys
  std::vector<std::string> old_indexes_;
};

// All of a batch.
BatchResult edit_table(const ops::BatchAlterTable& batch, const Table& before, TableEditor::Rules rules);

}  // namespace runner::schema
