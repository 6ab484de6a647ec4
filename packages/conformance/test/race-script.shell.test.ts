import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RaceFinding } from '../src/race/finding.ts';
import { raceScript } from '../src/race/script.ts';
import { referenceTarget } from '../src/reference/reference-target.ts';
import { berthTarget } from './support/berth-target.ts';
import { careless, credentials, fromOutside, search, slow } from './support/race-targets.ts';
import { listening } from './support/sequence-lab.ts';

const { PATH = '' } = process.env;
/** Each is told by other lines of the script. */
const judgedApart = new Set(['CONC-002', 'CONC-005', 'CONC-007']);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conform-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(
  script: string,
  url: string,
  { clientId, clientSecret }: typeof credentials,
): Promise<{ code: number; text: string; errors: string }> {
  const file = join(folder, 'repro.sh');
  await writeFile(file, script);
  const env = { PATH, PORT_BASE_URL: url, PORT_CLIENT_ID: clientId, PORT_CLIENT_SECRET: clientSecret };
  return new Promise((resolve) => {
    execFile('bash', [file], { env }, (error, text, errors) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, text, errors });
    });
  });
}

it('shows a lost race at a target that loses it, and says how often it was not at one that does not', async () => {
  const { found } = await search(fromOutside(careless(slow)), { races: 1, countTrials: 2 });
  const script = raceScript(found[0] as RaceFinding, {});
  const wrong = await listening(careless(slow));
  const right = await listening(berthTarget('seed', { aroundStore: slow }));
  try {
    const shown = await run(script, wrong.url, credentials);
    expect(shown).toMatchObject({ code: 1, errors: '' });
    expect(shown.text).toMatch(/FAULT SHOWN: CONC-001: of two final logs .*; got 201, 201 \(trial \d+\)\n$/);
    const { credentials: own } = berthTarget();
    const mended = await run(script, right.url, own as typeof credentials);
    expect(mended).toMatchObject({ code: 0, errors: '' });
    expect(mended.text).toMatch(/CONC-001 not shown in 20 trials \(a race may need more\)\n$/);
  } finally {
    wrong.close();
    right.close();
  }
});

it('accuses no target that is right, whatever was lost elsewhere', async () => {
  const lossy = referenceTarget({ allow: { lostUpdates: true } });
  const { found } = await search(lossy, { races: 42, countTrials: 1 });
  const right = await listening(berthTarget('seed', { aroundStore: slow }));
  try {
    const { credentials: own } = berthTarget();
    for (const finding of found.filter(({ ids }) => judgedApart.has(ids[0] ?? ''))) {
      const tried = await run(raceScript(finding, {}), right.url, own as typeof credentials);
      expect({ id: finding.ids[0], ...tried }).toMatchObject({ code: 0, errors: '' });
    }
  } finally {
    right.close();
  }
});
