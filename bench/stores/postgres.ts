import { createRequire } from 'node:module';
import { postgresStore } from '@berth/store-postgres';
import pg from 'pg';
import { type Comparison, compare, IN_FLIGHT } from '../in-flight.ts';
import { append, by, defineAction, execute, line, serviceOver } from './world.ts';

export const schema = 'berth_bench';
const bossSchema = 'berth_bench_boss';

/** What pg-boss offers of what is measured here. */
interface Boss {
  start(): Promise<unknown>;
  createQueue(name: string): Promise<void>;
  send(name: string, data: object): Promise<string | null>;
  fetch(name: string): Promise<readonly { readonly id: string }[]>;
  complete(name: string, id: string): Promise<void>;
  stop(options: { graceful: boolean }): Promise<void>;
}

export async function dropSchemas(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const each of [schema, bossSchema]) await client.query(`DROP SCHEMA IF EXISTS ${each} CASCADE`);
  await client.end();
}

/** A line appended through the store, sixteen in flight, against its two statements in one, sent by the same driver. */
export async function measurePostgresAppend(url: string): Promise<Comparison> {
  const store = await postgresStore(url, { schema, maxConnections: IN_FLIGHT });
  const raw = new pg.Pool({ connectionString: url, max: IN_FLIGHT });
  try {
    const service = serviceOver(store);
    await defineAction(service);
    const runs: string[] = [];
    for (let made = 0; made < 2 * IN_FLIGHT; made += 1) runs.push((await execute(service)).id);
    const text = `WITH r AS (
        UPDATE ${schema}.berth_runs SET change_seq = change_seq + 1, log_seq = log_seq + 1
        WHERE org = $1 AND id = $2 AND version = $3 RETURNING change_seq, log_seq)
      INSERT INTO ${schema}.berth_changes (org, run, seq, log_seq, event)
      SELECT $1, $2, change_seq, log_seq, $4 FROM r`;
    const appendRaw = async (run: string) => {
      const event = JSON.stringify({ type: 'logged', log: line(run) });
      await raw.query({ name: 'append', text, values: ['default', run, 1, event] });
    };
    return await compare(
      (worker) => append(store, runs[worker] ?? '', 1),
      (worker) => appendRaw(runs[IN_FLIGHT + worker] ?? ''),
    );
  } finally {
    await raw.end();
    await store.close();
  }
}

/** A run executed, three lines, an ending; against a job of pg-boss sent, fetched and completed. */
export async function measureLifecycle(url: string): Promise<Comparison> {
  const store = await postgresStore(url, { schema, maxConnections: IN_FLIGHT });
  const service = serviceOver(store);
  await defineAction(service);
  const boss = bossOn(url);
  await boss.start();
  await boss.createQueue('deploy');
  try {
    return await compare(
      async () => {
        const { id } = await execute(service);
        for (const message of ['one', 'two', 'three']) await service.runs.log(by, id, { message });
        const ended = await service.runs.update(by, id, { status: 'SUCCESS' });
        if (!ended.ok) throw new Error(ended.error.code);
      },
      async () => {
        await boss.send('deploy', { region: 'eu-west-1', replicas: 3 });
        const [job] = await boss.fetch('deploy');
        if (job) await boss.complete('deploy', job.id);
      },
    );
  } finally {
    await boss.stop({ graceful: false });
    await store.close();
  }
}

function bossOn(connectionString: string): Boss {
  const require = createRequire(new URL('../peers/package.json', import.meta.url));
  const PgBoss = require('pg-boss') as new (options: object) => Boss;
  return new PgBoss({
    connectionString,
    schema: bossSchema,
    max: IN_FLIGHT,
    supervise: false,
    schedule: false,
  });
}
