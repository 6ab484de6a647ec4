import { beforeAll, expect, it } from 'vitest';
import { requirementOf } from '../src/catalogue/catalogue.ts';
import { exchangesScript } from '../src/repro/exchanges-script.ts';
import { programScript } from '../src/repro/program-script.ts';
import { replay } from '../src/repro/replay.ts';
import { checkRepro, type Repro, readRepro, reproOf } from '../src/repro/repro-file.ts';
import { quoted, variable } from '../src/repro/shell.ts';
import type { SequenceFinding } from '../src/sequence/finding.ts';
import { searchSequences } from '../src/sequence/search.ts';
import { type Fault, labsOver, secondLabelDropped, target, writeIn } from './support/sequence-lab.ts';

let finding: SequenceFinding;
beforeAll(async () => {
  const { labFor } = labsOver(target('openapi', secondLabelDropped));
  const { findings } = await searchSequences({ labFor, sequences: 0, maxOps: 16, seed: 9 });
  finding = findings[0] as SequenceFinding;
});
const lab = (fault?: Fault, profile: 'seed' | 'openapi' = 'openapi') =>
  labsOver(target(profile, fault), { profile }).labFor('replay');
const stored = (): Repro => readRepro(JSON.stringify(reproOf(finding))) as Repro;

it('stores a finding and reads it back', () => {
  const { ids, clause, profile, seed, program, expected, got } = finding;
  expect(stored()).toEqual({
    format: 1,
    kind: 'sequence',
    id: ids[0],
    clause,
    profile,
    seed,
    program,
    expected,
    got,
  });
  const check = checkRepro('RUN-GET-001', 3);
  expect(readRepro(JSON.stringify(check))).toEqual(check);
});

it.each([
  '',
  '[]',
  '{"format":2,"id":"x"}',
  '{"format":1,"id":"x"}',
  '{"format":1,"id":"x","kind":"sequence","program":[{}]}',
])('says of %j that it is none', (text) => expect(() => readRepro(text)).toThrow(/repro file/));

it('refuses a program with a call that is none', () => {
  const bad = { op: { call: 'patch', run: 'r0; rm', body: {} }, was: '200' };
  expect(() => readRepro(JSON.stringify({ ...reproOf(finding), program: [bad] }))).toThrow('damaged');
});

it('replays a fault that is still there', async () => {
  const { verdict, steps, expected, got } = await replay(stored(), await lab(secondLabelDropped));
  expect([verdict, expected, got]).toEqual(['FAILED', 'b', 'a']);
  expect(steps.every(({ drifted }) => !drifted)).toBe(true);
});

it('replays a fault that was mended', async () => {
  const { verdict, steps } = await replay(stored(), await lab());
  expect(verdict).toBe('FIXED');
  expect(steps.map(({ call, was, now }) => [call, was, now])).toContainEqual(['GET r0', '200', '200']);
});

it('replays into something else that is broken', async () => {
  const refuses: Fault = (send) => (request) => {
    const write = writeIn(request);
    return write?.json.statusLabel === 'b'
      ? Promise.resolve({ status: 422, headers: {}, text: '{"ok":false,"error":"e","message":"m"}' })
      : send(request);
  };
  const { verdict, steps, message } = await replay(stored(), await lab(refuses));
  expect([verdict, message]).toEqual(['DRIFTED', 'r0 is open and takes a PATCH']);
  expect(steps.slice(-2)).toEqual([
    { call: 'PATCH r0 {"statusLabel":"b"}', was: '200', now: '422', drifted: true },
    { call: 'GET r0', was: '200', now: 'not sent', drifted: true },
  ]);
});

it('replays into another answer that is right, too', async () => {
  const repro = stored();
  const program = repro.program.map((step, at) => (at === 0 ? { ...step, was: '200' } : step));
  expect((await replay({ ...repro, program }, await lab())).verdict).toBe('DRIFTED');
});

it('does not replay in another profile', async () => {
  await expect(replay(stored(), await lab(undefined, 'seed'))).rejects.toThrow('profile openapi');
});

it('quotes whatever a text holds, and leaves variables to the shell', () => {
  expect(quoted(`it's "$HOME" \`x\``)).toBe(`'it'\\''s "$HOME" \`x\`'`);
  expect(quoted(`/runs/${variable('r0')}/logs`)).toBe(`'/runs/'"$r0"'/logs'`);
  expect(quoted('')).toBe("''");
});

it('writes a script that names the requirement, the seed and how it was found, and holds no secret', () => {
  const text = programScript(finding, { baseUrl: 'http://localhost:3000' });
  const { level, text: sentence } = requirementOf('RUN-PATCH-009');
  expect(text.split('\n')[1]).toBe(`# RUN-PATCH-009 ${level}: ${sentence}`);
  expect(text).toContain('; seed 9, profile openapi.');
  expect(text).toContain("base='http://localhost:3000'");
  expect(text).not.toContain('fake-client-secret');
  expect(programScript(finding, {})).toContain('PORT_BASE_URL is not set');
});

it('writes a script of exchanges without their token, names and ids', async () => {
  const { labFor, exchanges } = labsOver(target());
  const own = await labFor('RUN-PATCH-004');
  const id = await own.openRun();
  await own.patch(`/actions/runs/${id}`, { statusLabel: "it's" });
  const script = exchangesScript(
    requirementOf('RUN-PATCH-004'),
    exchanges.filter(({ purpose }) => purpose === 'RUN-PATCH-004'),
  );
  expect(script).toContain('make_action "$tag"');
  expect(script).toMatch(/^v\d+=\$\(text '\.\["run"\]\["id"\]'/m);
  expect(
    script.replaceAll(/^.*(?: # was |; say ).*$/gm, (line) => line.replace(/(?: # was |; say ).*$/, '')),
  ).not.toContain(id);
});
