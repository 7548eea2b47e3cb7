// What planning costs as a history grows: instructions (CPU time where the kernel does not count them) of every part of the
// graph that a command uses, on histories of several shapes. The last column says how much faster than n log n it grew.
//
//   planning [--only TEXT] [SIZE...]        default: 1000 5000 50000; only shapes or parts whose name holds the text
#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "base/error.h"
#include "graph/plan.h"

using namespace runner::graph;

// By this plain name callgrind knows what to count (bench/run.py).
extern "C" [[gnu::noinline]] void measured_work(const std::function<void()>& work) {
  work();
  asm volatile("");  // no tail call
}

namespace {

// Instructions of this process in user mode, or nanoseconds of CPU.
class Meter {
 public:
  Meter() {
    perf_event_attr what = {};
    what.type = PERF_TYPE_HARDWARE;
    what.size = sizeof what;
    what.config = PERF_COUNT_HW_INSTRUCTIONS;
    what.exclude_kernel = 1;
    what.exclude_hv = 1;
    file_ = static_cast<int>(::syscall(SYS_perf_event_open, &what, 0, -1, -1, 0));
  }
  ~Meter() {
    if (counts_instructions()) ::close(file_);
  }
  Meter(const Meter&) = delete;
  Meter& operator=(const Meter&) = delete;

  bool counts_instructions() const { return file_ >= 0; }

  double cost(const std::function<void()>& work) const {
    const double before = now();
    measured_work(work);
    return now() - before;
  }

 private:
  double now() const {
    long long count = 0;
    if (counts_instructions() && ::read(file_, &count, sizeof count) == sizeof count) return static_cast<double>(count);
    timespec time = {};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
  }

  int file_ = -1;
};

std::string id_of(std::size_t i) {
  char text[16];
  std::snprintf(text, sizeof text, "%012zx", (i * 2654435761u) % 281474976710655u + 1);
  return text;
}

Revision revision(std::size_t i, std::vector<std::string> down, std::vector<std::string> deps = {}) {
  Revision made;
  made.id = id_of(i);
  made.down = std::move(down);
  made.depends_on = std::move(deps);
  made.message = "step " + std::to_string(i);
  return made;
}

// `open` lines at a time that branch, merge and depend on each other; ten revisions name a branch.
std::vector<Revision> mixed(std::size_t size, std::size_t open) {
  std::mt19937 random(7);
  const auto below = [&](std::size_t most) { return std::uniform_int_distribution<std::size_t>(0, most - 1)(random); };
  std::vector<Revision> made = {revision(0, {})};
  std::vector<std::size_t> tips = {0};
  for (std::size_t i = 1; i < size; ++i) {
    const std::size_t tip = below(tips.size());
    std::vector<std::string> down = {id_of(tips[tip])}, deps;
    const std::size_t kind = below(20);
    if (kind < 2 && tips.size() < open) {
      tips.push_back(i);
    } else if (kind == 2 && tips.size() > open / 2 + 1) {
      const std::size_t other = (tip + 1 + below(tips.size() - 1)) % tips.size();
      down.push_back(id_of(tips[other]));
      tips[tip] = i;
      tips.erase(tips.begin() + static_cast<std::ptrdiff_t>(other));
    } else {
      tips[tip] = i;
    }
    if (kind == 3) deps.push_back(id_of(i - 1 - below(std::min<std::size_t>(i, 1000))));
    if (!deps.empty() && deps.front() == down.front()) deps.clear();
    made.push_back(revision(i, std::move(down), std::move(deps)));
    if (i % std::max<std::size_t>(size / 10, 1) == 0) made.back().labels = {"label" + std::to_string(i)};
  }
  return made;
}

// Two lines; each revision of the second one depends on its neighbour.
std::vector<Revision> ladder(std::size_t size) {
  std::vector<Revision> made;
  for (std::size_t i = 0; i < size; ++i) {
    const std::vector<std::string> down = i < 2 ? std::vector<std::string>{} : std::vector<std::string>{id_of(i - 2)};
    made.push_back(revision(i, down, i % 2 == 1 ? std::vector<std::string>{id_of(i - 1)} : std::vector<std::string>{}));
  }
  return made;
}

struct Shape {
  const char* name;
  std::function<std::vector<Revision>(std::size_t)> make;
};

struct Part {
  const char* name;
  std::function<void(const RevisionGraph&, const Rows& top)> run;
};

const std::vector<Shape> kShapes = {
    {"one line", [](std::size_t size) { return mixed(size, 1); }},
    {"200 branches, merges, dependencies", [](std::size_t size) { return mixed(size, 200); }},
    {"a tenth are heads", [](std::size_t size) { return mixed(size, size / 10); }},
    {"two lines that depend on each other", ladder},
};

const std::vector<Part> kParts = {
    {"heads", [](const RevisionGraph& graph, const Rows&) { graph.heads(); }},
    {"upgrade heads", [](const RevisionGraph& graph, const Rows&) { plan_upgrade(graph, {}, "heads"); }},
    {"upgrade, nothing to do", [](const RevisionGraph& graph, const Rows& top) { plan_upgrade(graph, top, "heads"); }},
    {"downgrade base", [](const RevisionGraph& graph, const Rows& top) { plan_downgrade(graph, top, "base", nullptr); }},
    {"downgrade to the middle",
     [](const RevisionGraph& graph, const Rows& top) {
       plan_downgrade(graph, top, graph.at(static_cast<Node>(graph.size() / 2)).id, nullptr);
     }},
    {"stamp heads", [](const RevisionGraph& graph, const Rows&) { plan_stamp(graph, {}, {"heads"}); }},
    {"stamp heads from the first",
     [](const RevisionGraph& graph, const Rows&) { plan_stamp(graph, {graph.at(0).id}, {"heads"}); }},
    {"current", [](const RevisionGraph& graph, const Rows& top) { current_heads(graph, top); }},
    {"history", [](const RevisionGraph& graph, const Rows&) { whole_history(graph); }},
    {"labels", [](const RevisionGraph& graph, const Rows&) { graph.labels(0); }},
};

void show(const std::string& name, const std::vector<std::size_t>& sizes, const std::vector<double>& costs) {
  std::printf("  %-28s", name.c_str());
  for (const double cost : costs) std::printf(" %11.3f", cost / 1e6);
  const auto bound = [](std::size_t n) { return static_cast<double>(n) * std::log2(static_cast<double>(n)); };
  std::printf(" %9.2f\n", (costs.back() / costs.front()) / (bound(sizes.back()) / bound(sizes.front())));
  std::fflush(stdout);
}

struct Request {
  std::vector<std::size_t> sizes;
  std::string only;

  bool wants(const char* name) const { return std::strstr(name, only.c_str()) != nullptr; }
};

Request parse(int argc, char** argv) {
  Request request;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--only") == 0 && i + 1 < argc) {
      request.only = argv[++i];
    } else {
      request.sizes.push_back(std::strtoull(argv[i], nullptr, 10));
    }
  }
  if (request.sizes.empty()) request.sizes = {1000, 5000, 50000};
  return request;
}

void measure(const Shape& shape, const Request& request, const Meter& meter) {
  const std::vector<std::size_t>& sizes = request.sizes;
  std::vector<Part> parts;
  std::copy_if(kParts.begin(), kParts.end(), std::back_inserter(parts),
               [&](const Part& part) { return request.wants(shape.name) || request.wants(part.name); });
  if (parts.empty()) return;
  std::printf("\n%s\n", shape.name);
  std::vector<double> building;
  std::vector<std::vector<double>> costs(parts.size());
  for (const std::size_t size : sizes) {
    std::vector<Revision> revisions = shape.make(size);
    std::optional<RevisionGraph> graph;
    building.push_back(meter.cost([&] { graph.emplace(std::move(revisions)); }));
    Rows top;
    for (const Node n : graph->real_heads()) top.push_back(graph->at(n).id);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      costs[i].push_back(meter.cost([&] { parts[i].run(*graph, top); }));
    }
  }
  show("graph", sizes, building);
  for (std::size_t i = 0; i < parts.size(); ++i) show(parts[i].name, sizes, costs[i]);
}

}  // namespace

int main(int argc, char** argv) {
  const Request request = parse(argc, argv);
  const Meter meter;
  std::printf("Million %s; the last column is growth against n log n\n  %-28s",
              meter.counts_instructions() ? "instructions" : "nanoseconds of CPU", "revisions");
  for (const std::size_t size : request.sizes) std::printf(" %11zu", size);
  std::printf("\n");
  try {
    for (const Shape& shape : kShapes) measure(shape, request, meter);
  } catch (const runner::Error& error) {
    std::fprintf(stderr, "%s\n%s\n", error.what(), error.hint.c_str());
    return 1;
  }
  return 0;
}
