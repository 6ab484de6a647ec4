import type { Requirement } from '../catalogue/requirement.ts';
import { comment, quoted, variable } from './shell.ts';

export interface ScriptOptions {
  /** Where the target is, unless PORT_BASE_URL says otherwise; a target without an address has none. */
  readonly baseUrl?: string | undefined;
  /** Seconds that a read may be behind, unless PORT_SETTLE says otherwise. */
  readonly settle?: number;
}

export function header({ id, level, text }: Requirement, about: readonly string[]): string {
  return [
    '#!/usr/bin/env bash',
    comment(`${id} ${level}: ${text}`),
    ...about.map(comment),
    '# Needs bash, curl, jq or node, and PORT_TOKEN or both of PORT_CLIENT_ID and PORT_CLIENT_SECRET. PORT_BASE_URL names',
    '# another target; PORT_ACTION an action to execute in place of one made (and deleted) here; PORT_SETTLE the seconds a',
    '# read may be behind. Runs cannot be deleted: those made here are ended when it is over.',
  ].join('\n');
}

/** What every script begins with: the target, a token, a call, a look into its answer, and tidying up. */
export function prelude({ baseUrl, settle = 0 }: ScriptOptions): string {
  return `set -Eeuo pipefail
trap 'exit 2' ERR
fail() { echo "could not be tried: $1" >&2; exit 2; }
base="\${PORT_BASE_URL:-}"
${baseUrl === undefined ? '[ -n "$base" ] || fail "PORT_BASE_URL is not set"' : `[ -n "$base" ] || base=${quoted(baseUrl)}`}
base="\${base%/}"; base="\${base%/v1}/v1"
settle="\${PORT_SETTLE:-${settle}}"
tag="conform-$(printf '%08x' "$((RANDOM * 32768 + RANDOM))")"
status=''; answer=''; want=null

# json JQ JAVASCRIPT: a value of the last answer (there \`a\`) as JSON, null when there is none.
json() {
  if command -v jq >/dev/null 2>&1; then
    printf '%s' "$answer" | jq -c --argjson want "$want" "$1" 2>/dev/null || echo null
  else
    printf '%s' "$answer" | node -e 'let a, want = JSON.parse(process.argv[1]), v
      try { a = JSON.parse(require("fs").readFileSync(0, "utf8")); v = eval(process.argv[2]) } catch {}
      console.log(JSON.stringify(v ?? null))' "$want" "$2"
  fi
}
text() { local value; value=$(json "$1" "$2"); value="\${value#\\"}"; printf '%s' "\${value%\\"}"; }
bearer() { printf 'authorization: Bearer %s\\n' "$token"; }

# send METHOD PATH BODY CURL-OPTION…: sets status and answer; the body is left out when it is empty.
send() {
  local method="$1" path="$2" body="$3" out; shift 3
  if [ -n "$body" ]; then
    out=$(printf '%s' "$body" | curl -sS -g --path-as-is -w '\\n%{http_code}' -X "$method" --data-binary @- "$@" "$base$path") ||
      fail "$method $path had no answer"
  else
    out=$(curl -sS -g --path-as-is -w '\\n%{http_code}' -X "$method" "$@" "$base$path") || fail "$method $path had no answer"
  fi
  status="\${out##*$'\\n'}"; answer="\${out%$'\\n'*}"
}
call() {
  if [ -n "\${3:-}" ]; then send "$1" "$2" "$3" -H @<(bearer) -H 'content-type: application/json'
  else send "$1" "$2" '' -H @<(bearer); fi
}
must() { case "$status" in 2??) ;; *) fail "$1: $status $answer" ;; esac; }

escaped() { local value="\${1//\\\\/\\\\\\\\}"; printf '%s' "\${value//\\"/\\\\\\"}"; }
client_id=$(escaped "\${PORT_CLIENT_ID:-}"); client_secret=$(escaped "\${PORT_CLIENT_SECRET:-}")
token="\${PORT_TOKEN:-}"
if [ -z "$token" ]; then
  [ -n "$client_id" ] && [ -n "$client_secret" ] || fail 'neither PORT_TOKEN nor PORT_CLIENT_ID and PORT_CLIENT_SECRET are set'
  send POST /auth/access_token '{"clientId":"'"$client_id"'","clientSecret":"'"$client_secret"'"}' -H 'content-type: application/json'
  [ "$status" = 200 ] || fail "no token: $status"
  token=$(text .accessToken a.accessToken)
fi

runs=(); made=()
tidy() {
  local code=$? each; trap - ERR; set +e
  for each in \${runs[@]+"\${runs[@]}"}; do
    (call PATCH "/actions/runs/$each" '{"status":"FAILURE","statusLabel":"conform clean-up"}') >/dev/null 2>&1
  done
  for each in \${made[@]+"\${made[@]}"}; do (call DELETE "$each") >/dev/null 2>&1; done
  exit "$code"
}
trap tidy EXIT`;
}

/** Functions that make what runs are made of, of those that are called. */
export function makers(names: readonly ('make_action' | 'make_blueprint')[]): string {
  const wanted = new Set(names);
  return [
    ...(wanted.has('make_action') ? [makeAction] : []),
    ...(wanted.has('make_blueprint') ? [makeBlueprint] : []),
  ].join('\n');
}

const makeAction = maker('make_action', 'actions', 'an action (PORT_ACTION can name one)', {
  trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {}, required: [] } },
  invocationMethod: { type: 'KAFKA' },
});
const makeBlueprint = maker('make_blueprint', 'blueprints', 'a blueprint', {
  icon: 'Microservice',
  schema: { properties: { language: { type: 'string' }, stars: { type: 'number' } }, required: [] },
});

function maker(name: string, route: string, what: string, definition: object): string {
  const body = { identifier: variable('1'), title: 'Conformance check', ...definition };
  return `${name}() {
  call POST /${route} ${quoted(JSON.stringify(body))}
  must ${quoted(what)}; made=("/${route}/$1" \${made[@]+"\${made[@]}"})
}`;
}
