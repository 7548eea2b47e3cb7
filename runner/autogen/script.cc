#include "autogen/script.h"

#include <algorithm>

#include "base/text.h"
#include "schema/apply.h"

namespace runner::autogen {

namespace {

const char* const kIndent = "  ";

std::optional<ops::TableOp> as_table_op(const ops::Op& op) {
  return std::visit(
      [](const auto& concrete) -> std::optional<ops::TableOp> {
        using T = std::decay_t<decltype(concrete)>;
        if constexpr (std::is_constructible_v<ops::TableOp, std::in_place_type_t<T>, const T&>) {
          return ops::TableOp(concrete);
        } else {
          return std::nullopt;
        }
      },
      op);
}

// Can ALTER do them one after the other? Each sees the table as those before it left it.
bool all_alter(const std::vector<Operation>& operations, const schema::Table& before, const sql::Comparer& comparer) {
  schema::Schema schema;
  const auto key = schema::key_of(before.schema, before.name);
  schema.tables.emplace(key, before);
  for (const Operation& operation : operations) {
    const auto table = schema.tables.find(key);
    if (!comparer.alters(operation.op, table == schema.tables.end() ? before : table->second)) return false;
    schema::apply(operation.op, schema, "");
  }
  return true;
}

class Maker {
 public:
  Maker(const sql::Comparer& comparer, bool always_batch) : comparer_(comparer), always_batch_(always_batch) {}

  Node up(const TableChanges& changes) const {
    ModifyTable modify = begin(changes);
    for (const Change& change : changes.changes) add(change.up, change.note, modify.ops);
    modify.naming_convention = changes.naming_convention;
    return finish(std::move(modify), changes.before);
  }

  Node down(const TableChanges& changes) const {
    ModifyTable modify = begin(changes);
    for (auto change = changes.changes.rbegin(); change != changes.changes.rend(); ++change) add(change->down, "", modify.ops);
    return finish(std::move(modify), changes.after);
  }

  static void add(const std::vector<ops::Op>& ops, const std::string& note, std::vector<Operation>& to) {
    for (std::size_t i = 0; i < ops.size(); ++i) to.push_back({ops[i], i == 0 ? note : ""});
  }

 private:
  static ModifyTable begin(const TableChanges& changes) { return {changes.table, changes.schema, {}, false, {}}; }

  Node finish(ModifyTable modify, const schema::Table& before) const {
    modify.batch = always_batch_ || !all_alter(modify.ops, before, comparer_);
    return modify;
  }

  const sql::Comparer& comparer_;
  bool always_batch_;
};

void push(const std::vector<ops::Op>& ops, const std::string& note, Tree& tree) {
  std::vector<Operation> operations;
  Maker::add(ops, note, operations);
  for (Operation& operation : operations) tree.emplace_back(std::move(operation));
}

// ---- text ----

std::string comment(const std::string& note, const std::string& indent) {
  std::string out;
  for (const std::string& line : text::split(note, "\n")) out += indent + "-- " + line + "\n";
  return out;
}

class Renderer {
 public:
  explicit Renderer(const host::ItemWriter& items) : items_(items) {}

  std::string operator()(const Operation& operation) const {
    return comment(operation.note, kIndent) + kIndent + host::write(operation.op, 2, items_) + "\n";
  }

  std::string operator()(const ModifyTable& modify) const {
    if (modify.batch) return blocks(modify);
    std::string out;
    for (const Operation& operation : modify.ops) out += (*this)(operation);
    return out;
  }

 private:
  // Neighbours that may stand in a block form one; what may not stands between blocks.
  std::string blocks(const ModifyTable& modify) const {
    std::string out, notes;
    ops::BatchAlterTable block;
    block.table_name = modify.table;
    block.schema = modify.schema;
    block.naming_convention = modify.naming_convention;
    const auto flush = [&] {
      if (!block.operations.empty()) out += notes + kIndent + host::write(ops::Op(block), 2, items_) + "\n";
      block.operations.clear();
      notes.clear();
    };
    for (const Operation& operation : modify.ops) {
      if (const auto table_op = as_table_op(operation.op)) {
        block.operations.push_back(*table_op);
        notes += comment(operation.note, kIndent);
      } else {
        flush();
        out += (*this)(operation);
      }
    }
    flush();
    return out;
  }

  const host::ItemWriter& items_;
};

}  // namespace

bool is_empty(const Tree& tree) {
  return std::all_of(tree.begin(), tree.end(), [](const Node& node) {
    const auto* modify = std::get_if<ModifyTable>(&node);
    return modify && modify->ops.empty();
  });
}

Script make_script(const Differences& differences, const sql::Comparer& comparer, bool always_batch) {
  Script script;
  const Maker maker(comparer, always_batch);
  for (const Difference& difference : differences) {
    if (const auto* changes = std::get_if<TableChanges>(&difference)) {
      script.upgrade.push_back(maker.up(*changes));
    } else {
      const Change& change = std::get<Change>(difference);
      push(change.up, change.note, script.upgrade);
    }
  }
  for (auto difference = differences.rbegin(); difference != differences.rend(); ++difference) {
    if (const auto* changes = std::get_if<TableChanges>(&*difference)) {
      script.downgrade.push_back(maker.down(*changes));
    } else {
      push(std::get<Change>(*difference).down, "", script.downgrade);
    }
  }
  return script;
}

std::string render(const Tree& tree, const host::ItemWriter& items) {
  const Renderer renderer(items);
  std::string out;
  for (const Node& node : tree) out += std::visit(renderer, node);
  if (out.ends_with('\n')) out.pop_back();
  return out;
}

}  // namespace runner::autogen
