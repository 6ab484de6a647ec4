import { outcome } from '@berth/testing';
import { expect } from 'vitest';
import { catches } from './catches.ts';
import { corrected, mistaken } from './poll.ts';

catches('poll', { mistaken, corrected }, async (port, untilEnded, access) => {
  port.backend('deploy', outcome.success({ after: '12s' }));
  const { id } = await port.execute('deploy');
  port.track(untilEnded(access, id, port.clock.sleep));
  await port.settle();
  expect(port.journal.count({ op: 'runs.get' }), `${port.timeline()}\n`).toBeLessThan(6);
});
