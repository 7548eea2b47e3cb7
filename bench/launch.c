// launch REPORT PROGRAM ARGS...: runs a program and writes "nanoseconds peak_kib status" into REPORT.
// A process inherits the peak of whoever started it, and Python's is larger than that of what is measured: hence this.
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static long long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  pid_t child;
  int status = 0;
  struct rusage used;
  const long long start = now();
  if (posix_spawnp(&child, argv[2], NULL, NULL, argv + 2, environ) != 0) {
    perror(argv[2]);
    return 127;
  }
  if (wait4(child, &status, 0, &used) != child) return 126;
  const long long end = now();
  FILE *report = fopen(argv[1], "w");
  if (report == NULL) return 125;
  fprintf(report, "%lld %ld %d\n", end - start, used.ru_maxrss, status);
  return fclose(report) == 0 ? 0 : 125;
}
