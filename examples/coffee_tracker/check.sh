#!/usr/bin/env bash
# Plays the whole history on SQLite and on PostgreSQL, online and offline (the printed SQL through sqlite3 and psql), up, down
# and up again with 10,000 rows in place, and compares schemas and data. Exit 0 only when every comparison held.
#
#   RUNNER=path/to/runner PG_URL=postgresql://user@host/db ./check.sh
#
# PG_URL's user must be allowed to create databases. Without PG_URL a server is started by PG_FOR_TESTS (a program of this
# project's build); RUNNER_TEST_PG=skip leaves PostgreSQL out.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
runner=$(realpath "${RUNNER:-$here/../../build/bin/runner}")
export PG_URL=${PG_URL:-${RUNNER_TEST_PG_URL:-}}
if [ -z "$PG_URL" ] && [ "${RUNNER_TEST_PG:-}" != skip ]; then
  exec "${PG_FOR_TESTS:-${runner%/*}/pg_for_tests}" -- "$0"
fi

early=b2c0ffee0002   # users and coffee_logs are there, nothing else
head=6cc0ffee000c
work=$(mktemp -d)
passed=0 failed=0

psql=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)   # Debian's own psql is a slow wrapper
psql=${psql:+$psql/}psql
pg_dump=${psql%psql}pg_dump

clean_up() {
  local db
  for db in $(cat "$work/databases" 2>/dev/null); do
    "$psql" -Xq -d "$PG_URL" -c "DROP DATABASE IF EXISTS $db WITH (FORCE)" || true
  done
  rm -rf "$work"
}
trap clean_up EXIT

# ---- the two databases of a round: "online" is migrated by the program, "offline" by what it prints

url_of() {  # backend, name
  if [ "$1" = sqlite ]; then echo "sqlite:///$work/$2.db"; return; fi
  local query=''
  case $PG_URL in *\?*) query="?${PG_URL#*\?}" ;; esac
  local plain=${PG_URL%%\?*}
  echo "${plain%/*}/coffee_$2_$$$query"
}

make_database() {  # backend, name
  if [ "$1" = sqlite ]; then rm -f "$work/$2.db"; return; fi
  echo "coffee_$2_$$" >>"$work/databases"
  "$psql" -Xq -v ON_ERROR_STOP=1 -d "$PG_URL" -c 'SET client_min_messages = error' \
    -c "DROP DATABASE IF EXISTS coffee_$2_$$" -c "CREATE DATABASE coffee_$2_$$"
}

client() {  # backend, name: runs the SQL on stdin as the database's own user would
  if [ "$1" = sqlite ]; then
    sqlite3 -bail -batch "$work/$2.db"
  else
    "$psql" -Xq -v ON_ERROR_STOP=1 -d "$(url_of "$1" "$2")"
  fi
}

run() {  # backend, name, arguments
  local url
  url=$(url_of "$1" "$2")
  shift 2
  "$runner" -q -c "$here/alembic.ini" --no-dotenv --url "$url" "$@"
}

move() {  # backend, command, from, to: on both databases
  run "$1" online "$2" "$4"
  run "$1" offline "$2" "$3:$4" --sql >"$work/$1-$2-$3-$4.sql"
  client "$1" offline <"$work/$1-$2-$3-$4.sql" >/dev/null
}

# ---- rows as the service would have written them after the second revision

rows() {
  awk 'BEGIN {
    first = "Ada Grace Edsger Barbara Donald Frances Ken Radia Dennis Margaret"; n = split(first, names, " ")
    m = split("espresso cappuccino latte filter", drinks, " ")
    print "BEGIN;"
    for (i = 1; i <= 500; i++)
      printf "INSERT INTO users (id, email, full_name, created_at) VALUES (%d, \x27user%d@example.com\x27, \x27%s%s\x27, " \
             "\x272026-02-01 08:%02d:%02d\x27);\n", i, i, names[i % n + 1], (i % 17 ? " O\x27\x27Neill " i : ""), i / 60 % 60, i % 60
    for (i = 1; i <= 10000; i++) {
      printf "%s(%d, %d, \x27%s\x27, %d, \x272026-02-%02d %02d:%02d:00\x27)", \
             i % 500 == 1 ? "INSERT INTO coffee_logs (id, user_id, drink, cups, logged_at) VALUES\n" : ",\n", \
             i, i * 7 % 500 + 1, drinks[i % m + 1], i % 3 + 1, i / 500 % 10 + 1, i % 24, i % 60
      if (i % 500 == 0) print ";"
    }
    print "COMMIT;"
  }'
}

# ---- pictures

sqlite_schema() {  # of constraints only the set counts: a table that was rebuilt may say them in another order
  local name
  sqlite3 "$1" "SELECT m.name, p.* FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table' ORDER BY m.name, p.cid"
  for name in $(sqlite3 "$1" 'SELECT name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name'); do
    echo "== $name"
    sqlite3 "$1" "SELECT sql FROM sqlite_master WHERE name = '$name'" | tr -d '" \t\n' |
      sed 's/^CREATETABLE[^(]*(//; s/)$//' | tr ',' '\n' | LC_ALL=C sort
    echo
  done
  sqlite3 "$1" 'PRAGMA foreign_key_check; PRAGMA integrity_check'
}

schema() {  # backend, name
  if [ "$1" = sqlite ]; then
    sqlite_schema "$work/$2.db"
  else
    # \restrict carries a random word
    "$pg_dump" --schema-only --no-owner --no-privileges -d "$(url_of "$1" "$2")" | grep -Ev '^(--.*|\\(un)?restrict .*|)$'
  fi
}

data() {  # backend, name
  local table tables='SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1'
  if [ "$1" = sqlite ]; then
    for table in $(sqlite3 "$work/$2.db" "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"); do
      echo "== $table"
      sqlite3 -csv -nullvalue NULL "$work/$2.db" "SELECT * FROM $table" | LC_ALL=C sort
    done
  else
    for table in $("$psql" -XAtq -d "$(url_of "$1" "$2")" -c "$tables"); do
      echo "== $table"
      "$psql" -Xq -d "$(url_of "$1" "$2")" -c "COPY $table TO STDOUT (FORMAT csv)" | LC_ALL=C sort
    done
  fi
}

picture() {  # backend, label: both databases as they are now
  local name
  for name in online offline; do
    schema "$1" "$name" >"$work/$2-$name-schema"
    data "$1" "$name" >"$work/$2-$name-data"
  done
}

same() {  # what, one file, other file
  if diff -u "$2" "$3" >"$work/diff"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAIL $1"
    head -40 "$work/diff"
  fi
}

compare() {  # backend, what, label of a picture, label of another (or the same)
  local part
  for part in schema data; do
    same "$1: $2: $part online and offline" "$work/$3-online-$part" "$work/$3-offline-$part"
    [ "$3" = "$4" ] || same "$1: $2: $part as before" "$work/$4-online-$part" "$work/$3-online-$part"
  done
}

expect() {  # what, expected, got
  same "$1" <(echo "$2") <(echo "$3")
}

round() {  # backend
  local b=$1
  make_database "$b" online
  make_database "$b" offline
  run "$b" online upgrade $early
  run "$b" offline upgrade $early --sql | client "$b" offline >/dev/null
  rows | client "$b" online
  rows | client "$b" offline
  picture "$b" early
  compare "$b" 'with rows, at the second revision' early early
  expect "$b: users and logs" 10500 "$(grep -Ec ',"?2026-02-' "$work/early-online-data")"

  move "$b" upgrade $early $head
  picture "$b" top
  compare "$b" 'up' top top
  expect "$b: current" "$head (head)" "$(run "$b" online current)"
  expect "$b: daily totals, two logs in each" 5000 "$(grep -c '^[0-9]*,2026-02-' "$work/top-online-data")"

  move "$b" downgrade $head $early
  picture "$b" back
  compare "$b" 'down again' back early

  move "$b" upgrade $early $head
  picture "$b" again
  compare "$b" 'up again' again top

  move "$b" downgrade $head base
  picture "$b" bottom
  compare "$b" 'all the way down' bottom bottom
  expect "$b: nothing is left" '== alembic_version' "$(cat "$work/bottom-online-data")"
  run "$b" online upgrade head
  schema "$b" online >"$work/fresh-schema"
  same "$b: up from nothing: schema as before" "$work/top-online-schema" "$work/fresh-schema"
}

backends=(sqlite)
if [ "${RUNNER_TEST_PG:-}" = skip ]; then
  echo 'PostgreSQL left out: RUNNER_TEST_PG=skip'
else
  backends+=(postgresql)
fi
for backend in "${backends[@]}"; do
  # Not `if round`: that would switch off -e inside.
  set +e
  (set -e; round "$backend"; echo "$passed $failed" >"$work/count")
  status=$?
  set -e
  if [ $status -ne 0 ]; then
    echo "FAIL $backend: a command failed (exit $status)"
    failed=$((failed + 1))
  else
    read -r passed failed <"$work/count"
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
