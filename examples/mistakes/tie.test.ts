import { expect } from 'vitest';
import { catches } from './catches.ts';
import { corrected, mistaken } from './tie.ts';

catches('tie', { mistaken, corrected }, async (port, backend, access) => {
  port.app(backend(access));
  const run = await port.execute('deploy');
  await run.waitFor('SUCCESS');
  await port.settle();
  expect(run).toHaveTouchedEntity('service', 'cart');
});
