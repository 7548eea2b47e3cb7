#!/usr/bin/env bash
# The migrations use the application's settings and models: development on SQLite, production printed for PostgreSQL.
#
#   RUNNER=path/to/runner ./check.sh
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
runner=$(realpath "${RUNNER:-$here/../../build/bin/runner}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$here/." "$work"
cd "$work"
rm -f development.db
unset DATABASE_URL SQLALCHEMY_DATABASE_URI ALEMBIC_CONFIG APP_ENV APP_DB_PASSWORD

# A place where nobody answers, so that no name has to be looked up.
sed -i 's/db\.internal/127.0.0.1:1/' app/config/production.json

fail() { echo "FAILED: $*" >&2; exit 1; }

"$runner" -q upgrade head
[ "$(sqlite3 development.db "SELECT group_concat(name) FROM (SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name)")" = \
  alembic_version,invoices,users ] || fail 'development.db has other tables than the models'
"$runner" -q status | grep -q 'development.db  (from env.lua)' || fail 'status does not say where the URL came from'
"$runner" -q downgrade base

APP_ENV=production "$runner" -q upgrade head --sql >up.sql
grep -q 'id SERIAL NOT NULL' up.sql || fail 'production is not printed for PostgreSQL'
[ ! -e production.db ] || fail 'printing made a database'

# The password reaches the URL whatever letters it has, and no output.
APP_ENV=production APP_DB_PASSWORD='p%w@/s3cret' PGCONNECT_TIMEOUT=1 "$runner" current >out 2>&1 && fail 'there is no such server'
grep -q 'postgresql://app:\*\*\*@127.0.0.1:1/app' out || fail "the URL is not the production database's: $(cat out)"
! grep -q s3cret out || fail 'a password was printed'

APP_ENV=nosuch "$runner" current >out 2>&1 && fail 'an unknown APP_ENV was accepted'
grep -q 'APP_ENV is development or production' out || fail "no word about APP_ENV: $(cat out)"

# A table in two modules is an error that names both.
echo 'require("sa").Table("users", require "app.models.base")' >app/models/again.lua
echo 'require "app.models.again"' | cat - app/models/init.lua >init && mv init app/models/init.lua
"$runner" current >out 2>&1 && fail 'a table was declared twice'
grep -q 'app/models/' out || fail "no word about the place: $(cat out)"
echo 'app_settings: all as it should be'
