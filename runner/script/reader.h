// Reads all scripts of the version locations: in Alembic's load order, their headers as text where they are plain. Many
// files are read on two threads, as most of the time goes into opening them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/revision.h"
#include "script/revision_file.h"

namespace runner::script {

// The texts that the headers were read from, so that a script which is then run need not be read again: what the graph
// was checked with is what runs. Up to a limit; who does not find a text here reads the file.
class Texts {
 public:
  // Bytes of each thread that reads. A run that begins anywhere needs few of a long history's scripts, one that prints it all.
  static constexpr std::size_t kSome = 512u << 10, kAll = 3u << 20;

  explicit Texts(std::size_t most = kAll) : most_(most) {}
  std::size_t most() const { return most_; }
  void keep(const std::string& path, std::string_view text);
  // That many bytes of paths and texts are likely to come.
  void reserve(std::size_t bytes) { block_.bytes.reserve(std::min(bytes, most_)); }
  void append(Texts other);
  // Valid until the next keep() or append().
  std::optional<std::string_view> find(const std::string& path) const;

 private:
  struct Place {
    std::size_t start, path_size, text_size;
  };
  struct Block {
    std::string bytes;  // path, text, path, text ...
    std::vector<Place> places;
  };
  std::size_t most_;
  Block block_;                                                           // that keep() fills
  std::vector<Block> appended_;                                           // those of others
  mutable std::unordered_map<std::string_view, std::string_view> index_;  // made by the first find()
};

struct ReadOptions {
  bool recursive = false;
  std::size_t script_size = 0;  // bytes; a larger file is an error
};

// The revisions of all locations, each with its absolute path. A location that does not exist is an empty one; a file seen
// before (by another way) is left out with a warning. `texts` may be null. Throws as Directory::read.
std::vector<graph::Revision> read_scripts(const std::vector<std::string>& locations, const ReadOptions& options,
                                          const LoadHeader& load, Texts* texts);

}  // namespace runner::script
