import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eventsOf, type OpenStage } from '../stage.ts';

export function eventCases(open: OpenStage): void {
  it('are all that happens to it, in order and numbered; then the end, and nothing for who has seen it', async () => {
    const { ask, read, start } = await open();
    await ask('POST', '/blueprints', { identifier: 'service', title: 'Service', schema: { properties: {} } });
    const run = await start({ requiredApproval: true });
    const reader = await read(eventsOf(run));
    expect(reader.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    await ask('PATCH', `/actions/runs/${run}/approval`, { status: 'APPROVE', description: 'why' });
    await ask('POST', `/actions/runs/${run}/logs`, { message: 'one' });
    await ask('PATCH', `/actions/runs/${run}`, { statusLabel: 'half way' });
    await ask('POST', `/blueprints/service/entities?run_id=${run}`, { identifier: 'e1' });
    await ask('POST', `/actions/runs/${run}/logs`, { message: 'two', terminationStatus: 'SUCCESS' });
    const all = await reader.rest();
    const last = all.at(-1);
    const changes = all.slice(0, -1);
    expect([last?.event, last?.id, last?.data]).toEqual(['end', undefined, { status: 'SUCCESS' }]);
    expect(changes.map(({ id }) => id)).toEqual(changes.map((_, at) => String(at + 1)));
    expect(changes.map(({ data }) => String(data.seq))).toEqual(changes.map(({ id }) => id));
    expect(changes.filter(({ event }) => event === 'log').map(({ data }) => data.log.message)).toEqual([
      'one',
      'two',
    ]);
    expect(changes.filter(({ event }) => event === 'change').map(({ data }) => data)).toEqual([
      expect.objectContaining({ type: 'approval', state: 'APPROVED', description: 'why', by: 'robot' }),
      expect.objectContaining({ type: 'moved', status: 'IN_PROGRESS' }),
      expect.objectContaining({ type: 'described', statusLabel: 'half way' }),
      expect.objectContaining({ type: 'tied', blueprint: 'service', entity: 'e1' }),
      expect.objectContaining({ type: 'moved', status: 'SUCCESS' }),
    ]);
    const again = await read(eventsOf(run), { 'last-event-id': String(changes.length) });
    expect([again.status, again.headers['content-type'], await again.text()]).toEqual([204, undefined, '']);
  });

  it('of one that has ended already are told to their end at once', async () => {
    const { read, start, end } = await open();
    const run = await start();
    await end(run, 'FAILURE');
    const all = await (await read(eventsOf(run))).rest();
    expect(all.map(({ event, data }) => [event, data.status])).toEqual([
      ['change', 'FAILURE'],
      ['end', 'FAILURE'],
    ]);
  });

  it('come in their order, also 1,300 of them, before and while somebody reads', async () => {
    const { read, start, say, end } = await open();
    const run = await start();
    const lines = Array.from({ length: 1300 }, (_, at) => `line ${at}`);
    await say(run, ...lines.slice(0, 700));
    const reader = await read(eventsOf(run));
    expect((await reader.next())?.data.log.message).toBe('line 0');
    await say(run, ...lines.slice(700));
    await end(run);
    const rest = await reader.rest();
    expect(rest.flatMap(({ data }) => data.log?.message ?? [])).toEqual(lines.slice(1));
    expect(rest.slice(0, -1).map(({ id }) => Number(id))).toEqual(
      Array.from({ length: 1300 }, (_, at) => at + 2),
    );
    expect(rest.at(-1)?.event).toBe('end');
  });

  it('hold a line of nearly 1 MiB', async () => {
    const { ask, read, start, end } = await open();
    const run = await start();
    const message = 'ü'.repeat(524_000);
    expect((await ask('POST', `/actions/runs/${run}/logs`, { message })).status).toBe(201);
    await end(run);
    const [first, ...others] = await (await read(eventsOf(run))).rest();
    expect(first?.data.log.message === message).toBe(true);
    expect(others.map(({ event }) => event)).toEqual(['change', 'end']);
  });

  it('hold what somebody wrote, whatever it looks like, as one event each', async () => {
    const parts = fc.constantFrom(
      '\r',
      '\n',
      '\r\n',
      '\u2028',
      '\u2029',
      '\n\nevent: end\ndata: {}\n\n',
      'id: 999',
      '\nid: 999\n',
      ': beat',
      '\u0085',
      '"',
      '\\n',
      'x',
    );
    const texts = fc.sample(
      fc.array(parts, { minLength: 1, maxLength: 6 }).map((some) => some.join('')),
      { numRuns: 200, seed: 5 },
    );
    const { ask, read, start, say, end } = await open();
    const run = await start();
    const [first = '', ...others] = texts;
    // One through the API as well, whose own reading of a text would show.
    expect((await ask('POST', `/actions/runs/${run}/logs`, { message: first })).status).toBe(201);
    for (const text of others) await say(run, text);
    await end(run);
    const all = await (await read(eventsOf(run))).rest();
    expect(all.slice(0, 200).map(({ event, data }) => [event, data.log.message])).toEqual(
      texts.map((text) => ['log', text]),
    );
    expect(all.map(({ id }) => id)).toEqual([
      ...Array.from({ length: 201 }, (_, at) => String(at + 1)),
      undefined,
    ]);
  });
}
