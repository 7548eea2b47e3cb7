#include "cli/process.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <memory>

#include "base/error.h"
#include "base/path.h"
#include "base/text.h"

namespace runner::cli {
namespace {

[[noreturn]] void fail(const std::string& what) {
  throw Error(ErrorCode::kIo, what + ": " + std::strerror(errno));
}

// Starts the program in a child that `prepare` has arranged; `prepare` may only call what is safe after fork().
pid_t start(const Words& words, const std::function<bool()>& prepare) {
  std::vector<char*> argv;
  for (const std::string& word : words) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  const pid_t child = fork();
  if (child < 0) fail("cannot start a process");
  if (child == 0) {
    if (!prepare()) _exit(126);
    execvp(argv[0], argv.data());
    _exit(127);
  }
  return child;
}

int wait_for(pid_t child) {
  int state = 0;
  while (waitpid(child, &state, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

Words shell_words(const std::string& text) {
  Words words;
  std::string word;
  bool in_word = false;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote) {
      if (c == quote) {
        quote = 0;
      } else if (c == '\\' && quote == '"' && i + 1 < text.size()) {
        word += text[++i];
      } else {
        word += c;
      }
    } else if (c == '\'' || c == '"') {
      quote = c;
      in_word = true;
    } else if (c == '\\' && i + 1 < text.size()) {
      word += text[++i];
      in_word = true;
    } else if (c == ' ' || c == '\t' || c == '\n') {
      if (in_word) words.push_back(word);
      word.clear();
      in_word = false;
    } else {
      word += c;
      in_word = true;
    }
  }
  if (quote) throw Error(ErrorCode::kConfig, "unbalanced quotes in: " + text);
  if (in_word) words.push_back(word);
  return words;
}

std::optional<std::string> find_program(const std::string& name) {
  const auto runs = [](const std::string& file) { return ::access(file.c_str(), X_OK) == 0; };
  if (name.find('/') != std::string::npos) return runs(name) ? std::optional(name) : std::nullopt;
  const char* search = std::getenv("PATH");
  for (const std::string& folder : text::split(search ? search : "/usr/bin:/bin", ":")) {
    const std::string file = path::join(folder, name);
    if (runs(file)) return file;
  }
  return std::nullopt;
}

int run_program(const Words& words, Output output, const std::string& directory) {
  return wait_for(start(words, [&] {
    if (output == Output::kTalk) dup2(STDERR_FILENO, STDOUT_FILENO);
    return directory.empty() || chdir(directory.c_str()) == 0;
  }));
}

std::string filter_through(const Words& words, const std::string& input) {
  // The input waits in a file: a program that writes before it has read all cannot block us.
  const std::unique_ptr<std::FILE, CloseFile> file(std::tmpfile());
  if (!file || std::fwrite(input.data(), 1, input.size(), file.get()) != input.size() || std::fflush(file.get()) != 0 ||
      lseek(fileno(file.get()), 0, SEEK_SET) != 0) {
    fail("cannot write a temporary file");
  }
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) fail("cannot make a pipe");
  Descriptor reading(ends[0]), writing(ends[1]);
  const int in = fileno(file.get());
  const pid_t child = start(words, [&] { return dup2(in, STDIN_FILENO) >= 0 && dup2(writing.get(), STDOUT_FILENO) >= 0; });
  writing.close();
  std::string output;
  std::array<char, 65536> block;
  for (;;) {
    const ssize_t count = read(reading.get(), block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    output.append(block.data(), static_cast<std::size_t>(count));
  }
  const int status = wait_for(child);
  if (status != 0) {
    throw Error(ErrorCode::kIo, "\"" + text::join(words, " ") + "\" ended with status " + std::to_string(status));
  }
  return output;
}

}  // namespace runner::cli
