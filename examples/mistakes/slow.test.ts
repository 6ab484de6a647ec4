import { expect } from 'vitest';
import { catches } from './catches.ts';
import { corrected, mistaken } from './slow.ts';

catches('slow', { mistaken, corrected }, async (port, backend, access) => {
  port.app(backend(access, port.clock.sleep));
  port.fault({ op: 'logs.add', effect: { kind: 'latency', by: '7s' }, schedule: { times: 1 } });
  const run = await port.execute('deploy');
  await run.waitFor('SUCCESS');
  expect(port.journal).toHaveReceivedRequestTimes('logs.add', 1);
});
