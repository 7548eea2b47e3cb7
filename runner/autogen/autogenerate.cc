#include "autogen/autogenerate.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <optional>
#include <set>

#include "autogen/database_tables.h"
#include "autogen/diff.h"
#include "autogen/enums.h"
#include "autogen/hooks.h"
#include "autogen/items.h"
#include "autogen/models.h"
#include "autogen/wording.h"
#include "base/error.h"
#include "base/helper_thread.h"
#include "base/log.h"
#include "base/text.h"

namespace runner::autogen {

namespace {

using schema::Table;
using Where = schema::Inspector::Where;

bool flag(const host::Ref& options, const std::string& name, bool fallback) {
  const host::Ref value = options.get(name);
  return value.is_boolean() ? *value.boolean() : fallback;
}

class Run {
 public:
  explicit Run(const Request& request)
      : request_(request),
        inspector_(request.connection.inspector()),
        comparer_(sql::make_comparer(request.dialect)),
        filter_(read_filter({request.lua, request.module, request.options, request.context})) {}

  Script run() {
    if (!request_.wanted && request_.target_metadata.is_nil()) no_metadata();
    default_schema_ = inspector_->default_schema();
    DiffInput input;
    if (request_.wanted) {
      input.wanted = *request_.wanted;
    } else {
      read_ahead();
      input.wanted = read_models(request_.lua, request_.target_metadata, request_.dialect, default_schema_);
    }
    std::erase_if(input.wanted, [&](const Table& table) { return is_ours(table); });
    read_database(input);
    check_not_empty(input);
    Differences differences = find_renames(input.wanted, input.have, input.droppable, *comparer_, request_.ask_rename);
    Wording words = server_words(input.wanted, input.have, request_.connection, *inspector_, *comparer_);
    input.worded = std::move(words.tables);
    input.unsure = std::move(words.unknown);
    Differences others = diff(std::move(input), {*comparer_, filter_});
    std::move(others.begin(), others.end(), std::back_inserter(differences));
    for (const Difference& difference : differences) say(difference);
    return make_script(differences, *comparer_, flag(request_.options, "render_as_batch", false));
  }

 private:
  [[noreturn]] static void no_metadata() {
    throw Error(
        ErrorCode::kConfig,
        "Can't proceed with autogenerate: env.lua does not provide a MetaData object or a list of them as target_metadata")
        .with_hint(
            "declare the models (sa.MetaData, sa.Table) and pass them: context.configure{ target_metadata = metadata, ... }, or name "
            "what holds the wanted tables: --from-url URL, --from-sql FILE");
  }

  bool is_ours(const Table& table) const { return is_own_table(request_.version_table, table, default_schema_); }

  // ---- the database ----

  // The default schema's tables, read by a helper while the models are: Lua and the connection have nothing to share. Where there
  // is no thread to be had, they are read when they are needed.
  void read_ahead() {
    if (!HelperThread::worthwhile() || !seen({})) return;
    helper_ = HelperThread(
        [this] {
          try {
            ahead_ = inspector_->tables({});
          } catch (...) {
            failure_ = std::current_exception();
          }
        },
        HelperThread::Files::kShared);
  }

  // From here on the connection is the first thread's alone.
  void take_over() {
    helper_.wait();
    if (failure_) std::rethrow_exception(failure_);
  }

  bool seen(const Where& schema) {
    if (schema) return filter_.name(schema, "schema", {});
    if (!default_seen_) default_seen_ = filter_.name(schema, "schema", {});
    return *default_seen_;
  }

  std::vector<Table> tables_of(const Where& where) { return !where && ahead_ ? std::move(*ahead_) : inspector_->tables(where); }

  void read_database(DiffInput& input) {
    take_over();
    const bool all = flag(request_.options, "include_schemas", false);
    std::set<std::string> read{""};
    for (const Table& table : input.wanted) read.insert(table.schema.value_or(""));
    if (comparer_->has_schemas()) {
      for (const std::string& name : inspector_->schema_names()) {
        input.schemas.insert(name);
        if (all && name != default_schema_ && name != "information_schema") read.insert(name);
      }
    }
    for (const std::string& name : read) {
      const Where where = name.empty() ? Where() : Where(name);
      if (!seen(where)) continue;
      read_schema(where, input.have);
      read_declared(where, input);
      if (all || name.empty()) input.droppable.insert(name);
    }
    read_other_enums(input, read);
  }

  // Enum types may stand in a schema of which no table is compared.
  void read_other_enums(DiffInput& input, std::set<std::string> read) {
    if (!comparer_->has_enum_types()) return;
    for (const Table& table : input.wanted) {
      for (const schema::Column& column : table.columns) {
        const auto key = enum_key(column.type, request_.dialect.name());
        if (key && read.insert(key->first).second) read_enums(key->first, input.have);
      }
    }
  }

  void read_schema(const Where& where, schema::Schema& have) {
    for (Table& table : tables_of(where)) {
      if (is_ours(table)) continue;
      const auto key = schema::key_of(table.schema, table.name);
      have.tables.emplace(key, folded(std::move(table)));
    }
    read_enums(where, have);
  }

  // What nobody would drop is still there when a model declares it: a partition, a table of an extension.
  void read_declared(const Where& where, DiffInput& input) {
    std::vector<std::string> missing;
    for (const Table& table : input.wanted) {
      if (table.schema == where && !input.have.find(where, table.name)) missing.push_back(table.name);
    }
    if (missing.empty()) return;
    const auto names = inspector_->table_names(where);
    const std::set<std::string> there(names.begin(), names.end());
    for (const std::string& name : missing) {
      if (there.count(name) == 0) continue;
      if (auto table = inspector_->reflect(name, where))
        input.have.tables.emplace(schema::key_of(where, name), folded(std::move(*table)));
    }
  }

  void read_enums(const Where& where, schema::Schema& have) {
    if (!comparer_->has_enum_types()) return;
    for (schema::EnumType& type : inspector_->enums(where)) {
      const auto key = schema::key_of(where, type.name);
      have.enums.emplace(key, std::move(type));
    }
  }

  void check_not_empty(const DiffInput& input) const {
    if (!input.wanted.empty() || input.have.tables.empty() || request_.allow_empty_models) return;
    std::vector<std::string> names;
    for (const auto& [key, table] : input.have.tables) names.push_back(table.name);
    const std::size_t count = names.size();
    names.resize(std::min<std::size_t>(count, 5));
    throw Error(ErrorCode::kConfig,
                std::string(request_.wanted ? "the reference holds" : "the models (target_metadata) declare") +
                    " no table, but the database has " + std::to_string(count) + ": " + text::quoted_list(names) +
                    (count > names.size() ? ", ..." : "") + "; a migration from that would drop them all")
        .with_hint(std::string(request_.wanted ? "check that it is the right one"
                                               : "check that env.lua loads the models before it passes their metadata") +
                   "; if an empty database is what you want, set allow_empty_models = true in context.configure");
  }

  static void say(const Difference& difference) {
    const auto line = [](const Change& change) {
      for (const Change::Log& said : change.logs) log::info("runner.autogenerate.compare." + said.topic, said.text);
    };
    if (const auto* table = std::get_if<TableChanges>(&difference)) {
      std::for_each(table->changes.begin(), table->changes.end(), line);
    } else {
      line(std::get<Change>(difference));
    }
  }

  const Request& request_;
  std::unique_ptr<schema::Inspector> inspector_;
  std::unique_ptr<sql::Comparer> comparer_;
  Filter filter_;
  std::string default_schema_;
  std::optional<bool> default_seen_;
  std::optional<std::vector<Table>> ahead_;
  std::exception_ptr failure_;
  HelperThread helper_;  // last: it is waited for while all else is still there
};

}  // namespace

Script autogenerate(const Request& request) {
  return Run(request).run();
}

}  // namespace runner::autogen
