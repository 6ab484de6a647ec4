import { request } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import type { Store } from '@berth/core';
import { memoryStore } from '@berth/core/memory';
import { expect, it } from 'vitest';
import { MAX_STREAMS_PER_CALLER } from '../../../src/limits.ts';
import { eventsOf, type OpenStage, openRunsPath, type Stage } from '../stage.ts';

/** As many streams as one caller may have, each of which has begun. */
async function fill({ read }: Stage, path: string) {
  const opening = Array.from({ length: MAX_STREAMS_PER_CALLER }, async () => {
    const reader = await read(path);
    await reader.next();
    return reader;
  });
  return Promise.all(opening);
}

/** Answered so before long: a server learns of a client that is gone a little later. */
async function statusSoon({ read }: Stage, path: string, status: number): Promise<void> {
  for (;;) {
    const reader = await read(path);
    reader.leave();
    if (reader.status === status) return;
    await turn();
  }
}

export function limitCases(open: OpenStage): void {
  it(`${MAX_STREAMS_PER_CALLER} streams of one caller are all there can be, until one of them is closed`, async () => {
    const stage = await open();
    stage.people.set('ann', { id: 'ann' });
    const run = await stage.start();
    await stage.say(run, 'line');
    const readers = await fill(stage, eventsOf(run));
    for (const path of [eventsOf(run), openRunsPath, `/berth/runs/${run}/log.txt`]) {
      const { status, json } = await stage.ask('GET', path);
      expect([status, json.error], path).toEqual([429, 'too_many_streams']);
      const refused = await stage.read(path);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      const other = await stage.read(path, { 'x-user': 'ann' });
      expect(other.status).toBe(200);
      other.leave();
    }
    readers[0]?.leave();
    await statusSoon(stage, openRunsPath, 200);
  });

  it('those who come at once, while a slow store is asked, do not get more', async () => {
    const inner = memoryStore();
    const changes: Store['changes'] = async (query) => {
      await turn();
      return inner.changes(query);
    };
    const { read, start } = await open({ store: { ...inner, changes } });
    const path = eventsOf(await start());
    const opening = Array.from({ length: MAX_STREAMS_PER_CALLER + 20 }, () => read(path));
    const statuses = (await Promise.all(opening)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(MAX_STREAMS_PER_CALLER);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  });

  it('a place is free again when its client has gone, before or after the first byte', async () => {
    const stage = await open();
    const run = await stage.start();
    await stage.say(run, 'line');
    const { url } = stage;
    for (let nth = 0; nth < MAX_STREAMS_PER_CALLER + 50; nth += 1) {
      const early = request(`${url}/v1${eventsOf(run)}`, { headers: { 'x-user': 'robot' }, agent: false });
      early.on('error', () => {});
      early.end();
      early.once('socket', (socket) => socket.once('connect', () => setImmediate(() => early.destroy())));
      await new Promise((resolve) => early.once('close', resolve));
    }
    for (let nth = 0; nth < 50; nth += 1) (await stage.read(eventsOf(run))).leave();
    const readers = await fill(stage, openRunsPath);
    expect(readers.map(({ status }) => status)).toEqual(readers.map(() => 200));
  });

  it('HEAD begins no stream', async () => {
    const inner = memoryStore();
    let reads = 0;
    const watch: Store['watch'] = (wake) => {
      reads += 1;
      return inner.watch(wake);
    };
    const logs: Store['logs'] = (query) => {
      reads += 1;
      return inner.logs(query);
    };
    const { url, start } = await open({ store: { ...inner, watch, logs } });
    const run = await start();
    for (const path of [eventsOf(run), openRunsPath, `/berth/runs/${run}/log.txt`]) {
      const answer = await fetch(`${url}/v1${path}`, { method: 'HEAD', headers: { 'x-user': 'robot' } });
      expect([answer.status, await answer.text()]).toEqual([200, '']);
    }
    expect(reads).toBe(0);
  });

  it.each(['endStreams', 'close'] as const)('%s ends what is open, whose readers come again', async (how) => {
    const { berth, read, start, say } = await open();
    const run = await start();
    await say(run, 'line');
    const readers = await Promise.all([read(eventsOf(run)), read(openRunsPath)]);
    for (const reader of readers) await reader.next();
    await berth[how]();
    for (const reader of readers) expect(await reader.rest()).toEqual([]);
    expect((await (await read(eventsOf(run))).next())?.id).toBe('1');
  });
}
