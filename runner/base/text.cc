#include "base/text.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "base/error.h"
#include "base/interrupt.h"

namespace runner::text {

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) result += separator;
    result += parts[i];
  }
  return result;
}

std::vector<std::string> split(std::string_view text, std::string_view separators, bool keep_empty) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (;;) {
    const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
    if (keep_empty || end > begin) parts.emplace_back(text.substr(begin, end - begin));
    if (end == text.size()) return parts;
    begin = end + 1;
  }
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\f\v";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

namespace {

char lower_letter(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
char upper_letter(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

}  // namespace

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower_letter);
  return result;
}

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), upper_letter);
  return result;
}

bool starts_with_nocase(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), text.begin(),
                                                    [](char a, char b) { return lower_letter(a) == lower_letter(b); });
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  if (from.empty()) return text;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string quoted_list(const std::vector<std::string>& parts) {
  std::string result;
  for (const std::string& part : parts) {
    if (!result.empty()) result += ", ";
    result += "'" + part + "'";
  }
  return result;
}

// ---- UTF-8 ----

std::size_t utf8_length(std::string_view text) {
  if (text.empty()) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xC2 && lead <= 0xDF ? 2 : (lead & 0xF0) == 0xE0 ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  // Overlong forms, surrogates, and what lies beyond U+10FFFF.
  const unsigned char second = byte(1);
  if (lead == 0xE0 && second < 0xA0) return 0;
  if (lead == 0xED && second > 0x9F) return 0;
  if (lead == 0xF0 && second < 0x90) return 0;
  if (lead == 0xF4 && second > 0x8F) return 0;
  return length;
}

std::size_t invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    // Nearly all text is ASCII: eight bytes at a time.
    std::uint64_t block;
    if (at + sizeof block <= text.size()) {
      std::memcpy(&block, text.data() + at, sizeof block);
      if ((block & 0x8080808080808080u) == 0) {
        at += sizeof block;
        continue;
      }
    }
    const std::size_t length = utf8_length(text.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

std::string to_utf8(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text.substr(at));
    if (length == 0) {
      result += "\xEF\xBF\xBD";
      ++at;
    } else {
      result += text.substr(at, length);
      at += length;
    }
  }
  return result;
}

// ---- for terminals ----

namespace {

// C0 but for tab and line feed, DEL, and C1, which UTF-8 writes with two bytes.
bool is_control(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x20) return byte != '\t' && byte != '\n';
  if (byte != 0xC2) return byte == 0x7F;
  return at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0x80 &&
         static_cast<unsigned char>(text[at + 1]) < 0xA0;
}

bool plain(char c) {
  return c >= ' ' && c < '\x7F';
}

}  // namespace

std::string visible(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  if (std::all_of(text.begin(), text.end(), plain)) return std::string(text);
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_control(text, at)) {
      result += text[at];
      continue;
    }
    if (text[at] == '\xC2') ++at;  // U+0080 to U+009F: the second byte is the number
    const auto byte = static_cast<unsigned char>(text[at]);
    result += {'\\', 'x', kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return result;
}

// ---- files ----

namespace {

constexpr int kPatience = 30000;  // milliseconds for somebody who has a pipe open for writing and says nothing

struct File {
  int fd = -1;
  explicit File(int descriptor) : fd(descriptor) {}
  ~File() {
    if (fd >= 0) ::close(fd);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
};

[[noreturn]] void fail(const char* what, const std::string& path, int number) {
  throw Error(ErrorCode::kIo, std::string(what) + " '" + path + "': " + std::strerror(number));
}

void write_all(int fd, std::string_view content, const std::string& path) {
  while (!content.empty()) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("Cannot write", path, errno);
    content.remove_prefix(static_cast<std::size_t>(written));
  }
}

// Where a write to `path` really goes: through a symbolic link, else the path itself.
std::string link_target(const std::string& path) {
  char* resolved = ::realpath(path.c_str(), nullptr);
  if (!resolved) return path;
  std::string result(resolved);
  std::free(resolved);
  return result;
}

// Files, pipes and the null device can be read; a terminal or another device could wait for ever, or never end.
void require_readable(const struct stat& info, const std::string& path) {
  if (S_ISDIR(info.st_mode)) fail("Cannot read", path, EISDIR);
  if (S_ISREG(info.st_mode) || S_ISFIFO(info.st_mode)) return;
  if (S_ISCHR(info.st_mode) && info.st_rdev == makedev(1, 3)) return;
  throw Error(ErrorCode::kIo, "Cannot read '" + path + "': it is a device, not a regular file");
}

// A pipe from a shell's <(...) has its writer; a named one that nobody has open for writing is at its end at once.
ssize_t read_some(int fd, char* buffer, std::size_t size, const std::string& path) {
  for (;;) {
    const ssize_t count = ::read(fd, buffer, size);
    if (count >= 0) return count;
    if (errno == EINTR) continue;
    if (errno != EAGAIN) fail("Cannot read", path, errno);
    pollfd waiting = {fd, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, kPatience);
    interrupt::check();
    if (ready < 0 && errno != EINTR) fail("Cannot read", path, errno);
    if (ready == 0) {
      throw Error(ErrorCode::kIo, "Cannot read '" + path + "': it is a pipe, and whoever writes to it has said nothing for " +
                                      std::to_string(kPatience / 1000) + " s");
    }
  }
}

}  // namespace

std::string read_file(const std::string& path, std::size_t limit) {
  File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));  // a pipe must not block us
  if (file.fd < 0) fail("Cannot read", path, errno);
  struct stat info = {};
  if (::fstat(file.fd, &info) != 0) fail("Cannot read", path, errno);
  require_readable(info, path);
  const auto too_large = [&] {
    return Error(ErrorCode::kIo, "'" + path + "' is too large: more than " + std::to_string(limit) + " bytes");
  };
  const std::size_t size = S_ISREG(info.st_mode) ? static_cast<std::size_t>(info.st_size) : 0;
  if (limit > 0 && size > limit) throw too_large();

  std::string content;
  content.reserve(size + 1);
  char buffer[65536];
  for (;;) {
    const ssize_t count = read_some(file.fd, buffer, sizeof buffer, path);
    if (count == 0) {
      if (content.empty() && S_ISFIFO(info.st_mode)) {
        throw Error(ErrorCode::kIo, "Cannot read '" + path + "': it is a pipe that nobody writes to");
      }
      return content;
    }
    content.append(buffer, static_cast<std::size_t>(count));
    if (limit > 0 && content.size() > limit) throw too_large();
  }
}

namespace {

// A device or a pipe is written to, never replaced: /dev/null stays what it is.
void write_through(const std::string& target, std::string_view content, const std::string& path) {
  const File file(::open(target.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));  // nobody waits for a reader
  if (file.fd < 0) fail("Cannot write", path, errno);
  if (::fcntl(file.fd, F_SETFL, O_WRONLY) != 0) fail("Cannot write", path, errno);
  write_all(file.fd, content, path);
}

}  // namespace

void write_file(const std::string& path, std::string_view content) {
  const std::string target = link_target(path);
  const std::size_t slash = target.rfind('/');
  const std::string directory = slash == std::string::npos ? std::string() : target.substr(0, slash + 1);
  const std::string temporary = directory + ".runner-" + std::to_string(::getpid()) + ".tmp";

  struct stat info = {};
  const bool exists = ::stat(target.c_str(), &info) == 0;
  if (exists && S_ISDIR(info.st_mode)) fail("Cannot write", path, EISDIR);
  if (exists && !S_ISREG(info.st_mode)) return write_through(target, content, path);
  ::unlink(temporary.c_str());  // of an earlier process with our number, which was killed
  try {
    File file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (file.fd < 0) fail("Cannot write", path, errno);
    if (exists && ::fchmod(file.fd, info.st_mode & 07777) != 0) fail("Cannot write", path, errno);
    write_all(file.fd, content, path);
    const int descriptor = std::exchange(file.fd, -1);
    if (::close(descriptor) != 0) fail("Cannot write", path, errno);
    if (::rename(temporary.c_str(), target.c_str()) != 0) fail("Cannot write", path, errno);
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
}

}  // namespace runner::text
