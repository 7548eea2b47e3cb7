#include "cli/app.h"

int main(int argc, char** argv) {
  return runner::cli::run(argc, argv);
}
