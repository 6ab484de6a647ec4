import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BEAT_MS, TOKEN_LIFE_SECONDS } from '../../../src/limits.ts';
import { credentials } from '../../api/credentials.ts';
import { eventsOf, type OpenStage, openRunsPath } from '../stage.ts';

export function allowedCases(open: OpenStage): void {
  // Beats come when a test says so; all else takes its time.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const beat = () => vi.advanceTimersByTime(BEAT_MS);

  const scene = async () => {
    const hidden = new Set<string>();
    const stage = await open({
      authorize: ({ to, caller }) => (to === 'view' ? !hidden.has(caller.id) : undefined),
    });
    stage.people.set('ann', { id: 'ann' });
    const run = await stage.start();
    await stage.say(run, 'line');
    const streamOf = async (path: string) => {
      const reader = await stage.read(path, { 'x-user': 'ann' });
      await reader.next();
      return reader;
    };
    return { ...stage, hidden, run, streamOf };
  };

  it('nobody unknown, nobody from whom the run is hidden; and a run must be there', async () => {
    const { read, run, hidden } = await scene();
    hidden.add('ann');
    for (const path of [eventsOf(run), `/berth/runs/${run}/log.txt`]) {
      expect((await read(path, { 'x-user': 'stranger' })).status).toBe(401);
      expect((await read(path, { 'x-user': 'ann' })).status).toBe(403);
      expect((await read(path.replace(run, 'r_none'))).status).toBe(404);
    }
    expect((await read(openRunsPath, { 'x-user': 'stranger' })).status).toBe(401);
  });

  it('whoever may go on hears a beat', async () => {
    const { run, streamOf } = await scene();
    for (const path of [eventsOf(run), openRunsPath]) {
      const reader = await streamOf(path);
      for (let nth = 0; nth < 3; nth += 1) {
        beat();
        expect((await reader.next())?.event).toBe('beat');
      }
      reader.leave();
    }
  });

  it('a stream ends at the next beat when its run is hidden by then', async () => {
    const { run, hidden, streamOf } = await scene();
    const reader = await streamOf(eventsOf(run));
    hidden.add('ann');
    beat();
    expect(await reader.rest()).toEqual([]);
  });

  it.each([
    ['is known no more', undefined],
    ['is somebody else', { id: 'bob' }],
  ])('a stream ends at the next beat when its caller %s', async (_, now) => {
    const { run, people, streamOf } = await scene();
    for (const path of [eventsOf(run), openRunsPath]) {
      people.set('ann', { id: 'ann' });
      const reader = await streamOf(path);
      if (now) people.set('ann', now);
      else people.delete('ann');
      beat();
      expect(await reader.rest()).toEqual([]);
    }
  });

  it('a stream ends at the first beat after its token has expired', async () => {
    let at = Date.parse('2026-01-01T00:00:00.000Z');
    const { ask, read } = await open({ credentials, now: () => new Date(at) });
    const { json } = await ask('POST', '/auth/access_token', credentials);
    const authorization = `Bearer ${json.accessToken}`;
    const reader = await read(openRunsPath, { 'x-user': 'nobody', authorization });
    expect((await reader.next())?.event).toBe('open');
    beat();
    expect((await reader.next())?.event).toBe('beat');
    at += TOKEN_LIFE_SECONDS * 1000;
    beat();
    expect(await reader.rest()).toEqual([]);
  });

  it('open runs are those of the roles that the caller has by now', async () => {
    const { people, read, start } = await open({
      authorize: ({ to, caller }) => (to === 'view' ? caller.roles?.includes('Reader') === true : undefined),
    });
    people.set('ann', { id: 'ann', roles: ['Reader'] });
    const run = await start();
    const reader = await read(openRunsPath, { 'x-user': 'ann' });
    expect((await reader.next())?.data.runs).toMatchObject([{ id: run }]);
    people.set('ann', { id: 'ann', roles: [] });
    beat();
    expect((await reader.next())?.event).toBe('beat');
    await start();
    expect((await reader.next())?.data).toEqual({ runs: [] });
  });
}
