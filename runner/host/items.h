// Field lists of the schema items that calls contain (sa.Column, sa.ForeignKey, sa.Index ...), in the style of
// ops/fields.h; the structs themselves live below ops, so the lists are free functions. Further visitor members here:
//   column_items(name, column)     variadic: a type, foreign keys, checks, Identity, Computed, Sequence
//   column_default(name, column)   server_default, which may also be an Identity or Computed
//   target(name, foreign_key)      "table.column"
//   references(name, constraint)   list of "table.column" in one table
//   position_ignored(name)         positional, without a member (sa.Table's metadata)
#pragma once

#include <concepts>
#include <string_view>
#include <type_traits>

#include "ops/op.h"

namespace runner::host {

// sa.Sequence in a column: only that it is there matters.
struct Sequence {
  std::string name;
  ops::SequenceOptions options;
  ops::OptString schema;
  bool operator==(const Sequence&) const = default;
};

template <class Self, class T>
concept ConstOr = std::same_as<std::remove_const_t<Self>, T>;

template <class T>
struct ItemName;
#define RUNNER_ITEM(type, call)                           \
  template <>                                             \
  struct ItemName<type> {                                 \
    static constexpr std::string_view kCall = "sa." call; \
    static constexpr const char* kKind = call;            \
  };
RUNNER_ITEM(schema::Column, "Column")
RUNNER_ITEM(schema::ForeignKey, "ForeignKey")
RUNNER_ITEM(schema::PrimaryKeyConstraint, "PrimaryKeyConstraint")
RUNNER_ITEM(schema::UniqueConstraint, "UniqueConstraint")
RUNNER_ITEM(schema::CheckConstraint, "CheckConstraint")
RUNNER_ITEM(schema::ForeignKeyConstraint, "ForeignKeyConstraint")
RUNNER_ITEM(schema::Index, "Index")
RUNNER_ITEM(schema::Identity, "Identity")
RUNNER_ITEM(schema::Computed, "Computed")
RUNNER_ITEM(schema::Table, "Table")
RUNNER_ITEM(Sequence, "Sequence")
#undef RUNNER_ITEM
template <>
struct ItemName<schema::ExcludeConstraint> {
  static constexpr std::string_view kCall = "sa.postgresql.ExcludeConstraint";
  static constexpr const char* kKind = "ExcludeConstraint";
};

template <ConstOr<schema::Column> Self, class V>
void item_fields(Self& s, V& v) {
  v.positional("name", s.name);
  v.column_items("items", s);
  v.option("type", s.type);
  v.alias("type_", "type");
  v.option("nullable", s.nullable);
  v.option("primary_key", s.primary_key);
  v.option("unique", s.unique);
  v.option("index", s.index);
  v.column_default("server_default", s);
  v.option("autoincrement", s.autoincrement);
  v.option("comment", s.comment);
  v.option("key", s.key);
  v.option("quote", s.quote);
  v.option("renamed_from", s.renamed_from);
  v.ignored("server_onupdate");
  v.ignored("default");
  v.ignored("insert_default");
  v.ignored("onupdate");
  v.ignored("info");
  v.ignored("doc");
  v.ignored("system");
  v.dialect_options("column", s.options);
}

template <class Reference, class V>
void reference_fields(Reference& r, V& v) {
  v.option("onupdate", r.onupdate);
  v.option("ondelete", r.ondelete);
  v.option("deferrable", r.deferrable);
  v.option("initially", r.initially);
  v.option("match", r.match);
  v.option("use_alter", r.use_alter);
  v.ignored("link_to_name");
  v.ignored("info");
  v.ignored("comment");
  v.dialect_options("foreign_key", r.options);
}

template <ConstOr<schema::ForeignKey> Self, class V>
void item_fields(Self& s, V& v) {
  v.target("column", s);
  v.option("name", s.name);
  reference_fields(s.reference, v);
}

template <ConstOr<schema::ForeignKeyConstraint> Self, class V>
void item_fields(Self& s, V& v) {
  v.positional("columns", s.columns);
  v.references("refcolumns", s);
  v.option("name", s.name);
  reference_fields(s.reference, v);
}

template <ConstOr<schema::PrimaryKeyConstraint> Self, class V>
void item_fields(Self& s, V& v) {
  v.variadic("columns", s.columns);
  v.option("name", s.name);
  v.option("deferrable", s.deferrable);
  v.option("initially", s.initially);
  v.ignored("info");
  v.ignored("comment");
  v.dialect_options("primary_key", s.options);
}

template <ConstOr<schema::UniqueConstraint> Self, class V>
void item_fields(Self& s, V& v) {
  v.variadic("columns", s.columns);
  v.option("name", s.name);
  v.option("deferrable", s.deferrable);
  v.option("initially", s.initially);
  v.ignored("info");
  v.ignored("comment");
  v.dialect_options("unique", s.options);
}

template <ConstOr<schema::CheckConstraint> Self, class V>
void item_fields(Self& s, V& v) {
  v.positional("sqltext", s.condition);
  v.option("name", s.name);
  v.option("deferrable", s.deferrable);
  v.option("initially", s.initially);
  v.ignored("info");
  v.ignored("comment");
  v.dialect_options("check", s.options);
}

template <ConstOr<schema::ExcludeConstraint> Self, class V>
void item_fields(Self& s, V& v) {
  v.variadic("elements", s.elements);
  v.option("name", s.name);
  v.option("where", s.where);
  v.option("using", s.using_);
  v.option("ops", s.ops);
  v.option("deferrable", s.deferrable);
  v.option("initially", s.initially);
  v.ignored("info");
}

template <ConstOr<schema::Index> Self, class V>
void item_fields(Self& s, V& v) {
  v.optional("name", s.name);
  v.variadic("columns", s.columns);
  v.option("unique", s.unique);
  v.option("quote", s.quote);
  v.ignored("info");
  v.dialect_options("index", s.options);
}

template <ConstOr<schema::Identity> Self, class V>
void item_fields(Self& s, V& v) {
  v.optional("always", s.always);
  v.option("on_null", s.on_null);
  v.option("start", s.start);
  v.option("increment", s.increment);
  v.option("minvalue", s.minvalue);
  v.option("maxvalue", s.maxvalue);
  v.option("nominvalue", s.nominvalue);
  v.option("nomaxvalue", s.nomaxvalue);
  v.option("cycle", s.cycle);
  v.option("cache", s.cache);
  v.option("order", s.order);
}

template <ConstOr<schema::Computed> Self, class V>
void item_fields(Self& s, V& v) {
  v.positional("sqltext", s.sqltext);
  v.optional("persisted", s.persisted);
}

template <ConstOr<Sequence> Self, class V>
void item_fields(Self& s, V& v) {
  v.positional("name", s.name);
  v.option("schema", s.schema);
  ops::SequenceOptions::fields(s.options, v);
  v.ignored("order");
  v.ignored("optional");
  v.ignored("quote");
  v.ignored("metadata");
  v.ignored("for_update");
}

template <ConstOr<schema::Table> Self, class V>
void item_fields(Self& s, V& v) {
  v.positional("name", s.name);
  v.position_ignored("metadata");
  v.items("items", s);
  v.option("schema", s.schema);
  v.option("comment", s.comment);
  v.option("prefixes", s.prefixes);
  v.option("renamed_from", s.renamed_from);
  v.ignored("autoload_with");
  v.ignored("info");
  v.ignored("quote");
  v.ignored("quote_schema");
  v.ignored("keep_existing");
  v.ignored("extend_existing");
  v.ignored("include_columns");
  v.ignored("resolve_fks");
  v.dialect_options("table", s.options);
}

// Structs that say their own fields: the ops that scripts write, but batch_alter_table, which has a block.
template <class T>
concept HasFields = requires(T& t, int& visitor) {
  T::fields(t, visitor);
};

}  // namespace runner::host
