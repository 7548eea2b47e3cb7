#include "host/stubs.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "base/text.h"
#include "host/signature.h"
#include "schema/type.h"

namespace runner::host {

namespace {

// What an argument may be, in the words of LuaLS.
std::string_view annotation(Takes takes) {
  using enum Takes;
  static const std::map<Takes, std::string_view> kWords{
      {kString, "string"},
      {kBoolean, "boolean"},
      {kInteger, "integer"},
      {kName, "string|sa.Name"},
      {kSql, "string|sa.Expr"},
      {kColumnLike, "string|sa.Expr|sa.Column"},
      {kFrom, "string|sa.Table|sa.Expr"},
      {kCondition, "sa.Expr"},
      {kSelect, "sa.Expr"},
      {kType, "sa.Type|fun(...): sa.Type"},
      {kColumn, "sa.Column"},
      {kLightColumn, "sa.Expr|sa.Column"},
      {kTable, "sa.Table"},
      {kTableReference, "string|sa.Table"},
      {kStrings, "string[]"},
      {kColumns, "(string|sa.Expr)[]"},
      {kElement, "table"},
      {kWhen, "table"},
      {kItem, "sa.Column|sa.Item"},
      {kColumnItem, "sa.Type|sa.Item|fun(...): sa.Type"},
      {kItems, "(sa.Column|sa.Item)[]"},
      {kDefault, "string|number|boolean|sa.Expr|sa.Item"},
      {kAutoincrement, "boolean|\"auto\""},
      {kTarget, "string"},
      {kTargets, "string[]"},
      {kTexts, "table<string, string>"},
      {kValues, "table<string, any>"},
      {kRows, "table<string, any>[]"},
      {kAssignments, "table<string, any>"},
      {kOptions, "table<string, any>"},
      {kNameOrNames, "string|string[]"},
      {kNumber, "number"},
      {kFunction, "function"},
      {kMetaData, "sa.MetaData"},
      {kConnection, "sa.Connection"},
      {kOperation, "sa.Operation"},
      {kRecreate, "\"auto\"|\"always\"|\"never\""},
      {kOrders, "string[][]"},
      {kConventions, "table<string, string>"},
  };
  const auto found = kWords.find(takes);
  return found == kWords.end() ? "any" : found->second;
}

// An argument's name, unless Lua has that word for itself.
std::string parameter_name(std::string_view name) {
  static const std::set<std::string_view> kWords{"and", "end", "for", "function", "in", "local", "nil", "not", "or", "repeat"};
  return std::string(name) + (kWords.count(name) ? "_" : "");
}

// Flags that are off unless they are given; others have three states, or another default (host/call_notes.cc).
bool is_flag(std::string_view name) {
  static const std::set<std::string_view> kFlags{"batch",
                                                 "cascade",
                                                 "create_constraint",
                                                 "full",
                                                 "if_exists",
                                                 "if_not_exists",
                                                 "index",
                                                 "inline_primary_key",
                                                 "inline_references",
                                                 "isouter",
                                                 "materialized",
                                                 "not_null",
                                                 "primary_key",
                                                 "replace",
                                                 "timezone",
                                                 "unique",
                                                 "unsigned",
                                                 "use_alter",
                                                 "varying",
                                                 "zerofill"};
  return kFlags.count(name) > 0;
}

// "10000" of "batch_size" in "batch_size = 10000, progress = true".
std::string default_of(const CallNote* note, const Parameter& one) {
  const std::string defaults = note ? ", " + std::string(note->defaults) : std::string();
  const std::string key = ", " + std::string(one.name) + " = ";
  if (const auto at = defaults.find(key); at != std::string::npos) {
    const auto from = at + key.size();
    return defaults.substr(from, defaults.find(", ", from) - from);
  }
  return one.takes == Takes::kBoolean && is_flag(one.name) ? "false" : "";
}

bool is_type(const std::string& call) {
  return call.rfind("sa.", 0) == 0 && schema::type_spec(call.substr(3)) != nullptr;
}

std::string result_of(const Signature& s) {
  static const std::map<std::string_view, std::string_view> kResults{{"op.create_table", "sa.Table"},
                                                                     {"op.create_table_if_not_exists", "sa.Table"},
                                                                     {"op.get_bind", "sa.Connection"},
                                                                     {"op.get_context", "op.Context"},
                                                                     {"op.f", "sa.Name"},
                                                                     {"op.inline_literal", "sa.Expr"},
                                                                     {"sa.Column", "sa.Column"},
                                                                     {"sa.Table", "sa.Table"},
                                                                     {"sa.table", "sa.Table"},
                                                                     {"sa.MetaData", "sa.MetaData"},
                                                                     {"sa.inspect", "sa.Inspector"},
                                                                     {"inspector.has_table", "boolean"},
                                                                     {"inspector.has_index", "boolean"}};
  if (const auto found = kResults.find(s.call); found != kResults.end()) return std::string(found->second);
  if (s.call.rfind("op.", 0) == 0 || s.call.rfind("batch.", 0) == 0) return {};
  if (s.call.rfind("inspector.", 0) == 0) return "table";
  if (s.owner == "type") return s.call == ":with_variant" ? "sa.Type" : "";
  if (s.owner == "metadata" || s.call == ":create" || s.call == ":drop") return {};
  if (!s.owner.empty()) return "sa.Expr";
  if (is_type(s.call)) return "sa.Type";
  const char initial = s.call[s.call.rfind('.') + 1];
  return initial >= 'A' && initial <= 'Z' ? "sa.Item" : "sa.Expr";
}

// Where more is written about a call. What Alembic and SQLAlchemy have too is documented there at length.
std::string link_of(const Signature& s) {
  static const std::set<std::string_view> kOurs{
      "add_enum_value",      "alter_sequence",  "create_enum",   "create_extension",
      "create_schema",       "create_sequence", "create_view",   "drop_enum",
      "drop_extension",      "drop_schema",     "drop_sequence", "drop_view",
      "rename_enum_value",   "batch_update",    "batch_delete",  "create_table_if_not_exists",
      "drop_table_if_exists"};
  const std::string name = s.call.substr(s.call.find_last_of(".:") + 1);
  if (s.call.rfind("op.", 0) == 0 || s.call.rfind("batch.", 0) == 0) {
    if (name == "batch_update" || name == "batch_delete") return "docs/data.md";
    if (kOurs.count(name)) return "https://www.postgresql.org/docs/current/sql-commands.html";
    const char* const of = s.call[0] == 'b' ? "BatchOperations." : "Operations.";
    return "https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations." + std::string(of) + name;
  }
  const std::string core = "https://docs.sqlalchemy.org/en/20/core/";
  if (s.call.rfind("inspector.", 0) == 0) return core + "reflection.html#sqlalchemy.engine.reflection.Inspector." + name;
  if (s.owner == "metadata") return core + "metadata.html#sqlalchemy.schema.MetaData";
  if (s.owner == "table") return core + "metadata.html#sqlalchemy.schema.Table";
  if (is_type(s.call) || s.owner == "type") return core + "type_basics.html";
  const std::string result = result_of(s);
  if (result == "sa.Item" || result == "sa.Column") return core + "constraints.html";
  return core +
         (result == "sa.Expr" && s.owner.empty() ? "sqlelement.html#sqlalchemy.sql.expression." + name : "selectable.html");
}

class Stub {
 public:
  void raw(std::string_view text) { out_ += text; }

  // `object` is what the function is written on: "op", "sa.postgresql", "Expr".
  void function(const Signature& s, const std::string& object, bool method) {
    const std::string name = s.call.substr(s.call.find_last_of(".:") + 1);
    const std::string key = std::string(s.owner) + s.call;
    const CallNote* note = call_note(key[0] == 'b' && key.rfind("batch.", 0) == 0 ? "op." + name : key);
    const std::string options = (method              ? "sa." + object + "."
                                 : object == "Batch" ? "op.Batch."
                                                     : s.call.substr(0, s.call.size() - name.size())) +
                                name + ".Options";
    const bool named = !s.options.empty() || !s.dialect_kinds.empty();
    if (named) fields(s, options, note);
    out_ += "--- " + (note ? std::string(note->text) : is_type(s.call) ? "The type " + name + "." : name) + "\n";
    out_ += "--- [documentation](" + link_of(s) + ")\n";
    std::string parameters;
    const auto add = [&](const std::string& one) { parameters += (parameters.empty() ? "" : ", ") + one; };
    for (const Parameter& one : s.positions) {
      out_ += "---@param " + parameter_name(one.name) + (one.required ? " " : "? ") + std::string(annotation(one.takes)) + "\n";
      add(parameter_name(one.name));
    }
    if (!s.variadic.empty()) {
      out_ += "---@param ... " + std::string(annotation(s.item)) + (named ? "|" + options : "") + " " + std::string(s.variadic) +
              "\n";
      add("...");
    } else if (named) {
      out_ += "---@param options? " + options + "\n";
      add("options");
    }
    if (s.call == "op.batch_alter_table") {
      out_ += "---@overload fun(table_name: string, options: " + options + ", block: fun(batch: op.Batch))\n";
    }
    if (const std::string result = result_of(s); !result.empty()) out_ += "---@return " + result + "\n";
    out_ += "function " + object + (method ? ":" : ".") + name + "(" + parameters + ") end\n\n";
  }

  std::string take() { return std::move(out_); }

 private:
  // Names that are no identifiers do not occur.
  void fields(const Signature& s, const std::string& options, const CallNote* note) {
    out_ += "---@class " + options + "\n";
    for (const Parameter& one : s.options) {
      const std::string fallback = default_of(note, one);
      out_ += "---@field " + std::string(one.name) + (one.required ? " " : "? ") + std::string(annotation(one.takes)) +
              (fallback.empty() ? "" : " default " + fallback) + "\n";
    }
    for (const auto kind : s.dialect_kinds) {
      for (const std::string& name : schema::known_options(kind)) out_ += "---@field " + name + "? any\n";
    }
    out_ += "\n";
  }

  std::string out_;
};

constexpr std::string_view kHead =
    "-- Written from the signatures of runner's functions; RUNNER_META_UPDATE=1 test_host writes it anew. For editors (LuaLS) only:\n"
    "-- nothing loads this file.\n";

constexpr std::string_view kConnection = R"(---@class sa.Row: table<string|integer, any>
---@field unpack fun(self: sa.Row): ...
---@field pick fun(self: sa.Row, ...: string): table<string, any>

---@class sa.Result
---@field rowcount integer
---@field keys string[]
---@operator call: sa.Row?
---@field fetchone fun(self: sa.Result): sa.Row?
---@field fetchmany fun(self: sa.Result, count: integer): sa.Row[]
---@field fetchall fun(self: sa.Result): sa.Row[]
---@field first fun(self: sa.Result): sa.Row?
---@field one fun(self: sa.Result): sa.Row
---@field one_or_none fun(self: sa.Result): sa.Row?
---@field scalar fun(self: sa.Result): any
---@field scalar_one fun(self: sa.Result): any
---@field scalars fun(self: sa.Result): any[]
---@field mappings fun(self: sa.Result): table<string, any>[]

---@class sa.Connection
---@field dialect { name: string }
---@field execute fun(self: sa.Connection, statement: string|sa.Expr, params?: table): sa.Result
---@field exec_driver_sql fun(self: sa.Connection, sql: string): sa.Result
---@field begin_nested fun(self: sa.Connection, block: fun(...): any): any

)";

constexpr std::string_view kClasses = R"(---@class sa.Name
---@class sa.Item
---@class sa.Column: sa.Item
---@field name string

---@class sa.Operation
---@field reverse fun(self: sa.Operation): sa.Operation

---@class sa.Type
local Type = {}

---@class sa.Expr
---@field c table<string, sa.Expr>
---@field excluded table<string, sa.Expr>
---@field inserted table<string, sa.Expr>
---@operator add(any): sa.Expr
---@operator sub(any): sa.Expr
---@operator mul(any): sa.Expr
---@operator div(any): sa.Expr
---@operator mod(any): sa.Expr
---@operator concat(any): sa.Expr
---@operator unm: sa.Expr
local Expr = {}

---@class sa.Table
---@field name string
---@field c table<string, sa.Expr>
local Table = {}

---@class sa.MetaData
---@field tables table<string, sa.Table>
---@field sorted_tables sa.Table[]
local MetaData = {}

---@class sa.Inspector
local Inspector = {}

---@class sa
---@field none any Python's None: drops a default, a comment
---@field NULL any SQL's NULL as a value
---@field func table<string, fun(...: any): sa.Expr> functions of the database: sa.func.now()
---@field json { encode: fun(value: any): string, decode: fun(text: string): any }
local sa = { postgresql = {}, sqlite = {}, mysql = {}, schema = {} }

---@return sa.Expr
function sa.true_() end
---@return sa.Expr
function sa.false_() end
---@return sa.Expr
function sa.null() end
--- The value, or sa.NULL for nil.
---@param value any
function sa.or_null(value) end
--- A random identifier.
---@return string
function sa.uuid4() end
--- A list for a JSON column that stays one when it is empty.
---@param list any[]
function sa.json_array(list) end
--- Any type by its text.
---@param text string
---@return sa.Type
function sa.custom(text) end
--- Runs the model files and returns the metadata of their tables.
---@param ... string globs
---@return sa.MetaData|sa.MetaData[]
function sa.discover(...) end

)";

constexpr std::string_view kOp = R"(---@class op.Context
---@field dialect { name: string }
---@field as_sql boolean
---@field config table
---@field opts table
---@field autocommit_block fun(self: op.Context, block: fun())

---@class op
local op = {}

--- Writes a line to the log: op.log("info", "%d rows", count).
---@param level "debug"|"info"|"warn"|"error"
---@param format string
---@param ... any
function op.log(level, format, ...) end

---@class op.Batch
local Batch = {}

)";

bool in_module(const std::string& name, std::string_view module) {
  const bool of_op = name.rfind("op.", 0) == 0 || name.rfind("batch.", 0) == 0;
  return of_op == (module == "op");
}

}  // namespace

std::string editor_stub(std::string_view module) {
  Stub stub;
  stub.raw("---@meta " + std::string(module) + "\n");
  stub.raw(kHead);
  stub.raw("\n");
  if (module == "op") {
    stub.raw(kOp);
  } else {
    stub.raw(kConnection);
    stub.raw(kClasses);
  }
  static const std::map<std::string_view, std::string> kObjects{{"expr", "Expr"},
                                                                {"table", "Table"},
                                                                {"type", "Type"},
                                                                {"metadata", "MetaData"}};
  for (const std::string& name : signature_names()) {
    if (!in_module(name, module) || name == "sa.custom") continue;
    const Signature& s = *signature(name);
    if (!s.owner.empty()) {
      stub.function(s, kObjects.at(s.owner), true);
    } else if (name.rfind("inspector.", 0) == 0) {
      stub.function(s, "Inspector", true);
    } else if (name.rfind("batch.", 0) == 0) {
      stub.function(s, "Batch", false);
    } else {
      stub.function(s, name.substr(0, name.rfind('.')), false);
    }
  }
  stub.raw("return " + std::string(module) + "\n");
  return stub.take();
}

}  // namespace runner::host
