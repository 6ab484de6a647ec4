import { describe, expect, it } from 'vitest';
import { createFakePort, type FaultRule, type FaultSchedule } from '../src/index.ts';
import { deploy, hook, messageOf } from './scenery.ts';

const fake = (options: Parameters<typeof createFakePort>[0] = {}) =>
  createFakePort({ ...options, actions: [deploy, hook] });
const broken = { kind: 'status', status: 503 } as const;

/** Which of so many lists of runs fail. */
async function failures(port: ReturnType<typeof fake>, count: number): Promise<number[]> {
  const failed: number[] = [];
  for (let nth = 1; nth <= count; nth += 1)
    if ((await port.call('GET', '/actions/runs')).status === 503) failed.push(nth);
  return failed;
}

describe('a fault', () => {
  it.each<[FaultSchedule, number[]]>([
    [{}, [1, 2, 3, 4, 5, 6]],
    [{ times: 2 }, [1, 2]],
    [{ skip: 4 }, [5, 6]],
    [{ skip: 1, times: 3 }, [2, 3, 4]],
    [{ every: 3 }, [3, 6]],
  ])('with %j meets the exchanges that it says', async (schedule, expected) => {
    const port = fake();
    const fault = port.fault({ op: 'runs.list', effect: broken, schedule });
    expect(await failures(port, 6)).toEqual(expected);
    expect([fault.hits, fault.skipped]).toEqual([expected.length, 6 - expected.length]);
    fault.assertFired(expected.length);
    expect(() => fault.assertFired(99)).toThrow(
      `Fault "status on runs.list" was to meet 99 exchanges and met ${expected.length}, of 6 that matched`,
    );
  });

  it('meets what comes within its window of virtual time, from when it was set', async () => {
    const port = fake();
    await port.clock.advance('1h');
    port.fault({ op: 'runs.list', effect: broken, schedule: { between: ['10s', '20s'] } });
    const seen: number[] = [];
    for (let second = 0; second < 25; second += 5) {
      if ((await failures(port, 1)).length > 0) seen.push(second);
      await port.clock.advance('5s');
    }
    expect(seen).toEqual([10, 15]);
  });

  it('with a probability meets the same ones for the same seed', async () => {
    const meeting = async (seed: string, probability: number) => {
      const port = fake({ seed });
      port.fault({ op: 'runs.list', effect: broken, schedule: { probability } });
      return failures(port, 200);
    };
    const half = await meeting('a', 0.5);
    expect(half.length).toBeGreaterThan(70);
    expect(half.length).toBeLessThan(130);
    expect(await meeting('a', 0.5)).toEqual(half);
    expect(await meeting('b', 0.5)).not.toEqual(half);
    expect(await meeting('a', 1)).toHaveLength(200);
  });

  it('meets only what it is meant for', async () => {
    const port = fake();
    const [one, other] = [await port.execute('deploy'), await port.execute('deploy')];
    const update = async (id: string, body: object) =>
      (await port.call('PATCH', `/actions/runs/${id}`, body)).status;
    using byRun = port.fault({ op: 'runs.update', effect: broken, when: { run: one.id } });
    expect([await update(one.id, {}), await update(other.id, {})]).toEqual([503, 200]);
    byRun.remove();
    expect(await update(one.id, {})).toBe(200);
    using byAction = port.fault({ op: 'runs.update', effect: broken, when: { action: 'hook' } });
    expect([await update(one.id, {}), byAction.hits]).toEqual([200, 0]);
    using _ = port.fault({
      op: 'runs.update',
      effect: { ...broken, error: 'maintenance', retryAfter: '90s' },
      when: { body: (body) => (body as { status?: string }).status === 'SUCCESS' },
    });
    expect(await update(one.id, { statusLabel: 'x' })).toBe(200);
    const refused = await port.call('PATCH', `/actions/runs/${one.id}`, { status: 'SUCCESS' });
    expect([refused.body.error, refused.headers['retry-after']]).toEqual(['maintenance', '90']);
  });

  it('meets an acknowledgement by the run that its body names', async () => {
    const port = fake();
    const { id } = await port.execute('deploy');
    using fault = port.fault({ op: 'runs.ack', effect: { kind: 'status', status: 503 }, when: { run: id } });
    expect((await port.call('PATCH', '/actions/runs/ack', { runId: id })).status).toBe(503);
    await port.call('PATCH', '/actions/runs/ack', { runId: 'r_none' });
    expect([fault.hits, port.journal.count({ op: 'runs.ack', run: id })]).toEqual([1, 1]);
  });

  it('that was set first is the one that is met', async () => {
    const port = fake({
      faults: [{ op: 'runs.list', effect: { kind: 'status', status: 500 }, schedule: { times: 1 } }],
    });
    port.fault({ op: 'runs.list', effect: broken, schedule: { times: 1 } });
    const statuses: number[] = [];
    for (let nth = 0; nth < 3; nth += 1) statuses.push((await port.call('GET', '/actions/runs')).status);
    expect(statuses).toEqual([500, 503, 200]);
  });

  it.each<[unknown, string]>([
    [{ op: 'runs.patch', effect: broken }, '"runs.patch" is no operation; there are auth.token,'],
    [{ op: 'runs.update', effect: { kind: 'stale-read', by: 1 } }, '"runs.update" reads no runs'],
    [{ op: 'entities.get', effect: { kind: 'stale-read', by: 1 } }, '"entities.get" reads no runs'],
    [{ op: 'runs.list', effect: { kind: 'claim-lost' } }, '"runs.list" claims nothing'],
    [
      { op: 'runs.list', effect: { kind: 'delivery', times: 2 } },
      '"delivery" is for deliveries, not for "runs.list"',
    ],
    [{ op: 'delivery', effect: { kind: 'malformed' } }, 'a delivery cannot meet "malformed"'],
    [{ op: 'runs.list', effect: broken, schedule: { every: 0 } }, '"every" is a whole number, 1 or more'],
    [
      { op: 'runs.list', effect: broken, schedule: { probability: 2 } },
      '"probability" is more than 0, and 1 at most',
    ],
    [
      { op: 'runs.list', effect: broken, schedule: { times: Number.NaN } },
      '"times" is a whole number, 1 or more',
    ],
    [{ op: 'runs.list', effect: broken, schedule: { times: -1 } }, '"times" is a whole number, 1 or more'],
    [{ op: 'runs.list', effect: broken, schedule: { every: 1.5 } }, '"every" is a whole number, 1 or more'],
    [
      { op: 'runs.list', effect: broken, schedule: { between: ['2m', '1m'] } },
      '"between" ends no later than it begins',
    ],
    [
      { op: 'runs.list', effect: broken, schedule: { between: ['1m', '60s'] } },
      '"between" ends no later than it begins',
    ],
    [{ op: 'runs.list', effect: broken, schedule: { between: '1m' } }, '"between" is two spans of time'],
    [
      { op: 'runs.list', effect: broken, schedule: { between: ['1m', '2m', '3m'] } },
      '"between" is two spans of time',
    ],
    [{ op: 'runs.list', effect: broken, schedule: { times: null } }, '"times" is a whole number, 1 or more'],
    [
      { op: 'runs.list', effect: broken, schedule: { probability: '0.5' } },
      '"probability" is more than 0, and 1 at most',
    ],
    [{ op: 'runs.list', effect: broken, schedule: null }, 'a schedule is an object'],
    [{ op: 'runs.list', effect: broken, schedule: 5 }, 'a schedule is an object'],
    [{ op: 'runs.list', effect: broken, when: null }, '"when" is an object'],
    [{ op: 'runs.list', effect: broken, when: 'r' }, '"when" is an object'],
    [{ op: 'runs.list', effect: broken, when: { run: 5 } }, '"run" is the name of one, a text'],
    [{ op: 'runs.list', effect: broken, when: { action: null } }, '"action" is the name of one, a text'],
    [{ op: 'runs.list', effect: broken, label: 5 }, '"label" is a text'],
    [{ op: 'runs.list', effect: { ...broken, error: 5 } }, '"error" is a text'],
    [null, 'a rule is an object, not null'],
    [
      { op: 'runs.list', effect: broken, schedule: { skip: Number.NaN } },
      '"skip" is a whole number, 0 or more',
    ],
    [{ op: 'runs.list' }, 'an effect is one of status, latency, hang,'],
    [{ op: 'runs.list', effect: { kind: 'slow' } }, 'an effect is one of status, latency, hang,'],
    [{ op: 'runs.list', effect: { kind: 'status', status: '503' } }, '"status" is one of 401, 403,'],
    [{ op: 'runs.list', effect: { ...broken, retryAfter: 'soon' } }, 'A span of time is'],
    [{ op: 'runs.list', effect: { kind: 'truncate' } }, '"atByte" is a whole number, 0 or more'],
    [{ op: 'delivery', effect: { kind: 'delivery', times: 0 } }, '"times" is a whole number, 1 or more'],
    [
      { op: 'delivery', effect: { kind: 'delivery', signature: 'bad' } },
      '"signature" is one of valid, missing,',
    ],
    [{ op: 'delivery', effect: { kind: 'delivery', order: 'random' } }, '"order" is one of fifo, reverse,'],
    [{ op: 'delivery', effect: { kind: 'delivery', timestampSkew: '-x' } }, 'A span of time is'],
    [
      { op: 'runs.list', effect: broken, times: 2 },
      'a rule has op, effect, when, schedule, label, not "times"',
    ],
    [{ op: 'runs.list', effect: broken, when: { runId: 'r' } }, '"when" has run, action, body, not "runId"'],
    [{ op: 'runs.list', effect: broken, when: { body: {} } }, '"body" is a function'],
    [{ op: 'runs.list', effect: broken, schedule: { time: 1 } }, 'a schedule has skip, times or every or'],
    [
      { op: 'runs.list', effect: broken, schedule: { every: 2, times: 1 } },
      'a schedule has skip, times or every or',
    ],
  ])('that can never do what it says is refused: %j', (rule, message) => {
    expect(() => fake().fault(rule as FaultRule)).toThrow(message);
  });

  it('whose condition is async is not taken to hold', async () => {
    const port = fake();
    const { id } = await port.execute('deploy');
    port.fault({ op: 'runs.update', effect: broken, when: { body: (async () => false) as never } });
    expect(await messageOf(port.call('PATCH', `/actions/runs/${id}`, { summary: 'x' }))).toBe(
      'port.fault: "body" of "when" answers at once, so it cannot be async',
    );
  });
});
