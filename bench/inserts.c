// Prepared inserts by hand: the rows of bench/data.py into t of an SQLite file, in one transaction. Usage: inserts FILE COUNT
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int check(sqlite3* db, int code) {
  if (code == SQLITE_OK || code == SQLITE_DONE) return 0;
  fprintf(stderr, "%s\n", sqlite3_errmsg(db));
  exit(1);
}

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  sqlite3* db = NULL;
  sqlite3_stmt* insert = NULL;
  check(db, sqlite3_open(argv[1], &db));
  check(db, sqlite3_exec(db, "BEGIN", NULL, NULL, NULL));
  check(db, sqlite3_prepare_v2(db, "INSERT INTO t (id, name, qty, price) VALUES (?, ?, ?, ?)", -1, &insert, NULL));
  for (int i = 1, count = atoi(argv[2]); i <= count; ++i) {
    char name[40];
    snprintf(name, sizeof name, "name of row %d", i);
    sqlite3_bind_int(insert, 1, i);
    sqlite3_bind_text(insert, 2, name, (int)strlen(name), SQLITE_TRANSIENT);
    sqlite3_bind_int(insert, 3, i % 97);
    sqlite3_bind_double(insert, 4, i * 0.25);
    check(db, sqlite3_step(insert) == SQLITE_DONE ? SQLITE_OK : SQLITE_ERROR);
    sqlite3_reset(insert);
  }
  sqlite3_finalize(insert);
  check(db, sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
  return sqlite3_close(db);
}
