import { expect } from 'vitest';
import { catches } from './catches.ts';
import { corrected, mistaken } from './worker.ts';

catches('worker', { mistaken, corrected }, async (port, work, access) => {
  port.fault({ op: 'runs.claim', effect: { kind: 'claim-lost' }, schedule: { times: 1 } });
  await port.execute('build');
  const one = port.track(work(access, port.clock.sleep));
  await port.journal.waitFor({ op: 'runs.claim' });
  await Promise.allSettled([one, port.track(work(access, port.clock.sleep)), port.settle()]);
  expect(port.journal).toHaveReceivedRequestTimes('logs.add', 1);
});
