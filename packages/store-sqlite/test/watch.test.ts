import { describe, expect, it, onTestFinished } from 'vitest';
import { startChild } from '../../testing/test/processes/child.ts';
import { logging, making, run } from '../../testing/test/processes/commits.ts';
import { type SqliteStore, sqliteStore } from '../src/index.ts';
import { Outside } from '../src/outside.ts';
import { temporaryFile } from './support/temporary-file.ts';

async function open(file: string): Promise<SqliteStore> {
  const store = await sqliteStore(file);
  onTestFinished(() => store.close());
  return store;
}

describe('a watch', () => {
  it('is woken with the run by commits of its own store, not by those of another organisation', async () => {
    const store = await open(temporaryFile());
    const other = store.forOrganisation('other');
    const woken: unknown[] = [];
    const unwatch = store.watch((id) => woken.push(id));
    await store.commit(making(run('r_1')));
    await other.commit(making(run('r_2')));
    expect(await store.commit(making(run('r_1')))).toEqual({ committed: false });
    unwatch();
    await store.commit(logging('r_1', 'unseen'));
    expect(woken).toEqual(['r_1']);
  });

  it('is one for all who have asked for the same organisation', async () => {
    const store = await open(temporaryFile());
    const woken: unknown[] = [];
    onTestFinished(store.forOrganisation('default').watch((id) => woken.push(id)));
    await store.commit(making(run('r_1')));
    expect(woken).toEqual(['r_1']);
  });

  it('is woken without a name by commits of another connection, for every organisation', async () => {
    const file = temporaryFile();
    const [store, outside] = [await open(file), await open(file)];
    const woken = Promise.all(
      [store, store.forOrganisation('other')].map(
        (each) => new Promise((resolve) => onTestFinished(each.watch(resolve))),
      ),
    );
    await outside.commit(making(run('r_1')));
    expect(await woken).toEqual([undefined, undefined]);
  });

  it('survives that it cannot look, and then sees what it has missed', async () => {
    let version: number | undefined = 1;
    const outside = new Outside(() => {
      if (version === undefined) throw new Error('database is locked');
      return version;
    });
    const woken = new Promise<void>((resolve) => onTestFinished(outside.watch(resolve)));
    version = undefined;
    await new Promise((resolve) => setTimeout(resolve, 250));
    version = 2;
    await woken;
  });

  it('keeps no process alive', async () => {
    const child = startChild(`${import.meta.dirname}/programs/watcher.ts`, temporaryFile());
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
  });
});
