import { expect } from 'vitest';
import { catches } from './catches.ts';
import { corrected, mistaken } from './order.ts';

catches('order', { mistaken, corrected }, async (port, backend, access) => {
  port.app(backend(access));
  port.fault({ op: 'delivery', effect: { kind: 'delivery', order: 'reverse' } });
  const [, second] = await Promise.all([port.execute('deploy'), port.execute('deploy')]);
  await port.settle();
  const { entity } = (await port.call('GET', '/blueprints/service/entities/cart')).body;
  expect(entity.title, `${port.timeline()}\n`).toBe(second.id);
});
