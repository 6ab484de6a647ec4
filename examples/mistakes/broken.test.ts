import { corrected, mistaken } from './broken.ts';
import { catches } from './catches.ts';

catches('broken', { mistaken, corrected }, async (port, backend, access) => {
  port.app(backend(access));
  port.fault({ op: 'runs.update', effect: { kind: 'reset' }, schedule: { times: 1 } });
  const run = await port.execute('deploy');
  await run.waitFor('SUCCESS');
});
