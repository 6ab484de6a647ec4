import { expect } from 'vitest';
import { catches } from './catches.ts';
import { corrected, mistaken } from './twice.ts';

catches('twice', { mistaken, corrected }, async (port, backend, access) => {
  port.app(backend(access));
  port.fault({ op: 'delivery', effect: { kind: 'delivery', times: 2 } });
  await port.execute('deploy');
  await port.settle();
  expect(port.journal).toHaveReceivedRequestTimes('logs.add', 1);
});
