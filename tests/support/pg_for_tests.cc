// pg_for_tests -- COMMAND ARGS...: starts a private PostgreSQL, prints the URL of an empty database on stderr, runs the
// command with PG_URL set (and '$PG_URL' inside its arguments replaced), stops the server. Exit status is the command's.

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

#include "support/postgres_server.h"

namespace {

volatile sig_atomic_t child = 0;

void pass_on(int signal) {
  if (child > 0) kill(static_cast<pid_t>(child), signal);
}

std::string with_url(std::string argument, const std::string& url) {
  static const std::string kPlace = "$PG_URL";
  for (std::size_t at = 0; (at = argument.find(kPlace, at)) != std::string::npos; at += url.size())
    argument.replace(at, kPlace.size(), url);
  return argument;
}

int run(std::vector<std::string> command) {
  pid_t pid = fork();
  if (pid < 0) return 126;
  if (pid == 0) {
    std::vector<char*> argv;
    for (auto& word : command) argv.push_back(word.data());
    argv.push_back(nullptr);
    execvp(argv[0], argv.data());
    std::perror(argv[0]);
    _exit(127);
  }
  child = pid;
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

int main(int argc, char** argv) {
  int first = argc > 1 && std::string(argv[1]) == "--" ? 2 : 1;
  if (first >= argc) {
    std::fprintf(stderr, "usage: pg_for_tests -- COMMAND ARGS...   (the command gets PG_URL)\n");
    return 2;
  }
  for (int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, pass_on);
  try {
    const auto url = runner::test::PostgresServer::instance().create_database();
    std::fprintf(stderr, "PG_URL=%s\n", url.c_str());
    setenv("PG_URL", url.c_str(), 1);
    std::vector<std::string> command;
    for (int i = first; i < argc; ++i) command.push_back(with_url(argv[i], url));
    return run(std::move(command));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "pg_for_tests: %s\n", error.what());
    return 1;
  }
}
