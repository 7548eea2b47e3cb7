// LD_PRELOAD=count_queries.so COUNT_QUERIES=FILE PROGRAM...: appends to FILE how many statements the program ran through SQLite.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static long queries;

// The parts of a trigger come as comments, which are nobody's query.
static int counted(unsigned what, void *context, void *statement, void *text) {
  (void)context, (void)statement;
  if (what == SQLITE_TRACE_STMT && ((const char *)text)[0] != '-') ++queries;
  return 0;
}

int sqlite3_open_v2(const char *name, sqlite3 **database, int flags, const char *vfs) {
  int (*real)(const char *, sqlite3 **, int, const char *);
  *(void **)&real = dlsym(RTLD_NEXT, "sqlite3_open_v2");
  const int status = real(name, database, flags, vfs);
  if (status == SQLITE_OK) sqlite3_trace_v2(*database, SQLITE_TRACE_STMT, counted, NULL);
  return status;
}

__attribute__((destructor)) static void report(void) {
  const char *path = getenv("COUNT_QUERIES");
  FILE *file = path ? fopen(path, "a") : NULL;
  if (file == NULL) return;
  fprintf(file, "%ld\n", queries);
  fclose(file);
}
