#include "script/reader.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <exception>
#include <iterator>
#include <memory>
#include <unordered_set>
#include <utility>

#include "base/error.h"
#include "base/heap.h"
#include "base/helper_thread.h"
#include "base/log.h"
#include "base/path.h"

namespace runner::script {

void Texts::keep(const std::string& path, std::string_view text) {
  if (block_.bytes.size() + text.size() > most_) return;
  block_.places.push_back({block_.bytes.size(), path.size(), text.size()});
  block_.bytes += path;
  block_.bytes += text;
  index_.clear();
}

void Texts::append(Texts other) {
  appended_.push_back(std::move(other.block_));
  std::move(other.appended_.begin(), other.appended_.end(), std::back_inserter(appended_));
  index_.clear();
}

std::optional<std::string_view> Texts::find(const std::string& path) const {
  const auto add = [this](const Block& block) {
    const std::string_view bytes = block.bytes;
    for (const Place& place : block.places) {
      index_.insert_or_assign(bytes.substr(place.start, place.path_size),
                              bytes.substr(place.start + place.path_size, place.text_size));
    }
  };
  if (index_.empty()) {
    add(block_);
    for (const Block& block : appended_) add(block);
  }
  const auto found = index_.find(path);
  if (found == index_.end()) return std::nullopt;
  return found->second;
}

namespace {

[[noreturn]] void fail(const std::string& what, const std::string& path, int number) {
  throw Error(ErrorCode::kIo, what + " '" + path::shown(path) + "': " + std::strerror(number)).at(path::shown(path));
}

struct Descriptor {
  int fd;
  explicit Descriptor(int number) : fd(number) {}
  ~Descriptor() {
    if (fd >= 0) ::close(fd);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
};

struct Folder {
  std::string path, shown;
  Descriptor descriptor;
  dev_t device = 0;
};

struct File {
  const Folder* folder;
  std::string name;
  ino_t inode;
};

// ---- which files there are ----

class Listing {
 public:
  explicit Listing(bool recursive) : recursive_(recursive) {}

  void add(const std::string& directory) {
    DIR* stream = ::opendir(directory.c_str());
    if (!stream) {
      if (errno == ENOENT) return;
      fail("Cannot read the directory", directory, errno);
    }
    std::vector<std::pair<std::string, ino_t>> names;
    std::vector<std::string> folders;
    errno = 0;
    while (const dirent* entry = ::readdir(stream)) {
      const std::string_view name = entry->d_name;
      if (name.starts_with('.')) continue;
      if (name.ends_with(".lua")) {
        names.emplace_back(name, entry->d_ino);
        tells_all_ &= entry->d_type == DT_REG;
      }
      if (recursive_ && is_folder(::dirfd(stream), *entry)) folders.emplace_back(name);
    }
    const int problem = errno;
    const int again = ::openat(::dirfd(stream), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const int open_problem = errno;
    ::closedir(stream);
    // One look at the current directory serves all files.
    const std::string shown = path::parent(path::shown(path::join(directory, "x")));
    folders_.emplace_back(new Folder{directory, shown, Descriptor(again)});
    if (problem != 0) fail("Cannot read the directory", directory, problem);
    if (again < 0) fail("Cannot read the directory", directory, open_problem);
    struct stat info = {};
    if (::fstat(again, &info) != 0) fail("Cannot read the directory", directory, errno);
    folders_.back()->device = info.st_dev;

    const Folder* const folder = folders_.back().get();
    std::sort(names.begin(), names.end());
    for (auto& [name, inode] : names) files_.push_back({folder, std::move(name), inode});
    std::sort(folders.begin(), folders.end());
    for (const std::string& sub : folders) add(path::join(directory, sub));
  }

  const std::vector<File>& files() const { return files_; }
  // Are all of them regular files, so that nobody has to look at each again?
  bool tells_all() const { return tells_all_; }

 private:
  static bool is_folder(int directory, const dirent& entry) {
    if (entry.d_type != DT_UNKNOWN) return entry.d_type == DT_DIR;
    struct stat info = {};
    return ::fstatat(directory, entry.d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(info.st_mode);
  }

  bool recursive_, tells_all_ = true;
  std::vector<std::unique_ptr<Folder>> folders_;
  std::vector<File> files_;
};

// ---- what is in them ----

struct Parsed {
  bool script = false;  // false: a folder whose name ends like a script's
  dev_t device = 0;
  ino_t inode = 0;
  Header header;
  std::string text;  // when the header is not plain: what has to be loaded
  std::exception_ptr error;
};

// Reads files one after the other through one buffer.
class Parser {
 public:
  // `kept`: how many bytes of texts are kept. `regular`: each file is known to be a regular one.
  Parser(std::size_t limit, std::size_t kept, bool regular) : limit_(limit), regular_(regular), texts_(kept) {}

  // Takes the files a few at a time, as the other parser does, which counts on with `next`. Stops at an error: all files
  // before it are taken, so the first one is told.
  void parse(const std::vector<File>& files, std::vector<Parsed>& parsed, std::atomic<std::size_t>& next) {
    constexpr std::size_t kShare = 32;
    for (std::size_t i = next.fetch_add(kShare); i < files.size(); i = next.fetch_add(kShare)) {
      const std::size_t end = std::min(i + kShare, files.size());
      for (; i < end; ++i) {
        try {
          parse(files[i], parsed[i]);
        } catch (...) {
          parsed[i].error = std::current_exception();
          return;
        }
      }
    }
  }

  void expect(std::size_t files) {
    constexpr std::size_t kUsual = 1 << 10;  // bytes of a script with its path
    texts_.reserve(files * kUsual);
  }

  Texts texts() && { return std::move(texts_); }

 private:
  void parse(const File& file, Parsed& parsed) {
    std::string path = path::join(file.folder->path, file.name);
    const Descriptor opened(::openat(file.folder->descriptor.fd, file.name.c_str(),
                                     O_RDONLY | O_CLOEXEC | O_NONBLOCK));  // a pipe must not block us
    if (opened.fd < 0) fail("Cannot read the script", path, errno);
    const std::string shown = path::join(file.folder->shown, file.name);
    parsed.device = file.folder->device;
    parsed.inode = file.inode;
    if (!regular_) {
      const struct stat info = look_at(opened.fd, path);
      if (S_ISDIR(info.st_mode)) return;
      if (!S_ISREG(info.st_mode)) throw Error(ErrorCode::kIo, "'" + shown + "' is not a regular file").at(shown);
      parsed.device = info.st_dev;
      parsed.inode = info.st_ino;
    }
    const std::string_view text = read_text(opened.fd, path, shown);

    parsed.script = true;
    parsed.header = read_header(text, shown);
    if (!parsed.header.plain) parsed.text = text;
    texts_.keep(path, text);
    parsed.header.revision.path = std::move(path);
  }

  static struct stat look_at(int fd, const std::string& path) {
    struct stat info = {};
    if (::fstat(fd, &info) != 0) fail("Cannot read the script", path, errno);
    return info;
  }

  // One read() for most files; the size of those that fill the buffer is asked for.
  std::string_view read_text(int fd, const std::string& path, const std::string& shown) {
    std::size_t length = 0;
    for (;;) {
      if (length == buffer_.size()) {
        const auto size = static_cast<std::size_t>(look_at(fd, path).st_size);
        require_size(size, shown);
        buffer_.resize(std::max(size + 1, length * 2));
      }
      const std::size_t room = buffer_.size() - length;
      const ssize_t count = ::read(fd, buffer_.data() + length, room);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail("Cannot read the script", path, errno);
      length += static_cast<std::size_t>(count);
      if (static_cast<std::size_t>(count) < room) break;
    }
    require_size(length, shown);
    return {buffer_.data(), length};
  }

  void require_size(std::size_t size, const std::string& shown) const {
    if (size <= limit_) return;
    throw Error(ErrorCode::kScript, "'" + shown + "' has " + std::to_string(size) + " bytes, more than script_size allows (" +
                                        std::to_string(limit_) + ")")
        .with_hint("set script_size in the ini file, or keep data out of scripts")
        .at(shown);
  }

  std::size_t limit_;
  bool regular_;
  std::string buffer_ = std::string(std::size_t{64} << 10, '\0');
  Texts texts_;
};

std::vector<Parsed> parse_all(const Listing& listing, std::size_t limit, Texts* texts) {
  const std::vector<File>& files = listing.files();
  constexpr std::size_t kMany = 500;  // files: some milliseconds of work
  const bool many = files.size() >= kMany;
  if (many) heap::expect(files.size() * (texts ? 12 << 10 : 4 << 10));  // who wants texts means to run scripts
  std::vector<Parsed> parsed(files.size());
  const std::size_t kept = texts ? texts->most() : 0;
  Parser first(limit, kept, listing.tells_all()), second(limit, kept, listing.tells_all());
  if (many && texts) first.expect(files.size() / 2), second.expect(files.size() / 2);
  std::atomic<std::size_t> next = 0;
  HelperThread helper;
  if (many && HelperThread::worthwhile()) helper = HelperThread([&] { second.parse(files, parsed, next); });
  first.parse(files, parsed, next);
  helper.wait();
  if (texts) {
    texts->append(std::move(first).texts());
    texts->append(std::move(second).texts());
  }
  return parsed;
}

// ---- what becomes of them ----

Error no_revision(const std::string& path) {
  const std::string name(path::name(path));
  Error error(ErrorCode::kScript, "Could not determine revision id from filename " + name +
                                      ". Be sure the 'revision' variable is declared inside the script");
  error.hint = "the script needs a line such as: revision = \"1975ea83b712\" (global, without 'local')";
  error.where = path::shown(path);
  return error;
}

graph::Revision revision_of(Parsed& parsed, const LoadHeader& load) {
  graph::Revision revision = std::move(parsed.header.revision);
  if (!parsed.header.plain) {
    graph::Revision loaded = load(revision.path, parsed.text);
    // The comments are ours to read: Lua does not keep them.
    loaded.doc = std::move(revision.doc);
    loaded.message = std::move(revision.message);
    loaded.path = std::move(revision.path);
    revision = std::move(loaded);
  }
  if (revision.id.empty()) throw no_revision(revision.path);
  return revision;
}

struct FileHash {
  std::size_t operator()(const std::pair<dev_t, ino_t>& file) const { return file.second * 31 + file.first; }
};

}  // namespace

std::vector<graph::Revision> read_scripts(const std::vector<std::string>& locations, const ReadOptions& options,
                                          const LoadHeader& load, Texts* texts) {
  Listing listing(options.recursive);
  for (const std::string& location : locations) listing.add(location);
  std::vector<Parsed> parsed = parse_all(listing, options.script_size, texts);

  std::vector<graph::Revision> revisions;
  revisions.reserve(parsed.size());
  std::unordered_set<std::pair<dev_t, ino_t>, FileHash> seen;
  for (Parsed& one : parsed) {
    if (one.error) std::rethrow_exception(one.error);
    if (!one.script) continue;
    if (!seen.emplace(one.device, one.inode).second) {
      log::warn("runner.script",
                "File " + one.header.revision.path + " loaded twice! ignoring. Please ensure version_locations is unique.");
      continue;
    }
    revisions.push_back(revision_of(one, load));
  }
  return revisions;
}

}  // namespace runner::script
