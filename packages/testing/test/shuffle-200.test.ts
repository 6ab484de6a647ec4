import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createFakePort } from '../src/index.ts';
import { hook } from './scenery.ts';

/** 200 runs at once, whose steps fall together in an order of their own, on machines that are not equally quick. */
async function journal(machine: number): Promise<string> {
  const port = createFakePort({ actions: [hook], seed: 'shuffle' });
  const stumble = async (run: string, step: number) => {
    const turns = createHash('sha256').update(`${machine}/${run}/${step}`).digest().readUInt8() % 4;
    for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
  };
  port.backend('hook', async ({ run, sleep, log, update }) => {
    const draw = createHash('sha256').update(run.id).digest();
    for (let step = 0; step < 3; step += 1) {
      await sleep(draw.readUInt32BE(step * 4));
      await stumble(run.id, step);
      await log(`step ${step} of ${run.properties.name}`);
    }
    await update({ statusLabel: `${run.logs.length} steps` });
    return { kind: draw.readUInt8(31) % 2 === 0 ? 'success' : 'failure' };
  });
  const runs = await Promise.all(
    Array.from({ length: 200 }, (_, at) => port.execute('hook', { properties: { name: `${at}` } })),
  );
  await Promise.all(runs.map((run) => run.waitFor('terminal', { within: '365d' })));
  expect(runs.every((run) => run.view().logs.length === 3)).toBe(true);
  port.verify();
  return JSON.stringify(port.journal.all());
}

it('writes the same journal, to the byte, of 200 concurrent runs', async () => {
  const first = await journal(1);
  expect(JSON.parse(first)).toHaveLength(200 * 7);
  expect(await journal(2)).toBe(first);
  expect(await journal(3)).toBe(first);
});
