import { describe, expect, it } from 'vitest';
import { instant, logging, making, moving, run } from '../../testing/test/processes/commits.ts';
import { sqliteStore } from '../src/index.ts';
import { openFile } from './support/engines.ts';
import { temporaryFile } from './support/temporary-file.ts';

const ended = run('r_1', { status: 'SUCCESS', endedAt: instant });

describe('an ended run', () => {
  it('is not changed by raw SQL either', async () => {
    const database = openFile(temporaryFile());
    const store = await sqliteStore(database);
    await store.commit(making(run('r_1')));
    await store.commit(moving(ended));
    for (const change of ["status = 'IN_PROGRESS'", 'ended_at = NULL', 'version = 9', 'log_seq = log_seq']) {
      expect(() => database.exec(`UPDATE berth_runs SET ${change}`)).toThrow(
        /nothing about a run changes after its end/,
      );
    }
    expect(await store.run('r_1')).toMatchObject({ version: 2, value: { status: 'SUCCESS' } });
    await store.close();
    database.close();
  });

  it('fails a commit that forgot to look, and harms nothing that came with it', async () => {
    const file = temporaryFile();
    const store = await sqliteStore(file);
    await Promise.all([store.commit(making(ended)), store.commit(making(run('r_2')))]);
    const answers = await Promise.allSettled([
      store.commit(logging('r_2', 'before')),
      store.commit(logging('r_1', 'too late')),
      store.commit(logging('r_2', 'after')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await store.changes({ run: 'r_1', after: 0, limit: 10 })).toEqual([]);
    expect(await store.logs({ run: 'r_2', offset: 0, limit: 10 })).toHaveLength(2);
    await store.close();
  });
});
