import { catches } from './catches.ts';
import { corrected, mistaken } from './replay.ts';

catches('replay', { mistaken, corrected }, async (port, backend, access) => {
  port.app(backend(access, () => port.clock.now));
  port.fault({ op: 'delivery', effect: { kind: 'delivery', timestampSkew: '-10m' } });
  const run = await port.execute('deploy');
  await run.waitFor('FAILURE'); // what a refused webhook ends with
});
