import { catches } from './catches.ts';
import { corrected, mistaken } from './silent.ts';

catches('silent', { mistaken, corrected }, async (port, backend, access) => {
  port.app(backend(access, port.clock.sleep));
  port.fault({ op: 'runs.update', effect: { kind: 'hang' }, schedule: { times: 1 } });
  const run = await port.execute('deploy');
  await run.waitFor('SUCCESS');
});
