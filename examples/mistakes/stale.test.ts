import { outcome } from '@berth/testing';
import { expect } from 'vitest';
import { catches } from './catches.ts';
import { corrected, mistaken } from './gives-up.ts';

catches('stale', { mistaken, corrected }, async (port, untilEnded, access) => {
  port.backend('deploy', outcome.success({ after: '12s' }));
  port.fault({ op: 'runs.get', effect: { kind: 'stale-read', by: '2s' } });
  const { id } = await port.execute('deploy');
  const ended = port.track(untilEnded(access, id, port.clock.sleep)).catch(String);
  await port.settle();
  expect(await ended, `${port.timeline()}\n`).toBe('SUCCESS');
});
