import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { referenceTarget } from '../src/reference/reference-target.ts';
import { CLEANUP_LABEL, type CleanedUp, cleanUp } from '../src/safety/cleanup.ts';
import type { Creation } from '../src/safety/creations.ts';
import { readJournal } from '../src/safety/journal.ts';
import { cleanUpAfter } from '../src/session/clean-up-after.ts';
import { Unreachable } from '../src/session/connect.ts';
import { runConformance } from '../src/session/run-conformance.ts';
import type { Target } from '../src/target/target.ts';
import { type Caller, callerOf } from './support/caller.ts';
import { watched } from './support/watched.ts';

const TAG = 'conform-tag';

/** A target with an action, an open run of it, a blueprint and an entity, named so. */
async function furnished(name: string, call: Caller): Promise<{ run: string; entries: Creation[] }> {
  await call('POST', '/actions', {
    identifier: `${name}-action`,
    trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: {}, required: [] } },
    invocationMethod: { type: 'KAFKA' },
  });
  const { json } = await call('POST', `/actions/${name}-action/runs`, { properties: {} });
  await call('POST', '/blueprints', { identifier: `${name}-b`, title: 'B', schema: { properties: {} } });
  await call('POST', `/blueprints/${name}-b/entities`, { identifier: `${name}-e`, properties: {} });
  const run = (json as { run: { id: string } }).run.id;
  const entries: Creation[] = [
    { kind: 'action', id: `${name}-action` },
    { kind: 'run', of: `${name}-action` },
    { kind: 'run', id: run, of: `${name}-action` },
    { kind: 'blueprint', id: `${name}-b` },
    { kind: 'entity', id: `${name}-e`, of: `${name}-b` },
  ];
  return { run, entries };
}

/** What is there of all that. */
async function state(name: string, run: string, call: Caller) {
  const shown = await call('GET', `/actions/runs/${run}?version=v2`);
  return {
    run: (shown.json as { run: { status: string } }).run.status,
    entity: (await call('GET', `/blueprints/${name}-b/entities/${name}-e`)).status === 200,
  };
}

it('ends the runs, deletes the rest, and can be done again', async () => {
  const call = await callerOf(referenceTarget());
  const { run, entries } = await furnished(TAG, call);
  expect(await cleanUp(entries, TAG, call)).toEqual({ ended: 1, deleted: 3, left: [], runsLeft: 1 });
  expect(await call('GET', `/actions/runs/${run}?version=v2`)).toMatchObject({
    json: { run: { status: 'FAILURE', statusLabel: CLEANUP_LABEL } },
  });
  expect(await cleanUp(entries, TAG, call)).toEqual({ ended: 0, deleted: 0, left: [], runsLeft: 1 });
});

it('touches nothing that is not named after the session, but for runs of its own', async () => {
  const target = referenceTarget();
  const call = await callerOf(target);
  const theirs = await furnished('theirs', call);
  const open = async () => {
    const { json } = await call('POST', '/actions/theirs-action/runs', { properties: {} });
    return (json as { run: { id: string } }).run.id;
  };
  const [ours, other] = [await open(), await open()];
  await call('POST', '/blueprints/theirs-b/entities', { identifier: `${TAG}-e`, properties: {} });
  const entries: Creation[] = [
    { kind: 'action', id: 'theirs-action' },
    { kind: 'blueprint', id: 'theirs-b' },
    { kind: 'entity', id: 'theirs-e', of: 'theirs-b' },
    { kind: 'entity', id: `${TAG}-e`, of: 'theirs-b' },
    { kind: 'entity', id: '..', of: `${TAG}-b` },
    { kind: 'run', id: ours, of: 'theirs-action' },
  ];
  const asked: string[] = [];
  const cleaned = await cleanUp(entries, TAG, (method, path, json) => {
    asked.push(`${method} ${path}`);
    return call(method, path, json);
  });
  expect(cleaned).toEqual({ ended: 1, deleted: 1, left: [], runsLeft: 1 });
  expect(asked).toEqual([
    `PATCH /actions/runs/${ours}`,
    `DELETE /blueprints/theirs-b/entities/${TAG}-e?delete_dependents=true`,
  ]);
  expect(await state('theirs', other, call)).toMatchObject({ run: 'IN_PROGRESS', entity: true });
  expect(await state('theirs', theirs.run, call)).toMatchObject({ run: 'IN_PROGRESS' });
});

it('says what it could not end or delete', async () => {
  const call = await callerOf(referenceTarget());
  const { run, entries } = await furnished(TAG, call);
  const failing: Caller = async (method, path, json) => {
    if (path.startsWith('/blueprints')) throw new Error('socket hang up');
    const answer = await call(method, path, json);
    return method === 'GET' ? answer : { ...answer, status: 503 };
  };
  const { left } = await cleanUp(entries, TAG, failing);
  expect(left).toEqual([
    `open run ${run}`,
    `entity ${TAG}-b/${TAG}-e`,
    `action ${TAG}-action`,
    `blueprint ${TAG}-b`,
  ]);
});

it.each([
  ['fails', 500, { ok: false }],
  ['does not show them yet', 200, { ok: true, runs: [] }],
])('ends the runs of the journal where the list of runs %s', async (_, status, json) => {
  const call = await callerOf(referenceTarget());
  const { entries } = await furnished(TAG, call);
  const otherList: Caller = async (method, path, body) =>
    path.startsWith('/actions/runs?')
      ? { status, headers: {}, text: '', json, to: path }
      : call(method, path, body);
  expect(await cleanUp(entries, TAG, otherList)).toMatchObject({ ended: 1, left: [] });
});

it('ends the runs of its action whose answer never came, and asks nothing of those that have ended', async () => {
  const call = await callerOf(referenceTarget());
  const { run, entries } = await furnished(TAG, call);
  const { json } = await call('POST', `/actions/${TAG}-action/runs`, { properties: {} });
  const unknown = (json as { run: { id: string } }).run.id;
  await call('PATCH', `/actions/runs/${run}`, { status: 'SUCCESS' });
  const patched: string[] = [];
  await cleanUp(entries, TAG, (method, path, body) => {
    if (method === 'PATCH') patched.push(path);
    return call(method, path, body);
  });
  expect(patched).toEqual([`/actions/runs/${unknown}`]);
});

it('deletes later blueprints first, and tells how far it is', async () => {
  const asked: string[] = [];
  const progress: string[] = [];
  const entries = ['1', '2', '3'].map((id): Creation => ({ kind: 'blueprint', id: `${TAG}-${id}` }));
  await cleanUp(
    [...entries, ...entries],
    TAG,
    async (method, path) => {
      asked.push(`${method} ${path}`);
      return { status: 200, headers: {}, text: '{}', json: {}, to: path };
    },
    (done, total) => progress.push(`${done}/${total}`),
  );
  expect(asked).toEqual([3, 2, 1].map((id) => `DELETE /blueprints/${TAG}-${id}`));
  expect(progress).toEqual(['1/3', '2/3', '3/3']);
});

/** A session that is killed while it checks: nothing is cleaned up, and the journal ends in the middle of a line. */
async function killed(target: Target): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'conform-cleanup-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'journal.jsonl');
  const { footer } = await runConformance({
    target,
    journal: file,
    keep: true,
    only: ['RUN-PATCH-012', 'RUN-STATE-001', 'ENT-TIE-001', 'ENT-TIE-004'],
    settle: 0,
  });
  expect(footer.exitCode).toBe(0);
  const whole = readFileSync(file, 'utf8').trimEnd();
  writeFileSync(file, `${whole}\n{"event":"creating","kind":"blueprint","id":"conform-`);
  return file;
}

it('cleans up after a session that was killed, from its journal, and may be asked to again', async () => {
  const { target, sent } = watched(referenceTarget());
  const call = await callerOf(target);
  const theirs = await furnished('theirs', call);
  const stored = readJournal(await killed(target));
  const before = sent.length;
  const first = await cleanUpAfter(stored, target);
  expect(first).toMatchObject({ left: [] });
  expect(first.ended).toBeGreaterThan(0);
  expect(first.deleted).toBeGreaterThan(2);
  const touched = sent.slice(before).filter(({ method }) => !/^(GET|POST)$/.test(method));
  const runs = new Set(stored.entries.flatMap(({ kind, id }) => (kind === 'run' && id ? [id] : [])));
  const foreign = touched.filter(
    ({ path }) => !path.includes(stored.tag) && !runs.has(path.split('/').at(-1) ?? ''),
  );
  expect(foreign).toEqual([]);
  const again: CleanedUp = await cleanUpAfter(stored, target);
  expect(again).toEqual({ ended: 0, deleted: 0, left: [], runsLeft: first.runsLeft });
  expect(await state('theirs', theirs.run, call)).toMatchObject({ run: 'IN_PROGRESS', entity: true });
});

it('does nothing where it cannot speak to the target', async () => {
  const refusing = { ...referenceTarget(), send: () => Promise.reject(new Error('gone')) };
  await expect(cleanUpAfter({ target: 't', tag: TAG, entries: [] }, refusing)).rejects.toThrow(Unreachable);
});
