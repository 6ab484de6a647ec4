export const help = `berth - Port-compatible action runs

berth serve   a server for actions, runs, logs and the catalog: the API at /v1, the dashboard at /
  --host 127.0.0.1      address to listen on
  --port 3000           0 takes a free one
  --store sqlite:./berth.db   where things are kept: a file, postgres://USER:PASSWORD@HOST/DATABASE, or memory:
  --schema public --table-prefix berth_   names in PostgreSQL
  --migrations auto     manual: refuse a database whose schema is not up to date
  --seed FILE.json      {"blueprints":[],"entities":[],"actions":[]}, created when not there yet
  --rate-limit N/S      at most N requests of one caller in S seconds; no limit when absent
  --allow-private-destinations
                        let actions call backends on this machine and in private networks
  BERTH_CLIENT_ID and BERTH_CLIENT_SECRET hold the credentials; when unset they are made at the first start,
  printed, and kept in the store. They sign in to the dashboard.
  BERTH_GITHUB_TOKEN dispatches the workflows of GITHUB actions (BERTH_GITHUB_API_URL for a server of one's own);
  with BERTH_GITHUB_WEBHOOK_SECRET, POST /github takes GitHub's workflow_run events. BERTH_GITLAB_TOKEN triggers
  GitLab pipelines (BERTH_GITLAB_URL). BERTH_AZURE_DEVOPS_URL in place of https://dev.azure.com.
  Prints one line on stdout when it is ready. GET /healthz and /readyz. SIGTERM drains.

berth migrate      brings the schema of --store up to date; with --print it prints the SQL and changes nothing
berth prune        removes from --store what the rules let go, and prints what that was as JSON
  --ended-before 30d    runs that ended longer ago        --keep-per-action 1000   all but the newest of each action
  --audits-before 90d   audit records                     --receipts-before 24h    what keeps requests repeatable
berth credentials  prints the credentials that --store keeps

berth fake    a fake Port over HTTP, for tests in any language
  --port 4010           0 takes a free one
  --seed FILE.json      as above
  The first line on stdout is JSON: url, clientId, clientSecret. Controls are under /_berth/.

berth conform --target URL [AREA or ID …]    holds any implementation against the reference
  See "berth conform --help".`;

export const conformHelp = `berth conform --target URL [RUN-PATCH CONC-001 …]

  --target              http://localhost:3000, fake:, or module:./app.mjs#fetch; there is no default
  PORT_CLIENT_ID and PORT_CLIENT_SECRET hold the credentials (or --client-id, --client-secret);
  --token-env NAME      a token instead, from the variable of that name

What
  --profile openapi     or seed: which of two readings of the texts is asked for
  --mode standard       smoke, lite, standard, full (a shared target: lite)
  --level must          and stronger; --strict lets a SHOULD fail the target
  --skip ID,AREA        --only is the same as naming them
  --capabilities LIST   tokens,actions-admin,entities,bulk,audit,approval,webhook,agent; else found out
  --seed N  --sequences N  --max-commands N  --races N

Safety
  Port's own hosts are only read. --allow-writes (and --yes without a terminal) lets checks write there.
  --live                treat any target as shared      --read-only   write nothing
  --dry-run             print the plan and stop         --keep        leave what was made
  --max-requests N  --max-time S  --rps N  --reserve PERCENT of the rate limit left to others
  --action ID  --blueprint ID    use these in place of a sandbox       --tag T
  --journal FILE        what is made, written down first (default: in the folder)
  --receiver listen:PORT or URL  where webhooks reach this machine
  --settle MS           how far reads may be behind writes   --timeout MS

Reports
  --report console,jsonl=FILE,junit=FILE,html=FILE,badge=FILE         --session FILE (jsonl)
  --folder .conform     what shows a finding again: repro.sh, repro.json   --shrink-requests N
  --expected FILE       {"RUN-PATCH-022":{"reason":"…","until":"2027-01-31"}}; --update-expected writes it

berth conform list [--format text|md|json]         every requirement
berth conform explain RUN-PATCH-008                its source, its check, what proves the check
berth conform replay repro.json --target URL       FIXED, FAILED or DRIFTED (it writes; at Port: --allow-writes)
berth conform report session.jsonl --html FILE     another report of a recorded session
berth conform cleanup --journal FILE               after a session that was killed
berth conform self-check                           mutants: shows that the checks can fail

Exit codes: 0 conformant, 1 not, 2 usage or refused by a safety rule, 3 the checker failed or did not get
through, 4 the target could not be reached or refused the credentials.`;
