#!/usr/bin/env bash
# Three tenants on PostgreSQL: together, alone, at different revisions, with one that fails, and printed.
#
#   RUNNER=path/to/runner PG_URL=postgresql://user@host/db ./check.sh
#
# PG_URL's user must be allowed to create databases. Without PG_URL a server is started by PG_FOR_TESTS (a program of this
# project's build); RUNNER_TEST_PG=skip leaves everything out.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
runner=$(realpath "${RUNNER:-$here/../../build/bin/runner}")
export PG_URL=${PG_URL:-${RUNNER_TEST_PG_URL:-}}
if [ "${RUNNER_TEST_PG:-}" = skip ]; then
  echo 'tenants: left out'
  exit 0
fi
if [ -z "$PG_URL" ]; then
  exec "${PG_FOR_TESTS:-${runner%/*}/pg_for_tests}" -- "$0"
fi

psql=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)   # Debian's own psql is a slow wrapper
psql=${psql:+$psql/}psql
work=$(mktemp -d)
database=tenants_$$
clean_up() {
  "$psql" -Xq -d "$PG_URL" -c "DROP DATABASE IF EXISTS $database WITH (FORCE)" || true
  rm -rf "$work"
}
trap clean_up EXIT
cp -r "$here/." "$work"
cd "$work"
unset SQLALCHEMY_DATABASE_URI ALEMBIC_CONFIG

plain=${PG_URL%%\?*} query=''
case $PG_URL in *\?*) query="?${PG_URL#*\?}" ;; esac
"$psql" -Xq -d "$PG_URL" -c "CREATE DATABASE $database"
export DATABASE_URL="${plain%/*}/$database$query"

fail() { echo "FAILED: $*" >&2; exit 1; }
sql() { "$psql" -XAtq -v ON_ERROR_STOP=1 -d "$DATABASE_URL" -c "$1"; }
rows() { for tenant in acme globex initech; do sql "SELECT version_num FROM $tenant.alembic_version"; done | tr '\n' ' '; }
expect() { [ "$1" = "$2" ] || fail "$3: '$1' where '$2' should be"; }

"$runner" -q upgrade head
expect "$(rows)" '7e0000000002 7e0000000002 7e0000000002 ' 'after upgrade'
"$runner" -q check >/dev/null || fail 'the tenants are not like the models'

"$runner" -q -x tenant=globex downgrade -1
expect "$(rows)" '7e0000000002 7e0000000001 7e0000000002 ' 'one tenant taken back'
"$runner" -q status | grep -A1 'Versions *globex.alembic_version' | grep -q 'Current *7e0000000001' || fail 'status does not tell the tenants apart'
"$runner" -q upgrade head
"$runner" -q -x tenant=nosuch current 2>out && fail 'a tenant that is not there was accepted'
grep -q "no tenant 'nosuch'" out || fail "no word about the tenant: $(cat out)"

# globex has an index of that name already: it stays where it was, the others go on.
"$runner" -q downgrade -1
sql 'CREATE INDEX ix_customers_email ON globex.customers (name)'
"$runner" -q upgrade head 2>out && fail 'the failure of one tenant is not the failure of the run'
grep -q 'version table globex.alembic_version' out || fail "the message does not say which tenant it was: $(cat out)"
expect "$(rows)" '7e0000000002 7e0000000001 7e0000000002 ' 'after a failure'
sql 'DROP INDEX globex.ix_customers_email'
"$runner" -q upgrade head

# Printed and played on an empty database it is the same.
"$runner" -q upgrade head --sql >up.sql
sql 'DROP SCHEMA acme, globex, initech CASCADE' 2>/dev/null
"$psql" -Xq -v ON_ERROR_STOP=1 -d "$DATABASE_URL" -f up.sql >/dev/null
expect "$(rows)" '7e0000000002 7e0000000002 7e0000000002 ' 'after what was printed'
"$runner" -q check >/dev/null || fail 'what was printed does not make what the models say'
echo 'tenants: all as it should be'
