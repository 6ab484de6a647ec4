import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@berth/core';
import { postgresStore } from '@berth/store-postgres';
import { sqliteStore } from '@berth/store-sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { eventsOf, openRunsPath, stageOf } from '../../http/test/live/stage.ts';
import { freshPlace } from '../../store-postgres/test/support/schema.ts';
import { serveLive } from './mount.ts';

type Closing = Store & { close(): Promise<void> };

/** Two handles of one store, as two processes have them. */
const handles: Readonly<Record<string, () => Promise<readonly [Closing, Closing]>>> = {
  SQLite: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'berth-live-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'berth.db');
    return [await sqliteStore(file), await sqliteStore(file)];
  },
  PostgreSQL: async () => {
    const { url, schema } = await freshPlace();
    return [await postgresStore(url, { schema }), await postgresStore(url, { schema })];
  },
};

it.each(Object.keys(handles))('what is done through another handle of %s is seen here', async (name) => {
  const [here, there] = (await handles[name]?.()) ?? [];
  if (!here || !there) throw new Error('there are two');
  onTestFinished(async () => void (await Promise.all([here.close(), there.close()])));
  const { read } = await stageOf(serveLive)({ store: here });
  const elsewhere = await stageOf(serveLive)({ store: there });
  const openRuns = await read(openRunsPath);
  expect((await openRuns.next())?.data).toEqual({ runs: [] });
  const run = await elsewhere.start();
  expect((await openRuns.next())?.data.runs).toMatchObject([{ id: run, status: 'IN_PROGRESS' }]);
  const events = await read(eventsOf(run));
  await elsewhere.say(run, 'from elsewhere');
  expect((await events.next())?.data.log.message).toBe('from elsewhere');
  await elsewhere.end(run);
  expect((await events.rest()).at(-1)?.data).toEqual({ status: 'SUCCESS' });
  for (let told = await openRuns.next(); told; told = await openRuns.next()) {
    if (told.event !== 'ended') continue;
    expect(told.data.run).toMatchObject({ id: run, status: 'SUCCESS' });
    break;
  }
});
