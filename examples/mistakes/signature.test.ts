import { catches } from './catches.ts';
import { corrected, mistaken } from './signature.ts';

catches('signature', { mistaken, corrected }, async (port, backend, access) => {
  port.app(backend(access, () => port.clock.now));
  port.fault({ op: 'delivery', effect: { kind: 'delivery', signature: 'wrong-secret' } });
  const run = await port.execute('deploy');
  await run.waitFor('FAILURE'); // what a refused webhook ends with
});
