#include "db/sqlite_lock.h"

#include <sys/stat.h>

#include <fstream>
#include <optional>
#include <sstream>

namespace runner::db {
namespace {

// What a writer locks: the RESERVED byte of the file itself, or the first lock byte of the shared memory beside it (WAL).
constexpr long long kReservedByte = 0x40000001, kWalWriteByte = 120;

// Lines of /proc/locks: "1: POSIX  ADVISORY  WRITE 4711 fd:01:1234 120 120". Several devices may share an inode number, and
// overlay file systems show another device than stat() does; the byte makes a mix-up unlikely enough for a message.
std::optional<long> process_that_locks(const std::string& file, long long byte) {
  struct stat info = {};
  if (::stat(file.c_str(), &info) != 0) return std::nullopt;
  const std::string inode = ":" + std::to_string(info.st_ino);
  std::ifstream locks("/proc/locks");
  for (std::string line; std::getline(locks, line);) {
    std::istringstream words(line);
    std::string number, kind, strictness, access, place, last;
    long process = 0;
    long long first = 0;
    if (!(words >> number >> kind >> strictness >> access >> process >> place >> first >> last)) continue;
    const bool covers = first <= byte && (last == "EOF" || byte <= std::atoll(last.c_str()));
    if (access == "WRITE" && process > 0 && covers && place.ends_with(inode)) return process;
  }
  return std::nullopt;
}

}  // namespace

std::string sqlite_lock_holder(const std::string& path) {
  auto process = process_that_locks(path, kReservedByte);
  if (!process) process = process_that_locks(path + "-shm", kWalWriteByte);
  if (!process) return "another process";
  std::string name;
  std::ifstream comm("/proc/" + std::to_string(*process) + "/comm");
  std::getline(comm, name);
  return "process " + std::to_string(*process) + (name.empty() ? "" : " (" + name + ")");
}

}  // namespace runner::db
