import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requirementOf } from '../src/catalogue/catalogue.ts';
import { exchangesScript } from '../src/repro/exchanges-script.ts';
import { programScript } from '../src/repro/program-script.ts';
import type { SequenceFinding } from '../src/sequence/finding.ts';
import { searchSequences } from '../src/sequence/search.ts';
import {
  changed,
  type Fault,
  labsOver,
  listening,
  secondLabelDropped,
  target,
} from './support/sequence-lab.ts';

const { PATH = '' } = process.env;
const credentials = { PORT_CLIENT_ID: 'fake-client-id', PORT_CLIENT_SECRET: 'fake-client-secret' };
let folder: string;

const forgetsUpdates: Fault = (send) => async (request) => {
  const answer = await send(request);
  if (!request.path.startsWith('/audit-log')) return answer;
  return changed(answer, (body) => ({
    ...body,
    audits: (body.audits as { action: string }[]).filter(({ action }) => action !== 'UPDATE'),
  }));
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conform-'));
  // A machine without jq.
  for (const program of ['bash', 'curl', 'node', 'sleep']) {
    const found = PATH.split(delimiter)
      .map((each) => join(each, program))
      .find(existsSync);
    if (found !== undefined) await symlink(found, join(folder, program));
  }
});
afterAll(() => rm(folder, { recursive: true }));

async function run(
  script: string,
  env: Record<string, string>,
): Promise<{ code: number; text: string; errors: string }> {
  const file = join(folder, 'repro.sh');
  await writeFile(file, script);
  return new Promise((resolve) => {
    execFile('bash', [file], { env: { PATH, ...env } }, (error, text, errors) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, text, errors });
    });
  });
}

async function findingOf(fault: Fault): Promise<SequenceFinding> {
  const { labFor } = labsOver(target('openapi', fault));
  const { findings } = await searchSequences({ labFor, sequences: 0, maxOps: 16, seed: 9 });
  return findings[0] as SequenceFinding;
}

it.each([
  ['RUN-PATCH-009 expected "b" got "a"', secondLabelDropped],
  ['ENT-TIE-003 expected 1 got 0', forgetsUpdates],
])(
  'shows the fault at a target that has it, with jq or without, and not at one that has not: %s',
  async (said, fault) => {
    const script = programScript(await findingOf(fault), {});
    const wrong = await listening(target('openapi', fault));
    const right = await listening(target('openapi'));
    try {
      const shown = await run(script, { ...credentials, PORT_BASE_URL: wrong.url });
      expect(shown).toMatchObject({ code: 1, errors: '' });
      expect(shown.text).toContain(`FAULT SHOWN: ${said}`);
      expect(await run(script, { ...credentials, PORT_BASE_URL: `${wrong.url}/v1/`, PATH: folder })).toEqual(
        shown,
      );
      const mended = await run(script, { ...credentials, PORT_BASE_URL: right.url });
      expect(mended).toMatchObject({ code: 0, errors: '' });
      expect(mended.text).toContain('not shown: ');
    } finally {
      wrong.close();
      right.close();
    }
  },
);

it('leaves no run open and no action behind', async () => {
  const requests: string[] = [];
  const watched: Fault = (send) => (request) => {
    requests.push(
      `${request.method} ${request.path.replace(/(r_|conform-)\w+/, '$1')} ${request.body ?? ''}`,
    );
    return secondLabelDropped(send)(request);
  };
  const { url, close } = await listening(target('openapi', watched));
  await run(programScript(await findingOf(secondLabelDropped), { baseUrl: url }), credentials);
  close();
  expect(requests.slice(-2)).toEqual([
    'PATCH /actions/runs/r_ {"status":"FAILURE","statusLabel":"conform clean-up"}',
    'DELETE /actions/conform--action ',
  ]);
});

it('says that it could not be tried, when it could not', async () => {
  const script = programScript(await findingOf(secondLabelDropped), { baseUrl: 'http://127.0.0.1:9' });
  expect(await run(script, {})).toMatchObject({ code: 2, errors: expect.stringContaining('PORT_TOKEN') });
  expect(await run(script, { PORT_TOKEN: 'x' })).toMatchObject({
    code: 2,
    errors: expect.stringContaining('had no answer'),
  });
});

it('sends recorded exchanges again, under names and ids of its own', async () => {
  const { labFor, exchanges } = labsOver(target());
  const id = 'RUN-STATE-001';
  const lab = await labFor(id);
  const run1 = await lab.openRun(await lab.ownAction());
  await lab.patch(`/actions/runs/${run1}`, { status: 'SUCCESS', summary: `it's "$HOME" done` });
  await lab.patch(`/actions/runs/${run1}`, { statusLabel: 'too late' });
  await lab.get(`/actions/runs/${run1}`, { token: null });
  const script = exchangesScript(
    requirementOf(id),
    exchanges.filter(({ purpose }) => purpose === id),
  );
  const { url, close } = await listening(target());
  const { code, text, errors } = await run(script, { ...credentials, PORT_BASE_URL: url });
  close();
  expect([code, errors]).toEqual([0, '']);
  expect(text).toMatch(/^PATCH .* 422 \(was 422\)$/m);
  expect(text).toContain('6 of 6 calls are answered with the same status.');
});
