#!/usr/bin/env bash
# Tests a script against `berth fake` with nothing but curl and sed: it is given a run, and has to end it with SUCCESS.
# Run: examples/fake-port.sh [SCRIPT]      (report-run.sh by default; BERTH="npx berth" where that is installed)
set -euo pipefail
cd "$(dirname "$0")"

told=$(mktemp)
set -m # a process group of its own, so that it ends together with what npx starts
${BERTH:-npx -y pnpm@10 --silent berth} fake --port 0 --seed "$PWD/demo.seed.json" >"$told" &
fake=$!
set +m
trap 'kill -- "-$fake" 2>/dev/null && wait "$fake" || true; rm "$told"' EXIT
until grep --quiet '}' "$told"; do
  kill -0 "$fake" # it is still there
  sleep 0.1
done

text() { sed -E "s/.*\"$1\":\"([^\"]+)\".*/\1/"; } # of a key, in JSON on one line
PORT_BASE_URL=$(text url <"$told") PORT_CLIENT_ID=$(text clientId <"$told") PORT_CLIENT_SECRET=$(text clientSecret <"$told")
export PORT_BASE_URL PORT_CLIENT_ID PORT_CLIENT_SECRET

control() { curl --silent --show-error --fail-with-body "$PORT_BASE_URL/_berth/$1" "${@:2}"; }

order='{"action":"create_microservice","properties":{"name":"cart"}}'
run=$(control execute --header 'Content-Type: application/json' --data "$order" | sed -E 's/^\{"id":"([^"]+)".*/\1/')

"${1:-./report-run.sh}" "$run" >&2

status=$(control "runs/$run" | sed -E 's/.*"status":"([A-Z_]+)".*/\1/')
echo "$run $status"
[ "$status" = SUCCESS ]
