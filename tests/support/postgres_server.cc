#include "support/postgres_server.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

namespace runner::test {
namespace {

namespace fs = std::filesystem;
using Command = std::vector<std::string>;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

std::string slurp(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Where initdb and postgres are: RUNNER_TEST_PG_BIN, the newest of the distribution's versions, or PATH.
fs::path server_binaries() {
  if (auto given = environment("RUNNER_TEST_PG_BIN"); !given.empty()) return given;
  std::vector<std::pair<int, fs::path>> found;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", ignored))
    if (fs::exists(entry.path() / "bin/initdb"))
      found.emplace_back(std::atoi(entry.path().filename().c_str()), entry.path() / "bin");
  if (!found.empty()) return std::max_element(found.begin(), found.end())->second;
  std::istringstream path(environment("PATH"));
  for (std::string folder; std::getline(path, folder, ':');)
    if (fs::exists(fs::path(folder) / "initdb")) return folder;
  throw std::runtime_error(
      "no PostgreSQL server found (initdb): install postgresql, or set RUNNER_TEST_PG_BIN or RUNNER_TEST_PG_URL");
}

std::string psql_binary() {
  std::istringstream path(environment("PATH"));
  for (std::string folder; std::getline(path, folder, ':');)
    if (fs::exists(fs::path(folder) / "psql")) return folder + "/psql";
  return server_binaries() / "psql";
}

// initdb and postgres refuse root: then they run as this user.
const passwd* unprivileged_user() {
  if (geteuid() != 0) return nullptr;
  if (const passwd* postgres = getpwnam("postgres")) return postgres;
  if (const passwd* nobody = getpwnam("nobody")) return nobody;
  throw std::runtime_error("running as root, and there is neither a user \"postgres\" nor \"nobody\" to run the server as");
}

std::vector<char*> argv_of(Command& command) {
  std::vector<char*> argv;
  for (auto& word : command) argv.push_back(word.data());
  argv.push_back(nullptr);
  return argv;
}

// Child side: no terminal, output to `log`, and it dies with us, even when we are killed.
[[noreturn]] void become(Command command, const std::string& log, const passwd* user, int signal_with_parent) {
  if (user && (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)) _exit(126);
  if (signal_with_parent) prctl(PR_SET_PDEATHSIG, signal_with_parent);
  setpgid(0, 0);  // Ctrl-C goes to the tests; they stop the server
  int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  int in = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (out < 0 || in < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0) _exit(126);
  if (chdir("/") != 0) _exit(126);
  auto argv = argv_of(command);
  execvp(argv[0], argv.data());
  _exit(127);
}

pid_t spawn(const Command& command, const std::string& log, const passwd* user, int signal_with_parent = 0) {
  pid_t pid = fork();
  if (pid < 0) throw std::runtime_error(std::string("fork: ") + std::strerror(errno));
  if (pid == 0) become(command, log, user, signal_with_parent);
  return pid;
}

int wait_for(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// A folder with a path short enough for a unix socket (107 bytes), named by our process so that leftovers can be told.
std::string make_folder() {
  fs::path parent = environment("TMPDIR").empty() || environment("TMPDIR").size() > 60 ? "/tmp" : environment("TMPDIR");
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(parent, ignored)) {
    auto name = entry.path().filename().string();
    if (name.rfind("runner-pg.", 0) != 0) continue;
    int owner = std::atoi(name.c_str() + std::strlen("runner-pg."));
    if (owner > 0 && kill(owner, 0) != 0 && errno == ESRCH) fs::remove_all(entry.path(), ignored);
  }
  std::string pattern = (parent / ("runner-pg." + std::to_string(getpid()) + ".XXXXXX")).string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("cannot make " + pattern + ": " + std::strerror(errno));
  return pattern;
}

bool ready(const fs::path& data) {
  // The eighth line of postmaster.pid is the status that pg_ctl waits for.
  std::istringstream file(slurp(data / "postmaster.pid"));
  std::string line;
  for (int i = 0; i < 8; ++i)
    if (!std::getline(file, line)) return false;
  return line.rfind("ready", 0) == 0;
}

std::string capture(Command command) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  pid_t pid = fork();
  if (pid < 0) throw std::runtime_error("fork");
  if (pid == 0) {
    dup2(ends[1], 1);
    dup2(ends[1], 2);
    auto argv = argv_of(command);
    execvp(argv[0], argv.data());
    _exit(127);
  }
  close(ends[1]);
  std::string output;
  char block[4096];
  for (ssize_t n; (n = read(ends[0], block, sizeof block)) != 0;) {
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) break;
    output.append(block, static_cast<std::size_t>(n));
  }
  close(ends[0]);
  if (int status = wait_for(pid); status != 0)
    throw std::runtime_error(command[0] + " failed (" + std::to_string(status) + "): " + output);
  return output;
}

}  // namespace

bool PostgresServer::skipped() {
  return environment("RUNNER_TEST_PG") == "skip";
}

PostgresServer& PostgresServer::instance() {
  static PostgresServer server;
  return server;
}

PostgresServer::PostgresServer() {
  base_url_ = environment("RUNNER_TEST_PG_URL");
  if (!base_url_.empty()) return;
  try {
    start();
  } catch (...) {
    stop();
    throw;
  }
}

PostgresServer::~PostgresServer() {
  stop();
}

void PostgresServer::start() {
  const auto bin = server_binaries();
  const passwd* user = unprivileged_user();
  folder_ = make_folder();
  if (user && chown(folder_.c_str(), user->pw_uid, user->pw_gid) != 0) throw std::runtime_error("chown " + folder_);
  if (chmod(folder_.c_str(), 0755) != 0) throw std::runtime_error("chmod " + folder_);
  const std::string data = folder_ + "/data", log = folder_ + "/log";

  Command init{bin / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--locale=C", "-E", "UTF8", "--no-sync"};
  if (int status = wait_for(spawn(init, log, user)); status != 0)
    throw std::runtime_error(init[0] + " failed (exit " + std::to_string(status) + "):\n" + slurp(log));
  std::ofstream(data + "/pg_hba.conf") << "local all with_password scram-sha-256\nlocal all all trust\n";

  Command serve{bin / "postgres",
                "-D",
                data,
                "-k",
                folder_,
                "-p",
                "5432",
                "-c",
                "listen_addresses=",
                "-c",
                "fsync=off",
                "-c",
                "synchronous_commit=off",
                "-c",
                "full_page_writes=off",
                "-c",
                "max_prepared_transactions=4"};
  pid_ = spawn(serve, log, user, SIGQUIT);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (!ready(data)) {
    if (waitpid(pid_, nullptr, WNOHANG) == pid_) {
      pid_ = -1;
      throw std::runtime_error("postgres did not start:\n" + slurp(log));
    }
    if (std::chrono::steady_clock::now() > deadline)
      throw std::runtime_error("postgres was not ready after 60 s:\n" + slurp(log));
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  socket_directory_ = folder_;
  base_url_ = "postgresql://postgres@/postgres?host=" + folder_;
}

void PostgresServer::stop() noexcept {
  if (pid_ > 0) {
    kill(pid_, SIGINT);
    wait_for(pid_);
    pid_ = -1;
  }
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
  folder_.clear();
}

std::string PostgresServer::url(std::string_view database) const {
  if (database.empty()) return base_url_;
  const auto authority = base_url_.find("://") + 3;
  const auto slash = base_url_.find('/', authority);
  const auto query = base_url_.find('?', authority);
  std::string head = base_url_.substr(0, std::min({slash, query, base_url_.size()}));
  return head + "/" + std::string(database) + (query == std::string::npos ? "" : base_url_.substr(query));
}

std::string PostgresServer::create_database() {
  std::string name = "runner_test_" + std::to_string(getpid()) + "_" + std::to_string(++databases_);
  if (folder_.empty()) psql(url(), "drop database if exists " + name);
  psql(url(), "create database " + name);
  return url(name);
}

std::string PostgresServer::psql(const std::string& database_url, const std::string& sql) const {
  return capture({psql_binary(), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", database_url, "-c", sql});
}

std::optional<std::string> fresh_database() {
  if (PostgresServer::skipped()) return std::nullopt;
  return PostgresServer::instance().create_database();
}

}  // namespace runner::test
