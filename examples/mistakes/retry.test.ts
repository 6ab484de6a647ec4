import { expect } from 'vitest';
import { catches } from './catches.ts';
import { corrected, mistaken } from './retry.ts';

catches('retry', { mistaken, corrected }, async (port, backend, access) => {
  port.app(backend(access));
  port.fault({ op: 'logs.add', effect: { kind: 'lost-response' }, schedule: { times: 1 } });
  const run = await port.execute('deploy');
  await run.waitFor('SUCCESS');
  expect(port.journal).toHaveReceivedRequestTimes('logs.add', 1);
});
