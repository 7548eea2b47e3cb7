#include "db/postgresql_reflect.h"

#include <cstdlib>

#include "base/text.h"
#include "base/value.h"
#include "db/postgresql_reflect_tables.h"

namespace runner::db {
namespace {

using namespace schema;

constexpr const char* kCurrent = "pg_catalog.current_schema()";

// What an extension brought is the extension's business.
std::string of_no_extension(const std::string& catalogue, const std::string& oid) {
  return " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend dep WHERE dep.classid = 'pg_catalog." + catalogue +
         "'::regclass AND dep.objid = " + oid + " AND dep.objsubid = 0 AND dep.deptype = 'e')";
}

Identity sequence_options(const CatalogueRow& row, std::size_t at) {
  return identity_of({row.number(at), row.number(at + 1), row.number(at + 2), row.number(at + 3), row.number(at + 4),
                      row.truth(at + 5)},
                     row.view(at + 6));
}

class PostgresqlInspector final : public Inspector {
 public:
  PostgresqlInspector(CatalogueQuery query, int version) : query_(std::move(query)), version_(version) {}

  std::vector<std::string> table_names(const Where& schema) override { return relations(schema, "'r', 'p'"); }
  std::vector<std::string> view_names(const Where& schema) override { return relations(schema, "'v'"); }

  std::vector<std::string> schema_names() override {
    return first_column("SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname NOT LIKE 'pg\\_%' ORDER BY nspname");
  }

  std::string default_schema() override {
    const auto names = first_column(std::string("SELECT ") + kCurrent);
    return names.empty() ? "" : names[0];
  }

  std::string temporary_schema() override {
    const auto names = first_column("SELECT nspname FROM pg_catalog.pg_namespace WHERE oid = pg_catalog.pg_my_temp_schema()");
    return names.empty() ? "" : names[0];
  }

  std::vector<EnumType> enums(const Where& schema) override {
    std::vector<EnumType> found;
    query_(
        "SELECT t.typname, (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) "
        "FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid) FROM pg_catalog.pg_type t "
        "JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'e' AND " +
            in_schema(schema, "pg_catalog.pg_type_is_visible(t.oid)") + of_no_extension("pg_type", "t.oid") + " ORDER BY 1",
        [&](const CatalogueRow& row) {
          found.push_back({row.text(0), schema, row.strings(1)});
        });
    return found;
  }

  bool has_table(const std::string& name, const Where& schema) override {
    return !first_column(
                "SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relname "
                "= " +
                sql_literal(name) + " AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND " + visible(schema))
                .empty();
  }

  std::optional<Table> reflect(const std::string& name, const Where& schema) override {
    auto found = read_tables(query_, version_, "c.relname = " + sql_literal(name) + " AND " + visible(schema), schema);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
  }

  std::vector<Table> tables(const Where& schema) override {
    return read_tables(query_, version_,
                       in_namespace(schema) + " AND NOT c.relispartition" + of_no_extension("pg_class", "c.oid"), schema);
  }

  std::vector<View> views(const Where& schema) override {
    std::vector<View> found;
    query_(
        "SELECT c.relname, c.relkind, pg_catalog.pg_get_viewdef(c.oid) FROM pg_catalog.pg_class c "
        "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm') AND " +
            in_namespace(schema) + of_no_extension("pg_class", "c.oid") + " ORDER BY 1",
        [&](const CatalogueRow& row) {
          std::string definition(text::trim(row.view(2)));
          if (definition.ends_with(';')) definition.pop_back();
          found.push_back({row.text(0), schema, std::move(definition), row.code(1) == 'm'});
        });
    return found;
  }

  std::vector<Sequence> sequences(const Where& schema) override {
    std::vector<Sequence> found;
    query_(
        "SELECT c.relname, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle, t.typname "
        "FROM pg_catalog.pg_sequence s JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid "
        "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace JOIN pg_catalog.pg_type t ON t.oid = s.seqtypid WHERE " +
            in_namespace(schema) +
            " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::regclass "
            "AND d.objid = c.oid AND d.objsubid = 0 AND d.deptype IN ('a', 'i', 'e')) ORDER BY 1",
        [&](const CatalogueRow& row) {
          Sequence sequence{row.text(0), schema, sequence_options(row, 1), std::nullopt};
          if (row.view(7) == "int2") sequence.type = Type{"SMALLINT"};
          if (row.view(7) == "int4") sequence.type = Type{"INTEGER"};
          found.push_back(std::move(sequence));
        });
    return found;
  }

  std::vector<Type> domains(const Where& schema) override {
    return read_domains(query_, (schema ? "xn.nspname = " + sql_literal(*schema) : "xn.nspname = " + std::string(kCurrent)) +
                                    of_no_extension("pg_type", "x.oid"));
  }

 private:
  static std::string in_schema(const Where& schema, const std::string& otherwise) {
    return schema ? "n.nspname = " + sql_literal(*schema) : otherwise;
  }
  static std::string in_namespace(const Where& schema) { return in_schema(schema, std::string("n.nspname = ") + kCurrent); }
  static std::string visible(const Where& schema) { return in_schema(schema, "pg_catalog.pg_table_is_visible(c.oid)"); }

  std::vector<std::string> first_column(const std::string& sql) {
    std::vector<std::string> found;
    query_(sql, [&](const CatalogueRow& row) { found.push_back(row.text(0)); });
    return found;
  }

  std::vector<std::string> relations(const Where& schema, const std::string& kinds) {
    return first_column(
        "SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
        "WHERE c.relkind IN (" +
        kinds + ") AND " + in_namespace(schema) + " ORDER BY 1");
  }

  CatalogueQuery query_;
  int version_;
};

}  // namespace

std::int64_t CatalogueRow::number(std::size_t i) const {
  return std::strtoll(text(i).c_str(), nullptr, 10);
}

std::vector<std::int64_t> CatalogueRow::numbers(std::size_t i) const {
  std::vector<std::int64_t> found;
  const std::string cell = text(i);
  for (const char* at = cell.c_str(); *at;) {
    if (*at == '-' || (*at >= '0' && *at <= '9')) {
      char* end = nullptr;
      found.push_back(std::strtoll(at, &end, 10));
      at = end;
    } else {
      ++at;
    }
  }
  return found;
}

std::vector<std::string> CatalogueRow::strings(std::size_t i) const {
  std::vector<std::string> found;
  const Value value = is_null(i) ? Value() : parse_json(text(i));
  if (!value.list()) return found;
  for (const Value& item : *value.list()) {
    const auto* one = item.get_if<std::string>();
    found.push_back(one ? *one : "");
  }
  return found;
}

std::string any_of(const std::vector<Oid>& oids) {
  std::string list;
  for (Oid oid : oids) list += (list.empty() ? "" : ",") + std::to_string(oid);
  return "ANY ('{" + list + "}'::oid[])";
}

std::string sql_literal(const std::string& text) {
  return "'" + text::replace_all(text, "'", "''") + "'";
}

std::string without_outer_parentheses(const std::string& text) {
  if (text.size() < 2 || text.front() != '(' || text.back() != ')') return text;
  int depth = 0;
  char quote = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const char c = text[i];
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) return text;
    }
  }
  return text.substr(1, text.size() - 2);
}

std::unique_ptr<Inspector> make_postgresql_inspector(CatalogueQuery query, int server_version) {
  return std::make_unique<PostgresqlInspector>(std::move(query), server_version);
}

}  // namespace runner::db
