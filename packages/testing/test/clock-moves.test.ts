import { describe, expect, it, vi } from 'vitest';
import { createFakePort, type Duration } from '../src/index.ts';
import { deploy, messageOf } from './scenery.ts';

const start = '2024-01-01T00:00:00.000Z';

describe('a span of time', () => {
  it.each<[Duration, number]>([
    [250, 250],
    ['250ms', 250],
    ['90s', 90_000],
    ['1.5m', 90_000],
    ['24h', 86_400_000],
    ['2d', 172_800_000],
  ])('%s is %i ms', async (duration, milliseconds) => {
    const { clock } = createFakePort({ now: 0 });
    await clock.advance(duration);
    expect(clock.now.getTime()).toBe(milliseconds);
  });

  it.each(['', 's', '-1s', '1 s', '1w', 'soon'])('%j is none', async (text) => {
    const said = await messageOf(createFakePort().clock.advance(text as Duration));
    expect(said).toContain(`not ${JSON.stringify(text)}`);
  });
});

describe('timers', () => {
  it('fire when they are due, those of one instant in the order in which they were made', async () => {
    const { clock } = createFakePort({ now: 0 });
    const fired: string[] = [];
    const note = (name: string) => () => fired.push(`${name}@${clock.now.getTime()}`);
    clock.setTimeout(note('c'), 20);
    clock.setTimeout(note('a'), 10);
    clock.setTimeout(note('d'), 20);
    clock.setTimeout(note('b'), 10);
    using _ = clock.setTimeout(note('never'), 15);
    _[Symbol.dispose]();
    await clock.advance(20);
    expect(fired).toEqual(['a@10', 'b@10', 'c@20', 'd@20']);
  });

  it('let all that follows from one come to rest before the next, a hundred promises deep', async () => {
    const { clock } = createFakePort({ now: 0 });
    const order: string[] = [];
    const chain = async (name: string, at: number) => {
      await clock.sleep(at);
      for (let deep = 0; deep < 100; deep += 1) await Promise.resolve();
      order.push(name);
      await clock.sleep(0);
      order.push(`${name}, later`);
    };
    void chain('first', 5);
    void chain('second', 6);
    await clock.advance(10);
    expect(order).toEqual(['first', 'first, later', 'second', 'second, later']);
  });

  it('are told of, and can be gone through one by one', async () => {
    const { clock } = createFakePort({ now: start });
    clock.setTimeout(() => {}, 1_500);
    void clock.sleep('1m');
    expect(clock.pending()).toEqual([
      { at: new Date('2024-01-01T00:00:01.500Z'), why: 'a timer of 1500ms' },
      { at: new Date('2024-01-01T00:01:00.000Z'), why: 'a sleep of 1m' },
    ]);
    expect((await clock.advanceToNext()).fired.map(({ why }) => why)).toEqual(['a timer of 1500ms']);
    expect((await clock.advanceToNext()).to.toISOString()).toBe('2024-01-01T00:01:00.000Z');
    const nowhere = await clock.advanceToNext();
    expect([nowhere.from, nowhere.fired]).toEqual([nowhere.to, []]);
  });

  it('do not fire before anybody waits', async () => {
    const port = createFakePort({ actions: [{ identifier: 'create' }] });
    let isFired = false;
    port.clock.setTimeout(() => {
      isFired = true;
    }, 0);
    await port.execute('create');
    expect([isFired, port.clock.now.toISOString()]).toEqual([false, start]);
    await port.clock.advance(0);
    expect(isFired).toBe(true);
  });

  it('hand what they throw to whoever moves the clock', async () => {
    const { clock } = createFakePort();
    clock.setTimeout(() => {
      throw new Error('from a timer');
    }, 1);
    await expect(clock.advance(2)).rejects.toThrow('from a timer');
  });
});

describe('a sleep', () => {
  it('ends early, with its reason, when it is called off', async () => {
    const { clock } = createFakePort();
    const control = new AbortController();
    const sleeping = clock.sleep('1h', control.signal);
    const reason = new Error('woken');
    control.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    await expect(clock.sleep('1h', AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(clock.pending()).toEqual([]);
  });
});

// Each waits in vain for a moment, so all do at once.
describe.concurrent('a sleep for ever', () => {
  it.for([Number.MAX_SAFE_INTEGER, 1e300, '999999999999d'] as const)(
    'of %s takes no clock to where there are no dates',
    async (forever, { expect }) => {
      const port = createFakePort({ now: start, actions: [deploy] });
      void port.clock.sleep(forever);
      expect(await messageOf(port.settle({ within: forever }))).toContain(
        'nothing is left that could change that',
      );
      const run = await port.execute('deploy');
      expect(run.view().createdAt).toBe(start);
    },
  );
});

describe('the clock', () => {
  it('goes to an instant, and never back', async () => {
    const { clock } = createFakePort({ now: start });
    await clock.advanceTo('2024-01-02T00:00:00Z');
    expect(clock.now.toISOString()).toBe('2024-01-02T00:00:00.000Z');
    await expect(clock.advanceTo(start)).rejects.toThrow(RangeError);
    await expect(clock.advanceTo('tomorrow')).rejects.toThrow(RangeError);
  });

  it('stands still while it is held, and says by what when that lasts', async () => {
    const port = createFakePort({ now: 0 });
    const { clock } = port;
    const hold = clock.hold('a container starts');
    const order: string[] = [];
    const moved = clock.advance(5).then(() => order.push('moved'));
    // Something real that takes its time.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    expect(clock.now.getTime()).toBe(0);
    order.push('released');
    hold[Symbol.dispose]();
    await moved;
    expect(order).toEqual(['released', 'moved']);
    using _ = clock.hold('a container hangs');
    clock.setTimeout(() => {}, 5);
    const waiting = port.settle({ hangGuardMs: 50 });
    expect(await messageOf(waiting)).toContain('time is held: a container hangs');
  });

  it('is shared with no other fake', async () => {
    const [one, other] = [createFakePort(), createFakePort()];
    await one.clock.advance('1h');
    expect(other.clock.now.toISOString()).toBe(start);
  });

  it('takes the fake timers of a test runner along, in step with its own', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    try {
      const { clock } = createFakePort({ now: start });
      using _ = clock.link(vi);
      const seen: string[] = [];
      const note = (name: string) =>
        seen.push(`${name} ${clock.now.toISOString().slice(11, 19)} ${Date.now()}`);
      setTimeout(() => note('theirs'), 2_000);
      clock.setTimeout(() => note('ours'), 5_000);
      await clock.advance('10s');
      const began = Date.parse(start);
      expect(seen).toEqual([`theirs 00:00:02 ${began + 2_000}`, `ours 00:00:05 ${began + 5_000}`]);
      expect(Date.now()).toBe(began + 10_000);
    } finally {
      vi.useRealTimers();
    }
  });

  it('goes on in a wait for a timer of the linked clock alone', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const port = createFakePort({ actions: [{ identifier: 'create' }] });
      using _ = port.clock.link(vi);
      const run = await port.execute('create');
      setTimeout(() => void port.call('PATCH', `/actions/runs/${run.id}`, { status: 'SUCCESS' }), 90_000);
      expect((await run.waitFor('SUCCESS')).endedAt).toBe('2024-01-01T00:01:30.000Z');
      setTimeout(() => void port.call('GET', '/actions/runs'), 5_000);
      await port.settle();
      expect(port.journal.count({ op: 'runs.list' })).toBe(1);
      setTimeout(() => {}, 600_000);
      expect(await messageOf(port.settle({ within: '5m' }))).toContain('timers of the linked clock are due');
    } finally {
      vi.useRealTimers();
    }
  });

  it('goes on for a timer of the linked clock that is set after real work, out of sight', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const port = createFakePort({ actions: [{ identifier: 'create' }] });
      using _ = port.clock.link(vi);
      const run = await port.execute('create');
      const end = () => port.call('PATCH', `/actions/runs/${run.id}`, { status: 'SUCCESS' });
      // Some turns of the event loop, as a database takes them: by then the wait has found nothing that is due.
      let turns = 50;
      setImmediate(function turn() {
        if (turns-- > 0) setImmediate(turn);
        else setTimeout(() => void end(), 90_000);
      });
      expect((await run.waitFor('SUCCESS')).endedAt).toBe('2024-01-01T00:01:30.000Z');
    } finally {
      vi.useRealTimers();
    }
  });
});
