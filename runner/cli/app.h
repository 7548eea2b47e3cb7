// The command line: the table of commands and flags. Parses, decides nothing else, and prints the one error that ends a run.
#pragma once

namespace runner::cli {

// Returns the exit status (API 9). Never throws.
int run(int argc, char** argv);

}  // namespace runner::cli
