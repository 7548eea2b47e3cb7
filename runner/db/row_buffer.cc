#include "db/row_buffer.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/error.h"

namespace runner::db {
namespace {

// One byte of kind, then the payload; sizes are 64 bit in the machine's own order, for nobody else ever reads them.
enum class Tag : char { kNull, kFalse, kTrue, kInteger, kDouble, kDecimal, kText, kBytes, kList, kObject };

template <class T>
void put(std::string& out, T v) {
  char raw[sizeof v];
  std::memcpy(raw, &v, sizeof v);
  out.append(raw, sizeof v);
}

void put_text(std::string& out, Tag tag, const std::string& text) {
  out.push_back(static_cast<char>(tag));
  put(out, std::uint64_t{text.size()});
  out += text;
}

void encode(std::string& out, const Value& value);

struct Encoder {
  std::string& out;

  void operator()(const Null&) const { out.push_back(static_cast<char>(Tag::kNull)); }
  void operator()(bool v) const { out.push_back(static_cast<char>(v ? Tag::kTrue : Tag::kFalse)); }
  void operator()(std::int64_t v) const {
    out.push_back(static_cast<char>(Tag::kInteger));
    put(out, v);
  }
  void operator()(double v) const {
    out.push_back(static_cast<char>(Tag::kDouble));
    put(out, v);
  }
  void operator()(const Decimal& v) const { put_text(out, Tag::kDecimal, v.digits); }
  void operator()(const std::string& v) const { put_text(out, Tag::kText, v); }
  void operator()(const Bytes& v) const { put_text(out, Tag::kBytes, v.data); }
  void operator()(const std::shared_ptr<const ValueList>& v) const {
    out.push_back(static_cast<char>(Tag::kList));
    put(out, std::uint64_t{v->size()});
    for (const auto& item : *v) encode(out, item);
  }
  void operator()(const std::shared_ptr<const ValueObject>& v) const {
    out.push_back(static_cast<char>(Tag::kObject));
    put(out, std::uint64_t{v->size()});
    for (const auto& [key, item] : *v) {
      put_text(out, Tag::kText, key);
      encode(out, item);
    }
  }
};

void encode(std::string& out, const Value& value) {
  std::visit(Encoder{out}, value.data);
}

class Decoder {
 public:
  explicit Decoder(const std::string& data) : data_(data) {}

  Value value() {
    switch (static_cast<Tag>(data_[at_++])) {
      case Tag::kNull:
        return Null{};
      case Tag::kFalse:
        return false;
      case Tag::kTrue:
        return true;
      case Tag::kInteger:
        return get<std::int64_t>();
      case Tag::kDouble:
        return get<double>();
      case Tag::kDecimal:
        return Decimal{text()};
      case Tag::kText:
        return text();
      case Tag::kBytes:
        return Bytes{text()};
      case Tag::kList:
        return list();
      case Tag::kObject:
        return object();
    }
    throw Error(ErrorCode::kInternal, "row buffer: unknown tag");
  }

 private:
  template <class T>
  T get() {
    T v;
    std::memcpy(&v, data_.data() + at_, sizeof v);
    at_ += sizeof v;
    return v;
  }
  std::string text() {
    auto size = static_cast<std::size_t>(get<std::uint64_t>());
    at_ += size;
    return data_.substr(at_ - size, size);
  }
  ValueList list() {
    ValueList items(static_cast<std::size_t>(get<std::uint64_t>()));
    for (auto& item : items) item = value();
    return items;
  }
  ValueObject object() {
    ValueObject items(static_cast<std::size_t>(get<std::uint64_t>()));
    for (auto& [key, item] : items) {
      ++at_;
      key = text();
      item = value();
    }
    return items;
  }

  const std::string& data_;
  std::size_t at_ = 0;
};

[[noreturn]] void fail(const char* what) {
  throw Error(ErrorCode::kIo, std::string("cannot ") + what + " the temporary file for a query's rows: " + std::strerror(errno))
      .with_hint("free some space, or set TMPDIR to a directory that has it");
}

int open_unlinked() {
  const char* directory = std::getenv("TMPDIR");
  std::string name = std::string(directory && *directory ? directory : "/tmp") + "/runner-rows.XXXXXX";
  int file = mkostemp(name.data(), O_CLOEXEC);
  if (file < 0) fail("create");
  unlink(name.c_str());
  return file;
}

class BufferCursor final : public Cursor {
 public:
  BufferCursor(std::vector<std::string> columns, std::unique_ptr<RowBuffer> rows, std::int64_t rowcount)
      : columns_(std::move(columns)), rows_(std::move(rows)), rowcount_(rowcount) {}

  const std::vector<std::string>& columns() const override { return columns_; }
  bool next(std::vector<Value>& row) override {
    if (rows_ && rows_->next(row)) return true;
    rows_.reset();
    return false;
  }
  std::int64_t rowcount() const override { return rowcount_; }
  bool close() override {
    const bool had_rows = rows_ && rows_->rows_left() > 0;
    rows_.reset();
    return had_rows;
  }

 private:
  std::vector<std::string> columns_;
  std::unique_ptr<RowBuffer> rows_;
  std::int64_t rowcount_;
};

}  // namespace

RowBuffer::~RowBuffer() {
  if (file_ >= 0) ::close(file_);
}

void RowBuffer::append(const std::vector<Value>& row) {
  const auto start = memory_.size();
  put(memory_, std::uint64_t{0});
  put(memory_, std::uint64_t{row.size()});
  for (const auto& cell : row) encode(memory_, cell);
  const std::uint64_t size = memory_.size() - start - sizeof size;
  std::memcpy(memory_.data() + start, &size, sizeof size);
  ++rows_;
  if (memory_.size() > limit_) spill();
}

void RowBuffer::spill() {
  if (file_ < 0) file_ = open_unlinked();
  for (std::size_t done = 0; done < memory_.size();) {
    ssize_t n = ::write(file_, memory_.data() + done, memory_.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail("write");
    done += static_cast<std::size_t>(n);
  }
  on_disk_ += static_cast<std::int64_t>(memory_.size());
  memory_.clear();
}

// Makes `need` bytes readable at at_. The order is: the file, then what was still in memory when reading began.
void RowBuffer::fetch(std::size_t need) {
  if (!reading_) {
    reading_ = true;
    if (file_ >= 0) tail_.swap(memory_);
  }
  if (memory_.size() - at_ >= need) return;
  memory_.erase(0, at_);
  at_ = 0;
  while (memory_.size() < need && disk_read_ < on_disk_) {
    const auto block = static_cast<std::size_t>(std::min<std::int64_t>(on_disk_ - disk_read_, std::int64_t{256} << 10));
    const auto old = memory_.size();
    memory_.resize(old + block);
    ssize_t n = ::pread(file_, memory_.data() + old, block, disk_read_);
    if (n < 0 && errno == EINTR) n = 0;
    if (n < 0) fail("read");
    memory_.resize(old + static_cast<std::size_t>(n));
    disk_read_ += n;
  }
  if (memory_.size() < need) memory_ += std::exchange(tail_, {});
}

std::string RowBuffer::take(std::size_t size) {
  fetch(size);
  at_ += size;
  return memory_.substr(at_ - size, size);
}

bool RowBuffer::next(std::vector<Value>& row) {
  if (read_ == rows_) return false;
  std::uint64_t size = 0;
  std::memcpy(&size, take(sizeof size).data(), sizeof size);
  const std::string bytes = take(static_cast<std::size_t>(size));
  std::uint64_t cells = 0;
  std::memcpy(&cells, bytes.data(), sizeof cells);
  const std::string payload = bytes.substr(sizeof cells);
  Decoder decoder(payload);
  row.resize(static_cast<std::size_t>(cells));
  for (auto& cell : row) cell = decoder.value();
  ++read_;
  return true;
}

std::unique_ptr<Cursor> make_cursor(std::vector<std::string> columns, std::unique_ptr<RowBuffer> rows, std::int64_t rowcount) {
  return std::make_unique<BufferCursor>(std::move(columns), std::move(rows), rowcount);
}

}  // namespace runner::db
