import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { referenceTarget } from '../src/reference/reference-target.ts';
import { creationsOf, runIdIn } from '../src/safety/creations.ts';
import { journal, readJournal } from '../src/safety/journal.ts';
import { runConformance } from '../src/session/run-conformance.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'conform-journal-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}
const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

it.each([
  ['POST', '/blueprints', { identifier: 'b' }, [{ kind: 'blueprint', id: 'b' }]],
  ['POST', '/actions?x=1', { identifier: 'a' }, [{ kind: 'action', id: 'a' }]],
  ['POST', '/actions/a%20b/runs', { properties: {} }, [{ kind: 'run', of: 'a b' }]],
  ['POST', '/blueprints/b/entities?run_id=r', { identifier: 'e' }, [{ kind: 'entity', id: 'e', of: 'b' }]],
  ['PUT', '/blueprints/b/entities/e%2F1', {}, [{ kind: 'entity', id: 'e/1', of: 'b' }]],
  [
    'POST',
    '/blueprints/b/entities/bulk',
    { entities: [{ identifier: 'e' }, 7, { identifier: 'f' }] },
    [
      { kind: 'entity', id: 'e', of: 'b' },
      { kind: 'entity', id: 'f', of: 'b' },
    ],
  ],
  [
    'POST',
    '/blueprints/%E0%A4%A/entities',
    { identifier: 'e' },
    [{ kind: 'entity', id: 'e', of: '%E0%A4%A' }],
  ],
  ['POST', '/blueprints', ['no', 'object'], []],
  ['POST', '/actions/runs/r/logs', { message: 'm' }, []],
  ['PATCH', '/actions/runs/r', { status: 'SUCCESS' }, []],
  ['GET', '/blueprints/b/entities', undefined, []],
  ['DELETE', '/blueprints/b', undefined, []],
] as const)('tells what %s %s would make', (method, path, json, made) => {
  expect(creationsOf(method, path, json)).toEqual(made);
});

it.each([
  [{ run: { id: 'r_1' } }, 'r_1'],
  [{ context: { runId: 'r_2' } }, 'r_2'],
  [{ run: { id: '' } }, undefined],
  [{ run: null, context: { runId: 5 } }, undefined],
  ['text', undefined],
])('finds the run in an answer: %j', (json, id) => {
  expect(runIdIn(json)).toBe(id);
});

it('names the session first, then each thing before it is made and once more when it is', () => {
  const file = join(folder(), 'deep', 'journal.jsonl');
  const { creating, created, entries } = journal({ target: 'http://t', tag: 'conform-x' }, file);
  creating({ kind: 'action', id: 'conform-x-action' });
  expect(linesOf(file)).toHaveLength(2);
  created({ kind: 'action', id: 'conform-x-action' });
  creating({ kind: 'run', of: 'conform-x-action' });
  created({ kind: 'run', id: 'r_1', of: 'conform-x-action' });
  expect(linesOf(file)).toEqual([
    { event: 'session', target: 'http://t', tag: 'conform-x', at: expect.any(String) },
    { event: 'creating', kind: 'action', id: 'conform-x-action' },
    { event: 'created', kind: 'action', id: 'conform-x-action' },
    { event: 'creating', kind: 'run', of: 'conform-x-action' },
    { event: 'created', kind: 'run', id: 'r_1', of: 'conform-x-action' },
  ]);
  expect(new Set(readJournal(file).entries)).toEqual(
    new Set([...entries, { kind: 'action', id: 'conform-x-action' }]),
  );
});

it('keeps no file unless asked for', () => {
  const { file, creating, entries } = journal({ target: 't', tag: 'x' });
  creating({ kind: 'blueprint', id: 'b' });
  expect([file, entries]).toEqual([undefined, [{ kind: 'blueprint', id: 'b' }]]);
});

it('is read to its last whole line, whatever ended the session', () => {
  const file = join(folder(), 'journal.jsonl');
  writeFileSync(
    file,
    [
      '{"event":"session","target":"http://t","tag":"conform-x","at":"now"}',
      '{"event":"creating","kind":"blueprint","id":"conform-x-b"}',
      '{"event":"creating","kind":"planet","id":"conform-x-p"}',
      '{"event":"creating","kind":"action","id":7}',
      '{"event":"creating","kind":"blueprint","id":"conf',
    ].join('\n'),
  );
  expect(readJournal(file)).toEqual({
    target: 'http://t',
    tag: 'conform-x',
    entries: [{ kind: 'blueprint', id: 'conform-x-b' }, { kind: 'action' }],
  });
});

it.each([
  ['nothing', ''],
  ['text', 'hello\nworld'],
  ['a session of a report', '{"type":"header","target":"http://t","tag":"x"}'],
  ['a head that is cut', '{"event":"session","target":"http://t"'],
])('is refused where the file holds %s', (_, content) => {
  const file = join(folder(), 'journal.jsonl');
  writeFileSync(file, content);
  expect(() => readJournal(file)).toThrow(`${file} is no journal: its first line names no session`);
});

it('has its line before the request that makes the thing is sent', async () => {
  const file = join(folder(), 'journal.jsonl');
  const right = referenceTarget();
  const unwritten: string[] = [];
  const { footer } = await runConformance({
    target: {
      ...right,
      send: (request, signal) => {
        const json: unknown = typeof request.body === 'string' ? safely(request.body) : undefined;
        for (const creation of creationsOf(request.method, request.path, json)) {
          const line = JSON.stringify({ event: 'creating', ...creation });
          if (!existsSync(file) || !readFileSync(file, 'utf8').includes(line))
            unwritten.push(`${request.method} ${request.path}`);
        }
        return right.send(request, signal);
      },
    },
    journal: file,
    only: ['RUN-EXEC-001', 'RUN-PATCH', 'ENT-TIE-001', 'ENT-TIE-013'],
    sequences: 0,
    races: 0,
  });
  expect([unwritten, footer.exitCode]).toEqual([[], 0]);
  const made = linesOf(file).filter(({ event, kind }) => event === 'created' && kind === 'run');
  expect(made.length).toBeGreaterThan(20);
  expect(made.filter(({ id }) => typeof id !== 'string')).toEqual([]);
});

function safely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
