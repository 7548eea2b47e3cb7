// Compiles the scripts of a long plan on a second thread while the first loads them: the helper goes from the last to the
// first, the caller from the first to the last, and whoever comes first to a script has it. Nothing is run here.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/helper_thread.h"

namespace runner::host {

class Precompiler {
 public:
  struct Source {
    std::string name;  // as messages show it
    std::string_view text;
  };

  // What the texts point to outlives the Precompiler.
  explicit Precompiler(std::vector<Source> sources);
  ~Precompiler();  // waits for the script that is being compiled, and until the helper has tidied up
  Precompiler(const Precompiler&) = delete;
  Precompiler& operator=(const Precompiler&) = delete;

  // The bytecode of a script, valid as long as the Precompiler. "" when the caller has to compile it: it is the first to come,
  // or the text has a mistake, which is for the caller to tell.
  std::string_view take(std::size_t index);
  const Source& source(std::size_t index) const { return sources_.at(index); }

 private:
  enum State { kFree, kTaken, kDone };
  struct Job {
    std::atomic<int> state{kFree};
    std::string_view bytecode;  // read after kDone
  };

  void run();
  std::string_view keep(std::string_view bytecode);

  const std::vector<Source> sources_;
  std::vector<Job> jobs_;
  std::vector<std::unique_ptr<char[]>> blocks_;  // of bytecode: the helper's; few large ones, as each costs a call of the system
  char* end_ = nullptr;                          // of the last one
  std::size_t left_ = 0;                         // in it
  std::atomic<bool> stop_{false};
  HelperThread helper_;  // the last member: the first to end
};

}  // namespace runner::host
