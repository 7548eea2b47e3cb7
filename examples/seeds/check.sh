#!/usr/bin/env bash
# Runs the seeds up, down and up again on SQLite and PostgreSQL, and compares the rows with what they should be.
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
unset DATABASE_URL SQLALCHEMY_DATABASE_URI ALEMBIC_CONFIG
psql=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)   # Debian's own psql is a slow wrapper
psql=${psql:+$psql/}psql

work=$(mktemp -d)
database=seeds_$$
clean_up() {
  rm -rf "$work"
  [ -z "$PG_URL" ] || "$psql" -Xq -d "$PG_URL" -c "DROP DATABASE IF EXISTS $database WITH (FORCE)" 2>/dev/null || true
}
trap clean_up EXIT

fail() { echo "FAILED: $*" >&2; exit 1; }

expected() {
  cat <<'ROWS'
1|Ada Lovelace
2|Grace Hopper
3|Flann O'Brien
1|Nothing works|outage|1|urgent
2|It is slow|waiting|2|normal
3|Thank you|done|9|whenever
4|Lost in the mail||5|whenever
AD|Andorra|79824
CI|Côte d'Ivoire|28160542
GB|United Kingdom, the|68350000
KY|Cayman Islands|
ROWS
}

query='SELECT id, full_name FROM users ORDER BY id;
SELECT id, title, status, priority, label FROM tickets ORDER BY id;
SELECT code, name, population FROM countries ORDER BY code;'

rows() {  # backend
  if [ "$1" = sqlite ]; then
    sqlite3 "$work/seeds.db" "$query"
  else
    "$psql" -XAtq -d "$url" -c "$query"
  fi
}

play() {  # backend
  local run=("$runner" -q -c "$here/alembic.ini" --no-dotenv --url "$url")
  "${run[@]}" upgrade head
  diff -u <(expected) <(rows "$1") || fail "$1: other rows than expected"
  "${run[@]}" downgrade 5eed00000002
  "${run[@]}" upgrade head
  diff -u <(expected) <(rows "$1") || fail "$1: other rows after going down and up again"
  "${run[@]}" downgrade base
}

url=sqlite:///$work/seeds.db
play sqlite
if [ "${RUNNER_TEST_PG:-}" != skip ]; then
  query_part=''
  case $PG_URL in *\?*) query_part="?${PG_URL#*\?}" ;; esac
  plain=${PG_URL%%\?*}
  url=${plain%/*}/$database$query_part
  "$psql" -Xq -v ON_ERROR_STOP=1 -d "$PG_URL" -c "CREATE DATABASE $database"
  play postgresql
fi
echo 'seeds: all as it should be'
