import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createFakePort } from '../src/index.ts';
import { hook } from './scenery.ts';

/** 200 runs at once, whose steps fall together in an order of their own, on a machine that is never equally quick. */
async function journal(): Promise<string> {
  const port = createFakePort({ actions: [hook], seed: 'shuffle' });
  const stumble = async () => {
    for (let times = Math.floor(Math.random() * 4); times > 0; times -= 1) await new Promise(setImmediate);
  };
  port.backend('hook', async ({ run, sleep, log, update }) => {
    const draw = createHash('sha256').update(run.id).digest();
    for (let step = 0; step < 3; step += 1) {
      await sleep(draw.readUInt32BE(step * 4));
      await stumble();
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
  const first = await journal();
  expect(JSON.parse(first)).toHaveLength(200 * 7);
  expect(await journal()).toBe(first);
  expect(await journal()).toBe(first);
});
