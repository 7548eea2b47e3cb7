#include "db/postgresql_reflect.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "base/error.h"
#include "base/text.h"

namespace runner::db {
namespace {

using namespace schema;

std::string literal(const std::string& text) {
  return "'" + text::replace_all(text, "'", "''") + "'";
}
bool truth(const std::optional<std::string>& cell) {
  return cell == "t";
}

std::vector<std::string> strings(const std::optional<std::string>& json) {
  std::vector<std::string> found;
  const Value value = json ? parse_json(*json) : Value();
  if (value.list())
    for (const auto& item : *value.list())
      if (auto text = item.get_if<std::string>()) found.push_back(*text);
  return found;
}

const Value& member(const Value& object, std::string_view name) {
  static const Value kNone;
  if (object.object())
    for (const auto& [key, value] : *object.object())
      if (key == name) return value;
  return kNone;
}

std::string member_text(const Value& object, std::string_view name) {
  auto text = member(object, name).get_if<std::string>();
  return text ? *text : "";
}

std::int64_t member_integer(const Value& object, std::string_view name) {
  auto number = member(object, name).get_if<std::int64_t>();
  return number ? *number : 0;
}

Expr node(std::string kind, std::vector<Expr> args = {}) {
  Expr expr;
  expr.kind = std::move(kind), expr.args = std::move(args);
  return expr;
}

void set_option(Options& options, const std::string& name, Expr value) {
  options.emplace_back(name, std::move(value));
  std::sort(options.begin(), options.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

Expr list_of(const std::vector<std::string>& names) {
  Expr list = node("tuple");
  for (const auto& name : names) list.args.push_back(Expr::literal(name));
  return list;
}

// "fillfactor=70" ... -> { fillfactor = "70" }
Expr storage_parameters(const std::vector<std::string>& parameters) {
  Expr map = node("row");
  for (const auto& text : parameters) {
    const auto equals = text.find('=');
    map.named.emplace_back(text.substr(0, equals), Expr::literal(equals == std::string::npos ? "true" : text.substr(equals + 1)));
  }
  return map;
}

// "((a > 0) AND (b > 0))" -> "(a > 0) AND (b > 0)"
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

std::optional<std::string> action(const std::optional<std::string>& code) {
  static const std::map<std::string, std::string> words = {
      {"r", "RESTRICT"}, {"c", "CASCADE"}, {"n", "SET NULL"}, {"d", "SET DEFAULT"}};
  auto found = words.find(code.value_or(""));
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

// An index as the catalogue has it, with what a constraint that it backs wants to know.
struct CatalogueIndex {
  Index index;
  std::vector<std::string> includes;
  std::vector<std::pair<std::string, std::string>> operator_classes;  // column or expression, class
  std::string method;
  std::optional<std::string> where;
  bool nulls_not_distinct = false, backs_constraint = false;
};

// The server wraps an expression in two pairs of parentheses, a function call in none; one pair is what the grammar needs.
std::string index_expression(const std::string& definition) {
  const std::string inner = without_outer_parentheses(definition);
  return without_outer_parentheses(inner) == inner ? definition : inner;
}

Expr index_element(const Value& key) {
  Expr element = member(key, "name").is_null() ? Expr::text(index_expression(member_text(key, "definition")))
                                               : Expr::column(member_text(key, "name"));
  if (const auto collation = member_text(key, "collation"); !collation.empty()) {
    Expr collate = node("collate", {std::move(element)});
    collate.name = collation;
    element = std::move(collate);
  }
  const auto flags = member_integer(key, "flags");  // 1 = DESC, 2 = NULLS FIRST
  if (flags & 1) element = node("desc", {std::move(element)});
  if (flags == 1) element = node("nulls_last", {std::move(element)});
  if (flags == 2) element = node("nulls_first", {std::move(element)});
  return element;
}

class PostgresqlInspector final : public Inspector {
 public:
  PostgresqlInspector(CatalogueQuery query, int version) : query_(std::move(query)), version_(version) {}

  std::vector<std::string> table_names(const Where& schema) override { return relations(schema, "'r', 'p'"); }
  std::vector<std::string> view_names(const Where& schema) override { return relations(schema, "'v'"); }

  std::vector<std::string> schema_names() override {
    return first_column("SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname NOT LIKE 'pg\\_%' ORDER BY nspname");
  }

  std::vector<EnumType> enums(const Where& schema) override {
    std::vector<EnumType> found;
    for (const auto& row : query_("SELECT t.typname, n.nspname, (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) "
                                  "FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid) FROM pg_catalog.pg_type t "
                                  "JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'e' AND " +
                                  in_schema(schema, "pg_catalog.pg_type_is_visible(t.oid)") + " ORDER BY 2, 1"))
      found.push_back({*row[0], schema, strings(row[2])});
    return found;
  }

  bool has_table(const std::string& name, const Where& schema) override {
    return !query_(
                "SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relname "
                "= " +
                literal(name) + " AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND " + visible(schema))
                .empty();
  }

  std::optional<Table> reflect(const std::string& name, const Where& schema) override {
    auto found = read("c.relname = " + literal(name) + " AND " + visible(schema), schema);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
  }

  std::vector<Table> tables(const Where& schema) override {
    return read(in_schema(schema, "n.nspname = current_schema()"), schema);
  }

 private:
  using Tables = std::map<std::string, Table>;  // by oid

  static std::string in_schema(const Where& schema, const std::string& otherwise) {
    return schema ? "n.nspname = " + literal(*schema) : otherwise;
  }
  static std::string visible(const Where& schema) { return in_schema(schema, "pg_catalog.pg_table_is_visible(c.oid)"); }

  std::vector<std::string> first_column(const std::string& sql) {
    std::vector<std::string> found;
    for (const auto& row : query_(sql)) found.push_back(row[0].value_or(""));
    return found;
  }

  std::vector<std::string> relations(const Where& schema, const std::string& kinds) {
    return first_column(
        "SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
        "WHERE c.relkind IN (" +
        kinds + ") AND " + in_schema(schema, "n.nspname = current_schema()") + " ORDER BY 1");
  }

  std::vector<Table> read(const std::string& condition, const Where& schema);
  void read_columns(Tables& tables, const std::string& oids);
  void read_constraints(Tables& tables, const std::string& oids, const std::map<std::string, CatalogueIndex>& indexes);
  std::map<std::string, CatalogueIndex> read_indexes(Tables& tables, const std::string& oids);

  CatalogueQuery query_;
  int version_;
};

// ---- tables ----

void table_options(Table& table, const CatalogueRow& row) {
  if (truth(row[3])) table.prefixes.push_back("UNLOGGED");
  if (row[5]) set_option(table.options, "postgresql_partition_by", Expr::literal(*row[5]));
  if (auto parameters = strings(row[6]); !parameters.empty())
    set_option(table.options, "postgresql_with", storage_parameters(parameters));
  if (row[7]) set_option(table.options, "postgresql_tablespace", Expr::literal(*row[7]));
  if (row[8] && row[8] != "heap") set_option(table.options, "postgresql_using", Expr::literal(*row[8]));
  if (auto parents = strings(row[9]); !parents.empty()) set_option(table.options, "postgresql_inherits", list_of(parents));
}

// An integer key that no sequence feeds must not come back as SERIAL.
void settle_autoincrement(Table& table) {
  const auto* key = table.primary_key();
  if (!key || key->columns.size() != 1) return;
  Column* column = table.find(key->columns[0]);
  if (column && column->autoincrement == Autoincrement::kAuto && !column->identity) column->autoincrement = Autoincrement::kNo;
}

std::vector<Table> PostgresqlInspector::read(const std::string& condition, const Where& schema) {
  Tables tables;
  std::vector<std::string> order;
  for (const auto& row : query_(
           "SELECT c.oid, n.nspname, c.relname, c.relpersistence = 'u', pg_catalog.obj_description(c.oid, 'pg_class'), "
           "pg_catalog.pg_get_partkeydef(c.oid), array_to_json(c.reloptions), ts.spcname, am.amname, "
           "(SELECT json_agg(i.inhparent::regclass::text ORDER BY i.inhseqno) FROM pg_catalog.pg_inherits i "
           "WHERE i.inhrelid = c.oid AND NOT c.relispartition) "
           "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
           "LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = c.reltablespace LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam "
           "WHERE c.relkind IN ('r', 'p') AND " +
           condition + " ORDER BY c.relname")) {
    Table table;
    table.name = *row[2];
    table.schema = schema;
    table.comment = row[4];
    table_options(table, row);
    order.push_back(*row[0]);
    tables.emplace(*row[0], std::move(table));
  }
  if (order.empty()) return {};
  const std::string oids = "ANY ('{" + text::join(order, ",") + "}'::oid[])";
  read_columns(tables, oids);
  read_constraints(tables, oids, read_indexes(tables, oids));
  std::vector<Table> found;
  for (const auto& oid : order) {
    settle_autoincrement(tables[oid]);
    found.push_back(normalized(std::move(tables[oid])));
  }
  return found;
}

// ---- columns ----

Type column_type(const CatalogueRow& row) {
  CatalogueType from;
  from.name = *row[7], from.schema = *row[8], from.text = *row[9];
  from.visible = truth(row[10]);
  from.is_enum = row[11] == "e", from.is_domain = row[11] == "d";
  from.modifier = std::atoi(row[6]->c_str());
  from.labels = strings(row[12]);
  Type type = postgresql_type(from);
  if (row[15]) {
    const auto* spec = type_spec(type.name);
    const bool takes = spec && std::find(spec->options.begin(), spec->options.end(), "collation") != spec->options.end();
    if (takes)
      type.collation = *row[15];
    else
      type = Type{"custom"}, type.sql = from.text + " COLLATE \"" + text::replace_all(*row[15], "\"", "\"\"") + "\"";
  }
  const int dimensions = std::atoi(row[5]->c_str());
  if (!truth(row[14])) return type;
  Type array{"postgresql.ARRAY"};
  array.item = TypeBox(std::move(type));
  if (dimensions > 1) array.dimensions = dimensions;
  return array;
}

Identity identity_of(bool always, const Value& sequence, const std::string& type_name) {
  Identity identity;
  identity.always = always;
  const std::int64_t increment = member_integer(sequence, "increment"), low = member_integer(sequence, "min"),
                     high = member_integer(sequence, "max"), start = member_integer(sequence, "start");
  const std::int64_t widest = type_name == "int2" ? INT16_MAX : type_name == "int4" ? INT32_MAX : INT64_MAX;
  const bool up = increment > 0;
  if (increment != 1) identity.increment = increment;
  if (low != (up ? 1 : -widest - 1)) identity.minvalue = low;
  if (high != (up ? widest : -1)) identity.maxvalue = high;
  if (start != (up ? low : high)) identity.start = start;
  if (member_integer(sequence, "cache") != 1) identity.cache = member_integer(sequence, "cache");
  if (member(sequence, "cycle") == Value(true)) identity.cycle = true;
  return identity;
}

// SERIAL: the default takes from a sequence that the column owns.
bool is_serial(const std::string& expression, const Value& sequence) {
  return expression.rfind("nextval(", 0) == 0 && member_text(sequence, "kind") == "a" &&
         expression.find(member_text(sequence, "name")) != std::string::npos;
}

Column column_of(const CatalogueRow& row) {
  Column column;
  column.name = *row[1];
  column.nullable = !truth(row[2]);
  column.type = column_type(row);
  column.comment = row[16];
  const Value sequence = row[17] ? parse_json(*row[17]) : Value();
  if (row[4] == "s" || row[4] == "v")
    column.computed = Computed{Expr::text(without_outer_parentheses(row[13].value_or(""))), row[4] == "s"};
  else if (row[3] == "a" || row[3] == "d")
    column.identity = identity_of(row[3] == "a", sequence, *row[7]);
  else if (row[13] && is_serial(*row[13], sequence))
    column.autoincrement = Autoincrement::kYes;
  else if (row[13])
    column.server_default = Default{Expr::text(*row[13])};
  return column;
}

void PostgresqlInspector::read_columns(Tables& tables, const std::string& oids) {
  const std::string generated = version_ >= 120000 ? "a.attgenerated" : "''";
  for (const auto& row : query_(
           "SELECT a.attrelid, a.attname, a.attnotnull, a.attidentity, " + generated +
           ", a.attndims, a.atttypmod, "
           "t.typname, tn.nspname, pg_catalog.format_type(t.oid, a.atttypmod), pg_catalog.pg_type_is_visible(t.oid), t.typtype, "
           "(SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid), "
           "pg_catalog.pg_get_expr(d.adbin, d.adrelid), t.oid <> a.atttypid, "
           "(SELECT co.collname FROM pg_catalog.pg_collation co WHERE co.oid = a.attcollation AND a.attcollation <> "
           "tt.typcollation), "
           "pg_catalog.col_description(a.attrelid, a.attnum), "
           "(SELECT json_build_object('name', s.relname, 'kind', dep.deptype, 'start', q.seqstart, 'increment', q.seqincrement, "
           "'min', q.seqmin, 'max', q.seqmax, 'cache', q.seqcache, 'cycle', q.seqcycle) "
           "FROM pg_catalog.pg_depend dep JOIN pg_catalog.pg_class s ON s.oid = dep.objid AND s.relkind = 'S' "
           "JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid WHERE dep.classid = 'pg_catalog.pg_class'::regclass "
           "AND dep.refclassid = 'pg_catalog.pg_class'::regclass AND dep.refobjid = a.attrelid AND dep.refobjsubid = a.attnum "
           "AND dep.deptype IN ('a', 'i') ORDER BY dep.deptype DESC LIMIT 1) "
           "FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type tt ON tt.oid = a.atttypid "
           "LEFT JOIN pg_catalog.pg_type item ON item.oid = tt.typelem AND item.typarray = tt.oid "
           "JOIN pg_catalog.pg_type t ON t.oid = coalesce(item.oid, tt.oid) "
           "JOIN pg_catalog.pg_namespace tn ON tn.oid = t.typnamespace "
           "LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum "
           "WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid = " +
           oids + " ORDER BY a.attrelid, a.attnum"))
    tables[*row[0]].columns.push_back(column_of(row));
}

// ---- indexes ----

CatalogueIndex index_of(const CatalogueRow& row) {
  CatalogueIndex found;
  found.index.name = Name(*row[2], true);
  found.index.unique = truth(row[3]);
  found.method = *row[4];
  if (row[5]) found.where = without_outer_parentheses(*row[5]);
  found.nulls_not_distinct = truth(row[8]);
  found.backs_constraint = truth(row[9]);
  const auto keys = parse_json(*row[10]);
  for (const auto& key : *keys.list()) {
    if (member(key, "included") == Value(true)) {
      found.includes.push_back(member_text(key, "name"));
      continue;
    }
    found.index.columns.push_back(index_element(key));
    if (const auto op = member_text(key, "class"); !op.empty())
      found.operator_classes.emplace_back(
          member(key, "name").is_null() ? index_expression(member_text(key, "definition")) : member_text(key, "name"), op);
  }
  auto& options = found.index.options;
  if (found.method != "btree") set_option(options, "postgresql_using", Expr::literal(found.method));
  if (found.where) set_option(options, "postgresql_where", Expr::text(*found.where));
  if (!found.includes.empty()) set_option(options, "postgresql_include", list_of(found.includes));
  if (found.nulls_not_distinct) set_option(options, "postgresql_nulls_not_distinct", Expr::literal(true));
  if (auto parameters = strings(row[6]); !parameters.empty())
    set_option(options, "postgresql_with", storage_parameters(parameters));
  if (row[7]) set_option(options, "postgresql_tablespace", Expr::literal(*row[7]));
  return found;
}

// An operator class has its place in postgresql_ops by column; on an expression it is part of the element's text.
void place_operator_classes(CatalogueIndex& found) {
  Expr classes = node("row");
  for (const auto& [what, op] : found.operator_classes) {
    bool column = false;
    for (auto& element : found.index.columns) {
      Expr* inner = &element;
      while (!inner->args.empty()) inner = &inner->args[0];
      column = column || (inner->is("column") && inner->name == what);
      if (inner->is("text") && inner->name == what) inner->name += " " + op;
    }
    if (column) classes.named.emplace_back(what, Expr::literal(op));
  }
  if (!classes.named.empty()) set_option(found.index.options, "postgresql_ops", std::move(classes));
}

std::map<std::string, CatalogueIndex> PostgresqlInspector::read_indexes(Tables& tables, const std::string& oids) {
  const std::string keys = version_ >= 110000 ? "i.indnkeyatts" : "i.indnatts";
  const std::string nulls = version_ >= 150000 ? "i.indnullsnotdistinct" : "false";
  std::map<std::string, CatalogueIndex> backing;
  for (const auto& row : query_(
           "SELECT i.indrelid, i.indexrelid, ic.relname, i.indisunique, am.amname, pg_catalog.pg_get_expr(i.indpred, "
           "i.indrelid), "
           "array_to_json(ic.reloptions), ts.spcname, " +
           nulls +
           ", "
           "EXISTS (SELECT 1 FROM pg_catalog.pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x')), "
           "(SELECT json_agg(json_build_object('name', a.attname, 'included', k.n > " +
           keys +
           ", "
           "'definition', pg_catalog.pg_get_indexdef(i.indexrelid, k.n::int, false), "
           "'flags', CASE WHEN k.n <= " +
           keys +
           " THEN i.indoption[k.n - 1] END, "
           "'class', (SELECT o.opcname FROM pg_catalog.pg_opclass o WHERE k.n <= " +
           keys +
           " AND o.oid = i.indclass[k.n - 1] AND NOT o.opcdefault), "
           "'collation', (SELECT co.collname FROM pg_catalog.pg_collation co WHERE k.n <= " +
           keys +
           " AND co.oid = i.indcollation[k.n - 1] "
           "AND co.oid <> coalesce(a.attcollation, 100))) ORDER BY k.n) "
           "FROM unnest(i.indkey) WITH ORDINALITY k(num, n) "
           "LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.num AND k.num <> 0) "
           "FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid JOIN pg_catalog.pg_am am ON am.oid = "
           "ic.relam "
           "LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = ic.reltablespace WHERE i.indrelid = " +
           oids + " ORDER BY ic.relname")) {
    auto found = index_of(row);
    if (found.backs_constraint) {
      backing.emplace(*row[1], std::move(found));
      continue;
    }
    place_operator_classes(found);
    tables[*row[0]].indexes.push_back(std::move(found.index));
  }
  return backing;
}

// ---- constraints ----

template <class T>
void key_options(T& key, const CatalogueIndex* index) {
  if (index && !index->includes.empty()) set_option(key.options, "postgresql_include", list_of(index->includes));
}

template <class T>
void deferrability(T& target, const CatalogueRow& row) {
  if (truth(row[3])) target.deferrable = true;
  if (truth(row[4])) target.initially = "DEFERRED";
}

ForeignKeyConstraint foreign_key(const CatalogueRow& row) {
  ForeignKeyConstraint key;
  key.name = Name(*row[1], true);
  key.columns = strings(row[6]);
  key.table = *row[8];
  if (!truth(row[9])) key.schema = row[7];
  key.referred = strings(row[10]);
  key.reference.onupdate = action(row[11]);
  key.reference.ondelete = action(row[12]);
  if (auto some = strings(row[17]); !some.empty()) {
    for (auto& name : some) name = "\"" + text::replace_all(name, "\"", "\"\"") + "\"";
    *key.reference.ondelete += " (" + text::join(some, ", ") + ")";
  }
  if (row[13] == "f") key.reference.match = "FULL";
  deferrability(key.reference, row);
  if (!truth(row[5])) set_option(key.reference.options, "postgresql_not_valid", Expr::literal(true));
  return key;
}

ExcludeConstraint exclusion(const CatalogueRow& row, const CatalogueIndex* index) {
  ExcludeConstraint exclude;
  exclude.name = Name(*row[1], true);
  const auto operators = strings(row[16]);
  if (index) {
    for (std::size_t i = 0; i < index->index.columns.size() && i < operators.size(); ++i)
      exclude.elements.push_back({index->index.columns[i], operators[i]});
    if (index->where) exclude.where = Expr::text(*index->where);
    exclude.using_ = index->method;
    exclude.ops = index->operator_classes;
  }
  deferrability(exclude, row);
  return exclude;
}

Constraint constraint_of(const CatalogueRow& row, const CatalogueIndex* index) {
  const Name name(*row[1], true);
  if (row[2] == "f") return foreign_key(row);
  if (row[2] == "x") return exclusion(row, index);
  if (row[2] == "c") {
    CheckConstraint check{name, Expr::text(without_outer_parentheses(row[14].value_or("")))};
    if (!truth(row[5])) set_option(check.options, "postgresql_not_valid", Expr::literal(true));
    return check;
  }
  if (row[2] == "p") {
    PrimaryKeyConstraint key{name, strings(row[6])};
    deferrability(key, row);
    key_options(key, index);
    return key;
  }
  UniqueConstraint unique{name, strings(row[6])};
  deferrability(unique, row);
  key_options(unique, index);
  if (index && index->nulls_not_distinct) set_option(unique.options, "postgresql_nulls_not_distinct", Expr::literal(true));
  return unique;
}

std::string names_of(const std::string& relation, const std::string& numbers) {
  return "(SELECT json_agg(a.attname ORDER BY k.n) FROM unnest(" + numbers +
         ") WITH ORDINALITY k(num, n) "
         "JOIN pg_catalog.pg_attribute a ON a.attrelid = " +
         relation + " AND a.attnum = k.num)";
}

void PostgresqlInspector::read_constraints(Tables& tables, const std::string& oids,
                                           const std::map<std::string, CatalogueIndex>& indexes) {
  const std::string set_columns = version_ >= 150000 ? names_of("c.conrelid", "c.confdelsetcols") : "NULL";
  for (const auto& row :
       query_("SELECT c.conrelid, c.conname, c.contype, c.condeferrable, c.condeferred, c.convalidated, " +
              names_of("c.conrelid", "c.conkey") + ", fn.nspname, fc.relname, pg_catalog.pg_table_is_visible(c.confrelid), " +
              names_of("c.confrelid", "c.confkey") +
              ", c.confupdtype, c.confdeltype, c.confmatchtype, pg_catalog.pg_get_expr(c.conbin, c.conrelid), c.conindid, "
              "(SELECT json_agg(o.oprname ORDER BY x.n) FROM unnest(c.conexclop) WITH ORDINALITY x(op, n) "
              "JOIN pg_catalog.pg_operator o ON o.oid = x.op), " +
              set_columns +
              " FROM pg_catalog.pg_constraint c LEFT JOIN pg_catalog.pg_class fc ON fc.oid = c.confrelid "
              "LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = fc.relnamespace WHERE c.contype IN ('p', 'u', 'c', 'f', 'x') "
              "AND c.conrelid = " +
              oids + " ORDER BY c.conrelid, c.contype <> 'p', c.oid")) {
    Table& table = tables[*row[0]];
    auto index = indexes.find(row[15].value_or(""));
    Constraint constraint = constraint_of(row, index == indexes.end() ? nullptr : &index->second);
    if (auto key = std::get_if<PrimaryKeyConstraint>(&constraint))
      for (const auto& name : key->columns)
        if (Column* column = table.find(name)) column->primary_key = true;
    table.constraints.push_back(std::move(constraint));
  }
}

}  // namespace

std::unique_ptr<Inspector> make_postgresql_inspector(CatalogueQuery query, int server_version) {
  return std::make_unique<PostgresqlInspector>(std::move(query), server_version);
}

}  // namespace runner::db
