import { corrected, mistaken } from './busy.ts';
import { catches } from './catches.ts';

catches('busy', { mistaken, corrected }, async (port, backend, access) => {
  port.app(backend(access, port.clock.sleep));
  port.fault({ op: 'runs.update', effect: { kind: 'status', status: 503 }, schedule: { times: 2 } });
  const run = await port.execute('deploy');
  await run.waitFor('SUCCESS');
});
