import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { logging, making, run } from '../../testing/test/processes/commits.ts';
import { commitStatement } from '../src/commit/commit-statement.ts';
import { namesIn } from '../src/names.ts';
import { freshStore } from './support/schema.ts';

it('a line that is added to a log touches no index of its run', async () => {
  const store = await freshStore();
  await store.commit(making(run('r_1', { summary: 'long '.repeat(200) })));
  const client = new pg.Client(store.url);
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('BEGIN');
  for (const message of ['one', 'two', 'three']) {
    const { text, values } = commitStatement(
      namesIn(store.schema, 'berth_'),
      'default',
      logging('r_1', message),
    );
    expect((await client.query(text, [...values])).rowCount).toBe(1);
  }
  // The server counts as hot what it could write without a word to any index.
  const counts = 'SELECT n_tup_upd::int AS all, n_tup_hot_upd::int AS hot FROM pg_stat_xact_user_tables';
  const { rows } = await client.query(`${counts} WHERE schemaname = $1 AND relname = 'berth_runs'`, [
    store.schema,
  ]);
  expect(rows).toEqual([{ all: 3, hot: 3 }]);
  await client.query('COMMIT');
});
