import { expect, it } from 'vitest';
import { making, moving, run } from '../../testing/test/processes/commits.ts';
import { freshStore } from './support/schema.ts';
import { ask } from './support/server.ts';

it('a run that has ended is not even changed by SQL that knows nothing of versions', async () => {
  const store = await freshStore();
  const ended = run('r_1', { status: 'SUCCESS', endedAt: '2024-01-01T00:00:01.000Z' });
  await store.commit(making(run('r_1')));
  await store.commit(moving(ended));
  const change = `UPDATE ${store.schema}.berth_runs SET status = 'IN_PROGRESS', ended_at = NULL`;
  await expect(ask(store.url, change)).rejects.toThrow('an ended run can no longer be modified');
  expect((await store.run('r_1'))?.value.status).toBe('SUCCESS');
});
