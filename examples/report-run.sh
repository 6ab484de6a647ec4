#!/usr/bin/env bash
# Reports on a run with nothing but curl and sed: a line of its log, a label with a link, and the line that ends it.
# Run: PORT_BASE_URL=http://127.0.0.1:3000 PORT_CLIENT_ID=… PORT_CLIENT_SECRET=… examples/report-run.sh RUN_ID
# Anything but a success ends the script with curl's exit code, and Port's answer on stderr.
set -euo pipefail

run=${1:?"usage: report-run.sh RUN_ID"}
token=

port() { # METHOD PATH JSON
  local answer failed=0
  answer=$(curl --silent --show-error --fail-with-body --request "$1" "$PORT_BASE_URL/v1$2" \
    --header "Authorization: Bearer $token" --header 'Content-Type: application/json' --data @- <<<"$3") || failed=$?
  if ((failed)); then echo "$1 $2: $answer" >&2; else echo "$answer"; fi
  return "$failed"
}

token=$(port POST /auth/access_token "{\"clientId\":\"$PORT_CLIENT_ID\",\"clientSecret\":\"$PORT_CLIENT_SECRET\"}" |
  sed -E 's/.*"accessToken":"([^"]+)".*/\1/')

port POST "/actions/runs/$run/logs" '{"message":"Building"}'
port PATCH "/actions/runs/$run" '{"statusLabel":"Deploying","link":"https://ci.example.com/builds/1"}'
port POST "/actions/runs/$run/logs" '{"message":"Deployed","terminationStatus":"SUCCESS","statusLabel":"Live"}'
