import Database from 'libsql';
import pg from 'pg';

/** What a run looks like that a database makes by itself, as many at a time as are wanted; `n` is its number, `at` its instant. */
const columns =
  'org, id, version, change_seq, log_seq, action, blueprint, entity, status, source, created_by, email, created_at, ended_at, body';

function body(id: string, at: string): string {
  const text = JSON.stringify({
    id: '@id',
    status: 'SUCCESS',
    action: 'deploy',
    operation: 'CREATE',
    blueprint: 'service',
    entity: 'cart',
    properties: { region: 'eu-west-1', replicas: 3 },
    source: 'API',
    requiredApproval: false,
    approvers: [],
    approvals: [],
    synchronized: false,
    createdAt: '@at',
    updatedAt: '@at',
    endedAt: '@at',
    createdBy: 'bench',
    updatedBy: 'bench',
  });
  return `replace(replace('${text}', '@id', ${id}), '@at', ${at})`;
}

export function fillSqlite(file: string, runs: number): void {
  const database = new Database(file);
  const id = "'r_' || n";
  const at = "strftime('%Y-%m-%dT%H:%M:%S.000Z', 1704067200 + n, 'unixepoch')";
  database.exec(`WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${runs})
    INSERT INTO berth_runs (${columns})
    SELECT 'default', ${id}, 1, 0, 0, 'deploy', 'service', 'cart', 'SUCCESS', 'API', 'bench', NULL, ${at}, ${at}, ${body(id, at)}
    FROM numbers`);
  database.close();
}

export async function fillPostgres(url: string, schema: string, runs: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const id = "'r_' || n";
  const at = 'to_timestamp(1704067200 + n)';
  const text = `to_char(${at} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.000"Z"')`;
  await client.query(`INSERT INTO ${schema}.berth_runs (${columns})
    SELECT 'default', ${id}, 1, 0, 0, 'deploy', 'service', 'cart', 'SUCCESS', 'API', 'bench', NULL, ${at}, ${at},
      (${body(id, text)})::json
    FROM generate_series(1, ${runs}) AS n`);
  await client.query(`ANALYZE ${schema}.berth_runs`);
  await client.end();
}
