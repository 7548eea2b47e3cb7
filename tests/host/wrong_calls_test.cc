// Every function that scripts can call, given every argument every wrong way: walked from the signatures, so that a new op,
// item, type or option is tested without being named here. What a wrong call must say is API 1: the call, the argument, what
// was expected, what came, the nearest spelling, and the user's line.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "host/signature.h"
#include "module_support.h"
#include "schema/option_shape.h"

using namespace runner;
using namespace runner::host;
using namespace runner::host::test;
using Catch::Contains;

namespace {

// A value as Lua text, and which arguments may be that.
struct Sample {
  const char* text;
  std::set<Takes> fits;
};

const std::vector<Sample>& samples() {
  using enum Takes;
  static const std::vector<Sample> all = {
      {"'x.y'",
       {kString, kFrom, kName, kTableReference, kNameOrNames, kSql, kColumnLike, kExpression, kSelected, kTarget, kDefault,
        kValue}},
      {"5", {kInteger, kNumber, kExpression, kSelected, kDefault, kValue}},
      {"1.5", {kNumber, kExpression, kSelected, kDefault, kValue}},
      {"true", {kBoolean, kExpression, kSelected, kDefault, kAutoincrement, kValue}},
      {"print", {kFunction}},
      {"{ 'a', 'b' }", {kStrings, kNameOrNames, kColumns, kElement, kValue, kExpression, kSelected}},
      {"{ 'a', nil, 'b' }", {}},
      {"{ 'a', print }", {}},
      {"{ 'a.x', 'a.y' }", {kStrings, kNameOrNames, kColumns, kElement, kTargets, kValue, kExpression, kSelected}},
      {"{ k = 'v' }", {kTexts, kValues, kValue, kOptions, kAssignments, kExpression, kSelected}},
      {"{ k = print }", {}},
      {"sa.Integer()", {kType, kColumnItem}},
      {"sa.Column('c', sa.Integer())", {kColumn, kLightColumn, kNameOrNames, kItem, kColumnLike, kExpression, kSelected}},
      {"sa.UniqueConstraint('c')", {kItem}},
      {"sa.column('c')",
       {kLightColumn, kNameOrNames, kItem, kSql, kColumnLike, kExpression, kSelected, kCondition, kDefault, kValue}},
      {"sa.func.now()", {kSql, kFrom, kColumnLike, kExpression, kSelected, kCondition, kDefault, kValue}},
      {"sa.text('x')", {kSql, kFrom, kColumnLike, kExpression, kSelected, kCondition, kDefault, kValue}},
      {"sa.table('t', sa.column('c'))", {kTable, kTableReference, kSelected, kFrom}},
      {"sa.MetaData()", {kMetaData}},
      {"op.f('x')", {kString, kName, kTableReference, kColumnLike, kExpression, kSelected, kValue}},
      {"sa.Identity()", {kDefault, kColumnItem}},
  };
  return all;
}

// What fits everywhere where `takes` is asked for.
std::string good(Takes takes) {
  using enum Takes;
  switch (takes) {
    case kTarget:
      return "'t.c'";
    case kElement:
      return "{ 'a', '=' }";
    case kTargets:
      return "{ 'a.x', 'a.y' }";
    case kWhen:
      return "{ sa.column('c'):eq(1), 2 }";
    case kSelect:
      return "sa.select(sa.column('c'))";
    case kRows:
      return "{ { c = 1 } }";
    case kFunction:
      return "function() end";
    case kAssignments:
      return "{ k = 'v' }";
    case kConnection:
      return "op.get_bind()";
    case kOperation:
      return "{}";
    case kColumnLike:
      return "'c'";
    case kColumnItem:
      return "sa.ForeignKey('t.c')";  // goes with every option
    case kExpression:
    case kSelected:
      return "5";
    case kCondition:
      return "sa.column('c'):eq(1)";
    default:
      break;
  }
  for (const Sample& sample : samples()) {
    if (sample.fits.count(takes)) return sample.text;
  }
  return "nil";
}

// The same for what has to be given, whatever it is.
std::string needed(Takes takes) {
  return takes == Takes::kAnything ? "{ 'a' }" : good(takes);
}

std::string list_of(const std::string& item) {
  return "{ " + item + " }";
}

// Calls that are reached in another way than by their name, or whose arguments need each other.
bool skipped(const std::string& call) {
  return call.rfind("inspector.", 0) == 0 || call.find(':') != std::string::npos || call == "batch.execute" ||
         call == "op.invoke" || call == "sa.inspect" || call.rfind("sa.schema.", 0) == 0;
}

struct Caller {
  explicit Caller(const Signature& s) : signature(s), batch(s.call.rfind("batch.", 0) == 0) {}

  std::string around(const std::string& call) const {
    return batch ? "op.batch_alter_table('t', function(batch) " + call + " end)" : "local made = " + call;
  }
  // The call with its required arguments by name, `name` being `value`.
  std::string with(std::string_view name, const std::string& value) const {
    std::string arguments;
    const auto add = [&](std::string_view key, const std::string& text) {
      arguments += (arguments.empty() ? "" : ", ") + std::string(key) + " = " + text;
    };
    for (const auto* list : {&signature.positions, &signature.options}) {
      for (const Parameter& one : *list) {
        if (one.required && one.name != name) add(one.name, needed(one.takes));
      }
    }
    if (!signature.variadic.empty() && signature.variadic != name) add(signature.variadic, list_of(good(signature.item)));
    add(name, value);
    return around(signature.call + "{ " + arguments + " }");
  }
  // The same by position, the one at `place` being `value`.
  std::string at(std::size_t place, const std::string& value) const {
    std::string arguments;
    for (std::size_t i = 0; i < signature.positions.size(); ++i) {
      const Parameter& one = signature.positions[i];
      if (i > place && !one.required) break;
      arguments += (i ? ", " : "") + (i == place ? value : one.required ? needed(one.takes) : "nil");
    }
    for (const Parameter& one : signature.options) {
      if (one.required) arguments += ", { " + std::string(one.name) + " = " + good(one.takes) + " }";
    }
    return around(signature.call + "(" + arguments + ")");
  }

  const Signature& signature;
  bool batch;
};

// Methods: of an object that has them; what they are asked of comes after what they are asked for.
class Methods {
 public:
  Methods(const Signature& s, const std::string& name) : signature_(s) {
    const std::pair<std::string_view, const char*> kObjects[] = {{"expr", "sa.column('o')"},
                                                                 {"table", "sa.table('o', sa.column('c'))"},
                                                                 {"type", "sa.Enum('a', { name = 'e' })"},
                                                                 {"metadata", "sa.MetaData()"}};
    for (const auto& [owner, object] : kObjects) {
      if (s.owner == owner) object_ = object + s.call;
    }
    if (name.rfind("inspector.", 0) == 0) object_ = "sa.inspect(op.get_bind()):" + name.substr(10);
  }

  const std::string& object() const { return object_; }
  std::string at(std::size_t place, const std::string& value) const {
    std::string arguments;
    for (std::size_t i = 0; i < signature_.positions.size(); ++i) {
      const Parameter& one = signature_.positions[i];
      if (i > place && !one.required) break;
      arguments += (i ? ", " : "") + (i == place ? value : needed(one.takes));
    }
    return call(arguments);
  }
  std::string with(std::string_view option, const std::string& value) const {
    return call(required() + "{ " + std::string(option) + " = " + value + " }");
  }
  std::string item(const std::string& value) const { return call(required() + good(signature_.item) + ", " + value); }

 private:
  std::string call(const std::string& arguments) const { return "local made = " + object_ + "(" + arguments + ")"; }
  std::string required() const {
    std::string arguments;
    for (const Parameter& one : signature_.positions) {
      if (one.required) arguments += needed(one.takes) + ", ";
    }
    return arguments;
  }

  const Signature& signature_;
  std::string object_;
};

// Runs what must be refused, one state for all: what went wrong instead, a line each.
class Refusals {
 public:
  void expect(const std::string& text, const std::string& call, std::string_view argument) {
    ++count_;
    fixture_.sink.accepted.clear();
    try {
      fixture_.run(text);
      problems_ += "accepted: " + text + "\n";
    } catch (const Error& error) {
      const std::string what = error.what();
      const bool named = what.find(call) != std::string::npos && what.find(argument) != std::string::npos;
      const bool right =
          named && error.where == "versions/x.lua:2" && error.code == ErrorCode::kScript && fixture_.sink.accepted.empty();
      if (!right) problems_ += text + "\n    -> " + error.where + ": " + what + "\n";
    }
  }
  std::size_t count() const { return count_; }
  const std::string& problems() const { return problems_; }

 private:
  Fixture fixture_;
  std::size_t count_ = 0;
  std::string problems_;
};

// Options whose words are checked further: a string is not yet right.
bool choosy(const Parameter& one) {
  return one.name == "type_" && one.takes == Takes::kString;
}

bool takes_any(Takes takes) {
  return takes == Takes::kAnything || takes == Takes::kValue;
}

const char* samples_for(schema::OptionShape shape) {
  switch (shape) {
    case schema::OptionShape::kFlag:
      return "true";
    case schema::OptionShape::kText:
      return "'x'";
    case schema::OptionShape::kNames:
      return "{ 'x' }";
    case schema::OptionShape::kSettings:
      return "{ x = 'y' }";
    case schema::OptionShape::kCondition:
      return "'x > 1'";
    case schema::OptionShape::kLengths:
    case schema::OptionShape::kAny:
      return "5";
  }
  return "";
}

}  // namespace

TEST_CASE("every argument of every call refuses what it does not take, by name and by position", "[host]") {
  Refusals refusals;
  for (const std::string& name : signature_names()) {
    const Signature& s = *signature(name);
    if (skipped(name)) continue;
    const Caller caller(s);
    for (const auto* list : {&s.positions, &s.options}) {
      for (std::size_t i = 0; i < list->size(); ++i) {
        const Parameter& one = (*list)[i];
        if (takes_any(one.takes)) continue;
        // Rows are named by their number.
        const std::string argument = one.takes == Takes::kRows ? "row" : "\"" + std::string(one.name) + "\"";
        for (const Sample& sample : samples()) {
          if (sample.fits.count(one.takes)) continue;
          if (!s.is_data(0)) refusals.expect(caller.with(one.name, sample.text), s.call, argument);
          const bool table_in_front = i == 0 && *sample.text == '{';  // the table-call form
          const bool options = std::string_view(sample.text).find('=') != std::string_view::npos;
          if (list == &s.positions && !table_in_front && !options && !s.is_data(i)) {
            refusals.expect(caller.at(i, sample.text), s.call, argument);
          }
        }
      }
    }
  }
  CHECK(refusals.count() > 5000);
  CHECK(refusals.problems() == "");
}

TEST_CASE("every item of every list of arguments is checked", "[host]") {
  Refusals refusals;
  for (const std::string& name : signature_names()) {
    const Signature& s = *signature(name);
    if (skipped(name) || s.variadic.empty()) continue;
    const Caller caller(s);
    for (const Sample& sample : samples()) {
      if (sample.fits.count(s.item)) continue;
      refusals.expect(caller.with(s.variadic, list_of(good(s.item) + ", " + sample.text)), s.call, "");
    }
    refusals.expect(caller.with(s.variadic, "'x'"), s.call, s.variadic);
    refusals.expect(caller.with(s.variadic, list_of(good(s.item) + ", nil, " + good(s.item))), s.call, s.variadic);
  }
  CHECK(refusals.problems() == "");
}

TEST_CASE("every call accepts what it takes", "[host]") {
  Fixture f;
  std::string problems;
  const auto run = [&](const std::string& text) {
    try {
      f.run(text);
    } catch (const Error& error) {
      problems += text + "\n    -> " + error.what() + "\n";
    }
  };
  for (const std::string& name : signature_names()) {
    const Signature& s = *signature(name);
    if (skipped(name) || name == "op.register_operation") continue;  // its name is chosen with care: tests/cli/operations_test.py
    const Caller caller(s);
    for (const auto* list : {&s.positions, &s.options}) {
      for (const Parameter& one : *list) {
        // What one option means may depend on others: that is not what is asked here.
        const bool other =
            choosy(one) || one.takes == Takes::kOptions || one.takes == Takes::kTexts || one.takes == Takes::kRecreate;
        if (!other && !s.is_data(0)) run(caller.with(one.name, good(one.takes)));
      }
    }
    for (const auto kind : s.dialect_kinds) {
      for (const std::string& option : schema::known_options(kind)) {
        run(caller.with(option, samples_for(schema::option_shape(kind, option))));
      }
    }
  }
  CHECK(problems == "");
}

TEST_CASE("every option of a dialect refuses what it does not take", "[host]") {
  Refusals refusals;
  for (const std::string& name : signature_names()) {
    const Signature& s = *signature(name);
    if (skipped(name)) continue;
    for (const auto kind : s.dialect_kinds) {
      for (const std::string& option : schema::known_options(kind)) {
        const auto shape = schema::option_shape(kind, option);
        for (const char* wrong : {"5", "'x'", "true", "print", "{ 'a', 5 }", "{ k = print }", "sa.Integer()"}) {
          const std::string_view text = wrong;
          const bool fits = (shape == schema::OptionShape::kFlag && text == "true") ||
                            (shape == schema::OptionShape::kLengths && text == "5") ||
                            (text == "'x'" && shape != schema::OptionShape::kFlag && shape != schema::OptionShape::kSettings &&
                             shape != schema::OptionShape::kLengths);
          if (!fits) refusals.expect(Caller(s).with(option, wrong), s.call, "\"" + option + "\"");
        }
      }
    }
  }
  CHECK(refusals.problems() == "");
}

TEST_CASE("a misspelt name of any argument is told with the nearest one", "[host]") {
  for (const std::string& name : signature_names()) {
    const Signature& s = *signature(name);
    if (skipped(name) || s.is_data(0)) continue;
    for (const std::string& known : s.names()) {
      if (known.size() < 5) continue;
      const std::string wrong = known.substr(0, 3) + "q" + known.substr(3);
      if (s.knows(wrong)) continue;
      Fixture f;
      const std::string text = Caller(s).around(s.call + "{ " + wrong + " = 1 }");
      INFO(text);
      const Error error = f.fail(text);
      CHECK(message(error) == s.call + ": unknown option \"" + wrong + "\"");
      CHECK(error.hint == "did you mean \"" + known + "\"?");
      CHECK(error.where == "versions/x.lua:2");
    }
  }
}

TEST_CASE("every argument of every method refuses what it does not take, by position and by name", "[host]") {
  Refusals refusals;
  std::size_t methods = 0;
  for (const std::string& name : signature_names()) {
    const Signature& s = *signature(name);
    const Methods of(s, name);
    if (of.object().empty()) continue;
    ++methods;
    for (std::size_t i = 0; i < s.positions.size(); ++i) {
      const Parameter& one = s.positions[i];
      if (takes_any(one.takes) || one.takes == Takes::kAssignments) continue;
      for (const Sample& sample : samples()) {
        // A table may be the options, or the table-call form.
        const bool binds_tables = !s.options.empty() || name.rfind("inspector.", 0) == 0;
        const bool table = *sample.text == '{' && binds_tables && !s.is_data(i);
        if (!table && !sample.fits.count(one.takes)) refusals.expect(of.at(i, sample.text), s.call, one.name);
      }
    }
    for (const Parameter& one : s.options) {
      if (takes_any(one.takes)) continue;
      for (const Sample& sample : samples()) {
        const bool inside = one.takes == Takes::kNameOrNames || one.takes == Takes::kAssignments;
        if (inside && *sample.text == '{') continue;  // looked into by the methods themselves
        if (!sample.fits.count(one.takes)) refusals.expect(of.with(one.name, sample.text), s.call, one.name);
      }
    }
    if (!s.options.empty()) refusals.expect(of.with("nonsense", "1"), s.call, "nonsense");
    if (s.variadic.empty() || takes_any(s.item)) continue;
    for (const Sample& sample : samples()) {
      const bool table = *sample.text == '{';
      if (!table && !sample.fits.count(s.item)) refusals.expect(of.item(sample.text), s.call, "");
    }
  }
  CHECK(methods > 100);
  CHECK(refusals.count() > 1000);
  CHECK(refusals.problems() == "");
}
