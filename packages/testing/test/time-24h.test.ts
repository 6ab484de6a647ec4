import { expect, it } from 'vitest';
import { createFakePort } from '../src/index.ts';

it('lets a poller poll for a day, in order, without a real wait', async () => {
  const { clock } = createFakePort();
  const seen: number[] = [];
  const poll = async () => {
    for (;;) {
      await clock.sleep('10s');
      seen.push(clock.now.getTime());
    }
  };
  void poll();
  const began = clock.now.getTime();
  const report = await clock.advance('24h');
  expect(seen).toEqual(Array.from({ length: 8_640 }, (_, at) => began + (at + 1) * 10_000));
  expect([report.to.getTime() - report.from.getTime(), report.fired.length]).toEqual([86_400_000, 8_640]);
});

it('waits three hours for a run that a client polls every ten seconds', async () => {
  const port = createFakePort({ actions: [{ identifier: 'deploy' }] });
  port.backend('deploy', async ({ sleep }) => {
    await sleep('3h');
    return { kind: 'success' };
  });
  const { id } = await port.execute('deploy');
  const poll = async () => {
    let polls = 0;
    let status = 'IN_PROGRESS';
    for (; status === 'IN_PROGRESS'; polls += 1) {
      await port.clock.sleep(10_000);
      status = (await port.call('GET', `/actions/runs/${id}`)).body.run.status;
    }
    return { polls, status };
  };
  const polled = port.track(poll());
  await port.run(id).waitFor('SUCCESS', { within: '4h' });
  await port.settle();
  expect(await polled).toEqual({ polls: 1_080, status: 'SUCCESS' });
});
