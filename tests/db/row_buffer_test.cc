#include "db/row_buffer.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "support/rows.h"

using namespace runner;
using db::RowBuffer;

TEST_CASE("a row buffer gives back what it was given, in memory or on disk", "[db]") {
  const std::vector<Value> row{Null{},
                               true,
                               false,
                               std::int64_t{-5},
                               0.25,
                               Decimal{"1.50"},
                               "text",
                               Bytes{std::string("\0\xFF", 2)},
                               ValueList{1, ValueList{}, Null{}},
                               ValueObject{{"a", ValueObject{}}, {"b", ValueList{"x"}}}};
  for (std::size_t limit : {std::size_t{1} << 20, std::size_t{0}, std::size_t{300}}) {
    INFO(limit);
    RowBuffer buffer(limit);
    for (int i = 0; i < 100; ++i) buffer.append(i % 2 ? row : std::vector<Value>{});
    CHECK(buffer.spilled() == (limit < 10000));
    std::vector<Value> back;
    for (int i = 0; i < 100; ++i) {
      REQUIRE(buffer.next(back));
      CHECK(back == (i % 2 ? row : std::vector<Value>{}));
    }
    CHECK_FALSE(buffer.next(back));
    CHECK(buffer.rows_left() == 0);
  }
}

TEST_CASE("rows larger than every block survive a row buffer", "[db]") {
  const bool holds = rc::check("sizes", [](std::vector<std::uint32_t> sizes) {
    RowBuffer buffer(100000);
    for (auto size : sizes) buffer.append({std::string(size % 700000, 'x'), static_cast<std::int64_t>(size)});
    std::vector<Value> row;
    for (auto size : sizes) {
      RC_ASSERT(buffer.next(row));
      RC_ASSERT(row[0].get_if<std::string>()->size() == size % 700000);
      RC_ASSERT(row[1] == Value(static_cast<std::int64_t>(size)));
    }
    RC_ASSERT(!buffer.next(row));
  });
  CHECK(holds);
}

TEST_CASE("a temporary directory that does not exist is an error with a way out", "[db]") {
  const char* before = getenv("TMPDIR");
  const std::string kept = before ? before : "";
  setenv("TMPDIR", "/nonexistent/folder", 1);
  RowBuffer buffer(0);
  auto error = test::error_of([&] { buffer.append({1}); });
  before ? setenv("TMPDIR", kept.c_str(), 1) : unsetenv("TMPDIR");
  CHECK(error.code == ErrorCode::kIo);
  CHECK_THAT(error.hint, Catch::Contains("TMPDIR"));
}
