import assert from 'node:assert/strict';
import type { Commit, PrunePolicy, Store } from '@berth/core';
import { commitOf } from '../support/commits.ts';
import { same } from '../support/same.ts';
import { committed, type Given, lands } from './commit.ts';
import { compareAll } from './compare.ts';
import { concrete } from './concrete.ts';
import { emptyModel, type Model, textOfRef } from './model.ts';
import { letGo, without } from './prune.ts';
import { auditsOf, changesOf, documentsOf, found, logsOf, runsOf } from './read.ts';
import type { Step } from './step.ts';

/** Does the steps to a store and to the model, and holds what the store answers, and in the end all it shows, to the model. */
export async function play(store: Store, steps: readonly Step[]): Promise<void> {
  const former = new Map<string, Set<number>>();
  let model = emptyModel;
  let audits = 0;
  const newAuditId = () => {
    audits += 1;
    return `a_${audits}`;
  };
  for (const step of steps) {
    if (step.type === 'commit') {
      model = await commit(store, model, concrete(step, model, former, newAuditId), former);
    } else if (step.type === 'prune') {
      model = await prune(store, model, step.policy);
      for (const id of former.keys()) if (id.startsWith('r_') && !model.runs.has(id)) former.delete(id);
    } else await look(store, model, step);
  }
  await compareAll(store, model);
}

async function commit(
  store: Store,
  model: Model,
  change: Commit,
  former: Map<string, Set<number>>,
): Promise<Model> {
  const expected = lands(model, change);
  same(await store.commit(commitOf(change)), { committed: expected });
  if (!expected) return model;
  const given = await versionsAfter(store, change);
  const note = (name: string, before: number, after: number, isNew: boolean) => {
    const had = former.get(name) ?? new Set([0]);
    former.set(name, had.add(before));
    if (isNew) assert.ok(!had.has(after), `${name} has the version ${after} once more`);
    else assert.equal(after, before, `${name} has another version`);
    had.add(after);
  };
  for (const { id, expected, next } of change.runs) {
    note(id, expected, given.runs.get(id) ?? 0, next !== 'unchanged');
  }
  for (const { expected, next, ...ref } of change.documents) {
    const after = given.documents.get(textOfRef(ref)) ?? 0;
    if (next === 'deleted') assert.equal(after, 0, `${textOfRef(ref)} is still there`);
    else note(textOfRef(ref), expected, after, next !== 'unchanged');
  }
  return committed(model, change, given);
}

async function versionsAfter(store: Store, { runs, documents }: Commit): Promise<Given> {
  const found = await Promise.all(runs.map(({ id }) => store.run(id)));
  const foundDocuments = await store.documents(documents);
  return {
    runs: new Map(runs.map(({ id }, index) => [id, found[index]?.version ?? 0])),
    documents: new Map(documents.map((ref, index) => [textOfRef(ref), foundDocuments[index]?.version ?? 0])),
  };
}

async function prune(store: Store, model: Model, policy: PrunePolicy): Promise<Model> {
  const may = letGo(model, policy);
  const answer = await store.prune(policy);
  const runs = answer.runs.map(({ id }) => id);
  const receipts = await Promise.all(may.receipts.map(async (id) => ((await store.receipt(id)) ? [] : [id])));
  const left = new Set((await store.audits({ limit: 10_000 })).map(({ id }) => id));
  const gone = { runs, receipts: receipts.flat(), audits: may.audits.filter((id) => !left.has(id)) };
  const most = (all: readonly string[]) => Math.min(policy.limit, all.length);
  assert.ok(new Set(runs).size === runs.length && runs.every((id) => may.runs.includes(id)), `took ${runs}`);
  const lost = runs.reduce((sum, id) => sum + (model.runs.get(id)?.events.length ?? 0), 0);
  assert.deepEqual(
    { runs: runs.length, audits: answer.audits, receipts: answer.receipts, changes: answer.changes },
    { runs: most(may.runs), audits: most(may.audits), receipts: most(may.receipts), changes: lost },
  );
  assert.deepEqual([gone.audits.length, gone.receipts.length], [answer.audits, answer.receipts]);
  same(
    answer.runs,
    runs.map((id) => ({ id, action: model.runs.get(id)?.run.action })),
  );
  const isMore = [may.runs, may.audits, may.receipts].some((all) => all.length > policy.limit);
  if (isMore) assert.equal(answer.more, true);
  return without(model, gone);
}

async function look(
  store: Store,
  model: Model,
  step: Exclude<Step, { readonly type: 'commit' | 'prune' }>,
): Promise<void> {
  switch (step.type) {
    case 'runs':
      return same(await store.runs(step.query), runsOf(model, step.query));
    case 'logs':
      return same(await store.logs(step.query), logsOf(model, step.query));
    case 'changes':
      return same(await store.changes(step.query), changesOf(model, step.query));
    case 'documents':
      return same(await store.documents(step.refs), documentsOf(model, step.refs));
    case 'find':
      return same(await store.find(step.kind, step.query), found(model, step.kind, step.query));
    case 'audits':
      return same(await store.audits(step.query), auditsOf(model, step.query));
    case 'receipt':
      return same(await store.receipt(step.id), model.receipts.get(step.id));
  }
}
