#include "script/directory.h"

#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>

#include "base/error.h"
#include "base/path.h"
#include "base/text.h"
#include "script/template.h"

namespace runner::script {

namespace {

constexpr std::size_t kDefaultScriptSize = 8u << 20;
constexpr std::size_t kTemplateSize = 1u << 20;
constexpr int kDefaultSlugLength = 40;

[[noreturn]] void fail(const std::string& what, const std::string& path, int number) {
  throw Error(ErrorCode::kIo, what + " '" + path::shown(path) + "': " + std::strerror(number)).at(path::shown(path));
}

long positive_number(const Config& config, const std::string& key, long fallback) {
  const auto value = config.get(key);
  if (!value) return fallback;
  const std::string_view digits = text::trim(*value);
  long number = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (problem != std::errc() || end != digits.data() + digits.size() || number <= 0) {
    throw Error(ErrorCode::kConfig, "'" + key + "' must be a whole number above 0, not '" + *value + "'")
        .at(path::shown(config.file()));
  }
  return number;
}

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
  directory.current_ = path::current_or_empty();
  const std::string location(text::trim(config.require("script_location")));
  if (location.empty()) throw Error(ErrorCode::kConfig, "'script_location' is empty").at(path::shown(config.file()));
  directory.location_ = path::absolute(location);
  struct stat info = {};
  if (::stat(directory.location_.c_str(), &info) != 0) {
    if (errno != ENOENT && errno != ENOTDIR) fail("Cannot read the directory", directory.location_, errno);
    throw Error(ErrorCode::kIo, "Path doesn't exist: " + path::shown(directory.location_) +
                                    ".  Please use the 'init' command to create a new scripts folder.");
  }
  if (!S_ISDIR(info.st_mode)) fail("Cannot read the directory", directory.location_, ENOTDIR);
  for (const std::string& versions : config.list("version_locations")) directory.versions_.push_back(path::absolute(versions));
  if (directory.versions_.empty()) directory.versions_.push_back(path::join(directory.location_, "versions"));
  return directory;
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

graph::RevisionGraph Directory::read(const LoadHeader& load, Texts* texts) const {
  const ReadOptions options{config_->get_bool("recursive_version_locations", false), script_size()};
  return graph::RevisionGraph(read_scripts(versions_, options, load, texts));
}

// ---- writing ----

namespace {

std::vector<std::pair<std::string, std::string>> template_variables(const NewRevision& revision, const Config& config,
                                                                    const std::string& timezone) {
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
      {"databases", lines(text::split(config.get_or("databases", ""), ", \t\r\n"))},
  };
  variables.insert(variables.end(), revision.template_args.begin(), revision.template_args.end());
  return variables;
}

// 0 means the default, as in Alembic.
int slug_length(const Config& config) {
  if (text::trim(config.get_or("truncate_slug_length", "0")) == "0") return kDefaultSlugLength;
  return static_cast<int>(std::min<long>(positive_number(config, "truncate_slug_length", kDefaultSlugLength), 10000));
}

void check_encoding(const Config& config) {
  const std::string encoding = text::lower(text::trim(config.get_or("output_encoding", "utf-8")));
  if (encoding == "utf-8" || encoding == "utf8" || encoding == "utf_8") return;
  throw Error(ErrorCode::kConfig, "output_encoding '" + encoding + "' is not known; scripts are written in utf-8")
      .at(path::shown(config.file()));
}

// A template of the project's own that lost one of the four assignments would write a file that means something else. What
// only running the chunk tells is not looked at.
void check_identifiers(const std::string& content, const NewRevision& wanted, const std::string& template_name) {
  const Header header = read_header(content, template_name);
  if (!header.plain) return;
  const graph::Revision& made = header.revision;
  struct Identifier {
    const char *name, *variable;
    bool kept;
  };
  for (const Identifier& it : {Identifier{"revision", "up_revision", made.id == wanted.id},
                               Identifier{"down_revision", "down_revision", made.down == wanted.down},
                               Identifier{"branch_labels", "branch_labels", made.labels == wanted.labels},
                               Identifier{"depends_on", "depends_on", made.depends_on == wanted.depends_on}}) {
    if (it.kept) continue;
    throw Error(ErrorCode::kConfig, "revision " + wanted.id + " would lose its " + it.name + ": the template does not write it")
        .at(template_name)
        .with_hint(std::string("it needs the line: ") + it.name + " = ${" + it.variable + "}");
  }
}

}  // namespace

std::string Directory::write(const NewRevision& revision) const {
  check_encoding(*config_);
  const std::string timezone(text::trim(config_->get_or("timezone", "")));
  const int limit = slug_length(*config_);
  const std::string name = file_name(config_->get_or("file_template", "%(rev)s_%(slug)s"), revision.id, revision.message, limit,
                                     static_cast<long long>(::time(nullptr)), timezone);
  std::string target = path::join(path::absolute(revision.directory.empty() ? versions_.front() : revision.directory), name);

  const std::string own_template = path::join(location_, "script.lua.tmpl");
  const bool has_own = ::access(own_template.c_str(), F_OK) == 0;
  const std::string text = has_own ? text::read_file(own_template, kTemplateSize) : std::string(builtin_script_template());
  const std::string template_name = has_own ? path::shown(own_template) : "script.lua.tmpl (built in)";
  const std::string content = render_template(text, template_name, template_variables(revision, *config_, timezone));
  check_identifiers(content, revision, template_name);

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
