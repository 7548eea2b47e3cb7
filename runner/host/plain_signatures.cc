#include "host/plain_signatures.h"

namespace runner::host {

namespace {

using enum Takes;

constexpr bool kNeeded = true;

// A call of positions and options.
Signature call(const char* name, std::vector<Parameter> positions, std::vector<Parameter> options = {}) {
  Signature signature;
  signature.call = name;
  signature.positions = std::move(positions);
  signature.options = std::move(options);
  signature.checked = true;
  return signature;
}

// One whose position `at` holds data, which is never taken for options.
Signature with_data(Signature signature, std::size_t at) {
  signature.data_begin = at;
  signature.data_end = at + 1;
  return signature;
}

// One that takes any number of items.
Signature of_items(const char* name, const char* items, Takes item, std::vector<Parameter> positions = {},
                   std::vector<Parameter> options = {}) {
  Signature signature = call(name, std::move(positions), std::move(options));
  signature.variadic = items;
  signature.item = item;
  return signature;
}

std::vector<Signature> of_op() {
  return {
      call("op.batch_alter_table", {{"table_name", kString, kNeeded}, {"block", kFunction, kNeeded}},
           {{"schema", kString},
            {"recreate", kRecreate},
            {"copy_from", kTable},
            {"table_args", kItems},
            {"table_kwargs", kOptions},
            {"reflect_args", kItems},
            {"reflect_kwargs", kOptions},
            {"naming_convention", kTexts},
            {"partial_reordering", kOrders}}),
      with_data(call("op.bulk_insert", {{"table", kTable, kNeeded}, {"rows", kRows, kNeeded}}, {{"multiinsert", kBoolean}}), 1),
      call("op.f", {{"name", kString, kNeeded}}),
      with_data(call("op.inline_literal", {{"value", kValue}, {"type_", kType}}), 0),
      call("op.register_operation", {{"name", kString, kNeeded}, {"operation", kFunction, kNeeded}}, {{"batch", kBoolean}}),
      call("op.autocommit_block", {{"block", kFunction, kNeeded}}),
      call("op.get_bind", {}),
      call("op.get_context", {}),
      call("op.invoke", {{"operation", kOperation, kNeeded}}),
  };
}

std::vector<Signature> of_metadata() {
  return {
      call("sa.MetaData", {},
           {{"naming_convention", kTexts}, {"schema", kString}, {"info", kAnything}, {"quote_schema", kAnything}}),
      call("sa.inspect", {{"connection", kConnection, kNeeded}}),
      call("sa.DDL", {{"sql", kString, kNeeded}}),
      call("sa.schema.CreateSequence", {{"element", kAnything, kNeeded}}, {{"if_not_exists", kBoolean}}),
      call("sa.schema.DropSequence", {{"element", kAnything, kNeeded}}, {{"if_exists", kBoolean}}),
      call("sa.schema.CreateSchema", {{"name", kString, kNeeded}}, {{"if_not_exists", kBoolean}}),
      call("sa.schema.DropSchema", {{"name", kString, kNeeded}}, {{"if_exists", kBoolean}, {"cascade", kBoolean}}),
      call("sa.schema.CreateTable", {{"element", kTable, kNeeded}}, {{"if_not_exists", kBoolean}}),
      call("sa.schema.DropTable", {{"element", kTable, kNeeded}}, {{"if_exists", kBoolean}}),
  };
}

// What OVER takes.
std::vector<Parameter> window() {
  return {
      {"partition_by", kAnything}, {"order_by", kAnything}, {"range_", kAnything}, {"rows", kAnything}, {"groups", kAnything}};
}

std::vector<Signature> of_expressions() {
  Signature when = of_items("sa.case", "whens", kWhen, {}, {{"else_", kExpression}, {"value", kExpression}});
  when.list_items = true;
  const std::vector<Parameter> one{{"expression", kColumnLike, kNeeded}};
  const std::vector<Parameter> to_table{{"table", kTable, kNeeded}};
  const std::vector<Parameter> outer{{"isouter", kBoolean}, {"full", kBoolean}};
  return {
      of_items("sa.table", "columns", kLightColumn, {{"name", kString, kNeeded}}, {{"schema", kString}}),
      call("sa.column", {{"name", kString, kNeeded}, {"type_", kType}}, {{"is_literal", kBoolean}}),
      call("sa.text", {{"sql", kString, kNeeded}}),
      with_data(call("sa.literal", {{"value", kValue}, {"type_", kType}}), 0),
      call("sa.literal_column", {{"sql", kString, kNeeded}, {"type_", kType}}),
      with_data(call("sa.bindparam", {{"name", kString, kNeeded}, {"value", kValue}, {"type_", kType}},
                     {{"expanding", kBoolean}, {"required", kBoolean}}),
                1),
      of_items("sa.and_", "conditions", kCondition),
      of_items("sa.or_", "conditions", kCondition),
      call("sa.not_", {{"condition", kCondition, kNeeded}}),
      call("sa.between", {{"expression", kExpression, kNeeded}, {"low", kExpression, kNeeded}, {"high", kExpression, kNeeded}},
           {{"symmetric", kBoolean}}),
      call("sa.bitwise_not", {{"expression", kExpression, kNeeded}}),
      call("sa.extract", {{"field", kString, kNeeded}, {"expression", kExpression, kNeeded}}),
      call("sa.label", {{"name", kString, kNeeded}, {"element", kExpression, kNeeded}}),
      call("sa.over", {{"element", kExpression, kNeeded}}, window()),
      of_items("sa.values", "columns", kLightColumn, {}, {{"name", kString}}),
      with_data(call("sa.postgresql.array", {{"items", kAnything, kNeeded}, {"type_", kType}}), 0),
      of_items("sa.postgresql.aggregate_order_by", "order_by", kColumnLike, {{"expression", kExpression, kNeeded}}),
      call("sa.any_", {{"expression", kExpression, kNeeded}}),
      call("sa.all_", {{"expression", kExpression, kNeeded}}),
      call("sa.alias", {{"selectable", kFrom, kNeeded}, {"name", kString}}),
      call("sa.lateral", {{"select", kSelect, kNeeded}, {"name", kString}}),
      call("sa.join", {{"left", kFrom, kNeeded}, {"target", kFrom, kNeeded}, {"onclause", kCondition, kNeeded}}, outer),
      call("sa.outerjoin", {{"left", kFrom, kNeeded}, {"target", kFrom, kNeeded}, {"onclause", kCondition, kNeeded}}, outer),
      std::move(when),
      call("sa.cast", {{"expression", kExpression, kNeeded}, {"type_", kType, kNeeded}}),
      call("sa.type_coerce", {{"expression", kExpression, kNeeded}, {"type_", kType, kNeeded}}),
      call("sa.distinct", one),
      call("sa.desc", one),
      call("sa.asc", one),
      call("sa.nulls_first", one),
      call("sa.nulls_last", one),
      call("sa.collate", {{"expression", kColumnLike, kNeeded}, {"collation", kString, kNeeded}}),
      of_items("sa.tuple_", "items", kExpression),
      call("sa.exists", {{"select", kSelect}}),
      of_items("sa.select", "columns", kSelected),
      call("sa.insert", to_table),
      call("sa.update", to_table),
      call("sa.delete", to_table),
      of_items("sa.union", "selects", kSelect),
      of_items("sa.union_all", "selects", kSelect),
      of_items("sa.intersect", "selects", kSelect),
      of_items("sa.intersect_all", "selects", kSelect),
      of_items("sa.except_", "selects", kSelect),
      of_items("sa.except_all", "selects", kSelect),
      call("sa.postgresql.insert", to_table),
      call("sa.sqlite.insert", to_table),
      call("sa.mysql.insert", to_table),
  };
}

Signature method(const char* owner, Signature signature) {
  signature.owner = owner;
  return signature;
}

std::vector<Signature> of_expression_methods() {
  std::vector<Signature> all;
  const auto add = [&](Signature signature) { all.push_back(method("expr", std::move(signature))); };
  for (const char* name : {":eq",
                           ":ne",
                           ":lt",
                           ":le",
                           ":gt",
                           ":ge",
                           ":is_",
                           ":is_not",
                           ":is_distinct_from",
                           ":is_not_distinct_from",
                           ":concat",
                           ":match",
                           ":bitwise_and",
                           ":bitwise_or",
                           ":bitwise_xor",
                           ":bitwise_lshift",
                           ":bitwise_rshift",
                           ":floordiv",
                           ":contained_by",
                           ":overlap",
                           ":has_key",
                           ":any",
                           ":all"}) {
    add(call(name, {{"value", kExpression, kNeeded}}));
  }
  const std::vector<Parameter> value{{"value", kExpression, kNeeded}};
  for (const char* name : {":like", ":not_like", ":ilike", ":not_ilike"}) add(call(name, value, {{"escape", kString}}));
  for (const char* name : {":startswith", ":endswith", ":contains", ":istartswith", ":iendswith", ":icontains"}) {
    add(with_data(call(name, value, {{"autoescape", kBoolean}, {"escape", kString}}), 0));
  }
  for (const char* name : {":has_any", ":has_all"}) add(call(name, {{"keys", kAnything, kNeeded}}));
  add(call(":regexp_match", {{"pattern", kExpression, kNeeded}}, {{"flags", kString}}));
  add(call(":regexp_replace", {{"pattern", kExpression, kNeeded}, {"replacement", kExpression, kNeeded}}, {{"flags", kString}}));
  for (const char* name : {":in_", ":not_in"}) add(call(name, {{"values", kAnything, kNeeded}}));
  for (const char* name : {":is_null", ":is_not_null", ":desc", ":asc", ":nulls_first", ":nulls_last", ":scalar_subquery",
                           ":exists", ":bitwise_not"}) {
    add(call(name, {}));
  }
  for (const char* name : {":between", ":not_between"})
    add(call(name, {{"low", kExpression, kNeeded}, {"high", kExpression, kNeeded}}, {{"symmetric", kBoolean}}));
  add(call(":op", {{"operator", kString, kNeeded}},
           {{"precedence", kInteger}, {"is_comparison", kBoolean}, {"return_type", kType}}));
  add(call(":label", {{"name", kString, kNeeded}}));
  add(call(":collate", {{"collation", kString, kNeeded}}));
  add(call(":cast", {{"type_", kType, kNeeded}}));
  add(call(":over", {}, window()));
  add(of_items(":within_group", "order_by", kColumnLike));
  add(of_items(":table_valued", "columns", kColumnLike, {}, {{"name", kString}}));
  add(call(":column_valued", {{"name", kString}}));
  add(call(":alias", {{"name", kString}}));
  add(call(":subquery", {{"name", kString}}));
  add(call(":cte", {{"name", kString}}, {{"recursive", kBoolean}, {"nesting", kAnything}}));
  add(of_items(":bindparams", "binds", kAnything));
  add(of_items(":columns", "columns", kAnything));
  add(call(":lateral", {{"name", kString}}));
  add(call(":render_derived", {}, {{"with_types", kBoolean}}));
  add(of_items(":getitem", "keys", kValue));
  for (const char* name : {":astext", ":as_json", ":as_string", ":as_integer", ":as_float", ":as_boolean"}) add(call(name, {}));
  add(call(":as_numeric", {{"precision", kInteger, kNeeded}, {"scale", kInteger, kNeeded}}));
  return all;
}

std::vector<Signature> of_statement_methods() {
  std::vector<Signature> all;
  const auto add = [&](Signature signature) { all.push_back(method("expr", std::move(signature))); };
  for (const char* name : {":where", ":filter", ":having"}) add(of_items(name, "conditions", kCondition));
  add(call(":filter_by", {{"values", kAssignments, kNeeded}}));
  for (const char* name : {":add_columns", ":with_only_columns"}) add(of_items(name, "columns", kSelected));
  for (const char* name : {":prefix_with", ":suffix_with"}) add(of_items(name, "words", kSql));
  add(of_items(":correlate", "tables", kFrom));
  add(call(":with_for_update", {},
           {{"nowait", kBoolean}, {"read", kBoolean}, {"of", kAnything}, {"skip_locked", kBoolean}, {"key_share", kBoolean}}));
  add(call(":fetch", {{"count", kExpression, kNeeded}}, {{"with_ties", kBoolean}, {"percent", kBoolean}}));
  add(call(":slice", {{"start", kNumber, kNeeded}, {"stop", kNumber, kNeeded}}));
  add(call(":data", {{"rows", kAnything, kNeeded}}));
  add(of_items(":ordered_values", "pairs", kAnything));
  add(call(":on_duplicate_key_update", {{"values", kAssignments, kNeeded}}));
  for (const char* name : {":group_by", ":order_by", ":distinct", ":returning"}) add(of_items(name, "columns", kAnything));
  for (const char* name : {":union", ":union_all", ":intersect", ":intersect_all", ":except_", ":except_all"})
    add(of_items(name, "selects", kSelect));
  for (const char* name : {":limit", ":offset"}) add(call(name, {{"count", kExpression, kNeeded}}));
  add(of_items(":select_from", "tables", kFrom));
  add(call(":values", {{"values", kAnything, kNeeded}}));
  add(call(":from_select", {{"names", kColumns, kNeeded}, {"select", kSelect, kNeeded}}));
  add(call(":on_conflict_do_nothing", {},
           {{"index_elements", kNameOrNames}, {"constraint", kName}, {"index_where", kCondition}}));
  add(call(":on_conflict_do_update", {},
           {{"index_elements", kNameOrNames},
            {"constraint", kName},
            {"index_where", kCondition},
            {"set", kAssignments},
            {"set_", kAssignments},
            {"where", kCondition}}));
  for (const char* name : {":join_from", ":outerjoin_from"}) {
    add(call(name, {{"left", kFrom, kNeeded}, {"target", kFrom, kNeeded}, {"onclause", kCondition, kNeeded}},
             {{"isouter", kBoolean}, {"full", kBoolean}}));
  }
  for (const char* owner : {"expr", "table"}) {
    for (const char* name : {":join", ":outerjoin"}) {
      all.push_back(method(owner, call(name, {{"target", kFrom, kNeeded}, {"onclause", kCondition, kNeeded}},
                                       {{"isouter", kBoolean}, {"full", kBoolean}})));
    }
  }
  return all;
}

std::vector<Signature> of_object_methods() {
  const std::vector<Parameter> connection{{"connection", kConnection}};
  const std::vector<Parameter> checkfirst{{"checkfirst", kBoolean}};
  std::vector<Signature> all;
  for (const char* name : {":insert", ":update", ":delete", ":select"}) all.push_back(method("table", call(name, {})));
  all.push_back(method("table", call(":alias", {{"name", kString}})));
  for (const char* owner : {"table", "type"}) {
    for (const char* name : {":create", ":drop"}) all.push_back(method(owner, call(name, connection, checkfirst)));
  }
  all.push_back(method("type", of_items(":with_variant", "dialects", kString, {{"type_", kType, kNeeded}})));
  for (const char* name : {":create_all", ":drop_all"}) {
    all.push_back(method("metadata", call(name, connection, {{"checkfirst", kBoolean}, {"tables", kAnything}})));
  }
  all.push_back(method("metadata", call(":reflect", connection, {{"schema", kString}, {"only", kStrings}})));
  all.push_back(method("metadata", call(":clear", {})));
  return all;
}

std::vector<Signature> of_inspectors() {
  const std::vector<Parameter> everywhere{{"schema", kString}};
  const std::vector<Parameter> of_table{{"table_name", kString, kNeeded}, {"schema", kString}};
  return {
      call("inspector.get_table_names", everywhere),
      call("inspector.get_view_names", everywhere),
      call("inspector.get_schema_names", {}),
      call("inspector.get_enums", everywhere),
      call("inspector.has_table", of_table),
      call("inspector.get_columns", of_table),
      call("inspector.get_indexes", of_table),
      call("inspector.get_foreign_keys", of_table),
      call("inspector.get_unique_constraints", of_table),
      call("inspector.get_check_constraints", of_table),
      call("inspector.get_pk_constraint", of_table),
      call("inspector.get_table_comment", of_table),
      call("inspector.has_index", {{"table_name", kString, kNeeded}, {"index_name", kString, kNeeded}, {"schema", kString}}),
  };
}

}  // namespace

const std::vector<Signature>& plain_signatures() {
  static const std::vector<Signature> all = [] {
    std::vector<Signature> joined;
    for (auto part : {of_op(), of_metadata(), of_expressions(), of_expression_methods(), of_statement_methods(),
                      of_object_methods(), of_inspectors()}) {
      joined.insert(joined.end(), part.begin(), part.end());
    }
    return joined;
  }();
  return all;
}

}  // namespace runner::host
