# A PostgreSQL of our own for one test run: a fresh cluster in a temporary folder, on a free port, gone afterwards.

on_postgres() {
  local bin folder port status=0 as=()
  bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
  folder=$(mktemp -d)
  port=$((20000 + RANDOM % 20000))
  if [ "$(id -u)" = 0 ]; then # initdb refuses to run as root
    chown postgres "$folder"
    as=(setpriv --reuid postgres --regid postgres --clear-groups)
  fi
  "${as[@]}" "$bin/initdb" -D "$folder/data" -U umul --auth trust -E UTF8 --locale C.UTF-8 >/dev/null
  "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
    -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c max_connections=300 -c shared_buffers=64MB" start >/dev/null
  export UMUL_TEST_DATABASE="postgres://umul@127.0.0.1:$port/postgres"
  "$@" || status=$?
  unset UMUL_TEST_DATABASE
  "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null
  rm -rf "$folder"
  return $status
}
