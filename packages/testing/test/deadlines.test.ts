import { expect, it } from 'vitest';
import { createFakePort } from '../src/index.ts';

const actions = [
  { identifier: 'quick', deadline: 3_600 },
  { identifier: 'chatty', inactivityTimeout: 60 },
  { identifier: 'asked', inactivityTimeout: 60, requiredApproval: true },
];

it('a run that is stuck is ended when its time is up', async () => {
  const port = createFakePort({ actions });
  const run = await port.execute('quick');
  await port.clock.advance('59m');
  expect(run.view().status).toBe('IN_PROGRESS');
  await port.clock.advance('1m');
  expect(run.view()).toMatchObject({
    status: 'FAILURE',
    statusLabel: 'Timed out',
    endedAt: '2024-01-01T01:00:00.000Z',
  });
});

it('every word puts it off that a run may go without', async () => {
  const port = createFakePort({ actions });
  const run = await port.execute('chatty');
  for (let minute = 0; minute < 3; minute += 1) {
    await port.clock.advance('50s');
    await port.call('POST', `/actions/runs/${run.id}/logs`, { message: 'still here' });
  }
  const { endedAt } = await run.waitFor('FAILURE');
  expect(endedAt).toBe('2024-01-01T00:03:30.000Z');
});

it('is counted from when it may begin', async () => {
  const port = createFakePort({ actions });
  const run = await port.execute('asked');
  await port.clock.advance('10m');
  await run.approve();
  expect((await run.waitFor('FAILURE')).endedAt).toBe('2024-01-01T00:11:00.000Z');
});

it('nobody waits for the time of a run that has ended', async () => {
  const port = createFakePort({ actions });
  const run = await port.execute('quick');
  await port.call('PATCH', `/actions/runs/${run.id}`, { status: 'SUCCESS' });
  await port.settle();
  await port.clock.advanceToNext();
  expect(port.clock.now.toISOString()).toBe('2024-01-01T00:00:00.000Z');
});

it('goes on after the fake was put back, and in a fork', async () => {
  const port = createFakePort({ actions });
  const run = await port.execute('quick');
  await port.clock.advance('30m');
  const before = port.snapshot();
  await port.clock.advance('1h');
  port.restore(before);
  for (const each of [port, port.fork()]) {
    const { endedAt } = await each.run(run.id).waitFor('FAILURE');
    expect(endedAt).toBe('2024-01-01T01:00:00.000Z');
  }
});

it('is not let pass by who waits for the fake to come to rest', async () => {
  const port = createFakePort({ actions });
  const run = await port.execute('quick');
  await port.settle();
  expect([run.view().status, port.clock.now.toISOString()]).toEqual([
    'IN_PROGRESS',
    '2024-01-01T00:00:00.000Z',
  ]);
  await port.clock.advanceToNext();
  expect(run.view().status).toBe('FAILURE');
});
