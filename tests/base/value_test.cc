#include "base/value.h"

#include <catch2/catch.hpp>
#include <limits>

#include "support/error_of.h"

using namespace runner;
using test::error_of;

TEST_CASE("values compare by what they hold, not by where", "[base]") {
  const Value a = ValueList{Value(1), ValueObject{{"k", Value("v")}}};
  const Value b = ValueList{Value(1), ValueObject{{"k", Value("v")}}};
  CHECK(a == b);
  CHECK_FALSE(a == Value(ValueList{Value(1), ValueObject{{"k", Value("w")}}}));
  CHECK_FALSE(Value(1) == Value(1.0));
  CHECK_FALSE(Value("1") == Value(Bytes{"1"}));
  CHECK(Value() == Value(Null{}));
}

TEST_CASE("values become JSON text as Python's json writes it", "[base]") {
  const Value value = ValueObject{{"a", ValueList{Value(1), Value(true), Value()}}, {"b", Value("x")}};
  CHECK(to_json(value) == R"({"a": [1, true, null], "b": "x"})");
  CHECK(to_json(ValueList{}) == "[]");
  CHECK(to_json(ValueObject{}) == "{}");
  CHECK(to_json(Value(0.1)) == "0.1");
  CHECK(to_json(Value(5.0)) == "5.0");
  CHECK(to_json(Decimal{"12345678901234567890.123"}) == "12345678901234567890.123");
  CHECK(to_json(Decimal{"NaN"}) == "\"NaN\"");
  CHECK(to_json(Decimal{"007"}) == "\"007\"");
}

TEST_CASE("strings are escaped in JSON", "[base]") {
  CHECK(to_json(Value("a\"b\\c\n\t\x01")) == R"("a\"b\\c\n\t\u0001")");
  CHECK(to_json(Value("na\xC3\xAFve")) == "\"na\xC3\xAFve\"");
  CHECK(to_json(Bytes{"text"}) == "\"text\"");
  CHECK(to_json(Bytes{std::string("\xff\x00", 2)}) == R"("\\xff00")");
}

TEST_CASE("what JSON cannot hold is an error", "[base]") {
  CHECK(error_of([] { to_json(Value("\xff")); }).code == ErrorCode::kScript);
  CHECK(error_of([] { to_json(Value(std::numeric_limits<double>::quiet_NaN())); }).code == ErrorCode::kScript);
  CHECK(error_of([] { to_json(Value(std::numeric_limits<double>::infinity())); }).code == ErrorCode::kScript);
}

TEST_CASE("no digit of a JSON number is lost", "[base]") {
  CHECK(parse_json("9223372036854775807") == Value(std::numeric_limits<std::int64_t>::max()));
  CHECK(parse_json("-9223372036854775808") == Value(std::numeric_limits<std::int64_t>::min()));
  CHECK(parse_json("9223372036854775808") == Value(Decimal{"9223372036854775808"}));
  CHECK(parse_json("123456789012345678901234567890") == Value(Decimal{"123456789012345678901234567890"}));
  CHECK(parse_json("0.10") == Value(Decimal{"0.10"}));
  CHECK(parse_json("1e400") == Value(Decimal{"1e400"}));
  CHECK(parse_json("1" + std::string(400, '0')) == Value(Decimal{"1" + std::string(400, '0')}));
  CHECK(error_of([] { parse_json("1e9999"); }).code == ErrorCode::kSql);
}

TEST_CASE("JSON objects come with sorted keys, the last of repeated ones", "[base]") {
  const Value value = parse_json(R"({"b": 1, "a": [{"x": null}], "b": 2})");
  CHECK(to_json(value) == R"({"a": [{"x": null}], "b": 2})");
}

TEST_CASE("JSON that is written reads back equal", "[base]") {
  const std::string text = R"({"list": [1, "two", 3.50, false, null, {}], "text": "\u00e9\ud83d\ude00"})";
  const Value value = parse_json(text);
  CHECK(parse_json(to_json(value)) == value);
}

TEST_CASE("malformed JSON is one clear error", "[base]") {
  for (const char* text : {"", "{", "[1,]", "{\"a\" 1}", "nul", "1 2", "\"\xff\"", "[1e]", "{\"a\":}"}) {
    INFO(text);
    const Error error = error_of([&] { parse_json(text); });
    CHECK(error.code == ErrorCode::kSql);
    CHECK(std::string(error.what()).find("Malformed JSON") != std::string::npos);
  }
}

TEST_CASE("JSON nested without end is refused, deep nesting is not", "[base]") {
  CHECK(error_of([] { parse_json(std::string(1000000, '[')); }).code == ErrorCode::kSql);
  const std::string deep = std::string(900, '[') + std::string(900, ']');
  CHECK(to_json(parse_json(deep)) == deep);
}
