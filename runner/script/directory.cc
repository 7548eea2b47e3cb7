#include "script/directory.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <set>

#include "base/error.h"
#include "base/log.h"
#include "base/path.h"
#include "base/text.h"
#include "script/template.h"

namespace runner::script {

namespace {

constexpr std::size_t kDefaultScriptSize = 8u << 20;
constexpr std::size_t kTemplateSize = 1u << 20;
constexpr long kDefaultSlugLength = 40;

std::string shown(const std::string& path) {
  return Directory::display_path(path);
}

[[noreturn]] void fail(const std::string& what, const std::string& path, int number) {
  throw Error(ErrorCode::kIo, what + " '" + shown(path) + "': " + std::strerror(number)).at(shown(path));
}

long positive_number(const Config& config, const std::string& key, long fallback) {
  const auto value = config.get(key);
  if (!value) return fallback;
  const std::string_view digits = text::trim(*value);
  long number = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (problem != std::errc() || end != digits.data() + digits.size() || number <= 0) {
    throw Error(ErrorCode::kConfig, "'" + key + "' must be a whole number above 0, not '" + *value + "'")
        .at(shown(config.file()));
  }
  return number;
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

// Reads the headers of all locations through one buffer; nothing of a script stays but its revision, and its text while
// there is room for it.
class Reader {
 public:
  Reader(bool recursive, std::size_t script_size, const LoadHeader& load, Texts* texts)
      : recursive_(recursive), limit_(script_size), load_(load), texts_(texts) {}

  void read_location(const std::string& directory) {
    DIR* stream = ::opendir(directory.c_str());
    if (!stream) {
      if (errno == ENOENT) return;  // a missing location is an empty one
      fail("Cannot read the directory", directory, errno);
    }
    std::vector<std::string> files, folders;
    errno = 0;
    while (const dirent* entry = ::readdir(stream)) {
      const std::string_view name = entry->d_name;
      if (name.starts_with('.')) continue;
      if (name.ends_with(".lua")) files.emplace_back(name);
      if (recursive_ && is_folder(::dirfd(stream), *entry)) folders.emplace_back(name);
    }
    const int problem = errno;
    const Descriptor folder(::openat(::dirfd(stream), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const int open_problem = errno;
    ::closedir(stream);
    if (problem != 0) fail("Cannot read the directory", directory, problem);
    if (folder.fd < 0) fail("Cannot read the directory", directory, open_problem);

    std::sort(files.begin(), files.end());
    // One look at the current directory serves all files.
    const std::string shown_folder = path::parent(shown(path::join(directory, "x")));
    for (const std::string& file : files) {
      read_script(folder.fd, file, path::join(directory, file), path::join(shown_folder, file));
    }
    std::sort(folders.begin(), folders.end());
    for (const std::string& sub : folders) read_location(path::join(directory, sub));
  }

  std::vector<graph::Revision> take() { return std::move(revisions_); }

 private:
  static bool is_folder(int directory, const dirent& entry) {
    if (entry.d_type != DT_UNKNOWN) return entry.d_type == DT_DIR;
    struct stat info = {};
    return ::fstatat(directory, entry.d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(info.st_mode);
  }

  void read_script(int directory, const std::string& name, const std::string& path, const std::string& shown_path) {
    const Descriptor file(::openat(directory, name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));  // a pipe must not block us
    if (file.fd < 0) fail("Cannot read the script", path, errno);
    struct stat info = {};
    if (::fstat(file.fd, &info) != 0) fail("Cannot read the script", path, errno);
    if (S_ISDIR(info.st_mode)) return;
    if (!S_ISREG(info.st_mode)) throw Error(ErrorCode::kIo, "'" + shown(path) + "' is not a regular file").at(shown(path));
    if (!seen_.emplace(info.st_dev, info.st_ino).second) {
      log::warn("runner.script", "File " + path + " loaded twice! ignoring. Please ensure version_locations is unique.");
      return;
    }
    read_text(file.fd, static_cast<std::size_t>(info.st_size), path);
    add(path, shown_path);
  }

  void read_text(int fd, std::size_t size, const std::string& path) {
    if (size > limit_) {
      throw Error(ErrorCode::kScript, "'" + shown(path) + "' has " + std::to_string(size) +
                                          " bytes, more than script_size allows (" + std::to_string(limit_) + ")")
          .with_hint("set script_size in the ini file, or keep data out of scripts")
          .at(shown(path));
    }
    if (buffer_.size() < size) buffer_.resize(size);
    length_ = 0;
    while (length_ < size) {
      const ssize_t count = ::read(fd, buffer_.data() + length_, size - length_);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail("Cannot read the script", path, errno);
      if (count == 0) break;
      length_ += static_cast<std::size_t>(count);
    }
  }

  void add(const std::string& path, const std::string& shown_path) {
    const std::string_view text(buffer_.data(), length_);
    Header header = read_header(text, shown_path);
    if (!header.plain) {
      graph::Revision loaded = load_(path, std::string(text));
      // The comments are ours to read: Lua does not keep them.
      loaded.doc = std::move(header.revision.doc);
      loaded.message = std::move(header.revision.message);
      header.revision = std::move(loaded);
    }
    header.revision.path = path;
    if (header.revision.id.empty()) throw no_revision(path);
    if (texts_) texts_->keep(path, text);
    revisions_.push_back(std::move(header.revision));
  }

  static Error no_revision(const std::string& path) {
    const std::string name(path::name(path));
    Error error(ErrorCode::kScript, "Could not determine revision id from filename " + name +
                                        ". Be sure the 'revision' variable is declared inside the script");
    error.hint = "the script needs a line such as: revision = \"1975ea83b712\" (global, without 'local')";
    error.where = shown(path);
    return error;
  }

  bool recursive_;
  std::size_t limit_;
  const LoadHeader& load_;
  Texts* texts_;
  std::string buffer_;
  std::size_t length_ = 0;
  std::set<std::pair<dev_t, ino_t>> seen_;
  std::vector<graph::Revision> revisions_;
};

void make_directories(const std::string& directory) {
  struct stat info = {};
  if (::stat(directory.c_str(), &info) == 0) {
    if (!S_ISDIR(info.st_mode)) fail("Cannot create the directory", directory, EEXIST);
    return;
  }
  if (const std::string above = path::parent(directory); !above.empty() && above != directory) make_directories(above);
  if (::mkdir(directory.c_str(), 0777) != 0 && errno != EEXIST) fail("Cannot create the directory", directory, errno);
}

std::string lines(const std::vector<std::string>& items) {
  return text::join(items, "\n");
}

}  // namespace

Directory Directory::open(const Config& config) {
  Directory directory;
  directory.config_ = &config;
  const std::string location(text::trim(config.require("script_location")));
  if (location.empty()) throw Error(ErrorCode::kConfig, "'script_location' is empty").at(shown(config.file()));
  directory.location_ = path::absolute(location);
  struct stat info = {};
  if (::stat(directory.location_.c_str(), &info) != 0) {
    if (errno != ENOENT && errno != ENOTDIR) fail("Cannot read the directory", directory.location_, errno);
    throw Error(ErrorCode::kIo, "Path doesn't exist: " + shown(directory.location_) +
                                    ".  Please use the 'init' command to create a new scripts folder.");
  }
  if (!S_ISDIR(info.st_mode)) fail("Cannot read the directory", directory.location_, ENOTDIR);
  for (const std::string& versions : config.list("version_locations")) directory.versions_.push_back(path::absolute(versions));
  if (directory.versions_.empty()) directory.versions_.push_back(path::join(directory.location_, "versions"));
  return directory;
}

std::string Directory::display_path(const std::string& path) {
  return path::shown(path);
}

std::string Directory::env_file() const {
  std::string file = path::join(location_, "env.lua");
  struct stat info = {};
  if (::stat(file.c_str(), &info) == 0 || errno != ENOENT) return file;
  return {};
}

std::size_t Directory::script_size() const {
  return static_cast<std::size_t>(positive_number(*config_, "script_size", kDefaultScriptSize));
}

void Texts::keep(const std::string& path, std::string_view text) {
  if (block_.size() + text.size() > kMost) return;
  places_.insert_or_assign(path, Place{block_.size(), text.size()});
  block_ += text;
}

std::optional<std::string_view> Texts::find(const std::string& path) const {
  const auto found = places_.find(path);
  if (found == places_.end()) return std::nullopt;
  return std::string_view(block_).substr(found->second.start, found->second.size);
}

graph::RevisionGraph Directory::read(const LoadHeader& load, Texts* texts) const {
  Reader reader(config_->get_bool("recursive_version_locations", false), script_size(), load, texts);
  for (const std::string& location : versions_) reader.read_location(location);
  return graph::RevisionGraph(reader.take());
}

// ---- writing ----

namespace {

std::vector<std::pair<std::string, std::string>> template_variables(const NewRevision& revision, const std::string& timezone) {
  std::vector<std::pair<std::string, std::string>> variables = {
      {"message", revision.message.empty() ? "empty message" : revision.message},
      {"up_revision", revision.id},
      {"down_revision", lines(revision.down)},
      {"create_date", create_date(timezone)},
      {"branch_labels", lines(revision.labels)},
      {"depends_on", lines(revision.depends_on)},
      {"imports", ""},
      {"upgrades", ""},
      {"downgrades", ""},
  };
  variables.insert(variables.end(), revision.template_args.begin(), revision.template_args.end());
  return variables;
}

void check_encoding(const Config& config) {
  const std::string encoding = text::lower(text::trim(config.get_or("output_encoding", "utf-8")));
  if (encoding == "utf-8" || encoding == "utf8" || encoding == "utf_8") return;
  throw Error(ErrorCode::kConfig, "output_encoding '" + encoding + "' is not known; scripts are written in utf-8")
      .at(shown(config.file()));
}

}  // namespace

std::string Directory::write(const NewRevision& revision) const {
  check_encoding(*config_);
  const std::string timezone(text::trim(config_->get_or("timezone", "")));
  const int limit = static_cast<int>(std::min(positive_number(*config_, "truncate_slug_length", kDefaultSlugLength), 10000L));
  const std::string name = file_name(config_->get_or("file_template", "%(rev)s_%(slug)s"), revision.id, revision.message, limit,
                                     static_cast<long long>(::time(nullptr)), timezone);
  const std::string target =
      path::join(path::absolute(revision.directory.empty() ? versions_.front() : revision.directory), name);

  const std::string own_template = path::join(location_, "script.lua.tmpl");
  const bool has_own = ::access(own_template.c_str(), F_OK) == 0;
  const std::string text = has_own ? text::read_file(own_template, kTemplateSize) : std::string(builtin_script_template());
  const std::string content =
      render_template(text, has_own ? shown(own_template) : "script.lua.tmpl (built in)", template_variables(revision, timezone));

  struct stat info = {};
  if (::lstat(target.c_str(), &info) == 0) fail("Cannot write the script", target, EEXIST);
  make_directories(path::parent(target));
  text::write_file(target, content);
  return target;
}

std::string new_revision_id() {
  unsigned char bytes[6];
  if (::getrandom(bytes, sizeof bytes, 0) != static_cast<ssize_t>(sizeof bytes)) {
    throw Error(ErrorCode::kInternal, std::string("Cannot make a random revision id: ") + std::strerror(errno));
  }
  std::string id;
  for (unsigned char byte : bytes) {
    id += "0123456789abcdef"[byte >> 4];
    id += "0123456789abcdef"[byte & 15];
  }
  return id;
}

}  // namespace runner::script
