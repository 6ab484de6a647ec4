export const help = `berth - Port-compatible action runs

berth serve   a server for actions, runs, logs and the catalog
  --host 127.0.0.1      address to listen on
  --port 3000           0 takes a free one
  --store memory:       where runs are kept (sqlite: and postgres:// are not built yet)
  --seed FILE.json      {"blueprints":[],"entities":[],"actions":[]}, created when not there yet
  --rate-limit N/S      at most N requests of one caller in S seconds; no limit when absent
  --allow-private-destinations
                        let actions call backends on this machine (has no effect until actions call backends)
  BERTH_CLIENT_ID and BERTH_CLIENT_SECRET hold the credentials; generated and printed when unset.
  Prints one line on stdout when it is ready. GET /healthz and /readyz. SIGTERM drains.

berth fake    a fake Port over HTTP, for tests in any language
  --port 4010           0 takes a free one
  --seed FILE.json      as above
  The first line on stdout is JSON: url, clientId, clientSecret. Controls are under /_berth/.`;
