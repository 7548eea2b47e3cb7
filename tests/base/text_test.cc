#include "base/text.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/path.h"
#include "support/environment.h"
#include "support/error_of.h"
#include "support/temporary_directory.h"

using namespace runner;
using test::error_of;

TEST_CASE("text is split and joined", "[base]") {
  CHECK(text::split("a, b", ", ") == std::vector<std::string>{"a", "b"});
  CHECK(text::split("a,,b", ",", true) == std::vector<std::string>{"a", "", "b"});
  CHECK(text::split("", ",").empty());
  CHECK(text::split("", ",", true) == std::vector<std::string>{""});
  CHECK(text::join({"a", "b"}, ", ") == "a, b");
  CHECK(text::quoted_list({"a", "b"}) == "'a', 'b'");
}

TEST_CASE("small text tools", "[base]") {
  CHECK(text::trim(" \t a b\r\n") == "a b");
  CHECK(text::trim(" \n ").empty());
  CHECK(text::lower("ABC\xC3\x84") == "abc\xC3\x84");
  CHECK(text::upper("abc") == "ABC");
  CHECK(text::starts_with_nocase("SELECT 1", "select"));
  CHECK_FALSE(text::starts_with_nocase("sel", "select"));
  CHECK(text::replace_all("aXbXc", "X", "XX") == "aXXbXXc");
  CHECK(text::replace_all("abc", "", "x") == "abc");
}

TEST_CASE("MD5 gives the digests of RFC 1321", "[base]") {
  CHECK(text::md5_hex("") == "d41d8cd98f00b204e9800998ecf8427e");
  CHECK(text::md5_hex("abc") == "900150983cd24fb0d6963f7d28e17f72");
  CHECK(text::md5_hex("12345678901234567890123456789012345678901234567890123456789012345678901234567890") ==
        "57edf4a22be3c955ac49da2e2107b67a");
  CHECK(text::md5_hex(std::string(56, 'a')) == "3b0c8ac703f828b04c6c197006d17218");
}

TEST_CASE("UTF-8 is told from other bytes", "[base]") {
  CHECK(text::invalid_utf8("plain \xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80") == std::string::npos);
  CHECK(text::invalid_utf8("ab\xC3") == 2);
  CHECK(text::invalid_utf8("\xC0\xAF") == 0);          // overlong
  CHECK(text::invalid_utf8("\xED\xA0\x80") == 0);      // a surrogate
  CHECK(text::invalid_utf8("\xF4\x90\x80\x80") == 0);  // beyond U+10FFFF
  CHECK(text::to_utf8("a\xFF"
                      "b") ==
        "a\xEF\xBF\xBD"
        "b");
}

TEST_CASE("control characters are spelled out, other text stays", "[base]") {
  CHECK(text::visible("a\tb\nc \xC3\xA9 \xC2\xA0 \xE2\x82\xAC \xFF") == "a\tb\nc \xC3\xA9 \xC2\xA0 \xE2\x82\xAC \xFF");
  CHECK(text::visible("\x1B[2J\r\x07\x7F") == "\\x1b[2J\\x0d\\x07\\x7f");
  CHECK(text::visible("\xC2\x9B"
                      "1m\xC2\x80\xC2\x9F\xC2") == "\\x9b1m\\x80\\x9f\xC2");
  CHECK(text::visible(std::string("a\0b", 3)) == "a\\x00b");
}

TEST_CASE("a file is read whole", "[base]") {
  test::TemporaryDirectory folder;
  const std::string file = folder.path() / "f";
  const std::string content = std::string(200000, 'x') + '\0' + "end";
  text::write_file(file, content);
  CHECK(text::read_file(file) == content);
  CHECK(text::read_file(file, content.size()) == content);
  CHECK(std::string(error_of([&] { text::read_file(file, 1000); }).what()).find("too large") != std::string::npos);
}

TEST_CASE("a file that cannot be read is an error with its name", "[base]") {
  test::TemporaryDirectory folder;
  const Error missing = error_of([&] { text::read_file(folder.path() / "nosuch"); });
  CHECK(missing.code == ErrorCode::kIo);
  CHECK(std::string(missing.what()).find("nosuch': No such file") != std::string::npos);
  CHECK(std::string(error_of([&] { text::read_file(folder.path()); }).what()).find("Is a directory") != std::string::npos);
  CHECK(std::string(error_of([&] { text::read_file("/dev/zero", 100000); }).what()).find("is a device") != std::string::npos);
  CHECK(text::read_file("/dev/null").empty());
}

TEST_CASE("a pipe is read when somebody writes to it, and never waited for", "[base]") {
  test::TemporaryDirectory folder;
  const std::string pipe = folder.path() / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(std::string(error_of([&] { text::read_file(pipe); }).what()).find("a pipe that nobody writes to") != std::string::npos);
  const std::string content(200000, 'x');  // more than the pipe holds: the writer is still there when the reader comes
  const int end = ::open(pipe.c_str(), O_RDWR);
  std::thread writer([&] {
    for (std::size_t done = 0; done < content.size();)
      done += static_cast<std::size_t>(::write(end, content.data() + done, content.size() - done));
    ::close(end);
  });
  const std::string read = text::read_file(pipe);
  writer.join();
  CHECK(read == content);
}

TEST_CASE("what is no regular file is written to, not replaced", "[base]") {
  test::TemporaryDirectory folder;
  const std::string pipe = folder.path() / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(error_of([&] { text::write_file(pipe, "x"); }).code == ErrorCode::kIo);  // nobody reads
  const int end = ::open(pipe.c_str(), O_RDWR | O_NONBLOCK);
  text::write_file(pipe, "new");
  char buffer[8] = {};
  CHECK(::read(end, buffer, sizeof buffer) == 3);
  CHECK(std::string(buffer) == "new");
  ::close(end);
  CHECK(std::filesystem::is_fifo(pipe));
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("writing replaces the content, keeps the permissions, follows links, leaves nothing behind", "[base]") {
  test::TemporaryDirectory folder;
  const std::string file = folder.path() / "f", link = folder.path() / "link";
  text::write_file(file, "old");
  ::chmod(file.c_str(), 0640);
  std::filesystem::create_symlink("f", link);
  text::write_file(link, "new");
  CHECK(text::read_file(file) == "new");
  CHECK(std::filesystem::is_symlink(link));
  struct stat info = {};
  ::stat(file.c_str(), &info);
  CHECK((info.st_mode & 0777) == 0640);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 2);
}

TEST_CASE("writing where that is impossible is an error and leaves nothing behind", "[base]") {
  test::TemporaryDirectory folder;
  CHECK(error_of([&] { text::write_file(folder.path() / "no" / "such", "x"); }).code == ErrorCode::kIo);
  CHECK(error_of([&] { text::write_file(folder.path(), "x"); }).code == ErrorCode::kIo);
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("paths are made absolute without following links, and shortened for messages", "[base]") {
  test::TemporaryDirectory folder;
  test::WorkingDirectory here(folder.path());
  const std::string current = path::current();
  CHECK(path::absolute("a/./b/../c") == current + "/a/c");
  CHECK(path::absolute("/../x//y/") == "/x/y");
  CHECK(path::shown(current + "/a/c") == "a/c");
  CHECK(path::shown(current + "x/a") == current + "x/a");
  CHECK(path::shown("/elsewhere/a") == "/elsewhere/a");
  CHECK(path::join("a", "b") == "a/b");
  CHECK(path::join("a/", "b") == "a/b");
  CHECK(path::join("a", "/b") == "/b");
  CHECK(path::parent("/a") == "/");
  CHECK(path::parent("a").empty());
  CHECK(path::name("/a/b") == "b");
}
