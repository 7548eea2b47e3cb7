#include "base/path.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "base/error.h"
#include "base/text.h"

namespace runner::path {

std::string current_or_empty() {
  char* buffer = ::getcwd(nullptr, 0);
  if (!buffer) return {};
  std::string result(buffer);
  std::free(buffer);
  return result;
}

std::string current() {
  std::string directory = current_or_empty();
  if (directory.empty()) throw Error(ErrorCode::kIo, std::string("Cannot tell the current directory: ") + std::strerror(errno));
  return directory;
}

std::string absolute(std::string_view path) {
  const std::string full = path.starts_with('/') ? std::string(path) : join(current(), path);
  std::vector<std::string> parts;
  for (std::string& part : text::split(full, "/")) {
    if (part == ".") continue;
    if (part != "..") {
      parts.push_back(std::move(part));
    } else if (!parts.empty()) {
      parts.pop_back();
    }
  }
  return "/" + text::join(parts, "/");
}

std::string join(std::string_view directory, std::string_view name) {
  if (directory.empty() || name.starts_with('/')) return std::string(name);
  std::string result;
  result.reserve(directory.size() + 1 + name.size());
  result += directory;
  if (!result.ends_with('/')) result += '/';
  return result += name;
}

std::string parent(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return {};
  return std::string(path.substr(0, slash == 0 ? 1 : slash));
}

std::string_view name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

std::string shown(std::string_view path) {
  return shown(path, current_or_empty());
}

std::string shown(std::string_view path, std::string_view current) {
  if (current.size() > 1 && path.size() > current.size() + 1 && path.starts_with(current) && path[current.size()] == '/') {
    path.remove_prefix(current.size() + 1);
  }
  return std::string(path);
}

}  // namespace runner::path
