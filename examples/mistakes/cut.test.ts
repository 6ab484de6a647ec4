import { catches } from './catches.ts';
import { corrected, mistaken } from './cut.ts';

catches('cut', { mistaken, corrected }, async (port, backend, access) => {
  port.app(backend(access));
  port.fault({ op: 'entities.upsert', effect: { kind: 'truncate', atByte: 20 }, schedule: { times: 1 } });
  const run = await port.execute('deploy');
  await run.waitFor('SUCCESS');
});
